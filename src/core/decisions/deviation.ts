import { leafOf, parsePath } from '../dicom/attribute-path.ts'
import { TAG } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import type { Annotation } from '../annotation/annotation.ts'
import type { Choice } from './decision.ts'

/** What of an annotation says whether a decision is weaker than the Profile. */
export type CodeInForce = Pick<Annotation, 'path' | 'effective' | 'iodType'>

/**
 * Whether a decision keeps more than the element's effective code allows. It may, but it is named in (0012,0063), in
 * reports and by the gate. Deleting more than the code asks for is no deviation, and neither is an open Review.
 */
export function isDeviation(choice: Choice, annotation: CodeInForce, vrs: readonly VR[]): boolean {
  if (choice.decision !== 'retain') return false
  const { code, options } = annotation.effective
  const treatment = choice.treatment ?? 'keep'
  switch (code) {
    case '':
    case 'K':
      return false
    case 'C':
      // Accepting a text as it stands is cleaning it; a date that Modified Dates names has to move.
      return treatment === 'keep' && options.includes('RetainLongitudinalModifiedDates') && (vrs.includes('DA') || vrs.includes('DT'))
    case 'U':
      return treatment !== 'remap-uid' && treatment !== 'replace'
    case 'X/Z/U*':
      // U*: a required Sequence of references stays, with its UIDs replaced (PS3.15 Table E.1-1a).
      return treatment !== 'replace' && !(vrs.includes('SQ') && treatment === 'keep' && annotation.iodType.includes('1'))
    default:
      return treatment !== 'replace' && !(treatment === 'map-patient' && isPatient(annotation.path))
  }
}

/** Patient's Name and Patient ID, which a mapping replaces. */
function isPatient(path: string): boolean {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') return false
  const leaf = leafOf(parsed)
  return leaf.kind === 'public' && (leaf.tag === TAG.patientName || leaf.tag === TAG.patientId)
}
