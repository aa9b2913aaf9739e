import { count, counted } from '../../state/words.ts'

/** The words of the Profile room, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const PROFILE = {
  title: 'Profile',
  about:
    'Basic Application Level Confidentiality Profile, PS3.15 2026d, with the Options you choose. Changing one changes proposals, never a decision.',
  optionsOf: (group: string): string => `Options: ${group}`,
  groups: { retain: 'Retain', clean: 'Clean' },
  chosen: (many: number, of: number): string => `${count(many)} of ${count(of)} chosen`,
  noEffect: 'changes nothing here',
  effect: (chosen: boolean, elements: number, files: number): string =>
    `${chosen ? 'changes' : 'would change'} ${counted(elements, 'element')} in ${files === 1 ? '1 file' : `up to ${count(files)} files`}`,
  excluded: (other: string): string => `Excluded by ${other} (PS3.15 E.3.6)`,
  presets: 'Presets',
  ownPresets: 'Your presets',
  save: 'Save these as a preset',
  saveTitle: 'Save as a preset',
  saveHint: 'Options and settings together, for any project of yours. A preset of the same name is replaced.',
  name: 'Name of the preset',
  cancel: 'Cancel',
  keep: 'Save',
  saved: (name: string): string => `Saved the preset ${name}.`,
  removed: (name: string): string => `Removed the preset ${name}.`,
  used: (name: string): string => `The profile is now as in ${name}.`,
  remove: (name: string): string => `Remove ${name}`,
  settings: 'Settings',
  settingsAbout: 'Beside each what it makes of a value of this collection, computed as apply would.',
  becomes: 'becomes',
  nothing: 'nothing',
  fields: {
    'patient-id': {
      title: 'Patient ID',
      hint: 'SUBJ-{n:4}, or the path of a CSV file (id_old,id_new and, if wanted, issuer_old,name_new); empty: deleted',
    },
    'date-shift': {
      title: 'Date shift',
      hint: 'key, MIN..MAX days, the path of a CSV file (patient_id_old,days), or none',
    },
    'uid-root': {
      title: 'UID root',
      hint: '2.25, or a root registered for you',
    },
    'output-path': {
      title: 'Output path',
      hint: '{patient}, {study}, {series} and {sop}, over the new identifiers; {sop:8} is 8 keyed characters in its place',
    },
    'added-elements': {
      title: 'Added elements',
      hint: '(0012,0010)=Sponsor; (0012,0020)=Protocol; (0013,"CTP",10)=Collection: {patient} is the new Patient ID',
    },
    'redaction-regions': {
      title: 'Redaction regions for CTP',
      hint: 'the path of a CSV file (manufacturer,model,modality,rows,columns,x,y,width,height); Apply redacts no pixels',
    },
    'temporal-offset': {
      title: 'Days from an event, (0012,0052)',
      hint: 'none, baseline (first study), or the path of a CSV file (patient_id_old,event_date); needs an Option that keeps dates',
    },
    'physical-parameters': {
      title: 'List of physical parameters',
      hint: 'empty: the list that comes with the program; or the path of a CSV file (tag,kind: 00280010,physical)',
    },
  },
  choices: {
    'emptied-creators': 'Private Creators whose block is emptied',
    unlisted: 'Elements outside Table E.1-1',
    'age-cap': 'Ages of 90 and more become 090Y',
    dicomdir: 'DICOMDIR over the copy',
    overlays: 'Overlays',
    curves: 'Curves',
    private: 'Private elements',
    'contributing-equipment': 'Tagbench in Contributing Equipment, (0018,A001)',
  },
  choiceHints: {
    unlisted: 'delete: all but the list of physical parameters, and what an instance cannot be read without',
  } as Readonly<Record<string, string>>,
  effectsIn: 'What a change does to each element stands in the',
  inventory: 'Inventory',
} as const

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
