import { block, code, type Plan } from './plan.ts'

export interface PhilipsImage {
  readonly number: number
  readonly images: number
  readonly examCard: string
}

/**
 * Blocks of a Philips MR image, with private Sequences that implicit VR does not announce as such. In items the
 * creators stand at other block numbers than at the root.
 */
export function philipsBlocks(image: PhilipsImage): Plan {
  return { ...imagingBlocks(image), ...mrImagingBlocks() }
}

function imagingBlocks(image: PhilipsImage): Plan {
  return {
    ...block(0x2001, 0x10, 'Philips Imaging DD 001', {
      '01 FL': 0,
      '02 IS': '0',
      '03 FL': 0,
      '06 CS': 'N',
      '08 IS': '1',
      '0A IS': String(image.number),
      '0B CS': 'TRANSVERSAL',
      '10 CS': 'NO',
      '12 CS': 'N',
      '13 SL': 1,
      '14 SL': 1,
      '15 SS': 1,
      '18 SL': image.images,
      '1A FL': [0, 0, 0],
      '20 LO': 'T2TSE',
      '21 CS': 'N',
      '22 FL': 1.4402,
      '23 DS': '90',
      '25 SH': '100',
      '60 SL': 1,
      '63 CS': 'ELSEWHERE',
      '7B IS': '4',
      '81 IS': '1',
      'C8 LO': image.examCard,
      'CC ST': 'Rekonstruert av Rufus Abernethyson',
      '5F SQ': [
        block(0x2001, 0x11, 'Philips Imaging DD 001', {
          '2D SS': image.images,
          '32 FL': 0,
          '33 CS': 'RL',
          '35 SS': 1,
          '36 CS': 'PARALLEL',
        }),
      ],
    }),
    ...block(0x2001, 0x11, 'Philips Imaging DD 002', { '13 SS': 0, '14 FD': 0 }),
  }
}

function mrImagingBlocks(): Plan {
  return {
    ...block(0x2005, 0x10, 'Philips MR Imaging DD 001', {
      '00 FL': -1.5,
      '01 FL': 0.25,
      '02 FL': 2.1,
      '04 CS': '',
      '08 FL': 4.5,
      '0D FL': 0,
      '0E FL': 1.0213,
      '0F DS': '513',
      '10 DS': '892',
      '11 CS': 'M',
      '1D SS': 320,
      '20 SL': 0,
      '2A IS': '44917',
      '30 FL': [3000],
      '33 FL': 102.3,
    }),
    ...block(0x2005, 0x13, 'Philips MR Imaging DD 004', {
      '81 IS': '0',
      '91 PN': 'STRØMSØYVIK^INGEBJØRG',
      '95 ST': 'Ingebjørg Strømsøyvik, hode',
    }),
    ...block(0x2005, 0x14, 'Philips MR Imaging DD 005', {
      '00 CS': 'NO',
      '01 UL': 0,
      '03 UL': 1,
      '06 SS': 1,
      '09 DS': '0',
      '0A DS': '3.4874',
      '0B LO': 'normalized',
      '12 IS': '1',
      '1A CS': 'NO',
      '3B CS': 'N',
      '4B FL': 0,
      '51 IS': '401',
      '02 SQ': [
        {
          ...code('HODE', '99SJOH', 'MR hode, Dr Ockenfels'),
          ...block(0x2005, 0x10, 'Philips MR Imaging DD 005', { '57 LT': 'Gadoterat til Strømsøyvik', '36 UI': '1.2.840.10008.1.1' }),
        },
      ],
    }),
    // a creator for the second time in its group
    ...block(0x2005, 0x15, 'Philips MR Imaging DD 001', { '18 LO': 'SJOHMR3T', '3A SH': 'Ockenfels' }),
  }
}
