/** The Options of PS3.15 E.3 in a person's words. */
export const OPTION_WORDS: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  RetainSafePrivate: {
    title: 'Retain Safe Private',
    about: 'Private elements that are known to be safe stay with their creators; all others go.',
  },
  RetainUIDs: { title: 'Retain UIDs', about: 'UIDs stay as they are, so that instances can be traced to their originals.' },
  RetainDeviceIdentity: { title: 'Retain Device Identity', about: 'Station names, serial numbers and the like stay.' },
  RetainInstitutionIdentity: { title: 'Retain Institution Identity', about: 'Names and addresses of institutions stay.' },
  RetainPatientCharacteristics: {
    title: 'Retain Patient Characteristics',
    about: 'Age, sex, size, weight and the like stay; texts about the patient are cleaned.',
  },
  RetainLongitudinalFullDates: { title: 'Retain Full Dates', about: 'Dates and times stay as they are.' },
  RetainLongitudinalModifiedDates: {
    title: 'Retain Modified Dates',
    about: 'Dates are shifted by one offset for each patient; times stay.',
  },
  CleanDescriptors: { title: 'Clean Descriptors', about: 'Descriptions and comments stay, once each value was looked at.' },
  CleanStructuredContent: {
    title: 'Clean Structured Content',
    about: 'Structured reports stay, and their content items are treated one by one.',
  },
  CleanGraphics: { title: 'Clean Graphics', about: 'Overlays and annotations stay, once they were looked at.' },
  CleanPixelData: { title: 'Clean Pixel Data', about: 'Text burned into pixels is found and masked.' },
  CleanRecognizableVisualFeatures: {
    title: 'Clean Recognizable Visual Features',
    about: 'Faces that could be recognised are removed or distorted.',
  },
}
