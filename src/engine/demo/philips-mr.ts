import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { INGEBJORG, STAFF } from './cast.ts'
import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { enhancedMr } from './philips-enhanced-mr.ts'
import { philipsBlocks } from './philips-private.ts'
import { code, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const SJOHOLMEN: Scanner = {
  manufacturer: 'Philips Medical Systems',
  model: 'Ingenia',
  software: '5.3.1\\5.3.1.1',
  station: 'SJOHMR3T',
  serial: 'PHI-42017-SJ',
  site: { institution: 'Sjøholmen Universitetssykehus', address: 'Sjøholmveien 41, Lillesandvik', department: 'Bildediagnostikk' },
}

const SIZE = 96
const IMAGES = 7
const DATE = '20180216'

/** A head from a Philips scanner in implicit VR, from a disk with its files numbered, and one Enhanced MR image of it. */
export function philipsMr(random: Random): readonly Instance[] {
  const uids = new UidMaker(31, random)
  const study: Study = {
    person: INGEBJORG,
    uid: uids.next(DATE, '091000'),
    id: '553',
    accession: 'SJ180216-553',
    date: DATE,
    time: '091000',
    description: 'MR hode Strømsøyvik',
    age: '059Y',
    details: {
      PerformingPhysicianName: STAFF.performing,
      OperatorsName: STAFF.technician,
      RequestedProcedureDescription: 'MR hode for tidligere ordfører i Lillesandvik',
      RequestedContrastAgent: 'Gadoterat',
      ProcedureCodeSequence: [code('MRHODE', '99SJOH', 'MR hode')],
    },
  }
  const frameOfReference = uids.next(DATE, '091000')
  const series = (number: number, description: string, time: string): Series => ({
    study,
    scanner: SJOHOLMEN,
    uid: uids.next(DATE, time),
    frameOfReference,
    number,
    modality: 'MR',
    description,
    time,
    details: { ProtocolName: 'T2W_TSE Strømsøyvik', BodyPartExamined: 'HEAD', PatientPosition: 'HFS' },
  })
  const classic = series(401, 'T2W_TSE', '091730')
  return [
    ...Array.from({ length: IMAGES }, (_, index): Instance => ({
      file: `sjoholmen/DICOM/IM_${String(index + 1).padStart(4, '0')}`,
      form: { transferSyntax: 'implicit', characterSet: INGEBJORG.characterSet, undefinedLengths: index % 2 === 0 },
      dataSet: mrImage(classic, uids.next(DATE, laterBy('091730', index)), index, random),
    })),
    {
      file: 'sjoholmen/DICOM/XX_0008',
      form: { characterSet: INGEBJORG.characterSet, undefinedLengths: true },
      dataSet: enhancedMr(series(501, 'T2W_TSE enhanced', '093000'), uids.next(DATE, '093000'), random),
    },
  ]
}

function mrImage(series: Series, uid: string, index: number, random: Random): Plan {
  return {
    ...instanceModules(series, SOP_CLASS.mr, uid, index + 1),
    ...acquiredAt(DATE, series.time, index),
    ...axialPlane(series.frameOfReference, 2.4, 5, index * 6, SIZE),
    ImageType: 'ORIGINAL\\PRIMARY\\M_SE\\M\\SE',
    ScanningSequence: 'SE',
    SequenceVariant: 'SK',
    ScanOptions: '',
    MRAcquisitionType: '2D',
    RepetitionTime: '3000',
    EchoTime: '100',
    NumberOfAverages: '1',
    ImagingFrequency: '127.778435',
    ImagedNucleus: '1H',
    EchoNumbers: '1',
    MagneticFieldStrength: '3',
    SpacingBetweenSlices: '6',
    NumberOfPhaseEncodingSteps: '255',
    EchoTrainLength: '15',
    PercentSampling: '80.3',
    PixelBandwidth: '218',
    ReceiveCoilName: 'MULTI COIL',
    TransmitCoilName: 'B',
    FlipAngle: '90',
    RescaleIntercept: '0',
    RescaleSlope: '3.4874',
    RescaleType: 'normalized',
    WindowCenter: '513',
    WindowWidth: '892',
    ImageComments: index === 2 ? 'Fru Strømsøyvik beveget seg' : undefined,
    ...greyPixels(words(phantom('head', SIZE, SIZE, index / IMAGES, random), 5, 290), { rows: SIZE, columns: SIZE, stored: 12 }),
    ...philipsBlocks({ number: index + 1, images: IMAGES, examCard: 'Hode STRØMSØYVIK' }),
  }
}
