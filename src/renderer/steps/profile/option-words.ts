/** The Options by the standard's own names (PS3.15 E.3), where they are defined, and what they come to in a person's words. */
export const OPTION_WORDS: Readonly<Record<string, { readonly title: string; readonly section: string; readonly about: string }>> = {
  RetainSafePrivate: {
    title: 'Retain Safe Private Option',
    section: 'E.3.10',
    about: 'Private elements that are known to be safe stay with their creators; all others go.',
  },
  RetainUIDs: {
    title: 'Retain UIDs Option',
    section: 'E.3.9',
    about: 'UIDs stay as they are, so that instances can be traced to their originals.',
  },
  RetainDeviceIdentity: {
    title: 'Retain Device Identity Option',
    section: 'E.3.8',
    about: 'Station names, serial numbers and the like stay.',
  },
  RetainInstitutionIdentity: {
    title: 'Retain Institution Identity Option',
    section: 'E.3.11',
    about: 'Names and addresses of institutions stay.',
  },
  RetainPatientCharacteristics: {
    title: 'Retain Patient Characteristics Option',
    section: 'E.3.7',
    about: 'Age, sex, size, weight and the like stay; texts about the patient are cleaned.',
  },
  RetainLongitudinalFullDates: {
    title: 'Retain Longitudinal Temporal Information with Full Dates Option',
    section: 'E.3.6.1',
    about: 'Dates and times stay as they are.',
  },
  RetainLongitudinalModifiedDates: {
    title: 'Retain Longitudinal Temporal Information with Modified Dates Option',
    section: 'E.3.6.2',
    about: 'Dates are shifted by one offset for each patient; times stay.',
  },
  CleanDescriptors: {
    title: 'Clean Descriptors Option',
    section: 'E.3.5',
    about: 'Descriptions and comments stay, once each value was looked at.',
  },
  CleanStructuredContent: {
    title: 'Clean Structured Content Option',
    section: 'E.3.4',
    about: 'Structured reports stay, and their content items are treated one by one.',
  },
  CleanGraphics: { title: 'Clean Graphics Option', section: 'E.3.3', about: 'Overlays and annotations stay, once they were looked at.' },
  CleanPixelData: { title: 'Clean Pixel Data Option', section: 'E.3.1', about: 'Text burned into pixels is found and masked.' },
  CleanRecognizableVisualFeatures: {
    title: 'Clean Recognizable Visual Features Option',
    section: 'E.3.2',
    about: 'Faces that could be recognised are removed or distorted.',
  },
}

/** In the order of a curator's questions: what is kept, and then what is cleaned. */
export const OPTION_GROUPS = [
  {
    title: 'Retain',
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
    title: 'Clean',
    options: ['CleanDescriptors', 'CleanStructuredContent', 'CleanGraphics', 'CleanPixelData', 'CleanRecognizableVisualFeatures'],
  },
] as const
