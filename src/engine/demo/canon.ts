import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { CHIYONO, STAFF } from './cast.ts'
import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { block, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const SITE = { institution: '月見坂総合病院', address: 'Tsukimizaka 5-12-3', department: '放射線科' }
const CT: Scanner = {
  manufacturer: 'TOSHIBA',
  model: 'Aquilion PRIME',
  software: 'V7.0',
  station: 'TKMZ_AQP1',
  serial: '2CA1652417',
  site: SITE,
}
const MR: Scanner = {
  manufacturer: 'CANON_MEC',
  model: 'Vantage Galan 3T',
  software: 'V4.50*R002',
  station: 'TKMZ_GALAN',
  serial: 'G3A1892023',
  site: SITE,
}

const DATE = '20200918'
const CT_SIZE = 128
const MR_SIZE = 80

/** A Japanese patient on two machines of one maker, which writes group lengths, and texts in two encodings. */
export function canonExaminations(random: Random): readonly Instance[] {
  const uids = new UidMaker(81, random)
  const study = (time: string, description: string, accession: string): Study => ({
    person: CHIYONO,
    uid: uids.next(DATE, time),
    id: accession.slice(-4),
    accession,
    date: DATE,
    time,
    description,
    age: '070Y',
    details: { PerformingPhysicianName: STAFF.performing, OperatorsName: STAFF.technician },
  })
  const ct: Series = {
    study: study('110500', '胸部CT 勅使河原', 'TK20091804417'),
    scanner: CT,
    uid: uids.next(DATE, '110730'),
    frameOfReference: uids.next(DATE, '110500'),
    number: 3,
    modality: 'CT',
    description: 'Chest Lung TESHIGAWARA',
    time: '110730',
    details: { ProtocolName: 'Chest Teshigawara', BodyPartExamined: 'CHEST', PatientPosition: 'FFS' },
  }
  const mr: Series = {
    study: study('150500', '頭部MRI', 'TK20091809921'),
    scanner: MR,
    uid: uids.next(DATE, '151200'),
    frameOfReference: uids.next(DATE, '150500'),
    number: 5000,
    modality: 'MR',
    description: 'FFE2D T1',
    time: '151200',
    details: { ProtocolName: 'Head FFE', BodyPartExamined: 'HEAD', PatientPosition: 'HFS' },
  }
  const volumeUid = uids.next(DATE, '110730')
  const characterSet = CHIYONO.characterSet
  return [
    ...Array.from({ length: 5 }, (_, index): Instance => ({
      file: `tsukimizaka/0008812734/CT/1.${index + 1}.dcm`,
      form: { characterSet, groupLengths: true },
      dataSet: ctImage(ct, uids.next(DATE, laterBy('110730', index)), index, volumeUid, random),
    })),
    ...Array.from({ length: 4 }, (_, index): Instance => ({
      file: `tsukimizaka/CD0/A/000000${index}`,
      form: { characterSet, transferSyntax: 'implicit', undefinedLengths: true },
      dataSet: mrImage(mr, uids.next(DATE, laterBy('151200', index)), index, random),
    })),
  ]
}

function ctImage(series: Series, uid: string, index: number, volumeUid: string, random: Random): Plan {
  return {
    ...instanceModules(series, SOP_CLASS.ct, uid, index + 1),
    ...acquiredAt(DATE, series.time, index),
    ...axialPlane(series.frameOfReference, 2.734, 5, 100 - index * 5, CT_SIZE),
    ImageType: 'ORIGINAL\\PRIMARY\\AXIAL',
    KVP: '120',
    ScanOptions: 'HELICAL_CT',
    ReconstructionDiameter: '350',
    GantryDetectorTilt: '0',
    ExposureTime: '350',
    XRayTubeCurrent: '280',
    Exposure: '98',
    FilterType: 'LARGE',
    ConvolutionKernel: 'FC51',
    RescaleIntercept: '0',
    RescaleSlope: '1',
    WindowCenter: '-600',
    WindowWidth: '1600',
    ...greyPixels(words(phantom('torso', CT_SIZE, CT_SIZE, index / 5, random), -1000, 600), {
      rows: CT_SIZE,
      columns: CT_SIZE,
      stored: 16,
      signed: true,
    }),
    ...block(0x7005, 0x10, 'TOSHIBA_MEC_CT3', {
      '03 SH': '',
      '06 SH': 'OFF',
      '08 DS': '0.5',
      '09 LO': '80',
      '0A DS': '55',
      '0B SH': 'LARGE',
      '0F SH': 'FF',
      // the console's own record, in the encoding of its operating system
      '10 OB': Buffer.from('\ufeff<Exam Operator="Abernethyson" Patient="Teshigawara" Kanji="勅使河原^千代乃"/>', 'utf16le'),
      '11 LT': '勅使河原さん 耳が遠い',
      '12 SH': 'SU',
      '13 US': 12,
      '16 UI': volumeUid,
      '17 US': 5,
      '18 US': index + 1,
      '19 UL': index * 5000,
      '1B SH': 'FC51',
      '1D UL': 1,
      '1E UL': 4417,
      '23 DS': '0.813',
      '24 DA': DATE,
      '30 CS': 'CT',
      '40 FD': 402.1,
      '63 FD': 10.4,
    }),
  }
}

function mrImage(series: Series, uid: string, index: number, random: Random): Plan {
  return {
    ...instanceModules(series, SOP_CLASS.mr, uid, index + 1),
    ...acquiredAt(DATE, series.time, index),
    ...axialPlane(series.frameOfReference, 2.75, 6, -12 + index * 8, MR_SIZE),
    ImageType: 'ORIGINAL\\PRIMARY\\GDC',
    ScanningSequence: 'GR',
    SequenceVariant: 'NONE',
    ScanOptions: 'FC',
    MRAcquisitionType: '2D',
    RepetitionTime: '120',
    EchoTime: '2.3',
    NumberOfAverages: '1',
    ImagingFrequency: '123.194',
    EchoNumbers: '1',
    MagneticFieldStrength: '3',
    EchoTrainLength: '1',
    FlipAngle: '70',
    WindowCenter: '900',
    WindowWidth: '1800',
    ...greyPixels(words(phantom('head', MR_SIZE, MR_SIZE, index / 4, random), 20, 1800), { rows: MR_SIZE, columns: MR_SIZE, stored: 12 }),
    ...block(0x700d, 0x10, 'TOSHIBA_MEC_MR3', {
      '00 DS': '1.0',
      '02 DS': '0',
      '03 SS': 0,
      '04 OB': Uint8Array.of(0, 0, 1, 0),
      '05 DS': '220',
      '06 US': 80,
      '07 OB': Buffer.from('IMAGE-INFO\0\x01\x02TESHIGAWARA CHIYONO\0', 'latin1'),
      '0C CS': 'ON',
      '20 SH': 'GDC',
    }),
    // the same creator for a group of its own, at a higher number, with a Sequence that implicit VR hides
    ...block(0x700d, 0x11, 'CANON_MEC_MR3', { '0C CS': 'ON', '20 SH': 'GDC' }),
    ...block(0x7019, 0x11, 'TOSHIBA_MEC_OT3', {
      '72 LO': 'RA-0071',
      '73 PN': 'ABERNETHYSON^RUFUS',
      '74 DA': DATE,
      '85 LO': 'WX-PRIOR-60881',
      '7E SQ': [block(0x7019, 0x12, 'TOSHIBA_MEC_OT3', { '7F US': 0, '81 SS': 12, '76 LO': 'TKMZ_GALAN' })],
    }),
  }
}
