import type { SettingExample, SettingExamples } from '../../contract/profile-answers.ts'
import { capAge } from '../../core/confidentiality/age-cap.ts'
import { shiftDate } from '../../core/deidentification/shift-date.ts'
import { outputPath } from '../../core/deidentification/output-path.ts'
import type { PreviewContext } from '../../core/deidentification/preview-value.ts'
import { collectionCells, type CollectionContext } from '../collection/collection-cells.ts'
import { previewContext } from '../preview/preview-context.ts'
import { collectionFiles } from '../project/collection-files.ts'
import type { Session } from '../session/session.ts'
import { PROFILE } from './texts.ts'

/** What the settings make of one patient of the collection: their ID, a date, a UID, the place of a file. */
export function settingExamples(session: Session): SettingExamples {
  const { settings } = session.compiled()
  const context = previewContext(session, settings)
  if (!context.ok) return { examples: [], problem: context.failure.message }
  const own = collectionCells(session).contexts.filter(({ patient }) => patient === context.value.example.key)
  const dated = own.find(({ studyDate }) => /^\d{8}$/.test(studyDate)) ?? own[0]
  if (dated === undefined) return { examples: [], problem: '' }
  return {
    examples: [
      patientExample(context.value),
      ...dateExample(session, context.value, dated),
      ...uidExamples(session, context.value, dated),
      ...ageExample(session),
    ],
    problem: '',
  }
}

function patientExample({ example, settings }: PreviewContext): SettingExample {
  const note = example.newId !== undefined ? '' : settings.patientId === '' ? PROFILE.patient.none : PROFILE.patient.notNamed
  return { setting: 'patient-id', path: '(0010,0020)', old: example.id, new: example.newId ?? '', note }
}

function dateExample(session: Session, { example, settings }: PreviewContext, { studyDate }: CollectionContext): readonly SettingExample[] {
  if (studyDate === '') return []
  const { options } = session.profile.current()
  const base = { setting: 'date-shift', path: '(0008,0020)', old: studyDate } as const
  if (options.includes('RetainLongitudinalFullDates')) return [{ ...base, new: studyDate, note: PROFILE.dates.stay }]
  if (settings.dateShift === 'none') return [{ ...base, new: studyDate, note: PROFILE.dates.noShift }]
  if (example.days === undefined) return [{ ...base, new: '', note: PROFILE.dates.notGiven }]
  const shifted = shiftDate(studyDate, 'DA', example.days)
  const days = PROFILE.dates.shifted(example.days)
  const isUsed = options.includes('RetainLongitudinalModifiedDates')
  return [{ ...base, new: shifted ?? '', note: isUsed ? days : PROFILE.dates.onceUsed(days) }]
}

function uidExamples(session: Session, { uids, settings, example }: PreviewContext, context: CollectionContext): readonly SettingExample[] {
  const { options } = session.profile.current()
  const [file] = collectionFiles(session.project).instances([context.id], 0, 1)
  if (file === undefined) return []
  const stays = options.includes('RetainUIDs')
  const renewed = (uid: string): string => (stays ? uid : uids.remap(uid))
  const names = {
    patient: example.newId ?? '',
    study: renewed(context.study),
    series: renewed(context.series),
    sop: renewed(file.sopInstance),
  }
  const place = outputPath(settings.outputPath, {
    ...names,
    // Keyed characters are made when they are needed; here only their number tells something.
    short: (_of, length) => '#'.repeat(length),
    pseudonym: () => '########',
  })
  return [
    {
      setting: 'uid-root',
      path: '(0020,000D)',
      old: context.study,
      new: names.study,
      note: stays ? PROFILE.uids.stay : PROFILE.uids.everywhere,
    },
    { setting: 'output-path', path: '', old: file.path, new: place, note: '' },
  ]
}

/** Only where somebody is so old. */
function ageExample(session: Session): readonly SettingExample[] {
  const { ageCap } = session.profile.current().settings
  const old = [...session.inventory.plain.values('(0010,1010)')].find(({ value, form }) => form === 'text' && capAge(value) !== undefined)
  if (old === undefined) return [{ setting: 'age-cap', path: '(0010,1010)', old: '', new: '', note: PROFILE.ages.nobody }]
  const capped = ageCap ? (capAge(old.value) ?? old.value) : old.value
  return [
    {
      setting: 'age-cap',
      path: '(0010,1010)',
      old: old.value,
      new: capped,
      note: ageCap ? '' : PROFILE.ages.stays,
    },
  ]
}
