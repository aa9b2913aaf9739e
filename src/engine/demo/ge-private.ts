import { block, type Plan } from './plan.ts'

/** Seconds since 1970 of a date and time, as GE scanners keep them in private elements. */
export function epochSeconds(date: string, time: string): number {
  const [year = 0, month = 0, day = 0] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number)
  const [hours = 0, minutes = 0, seconds = 0] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)].map(Number)
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000
}

/** What varies from image to image, and the identities that GE scanners keep in private elements. */
export interface GeImage {
  readonly at: number
  readonly index: number
  readonly images: number
  readonly location: number
  readonly equipmentUid: string
  /** Service Id (0009,"GEMS_IDEN_01",30). */
  readonly serviceId: string
  /** Text in the blob User Defined Data (0043,"GEMS_PARM_01",2A). */
  readonly note: string
}

/** (0009,"GEMS_IDEN_01"): the exam's own bookkeeping. */
export function gemsIden(number: number, image: GeImage, product: string): Plan {
  return block(0x0009, number, 'GEMS_IDEN_01', {
    '01 LO': 'CT_LIGHTSPEED',
    '02 SH': 'CT07',
    '04 SH': product,
    '27 SL': image.at,
    '30 SH': image.serviceId,
    '31 SH': 'QUENDOLYN-U4',
    'E3 UI': image.equipmentUid,
    'E6 SH': '05',
    'E7 UL': 1_733_214_590,
    'E9 SL': image.at - image.index,
  })
}

/** (0043,"GEMS_PARM_01"): numbers to keep, and a blob in which an operator's note went. */
export function gemsParm(number: number, image: GeImage): Plan {
  return block(0x0043, number, 'GEMS_PARM_01', {
    '10 US': 400,
    '11 US': 0,
    '12 SS': [14, 2, 3],
    '13 SS': [107, 21, 4, 2, 20],
    '16 SS': [2, 0, 0, 0, 0],
    '1E DS': '7.000000',
    '21 SS': 0,
    '27 SH': '/1.375:1',
    '2A OB': userData(image.note),
    '39 IS': '32769\\0\\0\\0',
    '40 FL': [178.079926, 178.079926, 178.079926, 178.079926],
    '4E FL': [10.607418, 10.607418, 10.607418, 10.607418],
  })
}

/** A binary record: a version, lengths, and zero-terminated text, as vendor blobs are. */
function userData(note: string): Uint8Array {
  const record = Buffer.alloc(64 + note.length + (note.length % 2))
  record.writeUInt32LE(0x0102_0007, 0)
  record.writeUInt32LE(note.length, 4)
  record.writeDoubleLE(36.578947, 8)
  record.write('WHL_BODY', 24, 'latin1')
  record.write(note, 64, 'latin1')
  return record
}

/** All blocks of a GE CT image, each group's one creator at block 10 as the scanner writes them. */
export function geCtBlocks(image: GeImage): Plan {
  return {
    ...gemsIden(0x10, image, 'LIGHTSPEED'),
    ...block(0x0011, 0x10, 'GEMS_PATI_01', { '10 SS': 0 }),
    ...block(0x0019, 0x10, 'GEMS_ACQU_01', {
      '02 SL': 912,
      '03 DS': '389.750000',
      '04 DS': '1.023900',
      '0F DS': '1033.500000',
      '11 SS': 1,
      '18 LO': 'S',
      '19 DS': '24.000000',
      '1A LO': 'I',
      '1B DS': '-31.000000',
      '1E DS': '360.000000',
      '23 DS': '55.000000',
      '24 DS': '3.142900',
      '25 SS': 0,
      '26 SL': 45,
      '27 DS': '0.500000',
      '2C SL': 1136,
      '39 SS': 16,
      '42 SS': 0,
      '43 SS': 0,
      '47 SS': 1,
    }),
    ...gemsRelaToImps(image),
    ...gemsParm(0x10, image),
    ...block(0x0045, 0x10, 'GEMS_HELIOS_01', {
      '01 SS': 64,
      '02 FL': 0.625,
      '03 SS': 11,
      '04 SS': 18,
      '06 CS': 'OUT OF GANTRY',
      '07 FL': 1,
      '0B FL': 0.0425,
      '21 SS': 0,
      '32 FL': 0,
      '3B LO': 'DR_ABD_50',
    }),
  }
}

/** Groups 0021 to 0029: relations, study, series and image counters. */
function gemsRelaToImps(image: GeImage): Plan {
  return {
    ...block(0x0021, 0x10, 'GEMS_RELA_01', {
      '03 SS': 0,
      '05 SH': '05',
      '07 UL': 2_233_741_005,
      '35 SS': 0,
      '36 SS': 0,
      '37 SS': 16,
      '91 SS': 0,
    }),
    ...block(0x0023, 0x10, 'GEMS_STDY_01', { '70 FD': image.at - 41.5, '74 SL': 2, '7D SS': 0 }),
    ...block(0x0025, 0x10, 'GEMS_SERS_01', {
      '06 SS': 1000,
      '07 SL': image.images,
      '10 SL': 0,
      '11 SS': 2,
      '17 SL': 0,
      '18 SL': image.images,
      '19 SL': image.images,
      '1A SH': 'WENDCT07',
    }),
    ...block(0x0027, 0x10, 'GEMS_IMAG_01', {
      '06 SL': 1,
      '10 SS': 0,
      '1C SL': 240,
      '1D SS': 1,
      '35 SS': 2,
      '40 SH': image.location < 0 ? 'I' : 'S',
      '41 FL': image.location,
      '50 FL': 24,
      '51 FL': -31,
    }),
    ...block(0x0029, 0x10, 'GEMS_IMPS_01', {
      '04 SL': 0,
      '05 DS': '0.000000',
      '06 DS': '0.000000',
      '07 SL': 87,
      '08 SH': '',
      '09 SH': '',
      '0A SS': 0,
    }),
  }
}
