import type { PathText } from '../../dicom/attribute-path.ts'
import { CID_7050 } from '../../confidentiality/context-groups.ts'
import { SAFE_PRIVATE_EDITION } from '../../confidentiality/safe-private.ts'
import { STRUCTURED_CONTENT_EDITION } from '../../confidentiality/structured-content.ts'
import { TABLE_E11_EDITION } from '../../confidentiality/table-e11.ts'
import { TEXT_DUMMIES } from '../../script/text-dummies.ts'
import type { Operation, OperationKind, ScriptSettings } from '../../script/operation.ts'
import type { ReviewReport } from './review-report.ts'

/** What the description is made from: the script that was applied, and what the review knows of it. */
export type Described = Pick<ReviewReport, 'settings' | 'deviations' | 'madeWith' | 'nameOf'> & {
  readonly operations: readonly Operation[]
}

/**
 * What PS3.15 E.1.3 has a conformance statement of a de-identifier describe, for one project: which Attributes are removed,
 * replaced, kept and inserted and how, the scope of referential integrity, the Options, and what was added by them
 * (E.3.5, E.3.6, E.3.7, E.3.10). Plain text, without any value of the originals.
 */
export function* conformanceDescription(described: Described): Generator<string> {
  const { settings, deviations, madeWith, operations } = described
  yield* heading('How this collection was de-identified')
  yield* lines([
    `Profile: Basic Application Level Confidentiality Profile, ${TABLE_E11_EDITION} Annex E`,
    `Options: ${settings.options.length === 0 ? 'none' : settings.options.join(', ')}`,
    `De-identification Method Codes (0012,0064) that instances may have: ${codes(settings.methodCodes)}`,
    `De-identification Method (0012,0063): ${settings.methodTexts.join(' \\ ')}`,
    `Longitudinal Temporal Information Modified (0028,0303): ${settings.longitudinal}`,
    ...madeWith.map((line) => `Made with: ${line}`),
  ])
  yield* heading('How values are replaced')
  yield* lines(replacement(settings))
  yield* heading('Scope of referential integrity')
  yield* lines(integrity(settings))
  yield* heading('Dates, times and ages')
  yield* lines(dates(settings))
  yield* heading('Private elements')
  yield* lines(privateElements(settings))
  yield* heading('Structured content, graphics and pixels')
  yield* lines(content(settings))
  for (const [kind, title] of SECTIONS) yield* attributes(kind, title, described)
  yield* heading('Deviations')
  yield* lines(
    deviations.length === 0 ? ['None.'] : deviations.map(({ path, decision, code }) => `${path}  ${decision}; the profile says ${code}`),
  )
  yield* heading('Other restrictions')
  yield* lines([
    'No Encrypted Attributes Data Sets are made; those found go.',
    'Left out: files that are no DICOM or cannot be read, DICOMDIRs, private SOP Classes and pixels with text burned in unless decided by name.',
    `Attributes with a line of their own here: ${new Set(operations.map(({ path }) => path).filter((path) => !isFileMeta(path))).size}`,
  ])
}

const SECTIONS: readonly (readonly [OperationKind, string])[] = [
  ['remove', 'Attributes removed'],
  ['empty', 'Attributes emptied'],
  ['dummy', 'Attributes replaced by a dummy'],
  ['clean', 'Attributes cleaned value by value'],
  ['shift-date', 'Attributes with shifted dates'],
  ['remap-uid', 'Attributes with replaced UIDs'],
  ['map-patient', 'Attributes with the new patient identifier'],
  ['replace', 'Attributes replaced by a given value'],
  ['add', 'Attributes inserted'],
  ['process', 'Sequences kept and cleaned inside'],
  ['keep', 'Attributes kept as they are'],
]

function* heading(title: string): Generator<string> {
  yield `\n${title}\n${'-'.repeat(title.length)}\n`
}

function* lines(texts: readonly string[]): Generator<string> {
  for (const text of texts) yield `${text}\n`
}

function codes(given: readonly string[]): string {
  if (given.length === 0) return 'none'
  return given.map((code) => `${code} ${CID_7050.find((row) => row.code === code)?.meaning ?? ''}`.trim()).join(', ')
}

