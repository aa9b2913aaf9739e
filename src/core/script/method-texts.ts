import { BASIC_PROFILE_CODE } from '../confidentiality/context-groups.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { TABLE_E11_EDITION } from '../confidentiality/table-e11.ts'
import type { Claim, Deviation, MethodClaims } from './method-claims.ts'

const LO_CHARACTERS = 64
const DEVIATIONS_NAMED = 32

/** The values of De-identification Method (0012,0063): what was followed, what dates are, and each deviation by its path. */
export function methodTexts(
  deviations: readonly Deviation[],
  codes: readonly Claim[],
  longitudinal: MethodClaims['longitudinal'],
  profile: Profile,
): readonly string[] {
  const isBasic = codes.some(({ code }) => code === BASIC_PROFILE_CODE)
  const dated = profile.options.some((option) => option === 'RetainLongitudinalFullDates' || option === 'RetainLongitudinalModifiedDates')
  const named = deviations.slice(0, DEVIATIONS_NAMED).map(({ path, do: how }) => `Deviation: ${how} ${path}`)
  const more = deviations.length - named.length
  return [
    'Tagbench',
    `${TABLE_E11_EDITION} Annex E, ${isBasic ? 'see (0012,0064)' : 'Basic Profile not claimed'}`,
    ...(!dated && longitudinal !== 'REMOVED' ? [`Dates ${longitudinal}, without a date Option`] : []),
    ...named,
    ...(more > 0 ? [`and ${more} more deviations`] : []),
  ].map(asMethodText)
}

/** One value of LO in the default repertoire: a backslash would part it, and other characters need a character set. */
function asMethodText(text: string): string {
  return text
    .replace(/[^\x20-\x5b\x5d-\x7e]/g, '?')
    .slice(0, LO_CHARACTERS)
    .trim()
}
