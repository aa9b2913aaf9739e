import type { PathText } from '../dicom/attribute-path.ts'
import type { Decided } from './decided.ts'
import type { MethodClaims } from './method-claims.ts'
import type { Operation } from './operation.ts'

export const PATIENT_IDENTITY_REMOVED: PathText = '(0012,0062)'
export const DEIDENTIFICATION_METHOD: PathText = '(0012,0063)'
export const DEIDENTIFICATION_METHOD_CODES: PathText = '(0012,0064)'
export const LONGITUDINAL_MODIFIED: PathText = '(0028,0303)'

/**
 * What PS3.15 E.1.1 step 6 and E.2 have a de-identifier add. Several values are joined by `\`. (0012,0063) and
 * (0012,0064) are appended to what is there, unless its Delete was decided; (0028,0303) is never weakened.
 */
export function addedOperations(claims: MethodClaims, decidedFor: (path: PathText) => Decided): readonly Operation[] {
  const add = (path: PathText, value: string, because: string): Operation => {
    const deleted = decidedFor(path).elements.some((entry) => entry.choice.decision === 'delete')
    return { path, when: {}, do: 'add', with: value, ...(deleted ? { otherwise: 'remove' as const } : {}), because }
  }
  const codes = claims.codes.map(({ code }) => code)
  return [
    add(PATIENT_IDENTITY_REMOVED, 'YES', 'PS3.15 E.1.1, step 6'),
    add(DEIDENTIFICATION_METHOD, claims.texts.join('\\'), 'PS3.15 E.1.1, step 6'),
    ...(codes.length === 0
      ? []
      : [add(DEIDENTIFICATION_METHOD_CODES, codes.join('\\'), 'PS3.15 E.1.1, step 6: the codes that are earned')]),
    add(LONGITUDINAL_MODIFIED, claims.longitudinal, claims.longitudinalBecause),
  ]
}
