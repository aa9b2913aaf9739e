import { instanceModules, reference, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { drawText } from './bitmap-font.ts'
import { PANTELEIMON, STAFF, ZEBULON, type Person } from './cast.ts'
import { rleFrame } from './compress.ts'
import { greyPixels, laterBy } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { overlay } from './overlay.ts'
import { phantom, words, type Phantom } from './phantom.ts'
import { block, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const FUJI: Scanner = {
  manufacturer: 'FUJI PHOTO FILM Co., ltd.',
  model: '5000plusR',
  software: 'A09',
  station: 'YASNCR01',
  serial: 'FJ-7311-YS',
  site: { institution: 'Больница Ясногорская', department: 'Рентген' },
}
const AGFA: Scanner = {
  manufacturer: 'Agfa',
  model: 'CR 30-X',
  software: 'NX_3.0',
  station: 'WENDCR03',
  serial: 'AG-4417-WX',
  site: { institution: 'Saint Wendreda Infirmary', address: 'Quarrendon Causeway 77, Thornmarsh' },
}

const WIDTH = 288
const HEIGHT = 256

/**
 * Radiographs of two people: in big endian, in RLE, with a name in the picture and one in an overlay. The second
 * person has the Patient ID of somebody else, from another issuer.
 */
export function radiographs(random: Random): readonly Instance[] {
  const uids = new UidMaker(55, random)
  const yasnogorsk = radiograph(PANTELEIMON, FUJI, uids, '20170511', '120000', 'YS-170511-3', 'Грудная клетка, Безухолмов')
  const wendreda = radiograph(ZEBULON, AGFA, uids, '20190304', '180000', 'WX-2019-88399', 'CHEST PA OKONKWO-BAPTISTE')
  const characterSet = PANTELEIMON.characterSet
  const named = chest(random)
  drawText(named, 'BEZUKHOLMOV P.I.', 8, 8)
  drawText(named, '08.08.1973', 8, 30)
  const burnedIn = ['BEZUKHOLMOV', '08.08.1973'].map((text) => ({ text, path: '(7FE0,0010)' as const }))
  const uid = (series: Series, index: number): string => uids.next(series.study.date, laterBy(series.time, index))
  return [
    {
      file: 'yasnogorsk/снимок 1.dcm',
      form: { characterSet, transferSyntax: 'big', undefinedLengths: true },
      burnedIn,
      dataSet: { ...crImage(yasnogorsk, uid(yasnogorsk, 0), 0, words(named, 4095, 0)), BurnedInAnnotation: 'YES', ...fujiBlocks() },
    },
    {
      file: 'yasnogorsk/снимок 2',
      form: { characterSet, transferSyntax: 'big' },
      dataSet: { ...crImage(yasnogorsk, uid(yasnogorsk, 1), 1, words(chest(random), 4095, 0)), ...fujiBlocks() },
    },
    {
      file: 'yasnogorsk/KR~22-0917.DCM.bak',
      form: { characterSet, transferSyntax: 'rle' },
      burnedIn,
      dataSet: { ...crImage(yasnogorsk, uid(yasnogorsk, 2), 2, { fragments: [rleFrame(words(named, 4095, 0), WIDTH)] }), ...fujiBlocks() },
    },
    {
      file: 'wendreda/CR/okonkwo-baptiste (1).dcm',
      form: {},
      burnedIn: [{ text: 'OKONKWO-BAPTISTE', path: '(6000,3000)' }],
      dataSet: {
        ...crImage(wendreda, uid(wendreda, 0), 0, words(chest(random), 4095, 0)),
        ...overlay(WIDTH, HEIGHT, 'OKONKWO-BAPTISTE', 'Marked by Gwenda Trelawney'),
        ...agfaBlocks(),
      },
    },
    {
      file: 'wendreda/CR/okonkwo-baptiste (2).dcm',
      form: { transferSyntax: 'implicit' },
      dataSet: {
        ...crImage(wendreda, uid(wendreda, 1), 1, words(chest(random), 4095, 0)),
        ReferencedPatientSequence: [reference('1.2.840.10008.3.1.2.1.1', uids.next('20190304', '0'))],
        ...agfaBlocks(),
      },
    },
  ]
}

function radiograph(
  person: Person,
  scanner: Scanner,
  uids: UidMaker,
  date: string,
  time: string,
  accession: string,
  description: string,
): Series {
  const study: Study = {
    person,
    uid: uids.next(date, time),
    id: accession.slice(-4),
    accession,
    date,
    time,
    description,
    age: `0${Number(date.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) - 1}Y`,
    details: { OperatorsName: STAFF.operator, NameOfPhysiciansReadingStudy: STAFF.reading },
  }
  return {
    study,
    scanner,
    uid: uids.next(date, time),
    frameOfReference: '',
    number: 1,
    modality: 'CR',
    description: 'PA',
    time,
    details: { BodyPartExamined: 'CHEST', ViewPosition: 'PA', PatientOrientation: 'L\\F' },
  }
}

/** Lungs are dark on film, so bright here: MONOCHROME1 shows the lowest number white (PS3.3 C.7.6.3.1.2). */
function chest(random: Random): Phantom {
  const image = phantom('torso', WIDTH, HEIGHT, 0.5, random)
  for (const [index, grey] of image.grey.entries()) image.grey[index] = 0.8 * grey
  return image
}

function crImage(series: Series, uid: string, index: number, pixels: Plan['PixelData']): Plan {
  return {
    ...instanceModules(series, SOP_CLASS.cr, uid, index + 1),
    ImageType: 'ORIGINAL\\PRIMARY',
    AcquisitionDate: series.study.date,
    AcquisitionTime: laterBy(series.time, index),
    ContentDate: series.study.date,
    ContentTime: laterBy(series.time, index),
    KVP: '110',
    PlateID: 'A0744182',
    CassetteSize: '35CMX43CM',
    ImagerPixelSpacing: '0.2\\0.2',
    Sensitivity: '400',
    WindowCenter: '2048',
    WindowWidth: '4096',
    ...greyPixels(pixels, { rows: HEIGHT, columns: WIDTH, stored: 12, inverse: true }),
  }
}

function fujiBlocks(): Plan {
  return {
    ...block(0x0009, 0x10, 'FDMS 1.0', {
      '04 SH': 'YASNCR01',
      '08 UL': 2,
      '10 CS': 'A',
      '80 LO': 'Больница Ясногорская',
      '90 ST': '',
      '92 SH': 'Рентген',
      'F0 CS': 'NORMAL',
    }),
    ...block(0x0019, 0x10, 'FDMS 1.0', { '15 LO': 'ГРУДЬ', '40 CS': 'C', '60 SH': 'Февронья', '80 IS': '5', '90 SH': 'Безухолмов' }),
    ...block(0x0021, 0x10, 'FDMS 1.0', { '10 CS': '00009', '30 CS': '1', '40 IS': '1', '50 CS': 'N', '80 CS': 'A' }),
    ...block(0x0025, 0x10, 'FDMS 1.0', { '10 US': 1600, '11 US': 100, '12 US': 100 }),
  }
}

function agfaBlocks(): Plan {
  return block(0x0019, 0x10, 'AGFA', {
    '05 ST': 'CASSETTE A0744182',
    '10 ST': 'MUSI=1.2',
    '11 LO': 'OKONKWO-BAPTISTE^ZEBULON;19840105',
    '13 LO': 'System diagnostics',
    '61 SH': 'Trelawney',
    '62 SH': 'WENDCR03',
    '80 ST': 'ROT0',
  })
}
