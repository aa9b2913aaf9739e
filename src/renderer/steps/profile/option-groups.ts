import { PROFILE } from './texts.ts'

/** In the order of a curator's questions: what is kept, and then what is cleaned. */
export const OPTION_GROUPS = [
  {
    title: PROFILE.groups.retain,
    options: [
      'RetainSafePrivate',
      'RetainPatientCharacteristics',
      'RetainLongitudinalModifiedDates',
      'RetainLongitudinalFullDates',
      'RetainDeviceIdentity',
      'RetainInstitutionIdentity',
      'RetainUIDs',
    ],
  },
  {
    title: PROFILE.groups.clean,
    options: ['CleanDescriptors', 'CleanStructuredContent', 'CleanGraphics', 'CleanPixelData', 'CleanRecognizableVisualFeatures'],
  },
] as const
