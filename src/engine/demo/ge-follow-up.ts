import { instanceModules, reference, SOP_CLASS, type Study } from './acquisition.ts'
import { drawText } from './bitmap-font.ts'
import { ORLANDA, STAFF } from './cast.ts'
import { axialImage, ctSeries, WENDREDA, type CtStudy } from './ge-ct.ts'
import { epochSeconds, gemsIden, gemsParm, type GeImage } from './ge-private.ts'
import { greyPixels } from './image-modules.ts'
import type { Instance } from './instance.ts'
import { octets, phantom } from './phantom.ts'
import { block, code, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const SLICES = 6
const SCREEN = { width: 320, height: 96 } as const

/**
 * Orlanda's second examination, seven months later: sent by an archive, so in implicit VR, one image deflated, and
 * with private blocks that moved to other numbers because somebody else's came first.
 */
export function geFollowUp(first: CtStudy, random: Random): readonly Instance[] {
  const { uids } = first
  const date = '20191021'
  const study: Study = {
    person: ORLANDA,
    uid: uids.next(date, '140500'),
    id: '9127',
    accession: 'WX-2019-91272',
    date,
    time: '140500',
    description: 'CT ABDOMEN FOLLOW UP',
    age: '061Y',
    details: {
      OperatorsName: STAFF.technician,
      PhysiciansOfRecord: STAFF.reading,
      ReferencedStudySequence: [reference(SOP_CLASS.studyComponent, first.series.study.uid)],
      ReasonForTheRequestedProcedure: 'Compare 4 March, Mrs Quillfeather worse',
    },
  }
  const axial = ctSeries(study, uids, uids.next(date, '140500'), 2, 'Abdomen 5mm', '140930')
  const equipmentUid = uids.next('20060101', '0')
  const folder = 'wendreda/QF-4471902/20191021'
  const images = Array.from({ length: SLICES }, (_, index): Instance => {
    const uid = uids.next(date, '140930')
    const plan = {
      ...withoutPrivate(axialImage(axial, uid, index, SLICES, equipmentUid, random)),
      ...movedBlocks(axial.time, date, index, equipmentUid, first),
    }
    return {
      file: `${folder}/${index === 4 ? 'deflated image' : `CT${String(index + 1).padStart(6, '0')}`}`,
      // the last one as a gateway dumped it: a bare data set
      form: { transferSyntax: index === 4 ? 'deflated' : 'implicit', undefinedLengths: index % 2 === 1, bare: index === SLICES - 1 },
      dataSet: plan,
    }
  })
  return [...images, doseScreen(study, uids.next(date, '141500'), uids.next(date, '141501'), `${folder}/dose report.dcm`, random)]
}

function withoutPrivate(plan: Plan): Plan {
  return Object.fromEntries(Object.entries(plan).filter(([name]) => !/^[0-9A-F]{3}[13579BDF],/.test(name)))
}

/** GEMS_IDEN_01 at 11 and again at 13, GEMS_PARM_01 at 12: the archive's own blocks took 10. */
function movedBlocks(time: string, date: string, index: number, equipmentUid: string, first: CtStudy): Plan {
  const image: GeImage = {
    at: epochSeconds(date, time) + index,
    index,
    images: SLICES,
    location: 24 - index * 5,
    equipmentUid,
    serviceId: 'S-9942187-KK',
    note: 'PAT=Orlanda Quillfeather;PRV=WX-PRIOR-60881',
  }
  return {
    ...block(0x0009, 0x10, 'GEIIS', {}),
    ...gemsIden(0x11, image, 'LIGHTSPEED'),
    // twice in one group: a gateway added what it found missing
    ...block(0x0009, 0x13, 'GEMS_IDEN_01', { '02 SH': 'WENDCT07', '30 SH': 'Ockenfels' }),
    ...block(0x0019, 0x11, 'gems_acqu_01', { '02 SL': 912, '23 DS': '55.000000', '27 DS': '0.500000' }),
    ...block(0x0043, 0x10, 'GEIIS PACS', {}),
    ...gemsParm(0x12, image),
    ...block(0x0907, 0x10, 'GEIIS', { '10 UI': first.series.study.uid, '20 UI': first.series.uid }),
  }
}

/** A picture of the dose page, as a Secondary Capture: everything of it is burned in (PS3.3 A.8.1). */
function doseScreen(study: Study, uid: string, seriesUid: string, file: string, random: Random): Instance {
  const screen = phantom('torso', SCREEN.width, SCREEN.height, 0, random)
  screen.grey.fill(0.05)
  const lines = ['DOSE REPORT', 'QUILLFEATHER ORLANDA', 'QF-4471902  DOB 23.04.1958', 'CTDI 9.41  DLP 402.77']
  for (const [index, line] of lines.entries()) drawText(screen, line, 4, 6 + index * 22)
  const series = {
    study,
    scanner: WENDREDA,
    uid: seriesUid,
    frameOfReference: '',
    number: 999,
    modality: 'CT',
    description: 'Dose Report',
    time: '141500',
  }
  return {
    file,
    form: { undefinedLengths: true },
    burnedIn: ['QUILLFEATHER ORLANDA', 'QF-4471902', '23.04.1958'].map((text) => ({ text, path: '(7FE0,0010)' as const })),
    dataSet: {
      ...instanceModules(series, SOP_CLASS.secondaryCapture, uid, 1),
      ImageType: 'DERIVED\\SECONDARY\\SCREEN SAVE',
      ConversionType: 'WSD',
      BurnedInAnnotation: 'YES',
      PatientOrientation: '',
      ContentDate: study.date,
      ContentTime: '141500',
      SecondaryCaptureDeviceID: 'WENDCT07',
      AnatomicRegionSequence: [code('818981001', 'SCT', 'Abdomen')],
      ...greyPixels(octets(screen), { rows: SCREEN.height, columns: SCREEN.width, stored: 8 }),
    },
  }
}
