import { parsePath, type PathText } from '../dicom/attribute-path.ts'
import { elementOf, groupOf, TAG } from '../dicom/tag.ts'

/**
 * What apply does to every instance without an Operation for the element: File Meta Information and the preamble are
 * written anew (PS3.15 E.1.1 step 7), group lengths, padding and bytes after the data set go, the marks of
 * de-identification come (step 6).
 */
const MARKS: ReadonlySet<number> = new Set([
  TAG.patientIdentityRemoved,
  TAG.deidentificationMethod,
  TAG.deidentificationMethodCodeSequence,
  TAG.longitudinalTemporalInformationModified,
])

/** Gets an Item of ours; what else is in it has Operations of its own. */
const CONTRIBUTING_EQUIPMENT: PathText = '(0018,A001)'

/** Whether apply writes or drops what stands there in every instance, whatever was decided. */
export function isAlwaysWritten(path: PathText): boolean {
  const parsed = parsePath(path)
  if (parsed === undefined) return false
  if (parsed.kind === 'outside') return true
  if (path === CONTRIBUTING_EQUIPMENT) return true
  const [first] = parsed.steps
  const last = parsed.steps.at(-1)
  return (
    (first?.kind === 'public' &&
      (groupOf(first.tag) === 2 || groupOf(first.tag) === 0 || MARKS.has(first.tag) || first.tag === TAG.dataSetTrailingPadding)) ||
    (last?.kind === 'public' && elementOf(last.tag) === 0)
  )
}
