import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { ORLANDA, STAFF } from './cast.ts'
import { epochSeconds, geCtBlocks, type GeImage } from './ge-private.ts'
import type { Form, Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { code, type Plan } from './plan.ts'
import type { Random } from './random.ts'

export const WENDREDA: Scanner = {
  manufacturer: 'GE MEDICAL SYSTEMS',
  model: 'LightSpeed VCT',
  software: 'gmp_vct.42',
  station: 'WENDCT07',
  serial: 'SN77310WQ',
  site: { institution: 'Saint Wendreda Infirmary', address: 'Quarrendon Causeway 77, Thornmarsh', department: 'Ptarmigan Wing Radiology' },
}

/** A study as others refer to it: its series, and the images of which it consists. */
export interface CtStudy {
  readonly series: Series
  readonly images: readonly string[]
  readonly instances: readonly Instance[]
  /** Gives the UIDs of what is made from this study. */
  readonly uids: UidMaker
}

const SLICES = 12
const SIZE = 128

/** Orlanda's first examination: a scout and an abdomen, with identities wherever a busy department leaves them. */
export function geCtStudy(random: Random): CtStudy {
  const uids = new UidMaker(7, random)
  const date = '20190304'
  const study: Study = {
    person: ORLANDA,
    uid: uids.next(date, '101200'),
    id: '8834',
    accession: 'WX-2019-88341',
    date,
    time: '101200',
    description: 'CT ABDOMEN QUILLFEATHER, ORLANDA (23.04.1958)',
    age: '060Y',
    details: {
      PhysiciansOfRecord: STAFF.reading,
      NameOfPhysiciansReadingStudy: STAFF.reading,
      PerformingPhysicianName: STAFF.performing,
      OperatorsName: STAFF.operator,
      AdmittingDiagnosesDescription: 'Pain; referred by Dr Ockenfels',
      AdmissionID: 'VISIT-99381-H',
      RequestingPhysician: STAFF.requesting,
      RequestedProcedureDescription: 'CT abdomen for Orlanda Quillfeather, ring +44 1632 960885',
      RequestAttributesSequence: [requestItem()],
    },
  }
  const frameOfReference = uids.next(date, '101200')
  const scout = ctSeries(study, uids, frameOfReference, 1, 'Scout', '101310')
  const axial = ctSeries(study, uids, frameOfReference, 2, 'Abdomen QF-4471902 5mm', '101540')
  const equipmentUid = uids.next('20060101', '0')
  const images = Array.from({ length: SLICES }, (_, index) => uids.next(date, laterBy('101540', index)))
  const scoutUid = uids.next(date, '101310')
  const folder = 'wendreda/QUILLFEATHER_ORLANDA_QF-4471902/CT_20190304'
  return {
    series: axial,
    images,
    uids,
    instances: [
      { file: `${folder}/001_scout/IM-0001-0001.dcm`, form: {}, dataSet: scoutImage(scout, scoutUid, equipmentUid, random) },
      ...images.map((uid, index) => ({
        file: `${folder}/002_abdomen/IM-0002-${String(index + 1).padStart(4, '0')}.dcm`,
        form: formOf(index),
        dataSet: { ...axialImage(axial, uid, index, SLICES, equipmentUid, random), ...oddities(index) },
      })),
    ],
  }
}

export function ctSeries(
  study: Study,
  uids: UidMaker,
  frameOfReference: string,
  number: number,
  description: string,
  time: string,
): Series {
  return {
    study,
    scanner: WENDREDA,
    uid: uids.next(study.date, time),
    frameOfReference,
    number,
    modality: 'CT',
    description,
    time,
    details: {
      ProtocolName: '6.2 ABDOMEN DR OCKENFELS',
      BodyPartExamined: 'ABDOMEN',
      PatientPosition: 'FFS',
      PerformedProcedureStepID: 'PPS-8834',
      PerformedProcedureStepStartDate: study.date,
      PerformedProcedureStepStartTime: study.time,
      PerformedProcedureStepDescription: 'CT abdomen',
    },
  }
}

function requestItem(): Plan {
  return {
    RequestedProcedureID: 'WX-2019-88341',
    RequestedProcedureDescription: 'Abdomen, QUILLFEATHER ORLANDA BEATRIX',
    ScheduledProcedureStepID: 'SPS-8834-1',
    ScheduledProcedureStepDescription: 'CT abdomen (see letter of Dr Dromgoole)',
    ScheduledProtocolCodeSequence: [code('CTABD', '99WENDREDA', 'CT of the abdomen')],
    AccessionNumber: 'WX-2019-88341',
  }
}

/** One slice: the public Attributes of a CT image (PS3.3 C.8.2.1) and the scanner's private blocks. */
export function axialImage(series: Series, uid: string, index: number, images: number, equipmentUid: string, random: Random): Plan {
  const location = 24 - index * 5
  const { date } = series.study
  const image: GeImage = {
    at: epochSeconds(date, laterBy(series.time, index)),
    index,
    images,
    location,
    equipmentUid,
    serviceId: 'S-9942187-KK',
    note: `PAT=Orlanda Quillfeather;DOB=1958-04-23;OPR=Trelawney`,
  }
  return {
    ...instanceModules(series, SOP_CLASS.ct, uid, index + 1),
    ...acquiredAt(date, series.time, index),
    ...axialPlane(series.frameOfReference, 2.8125, 5, location, SIZE),
    ...technique(),
    ImageType: 'ORIGINAL\\PRIMARY\\AXIAL',
    ScanOptions: 'HELICAL MODE',
    ...greyPixels(words(phantom('torso', SIZE, SIZE, index / images, random), 24, 1624), {
      rows: SIZE,
      columns: SIZE,
      stored: 16,
      signed: true,
    }),
    ...geCtBlocks(image),
  }
}

function technique(): Plan {
  return {
    KVP: '120',
    DataCollectionDiameter: '500.000000',
    ReconstructionDiameter: '360.000000',
    DistanceSourceToDetector: '949.075012',
    DistanceSourceToPatient: '541.000000',
    GantryDetectorTilt: '0.000000',
    TableHeight: '138.500000',
    RotationDirection: 'CW',
    ExposureTime: '500',
    XRayTubeCurrent: '240',
    Exposure: '120',
    FilterType: 'BODY FILTER',
    GeneratorPower: '28800',
    FocalSpots: '1.200000',
    ConvolutionKernel: 'STANDARD',
    RescaleIntercept: '-1024',
    RescaleSlope: '1',
    RescaleType: 'HU',
    WindowCenter: '40',
    WindowWidth: '400',
  }
}

function scoutImage(series: Series, uid: string, equipmentUid: string, random: Random): Plan {
  return {
    ...axialImage(series, uid, 0, 1, equipmentUid, random),
    ImageType: 'ORIGINAL\\PRIMARY\\LOCALIZER',
    ScanOptions: 'SCOUT MODE',
    ImageOrientationPatient: '1\\0\\0\\0\\0\\-1',
    ImageComments: 'Scout repeated, Mrs Quillfeather moved',
  }
}

/** Places of which a file or two makes use. */
function oddities(index: number): Plan {
  const odd: Readonly<Record<number, Plan>> = {
    // a private element that no creator claims
    2: { '0019,20D9 LO': 'PRIOR WX-PRIOR-60881 QUILLFEATHER' },
    3: {
      DerivationDescription: 'Window set by Gwenda Trelawney',
      OriginalAttributesSequence: [
        {
          AttributeModificationDateTime: '20190304113000',
          ModifyingSystem: 'WENDCT07',
          SourceOfPreviousValues: 'Saint Wendreda Infirmary',
          ReasonForTheAttributeModification: 'CORRECT',
          ModifiedAttributesSequence: [{ PatientName: 'QUILLFEATHER^ORLANDA', PatientID: 'QF4471902', PatientBirthDate: '19580423' }],
        },
      ],
    },
    // retired places of comments
    4: {
      '0008,4000 LT': 'Ident checked against passport, Orlanda B. Quillfeather',
      '4000,4000 LT': 'Films to 14 Larkspur Passage, Harrowgate Ferry',
    },
    5: { '0032,4000 LT': 'Penhaligon family history, see Dr Hashimura-Vale', VisitComments: 'Visit VISIT-99381-H' },
    6: { 'FFFC,FFFC OB': Buffer.from('\0\0\0\0QUILLFEATHER^ORLANDA^BEATRIX\0\0\0\0', 'latin1') },
    7: {
      DeviceDescription: 'VCT of Ptarmigan Wing',
      '0009,1110 SQ': [thumbnail()],
      '0009,0011 LO': 'GEIIS',
      '0905,0010 LO': 'GEIIS',
      '0905,1030 LO': 'HARROWGATE-MPI',
    },
  }
  return odd[index] ?? {}
}

/** The archive's preview of the image, private and nested; a creator of its own claims a block inside the item. */
function thumbnail(): Plan {
  return {
    Rows: 4,
    Columns: 4,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    '0029,0012 LO': 'GEIIS',
    '0029,1210 UL': 0,
    '0009,0012 LO': 'GEMS_IDEN_01',
    '0009,1230 SH': 'Quillfeather',
    '7FE0,0010 OB': Uint8Array.of(0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240),
  }
}

function formOf(index: number): Form {
  const odd: Readonly<Record<number, Form>> = {
    0: { preamble: 'EXPORTED FOR QUILLFEATHER ORLANDA BY G.TRELAWNEY' },
    1: { fileMeta: { SourceApplicationEntityTitle: 'WENDCT07', SendingApplicationEntityTitle: 'TRELAWNEY_WS' } },
    8: { trailing: Buffer.from(`${'\0'.repeat(64)}archived by Wendreda PACS, Quillfeather / QF-4471902`, 'latin1') },
    9: { undefinedLengths: true },
    10: { groupLengths: true },
  }
  return odd[index] ?? {}
}