function replacement(settings: ScriptSettings): readonly string[] {
  const dummies = Object.entries(TEXT_DUMMIES).map(([vr, text]) => `${vr} ${text}`)
  return [
    `Dummies by VR: ${dummies.join(', ')}; numbers become 0, as many as there were; defined terms where the attribute has some.`,
    'A dummy of a Sequence is one Item with dummies in the shape of the first Item; of an Encapsulated Document a blank document of its kind.',
    'File Meta Information and preamble are written anew: they say what the file is and what wrote it, and nothing that was there before.',
    settings.patientId === ''
      ? 'Patient ID: a keyed pseudonym where a value is needed, the same for one patient throughout.'
      : settings.patientId.includes('{')
        ? "Patient ID and Patient's Name: the new identifier by the pattern of the project."
        : "Patient ID: the new identifier by the mapping file of the project; Patient's Name: the name that it gives, otherwise the new identifier.",
  ]
}

function integrity(settings: ScriptSettings): readonly string[] {
  return [
    settings.options.includes('RetainUIDs')
      ? 'UIDs of instances are kept by RetainUIDs.'
      : `UIDs are replaced under ${settings.uidRoot}, keyed by the project's secret: the same UID by the same one in all instances, references and deliveries of the project.`,
    'UIDs of PS3.6 Annex A, and those that name classes and schemes, are kept.',
    'References to instances outside the collection are replaced likewise.',
    'Attributes of patient, study and series are treated alike in all their instances.',
  ]
}

function dates(settings: ScriptSettings): readonly string[] {
  const shifted = settings.options.includes('RetainLongitudinalModifiedDates') && settings.dateShift !== 'none'
  const how =
    { key: 'derived from the project’s secret', none: 'none' }[settings.dateShift] ??
    'within the range or by the file that the project sets'
  return [
    settings.options.includes('RetainLongitudinalFullDates')
      ? 'Dates and times are kept.'
      : shifted
        ? `Dates are shifted by whole days, one number for everything of one patient, ${how}; times of day are kept, so that order and intervals stay.`
        : 'Dates and times are removed, emptied or dummies.',
    ...(settings.options.includes('RetainDeviceIdentity') && settings.longitudinal === 'REMOVED'
      ? ['Dates of calibration, manufacture and installation are kept by RetainDeviceIdentity.']
      : []),
    'What (0028,0303) said of an instance before is never weakened; where that is more than what was done now, it comes without the code of the Option.',
    'The birth date is never shifted; Patient’s Age is not computed anew.',
    settings.ageCap ? 'Ages of 90 years and more become 090Y (90 in structured reports).' : 'Ages are not capped.',
  ]
}

function privateElements(settings: ScriptSettings): readonly string[] {
  const creators = `Private Creators of emptied blocks: ${settings.emptiedCreators === 'keep' ? 'kept' : 'removed'}.`
  if (!settings.options.includes('RetainSafePrivate')) return ['All private elements are removed but those listed below as kept.', creators]
  return [
    `Kept are those that Table E.3.10-1 (${SAFE_PRIVATE_EDITION}) and the published dictionaries call safe, or that were decided one by one; they are listed below with their Private Creators. All others are removed.`,
    creators,
  ]
}

function content({ options }: ScriptSettings): readonly string[] {
  return [
    options.includes('CleanStructuredContent')
      ? `Content Items go, stay or are treated by concept name and value type (Table E.3.4-1, ${STRUCTURED_CONTENT_EDITION}; retired SNOMED codes recognised). Those it does not list: names go, dates as above, UIDs and references are replaced, codes and numbers stay, texts were read value by value.`
      : 'Content Sequences are dummies, Acquisition Context and Specimen Preparation go or are emptied.',
    options.includes('CleanGraphics')
      ? 'Overlays, curves and graphic annotations are kept as decided; an overlay group goes with its data.'
      : 'Overlays, curves and graphic annotations are removed.',
    'Pixel Data is not changed.',
  ]
}

function* attributes(kind: OperationKind, title: string, { operations, nameOf }: Described): Generator<string> {
  const paths = new Map<PathText, string>()
  for (const operation of operations) {
    if (operation.do !== kind || isFileMeta(operation.path)) continue
    const given = (kind === 'add' || kind === 'replace') && operation.with !== undefined ? ` = ${operation.with}` : ''
    paths.set(operation.path, `${operation.path}  ${nameOf(operation.path)}${given}`.trimEnd())
  }
  yield* heading(`${title} (${paths.size})`)
  yield* lines([...paths.values()])
}

/** Written anew whatever was there, so that a line of each would say nothing (PS3.15 E.1.1, step 7). */
function isFileMeta(path: PathText): boolean {
  return path.startsWith('(0002,')
}
