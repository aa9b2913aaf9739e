import type { PathText } from '../dicom/attribute-path.ts'
import type { MethodClaims } from './method-claims.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

export const PATIENT_IDENTITY_REMOVED: PathText = '(0012,0062)'
export const DEIDENTIFICATION_METHOD: PathText = '(0012,0063)'
export const DEIDENTIFICATION_METHOD_CODES: PathText = '(0012,0064)'
export const LONGITUDINAL_MODIFIED: PathText = '(0028,0303)'

/** Elements of which nothing old is left, so that nobody needs to decide what stands there. */
export const OVERWRITTEN: ReadonlySet<PathText> = new Set([PATIENT_IDENTITY_REMOVED, LONGITUDINAL_MODIFIED])

/**
 * What PS3.15 E.1.1 step 6 and E.2 have a de-identifier add. Several values are joined by `\`. (0012,0063) and
 * (0012,0064) join what their own Operations leave of what is there; (0028,0303) is never weakened.
 */
export function addedOperations(claims: MethodClaims): readonly Operation[] {
  const add = (path: PathText, value: string, because: string): Operation => ({ path, when: {}, do: 'add', with: value, because })
  const codes = claims.codes.map(({ code }) => code)
  return [
    add(PATIENT_IDENTITY_REMOVED, 'YES', 'PS3.15 E.1.1, step 6'),
    add(DEIDENTIFICATION_METHOD, claims.texts.join('\\'), 'PS3.15 E.1.1, step 6'),
    ...(codes.length === 0 ? [] : [add(DEIDENTIFICATION_METHOD_CODES, codes.join('\\'), SCRIPT.added.method)]),
    add(LONGITUDINAL_MODIFIED, claims.longitudinal, claims.longitudinalBecause),
  ]
}
