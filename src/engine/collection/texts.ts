/** What the collection is said to hold, and what of it a person should look at. */
export const COLLECTION = {
  notSaid: 'not said',
  instances: (many: number): string => `${many} ${many === 1 ? 'instance' : 'instances'}`,
  /** Behind their number. */
  problems: {
    'same-instance-other-content': {
      one: 'SOP Instance UID used more than once, with different bytes',
      many: 'SOP Instance UIDs used more than once, with different bytes',
    },
    'same-instance-not-compared': {
      one: 'SOP Instance UID used more than once; too much to compare',
      many: 'SOP Instance UIDs used more than once; too much to compare',
    },
    unreadable: {
      one: 'file unreadable, and left out',
      many: 'files unreadable, and left out',
    },
    'patient-of-several-names': {
      one: 'patient with several names',
      many: 'patients with several names',
    },
    'patient-of-several-birth-dates': {
      one: 'patient with several birth dates',
      many: 'patients with several birth dates',
    },
    'patient-of-several-sexes': {
      one: 'patient with several sexes',
      many: 'patients with several sexes',
    },
    'study-of-several-patients': {
      one: 'study with several Patient IDs',
      many: 'studies with several Patient IDs',
    },
    'series-of-several-studies': {
      one: 'series in several studies',
      many: 'series in several studies',
    },
    'series-of-several-modalities': {
      one: 'series of several Modalities',
      many: 'series of several Modalities',
    },
    'no-patient-id': {
      one: 'instance without a Patient ID',
      many: 'instances without a Patient ID',
    },
    'burned-in': {
      one: 'instance says Burned In Annotation YES',
      many: 'instances say Burned In Annotation YES',
    },
    'unknown-sop-class': {
      one: 'instance of a SOP Class that the standard does not know',
      many: 'instances of SOP Classes that the standard does not know',
    },
    'same-instance-same-content': {
      one: 'instance there more than once, byte for byte',
      many: 'instances there more than once, byte for byte',
    },
    'not-dicom': {
      one: 'file is not DICOM, and left out',
      many: 'files are not DICOM, and left out',
    },
  },
} as const
