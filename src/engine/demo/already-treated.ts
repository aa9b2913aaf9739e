import { instanceModules, SOP_CLASS, UidMaker, type Scanner, type Study } from './acquisition.ts'
import { TRIAL_SUBJECT } from './cast.ts'
import { acquiredAt, axialPlane, greyPixels, laterBy } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { phantom, words } from './phantom.ts'
import { block, code, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const SITE_SCANNER: Scanner = {
  manufacturer: 'GE MEDICAL SYSTEMS',
  model: 'SIGNA Architect',
  software: '28\\LX\\MR Software release',
  station: '',
  serial: '',
  site: { institution: '' },
}

const DATE = '20190612'
const SIZE = 64

/** Images that a trial site has de-identified before it sent them, and what it overlooked. */
export function alreadyTreated(random: Random): readonly Instance[] {
  const uids = new UidMaker(90, random)
  const study: Study = {
    person: TRIAL_SUBJECT,
    uid: uids.next(DATE, '110000'),
    id: '1',
    accession: '',
    date: DATE,
    time: '110000',
    description: 'MR brain trial',
    age: '071Y',
    details: { ReferringPhysicianName: '' },
  }
  const series = {
    study,
    scanner: SITE_SCANNER,
    uid: uids.next(DATE, '111500'),
    frameOfReference: uids.next(DATE, '110000'),
    number: 3,
    modality: 'MR',
    description: 'Ax T2 Wigglesworthy',
    time: '111500',
    details: { BodyPartExamined: 'BRAIN', PatientPosition: 'HFS', ProtocolName: 'Brain T2' },
  }
  return Array.from({ length: 3 }, (_, index): Instance => {
    const uid = uids.next(DATE, laterBy('111500', index))
    const plan: Plan = {
      ...instanceModules(series, SOP_CLASS.mr, uid, index + 1),
      ...acquiredAt(DATE, series.time, index),
      ...axialPlane(series.frameOfReference, 3.4375, 5, index * 6, SIZE),
      ...treatment(),
      ImageType: 'ORIGINAL\\PRIMARY\\OTHER',
      ScanningSequence: 'SE',
      SequenceVariant: 'SK\\SS',
      ScanOptions: 'FAST_GEMS',
      MRAcquisitionType: '2D',
      RepetitionTime: '4000',
      EchoTime: '99',
      EchoTrainLength: '16',
      MagneticFieldStrength: '3',
      FlipAngle: '125',
      ...greyPixels(words(phantom('head', SIZE, SIZE, index / 3, random), 0, 1500), {
        rows: SIZE,
        columns: SIZE,
        stored: 16,
        signed: true,
      }),
      // blocks that the site's tool kept because nobody told it not to
      ...block(0x0019, 0x10, 'GEMS_ACQU_01', { '11 SS': 0, '17 SS': 2, '1E DS': '220.000000', '9C LO': 'fse-xl', '9E LO': 'FSE-XL' }),
      ...block(0x0021, 0x10, 'GEMS_RELA_01', { '05 SH': '', '36 SS': 0, '37 SS': 16 }),
      ...block(0x0043, 0x10, 'GEMS_PARM_01', {
        '2F SS': 0,
        '39 IS': '0\\0\\0\\0',
        '2A OB': Buffer.from('\x07\0\0\0WIGGLESWORTHY TRIAL-ZQ-1187 19471212\0', 'latin1'),
      }),
    }
    return { file: `trial/SITE07-0042/${index + 1}.dcm`, form: { preamble: index === 0 ? 'Wigglesworthy' : '' }, dataSet: plan }
  })
}

/** What the site's tool says of itself (PS3.3 C.7.1.1), and the trial's own Attributes (C.7.1.3). */
function treatment(): Plan {
  return {
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'CTP: site script 2019\\Manual',
    DeidentificationMethodCodeSequence: [
      code('113100', 'DCM', 'Basic Application Confidentiality Profile'),
      code('113107', 'DCM', 'Retain Longitudinal Temporal Information Modified Dates Option'),
    ],
    LongitudinalTemporalInformationModified: 'MODIFIED',
    ClinicalTrialSponsorName: 'Consortium for Brains',
    ClinicalTrialProtocolID: 'BRAIN-3',
    ClinicalTrialProtocolName: '',
    ClinicalTrialSiteID: '07',
    ClinicalTrialSiteName: '',
    ClinicalTrialSubjectID: 'TRIAL-ZQ-1187',
  }
}
