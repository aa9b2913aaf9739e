import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { ERMOLAOS, STAFF } from './cast.ts'
import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { block, code, type Plan } from './plan.ts'
import type { Random } from './random.ts'
import { basicTextReport } from './structured-report.ts'

const DISCOVERY: Scanner = {
  manufacturer: 'GE MEDICAL SYSTEMS',
  model: 'Discovery 690',
  software: '52.00',
  station: 'MLSPET01',
  serial: 'D690-1187',
  site: { institution: 'Ιπποκράτειον Μελισσοχωρίου', department: 'PET/CT' },
}

const DATE = '20200707'
const SIZE = 96
const SLICES = 8

/** A PET of a Greek patient in UTF-8, written by dcmjs, with a Basic Text report on it. */
export function petExamination(random: Random): readonly Instance[] {
  const uids = new UidMaker(66, random)
  const study: Study = {
    person: ERMOLAOS,
    uid: uids.next(DATE, '093000'),
    id: '417',
    accession: 'MLS-2020-417',
    date: DATE,
    time: '093000',
    description: 'PET Χρυσοβαλάντης',
    age: '056Y',
    details: { OperatorsName: STAFF.technician, PhysiciansOfRecord: STAFF.requesting },
  }
  const series: Series = {
    study,
    scanner: DISCOVERY,
    uid: uids.next(DATE, '103000'),
    frameOfReference: uids.next(DATE, '093000'),
    number: 4,
    modality: 'PT',
    description: 'WB 3D MAC ERMOLAOS',
    time: '103000',
    details: { BodyPartExamined: 'CHEST' },
  }
  const images = Array.from({ length: SLICES }, (_, index) => uids.next(DATE, laterBy('103000', index)))
  const scanUid = uids.next(DATE, '103000')
  const form = { characterSet: ERMOLAOS.characterSet, byDcmjs: true } as const
  return [
    ...images.map((uid, index): Instance => ({
      file: `melissochori/PET_2020_00417/PT.${uid}.dcm`,
      form,
      dataSet: petImage(series, uid, index, scanUid, random),
    })),
    basicTextReport(
      {
        study,
        scanner: DISCOVERY,
        seriesUid: series.uid,
        imageClass: SOP_CLASS.pet,
        images,
        uid: uids.next(DATE, '170500'),
        reportSeriesUid: uids.next(DATE, '170500'),
        file: 'melissochori/PET_2020_00417/report chrysovalantis.dcm',
        form: { characterSet: ERMOLAOS.characterSet, undefinedLengths: true },
      },
      'Ο ασθενής Χρυσοβαλάντης (γεν. 29-02-1964), τηλ. 6940-555-0142',
      'No uptake. Copy to Dr Dromgoole.',
    ),
  ]
}

function petImage(series: Series, uid: string, index: number, scanUid: string, random: Random): Plan {
  return {
    ...instanceModules(series, SOP_CLASS.pet, uid, index + 1),
    ...acquiredAt(DATE, series.time, index),
    ...axialPlane(series.frameOfReference, 5.46875, 3.27, index * 3.27, SIZE),
    ...petModules(index),
    ImageType: 'ORIGINAL\\PRIMARY',
    RescaleIntercept: '0',
    RescaleSlope: '2.1',
    WindowCenter: '8000',
    WindowWidth: '16000',
    ...greyPixels(words(phantom('torso', SIZE, SIZE, index / SLICES, random), 0, 9000), {
      rows: SIZE,
      columns: SIZE,
      stored: 16,
      signed: true,
    }),
    ...block(0x0009, 0x10, 'GEMS_PETD_01', {
      '01 LO': 'CLONING\\01',
      '02 LO': 'PET_2020_00417',
      '04 SH': '52.00',
      '05 DT': `${DATE}093000.00`,
      '0A UI': scanUid,
      '0D DT': `${DATE}103000.00`,
      '0F ST': 'WB scan Chrysovalantis',
      '10 LO': 'MELISSOCHORI',
      '11 LO': 'Discovery 690',
      '14 LO': 'ORBITAL MEATAL',
      '36 LO': 'FDG',
      '38 FL': 370.2,
      '3B DT': `${DATE}093500.00`,
      '3E SH': '18F',
      '3F FL': 6586.2,
      '5F LO': 'PET_2020_00417',
    }),
  }
}

/** PET Series, Isotope and Image Modules (PS3.3 C.8.9). */
function petModules(index: number): Plan {
  return {
    Units: 'BQML',
    CountsSource: 'EMISSION',
    SeriesType: 'STATIC\\IMAGE',
    NumberOfSlices: SLICES,
    CorrectedImage: 'DECY\\ATTN\\SCAT\\DTIM\\RAN\\NORM',
    RandomsCorrectionMethod: 'SING',
    AttenuationCorrectionMethod: 'CTAC',
    ScatterCorrectionMethod: 'Convolution subtraction',
    DecayCorrection: 'START',
    ReconstructionMethod: '3D IR',
    CollimatorType: 'NONE',
    RadiopharmaceuticalInformationSequence: [
      {
        Radiopharmaceutical: 'FDG',
        RadiopharmaceuticalStartTime: '093500.00',
        RadiopharmaceuticalStartDateTime: `${DATE}093500.00`,
        RadionuclideTotalDose: '370200000',
        RadionuclideHalfLife: '6586.2',
        RadionuclidePositronFraction: '0.9673',
        RadionuclideCodeSequence: [code('C-111A1', 'SRT', '^18^Fluorine')],
        RadiopharmaceuticalCodeSequence: [code('C-B1031', 'SRT', 'Fluorodeoxyglucose F^18^')],
      },
    ],
    PatientOrientationCodeSequence: [
      { ...code('F-10450', 'SRT', 'recumbent'), PatientOrientationModifierCodeSequence: [code('F-10340', 'SRT', 'supine')] },
    ],
    PatientGantryRelationshipCodeSequence: [code('F-10470', 'SRT', 'headfirst')],
    FrameReferenceTime: '1800000',
    ActualFrameDuration: '180000',
    ImageIndex: index + 1,
    DecayFactor: '1.01',
    DoseCalibrationFactor: '1',
    ScatterFractionFactor: '0.34',
    DeadTimeFactor: '1.02',
  }
}
