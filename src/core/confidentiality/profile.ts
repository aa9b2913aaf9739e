/** The Options of the Basic Application Level Confidentiality Profile (PS3.15 E.3), in the settled spelling. */
export const PROFILE_OPTIONS = [
  'RetainSafePrivate',
  'RetainUIDs',
  'RetainDeviceIdentity',
  'RetainInstitutionIdentity',
  'RetainPatientCharacteristics',
  'RetainLongitudinalFullDates',
  'RetainLongitudinalModifiedDates',
  'CleanDescriptors',
  'CleanStructuredContent',
  'CleanGraphics',
  'CleanPixelData',
  'CleanRecognizableVisualFeatures',
] as const
export type ProfileOption = (typeof PROFILE_OPTIONS)[number]

/** The chosen Options and everything else that steers proposals and treatments. */
export interface Profile {
  readonly options: readonly ProfileOption[]
  readonly settings: ProfileSettings
}

/** What an Option decides, unless a setting removes it. */
export type RemovedOr = 'by-profile' | 'remove'

export interface ProfileSettings {
  /** `2.25`, or a registered root under which new UIDs are made. */
  readonly uidRoot: string
  /** `key` (derived from the project's secret), `MIN..MAX` days (by key, within), a CSV file (`patient_id_old,days`), or `none`. */
  readonly dateShift: string
  /** A pattern with `{n}` (counter) or `{key}` (keyed digits) such as `SUBJ-{n:4}`, or a CSV file (`id_old,id_new`); empty: not mapped. */
  readonly patientId: string
  /** What becomes of a Private Creator whose block is emptied (default drop: PS3.15 E.3.10 keeps what defines the retained). */
  readonly emptiedCreators: 'drop' | 'keep'
  /**
   * Elements outside Table E.1-1: by what they are, or delete whatever is not listed as safe, but for what an instance
   * cannot be read without (see `neededToRead`).
   */
  readonly unlisted: 'by-kind' | 'delete'
  /** Ages of 90 years and more become 090Y. */
  readonly ageCap: boolean
  /** Path of an output file over new identifiers. */
  readonly outputPath: string
  /** Overlays, curves and private elements: as the Options say, or removed whatever they say. */
  readonly overlays: RemovedOr
  readonly curves: RemovedOr
  readonly privateElements: RemovedOr
  /** Elements that every instance gets (see `readAdditions`): clinical trial attributes, an archive's own block. */
  readonly addedElements: string
  /**
   * (0012,0052) and (0012,0053), days since an event, where an Option keeps dates: `none`, `baseline` (the patient's first
   * study in the collection), or a CSV file (`patient_id_old,event_date`, and `event` for another word than ENROLLMENT).
   */
  readonly temporalOffset: string
  /** Whether a new DICOMDIR is made over the copy; needs an output path of short names. */
  readonly dicomdir: 'none' | 'make'
  /** Whether each instance names us in its Contributing Equipment Sequence, as De-identifying Equipment (109104). */
  readonly contributingEquipment?: boolean
  /** A CSV file of regions of pixels that hold text, for the pixel script of CTP; empty: none. Apply redacts no pixels. */
  readonly redactionRegions: string
  /** A user's own list of physical parameters (CSV with a `tag` column); empty: the shipped one. */
  readonly physicalParameters: string
}

export const DEFAULT_SETTINGS: ProfileSettings = {
  uidRoot: '2.25',
  dateShift: 'key',
  patientId: '',
  emptiedCreators: 'drop',
  unlisted: 'by-kind',
  ageCap: true,
  outputPath: '{patient}/{study}/{series}/{sop}.dcm',
  overlays: 'by-profile',
  curves: 'by-profile',
  privateElements: 'by-profile',
  addedElements: '',
  temporalOffset: 'none',
  dicomdir: 'none',
  redactionRegions: '',
  physicalParameters: '',
}

export const PRESETS: Readonly<
  Record<'Basic' | 'TCIA' | 'MIDI-B', { readonly options: readonly ProfileOption[]; readonly settings: Partial<ProfileSettings> }>
> = {
  Basic: { options: [], settings: {} },
  TCIA: {
    options: [
      'RetainSafePrivate',
      'RetainDeviceIdentity',
      'RetainPatientCharacteristics',
      'RetainLongitudinalModifiedDates',
      'CleanDescriptors',
    ],
    settings: {},
  },
  'MIDI-B': {
    options: [
      'RetainSafePrivate',
      'RetainPatientCharacteristics',
      'RetainLongitudinalModifiedDates',
      'CleanDescriptors',
      'CleanStructuredContent',
      'CleanGraphics',
    ],
    settings: { emptiedCreators: 'keep' },
  },
}
