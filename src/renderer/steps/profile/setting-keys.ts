import type { ProfileSettings } from '../../../core/confidentiality/profile.ts'

/** The settings by their names on the command line, which is how they are set. */
export function settingTexts(settings: ProfileSettings): Readonly<Record<string, string>> {
  return {
    'patient-id': settings.patientId,
    'date-shift': settings.dateShift,
    'uid-root': settings.uidRoot,
    'output-path': settings.outputPath,
    'emptied-creators': settings.emptiedCreators,
    unlisted: settings.unlisted,
    'age-cap': settings.ageCap ? 'on' : 'off',
    overlays: settings.overlays,
    curves: settings.curves,
    private: settings.privateElements,
    'added-elements': settings.addedElements,
    'temporal-offset': settings.temporalOffset,
    dicomdir: settings.dicomdir,
    'contributing-equipment': settings.contributingEquipment === true ? 'add' : 'leave',
    'redaction-regions': settings.redactionRegions,
    'physical-parameters': settings.physicalParameters,
  }
}
