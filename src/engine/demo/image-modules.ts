import { decimal, type Plan } from './plan.ts'

/** Image Pixel Module for one grey sample a pixel (PS3.3 C.7.6.3), 12 of 16 or 16 of 16 bits. */
export function greyPixels(
  pixels: Plan['PixelData'],
  size: {
    readonly rows: number
    readonly columns: number
    readonly stored: 8 | 12 | 16
    readonly signed?: boolean
    readonly inverse?: boolean
  },
): Plan {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: size.inverse === true ? 'MONOCHROME1' : 'MONOCHROME2',
    Rows: size.rows,
    Columns: size.columns,
    BitsAllocated: size.stored === 8 ? 8 : 16,
    BitsStored: size.stored,
    HighBit: size.stored - 1,
    PixelRepresentation: size.signed === true ? 1 : 0,
    PixelData: pixels,
  }
}

/** Image Plane Module for axial slices (PS3.3 C.7.6.2), with the Frame of Reference that they share. */
export function axialPlane(frameOfReference: string, spacing: number, thickness: number, location: number, size: number): Plan {
  const edge = decimal((-size / 2) * spacing)
  return {
    FrameOfReferenceUID: frameOfReference,
    PositionReferenceIndicator: '',
    PixelSpacing: [decimal(spacing), decimal(spacing)],
    SliceThickness: decimal(thickness),
    SliceLocation: decimal(location),
    ImagePositionPatient: [edge, edge, decimal(location)],
    ImageOrientationPatient: '1\\0\\0\\0\\1\\0',
  }
}

/** When an image was made: General Image and Acquisition times (PS3.3 C.7.6.1), a second apart from slice to slice. */
export function acquiredAt(date: string, time: string, index: number): Plan {
  const at = laterBy(time, index)
  return { AcquisitionDate: date, AcquisitionTime: at, ContentDate: date, ContentTime: at, AcquisitionNumber: '1' }
}

/** `HHMMSS` and some seconds. */
export function laterBy(time: string, seconds: number): string {
  const [hours = 0, minutes = 0, rest = 0] = [0, 2, 4].map((at) => Number(time.slice(at, at + 2)))
  const all = hours * 3600 + minutes * 60 + rest + seconds
  const two = (value: number): string => String(value).padStart(2, '0')
  return two(Math.floor(all / 3600) % 24) + two(Math.floor(all / 60) % 60) + two(all % 60)
}
