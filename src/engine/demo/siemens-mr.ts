import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Series, type Study } from './acquisition.ts'
import { STAFF, THADDEUS } from './cast.ts'
import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import type { Form, Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { asUnknown, block, type Plan } from './plan.ts'
import type { Random } from './random.ts'
import { siemensCmsBlock, siemensMrBlocks } from './siemens-private.ts'

const FALKENREHDE: Scanner = {
  manufacturer: 'SIEMENS',
  model: 'Skyra',
  software: 'syngo MR E11',
  station: 'FALKMR02',
  serial: '351319-FK',
  site: { institution: 'Klinikum Falkenrehde', address: 'Uhlenhorster Stieg 3, Falkenrehde', department: 'Radiologie' },
}

const SIZE = 96
const DATE = '20190804'

/**
 * A head of a man of 93: as the scanner wrote it, the same in implicit VR, as an archive passed it on that knows no
 * private element, and a raw-data object of a private SOP Class.
 */
export function siemensMr(random: Random): readonly Instance[] {
  const uids = new UidMaker(12, random)
  const study: Study = {
    person: THADDEUS,
    uid: uids.next(DATE, '101530'),
    id: '1',
    accession: 'FK-77-190804',
    date: DATE,
    time: '101530',
    description: 'Schaedel^Routine',
    age: '093Y',
    details: {
      PerformingPhysicianName: 'PETRONIJEVIC^LJUDMILA',
      OperatorsName: STAFF.technician,
      RequestingPhysician: STAFF.requesting,
      RequestedProcedureDescription: 'MRT Kopf, Herr Vandermolen (geb. 11.06.1926)',
      PerformedProcedureStepDescription: 'MRT Kopf Vandermolen',
      PatientTransportArrangements: 'Ambulance, Willemijntje rides along',
    },
  }
  const frameOfReference = uids.next(DATE, '101530')
  const makeSeries = (number: number, description: string, time: string): Series => ({
    study,
    scanner: FALKENREHDE,
    uid: uids.next(DATE, time),
    frameOfReference,
    number,
    modality: 'MR',
    description,
    time,
    details: { ProtocolName: 't1_fl2d_tra Vandermolen', BodyPartExamined: 'HEAD', PatientPosition: 'HFS' },
  })
  const measurementUid = uids.next(DATE, '101700')
  const images = (
    series: Series,
    count: number,
    file: (index: number) => string,
    form: Form,
    change: (plan: Plan, index: number) => Plan,
  ) =>
    Array.from({ length: count }, (_, index): Instance => {
      const uid = uids.next(DATE, laterBy(series.time, index))
      return { file: file(index), form, dataSet: change(mrImage(series, uid, index, count, measurementUid, random), index) }
    })
  const scannerName = (index: number): string =>
    `falkenrehde/Vandermolen^Thaddeus/VANDERMOLEN.MR.HEAD_ROUTINE.0002.${String(index + 1).padStart(4, '0')}.2019.08.04.10.17.30.${77_120 + index}.IMA`
  return [
    ...images(makeSeries(2, 't1_fl2d_tra', '101730'), 8, scannerName, {}, (plan, index) => ({ ...plan, ...oddities(index) })),
    ...images(
      makeSeries(3, 't1_fl2d_tra Wiederholung', '102200'),
      3,
      (index) => `falkenrehde/SM0093847561/i${index}`,
      { transferSyntax: 'implicit' },
      same,
    ),
    ...interrupted(images(makeSeries(3, 't1_fl2d_tra Wiederholung', '102200'), 1, () => 'falkenrehde/SM0093847561/i3', {}, same)),
    ...images(
      makeSeries(4, 't1_fl2d_cor', '102900'),
      2,
      (index) => `falkenrehde/from archive/${index + 1}.dcm`,
      { undefinedLengths: false },
      (plan, index) => (index === 0 ? asUnknown(plan) : { ...asUnknown(plan), ...asUnknown(siemensCmsBlock()) }),
    ),
    nonImage(makeSeries(99, 'PhoenixZIPReport', '103500'), uids.next(DATE, '103500')),
  ]
}

/** A copy that stopped half-way, in the pixels. */
function interrupted(instances: readonly Instance[]): readonly Instance[] {
  return instances.map((instance) => ({ ...instance, form: { ...instance.form, cutAt: 0.7 } }))
}

function same(plan: Plan): Plan {
  return plan
}

function mrImage(series: Series, uid: string, index: number, count: number, measurementUid: string, random: Random): Plan {
  const location = -20 + index * 6
  return {
    ...instanceModules(series, SOP_CLASS.mr, uid, index + 1),
    ...acquiredAt(DATE, series.time, index),
    ...axialPlane(series.frameOfReference, 2.395833, 5, location, SIZE),
    ImageType: 'ORIGINAL\\PRIMARY\\M\\ND\\NORM',
    ScanningSequence: 'GR',
    SequenceVariant: 'SP\\OSP',
    ScanOptions: '',
    MRAcquisitionType: '2D',
    SequenceName: '*fl2d1',
    RepetitionTime: '250',
    EchoTime: '2.46',
    NumberOfAverages: '1',
    ImagingFrequency: '123.24983',
    ImagedNucleus: '1H',
    EchoNumbers: '1',
    MagneticFieldStrength: '3',
    SpacingBetweenSlices: '6',
    EchoTrainLength: '1',
    PercentSampling: '75',
    PercentPhaseFieldOfView: '100',
    PixelBandwidth: '280',
    TransmitCoilName: 'Body',
    FlipAngle: '70',
    SAR: '0.2113',
    WindowCenter: '700',
    WindowWidth: '1500',
    ...greyPixels(words(phantom('head', SIZE, SIZE, index / count, random), 10, 1900), { rows: SIZE, columns: SIZE, stored: 12 }),
    ...siemensMrBlocks({ number: index, location, date: DATE, measurementUid }),
  }
}

function oddities(index: number): Plan {
  const odd: Readonly<Record<number, Plan>> = {
    1: siemensCmsBlock(),
    // an acquisition date in the form of ACR-NEMA
    2: { AcquisitionDate: '2019.08.04' },
    3: {
      ImageComments: 'Bewegung, Hr. Vandermolen hustet',
      RequestAttributesSequence: [
        {
          ScheduledProcedureStepID: 'A1',
          ScheduledProcedureStepDescription: 'Kopf',
          RequestedProcedureID: 'FK-77-190804',
          ReasonForTheRequestedProcedure: 'Vandermolen: Schwindel',
        },
      ],
    },
  }
  return odd[index] ?? {}
}

/** Siemens CSA Non-Image: a private SOP Class, which no standard says how to de-identify. */
function nonImage(series: Series, uid: string): Instance {
  return {
    file: 'falkenrehde/Vandermolen^Thaddeus/PhoenixZIPReport.SR',
    form: {},
    dataSet: {
      ...instanceModules(series, SOP_CLASS.siemensNonImage, uid, 1),
      ImageType: 'ORIGINAL\\PRIMARY\\OTHER\\CSA REPORT',
      ContentDate: DATE,
      ContentTime: series.time,
      ...block(0x0029, 0x10, 'SIEMENS CSA NON-IMAGE', {
        '08 CS': 'CSA REPORT',
        '09 LO': DATE,
        '10 OB': Buffer.from('<report><patient>VANDERMOLEN^THADDEUS</patient><born>11/06/1926</born></report>', 'latin1'),
      }),
      ...block(0x7fe1, 0x10, 'SIEMENS CSA NON-IMAGE', { '10 OB': Buffer.alloc(64) }),
    },
  }
}
