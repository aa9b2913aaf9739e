import type { Profile } from '../confidentiality/profile.ts'
import { countsDays } from './given-elements.ts'
import type { MethodClaims } from './method-claims.ts'
import type { ScriptSettings } from './operation.ts'

/** What steers treatments, from the profile and what the script may claim. */
export function scriptSettings(profile: Profile, claims: MethodClaims): ScriptSettings {
  const { uidRoot, dateShift, patientId, emptiedCreators, unlisted, ageCap, outputPath, contributingEquipment, temporalOffset, dicomdir } =
    profile.settings
  return {
    uidRoot,
    dateShift,
    patientId,
    emptiedCreators,
    unlisted,
    ageCap,
    outputPath,
    ...(contributingEquipment === true ? { contributingEquipment } : {}),
    ...(dicomdir === 'make' ? { dicomdir } : {}),
    ...(countsDays(profile) ? { temporalOffset } : {}),
    options: profile.options,
    methodCodes: claims.codes.map(({ code }) => code),
    methodTexts: claims.texts,
    longitudinal: claims.longitudinal,
  }
}
