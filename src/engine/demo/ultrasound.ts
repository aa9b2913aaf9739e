import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { drawText } from './bitmap-font.ts'
import { KATHCHEN, STAFF } from './cast.ts'
import { jpegFrame } from './compress.ts'
import { laterBy } from './image-modules.ts'
import type { BurnedIn, Instance } from './instance.ts'
import { octets, type Phantom } from './phantom.ts'
import { block, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const VIVID: Scanner = {
  manufacturer: 'GE Vingmed Ultrasound',
  model: 'Vivid E95',
  software: '203.66.0',
  station: 'WENDUS11',
  serial: 'VE95-004417',
  site: { institution: 'Saint Wendreda Infirmary', address: 'Quarrendon Causeway 77, Thornmarsh' },
}

const WIDTH = 320
const HEIGHT = 240
const DATE = '20210322'
const HEADER = ['MUELLENBROECK KATHCHEN', '17.02.1991  US-KM-55120'] as const
const BURNED_IN: readonly BurnedIn[] = ['MUELLENBROECK KATHCHEN', '17.02.1991', 'US-KM-55120'].map((text) => ({
  text,
  path: '(7FE0,0010)',
}))

/**
 * Ultrasound with the patient's name in the picture: said so by Burned In Annotation, denied, or not mentioned. Three
 * single frames in JPEG, one clip without compression.
 */
export async function ultrasound(random: Random): Promise<readonly Instance[]> {
  const uids = new UidMaker(44, random)
  const study: Study = {
    person: KATHCHEN,
    uid: uids.next(DATE, '083000'),
    id: 'US4417',
    accession: 'WX-2021-30224',
    date: DATE,
    time: '083000',
    description: 'Sonographie Müllenbröck',
    age: '030Y',
    details: { PerformingPhysicianName: STAFF.performing, OperatorsName: STAFF.operator },
  }
  const series: Series = {
    study,
    scanner: VIVID,
    uid: uids.next(DATE, '083100'),
    frameOfReference: '',
    number: 1,
    modality: 'US',
    description: 'Fetus 2. Trim., Frau Müllenbröck',
    time: '083100',
    details: { ProtocolName: 'OB 2/3 Griseldis' },
  }
  const folder = 'wendreda/Ultraschall/MÜLLENBRÖCK, Käthchen'
  const form = { characterSet: KATHCHEN.characterSet } as const
  const stills: Instance[] = []
  for (const [index, annotation] of (['YES', 'NO', undefined] as const).entries()) {
    const image = sector(random, index)
    for (const [line, text] of HEADER.entries()) drawText(image, text, 4, 4 + line * 18)
    stills.push({
      file: `${folder}/Bild ${index + 1}.dcm`,
      form: { ...form, transferSyntax: 'jpeg' },
      burnedIn: BURNED_IN,
      dataSet: {
        ...common(series, SOP_CLASS.us, uids.next(DATE, laterBy('083100', index * 60)), index),
        BurnedInAnnotation: annotation,
        PhotometricInterpretation: 'YBR_FULL_422',
        LossyImageCompression: '01',
        LossyImageCompressionRatio: '12',
        LossyImageCompressionMethod: 'ISO_10918_1',
        PixelData: { fragments: [await jpegFrame(image)] },
      },
    })
  }
  return [...stills, clip(series, uids.next(DATE, '084000'), `${folder}/Film.dcm`, random)]
}

const FRAMES = 3

function clip(series: Series, uid: string, file: string, random: Random): Instance {
  const frames = Array.from({ length: FRAMES }, (_, index) => {
    const image = sector(random, index)
    drawText(image, 'MUELLENBROECK', 4, 4)
    return octets(image, 3)
  })
  return {
    file,
    form: { characterSet: series.study.person.characterSet },
    burnedIn: [{ text: 'MUELLENBROECK', path: '(7FE0,0010)' }],
    dataSet: {
      ...common(series, SOP_CLASS.usMultiFrame, uid, 4),
      NumberOfFrames: String(FRAMES),
      FrameTime: '33.3',
      FrameIncrementPointer: 0x0018_1063,
      CineRate: '30',
      PhotometricInterpretation: 'RGB',
      PixelData: Buffer.concat(frames),
    },
  }
}

/** A bright sector that noise fills, as a probe sees it. */
function sector(random: Random, index: number): Phantom {
  const grey = new Float64Array(WIDTH * HEIGHT)
  for (let row = 40; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++) {
      const angle = Math.atan2(column - WIDTH / 2, row - 30)
      const depth = Math.hypot(column - WIDTH / 2, row - 30)
      if (Math.abs(angle) > 0.6 || depth > 205) continue
      grey[row * WIDTH + column] = (0.25 + 0.2 * Math.sin(depth / 17 + index)) * (0.6 + 0.4 * random.next())
    }
  return { width: WIDTH, height: HEIGHT, grey }
}

function common(series: Series, sopClass: string, uid: string, index: number): Plan {
  const at = laterBy('083100', index * 60)
  return {
    ...instanceModules(series, sopClass, uid, index + 1),
    ImageType: 'ORIGINAL\\PRIMARY\\OBSTETRICAL\\0001',
    ContentDate: DATE,
    ContentTime: at,
    AcquisitionDateTime: `${DATE}${at}`,
    PatientOrientation: '',
    Laterality: '',
    TransducerData: 'C1-6-D',
    SamplesPerPixel: 3,
    PlanarConfiguration: 0,
    Rows: HEIGHT,
    Columns: WIDTH,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    UltrasoundColorDataPresent: 0,
    SequenceOfUltrasoundRegions: [
      {
        RegionSpatialFormat: 1,
        RegionDataType: 1,
        RegionFlags: 2,
        RegionLocationMinX0: 0,
        RegionLocationMinY0: 40,
        RegionLocationMaxX1: WIDTH - 1,
        RegionLocationMaxY1: HEIGHT - 1,
        PhysicalUnitsXDirection: 3,
        PhysicalUnitsYDirection: 3,
        PhysicalDeltaX: 0.043,
        PhysicalDeltaY: 0.043,
      },
    ],
    ImageComments: index === 1 ? 'Schwester Griseldis, Tel. 033205-55172' : undefined,
    // a private tree of Sequences three deep, each level with a creator of its own
    ...block(0x7fe1, 0x10, 'GEMS_Ultrasound_MovieGroup_001', {
      '01 SQ': [
        block(0x7fe1, 0x10, 'GEMS_Ultrasound_MovieGroup_001', {
          '02 LO': 'TopLevel',
          '08 SQ': [
            block(0x7fe1, 0x11, 'GEMS_Ultrasound_MovieGroup_001', { '12 LO': 'Käthchen Müllenbröck', '30 LO': 'PatientName' }),
            block(0x7fe1, 0x10, 'GEMS_Ultrasound_MovieGroup_001', { '30 LO': 'FrameRate', '32 UL': 1, '52 FD': 30.2 }),
          ],
        }),
      ],
    }),
  }
}
