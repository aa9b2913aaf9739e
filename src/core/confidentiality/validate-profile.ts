import { fail, ok, type Result } from '../result.ts'
import { PROFILE_OPTIONS, type Profile } from './profile.ts'
import { CONFIDENTIALITY } from './texts.ts'

/**
 * Whether the Options can be claimed together (PS3.15 E.3).
 * @returns the profile, or one sentence on what excludes what
 */
export function validateProfile(profile: Profile): Result<Profile, string> {
  const { options } = profile
  const unknown = options.filter((option) => !PROFILE_OPTIONS.includes(option))
  if (unknown.length > 0) return fail(CONFIDENTIALITY.profile.options(PROFILE_OPTIONS))
  if (new Set(options).size < options.length) return fail(CONFIDENTIALITY.profile.optionTwice)
  if (options.includes('RetainLongitudinalFullDates') && options.includes('RetainLongitudinalModifiedDates'))
    return fail(CONFIDENTIALITY.profile.datesExclude)
  return ok(profile)
}
