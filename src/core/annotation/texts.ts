import { count, counted } from '../words.ts'

/** What the values of an element show, in words. */
export const ANNOTATION = {
  declared: {
    safe: (series: number): string => `The files declare its block safe (0008,0303), in ${count(series)} series.`,
    unsafe: (series: number): string => `The files declare its block unsafe (0008,0303), in ${count(series)} series.`,
    nonidentifying: (series: number): string =>
      `The files list it among the elements that do not identify (0008,0304), in ${count(series)} series.`,
    identifying: (action: string, series: number): string =>
      `The files list it among the elements that identify (0008,0306), with the action ${action} (0008,0307), in ${count(series)} series.`,
  },
  places: {
    'file-name': 'File name',
    'folder-name': 'Folder name',
    preamble: 'Preamble of the file',
    'after-data-set': 'Bytes after the data set',
  },
  blankCreator: 'Private Creator, blank',
  identifiers: {
    name: 'a name',
    id: 'an ID or accession number',
    'birth-date': 'the birth date',
    date: 'a date',
    uid: 'a UID',
    address: 'an address',
    phone: 'a phone number',
    institution: 'the institution',
    device: 'the device serial number or station',
  },
  evidence: {
    noValue: 'No file has a value in it.',
    noOverlap: (patients: number): string => `No overlap with identifiers of the same patient; ${counted(patients, 'patient')} searched.`,
    overlap: (values: number, identifier: string, patients: number): string =>
      `${counted(values, 'value')} ${values === 1 ? 'overlaps' : 'overlap'} ${identifier} of the same patient, in ${counted(patients, 'patient')}.`,
    noIdentifier: 'No identifier of a patient is known to compare with.',
    followsPatient: 'It varies between patients and is constant within one: it follows the patient, as an identifier does.',
    followsAcquisition: 'It varies within patients and comes again in others: it follows the acquisition, as physics does.',
    followsNeither: 'It follows neither the patient nor the acquisition clearly.',
    onePatient: 'There is one patient only: whom it follows cannot be told.',
    oneSeries: 'No patient has several series with it: patient and acquisition cannot be told apart.',
    oneValue: 'It has one value in the whole collection.',
    constantInScanner: 'It is constant within each scanner.',
    constantInPatient: 'It is constant within each patient.',
    constantInSeries: 'It is constant within each series.',
    varies: 'It varies inside series.',
    onePatientOnly: 'Some value is found in one patient only.',
    shared: (fewest: number, patients: number): string => `Every value is shared by at least ${fewest} of ${patients} patients.`,
    /** Of texts, whose values may be names of people who are no patients. */
    textShared: (fewest: number, patients: number): string =>
      `Every value is shared by at least ${fewest} of ${patients} patients. That says nothing where it names staff or an institution.`,
    bytes: 'It holds bytes: what is in them is known only as far as they were opened.',
    looksLike: (some: number, values: number, shape: string): string =>
      `${some} of ${counted(values, 'value')} ${some === 1 ? 'looks' : 'look'} like ${shape}.`,
    numbers: 'It holds numbers.',
    numbersFrom: (from: number, to: number): string => `It holds numbers from ${from} to ${to}.`,
  },
  shapes: {
    'name-like': 'a name',
    'date-like': 'a date',
    'uid-like': 'a UID',
    'free-text': 'words that a person wrote',
  },
} as const
