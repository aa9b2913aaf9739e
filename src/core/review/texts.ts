import { count, counted } from '../words.ts'

/** `file` or `files`; the number stands in front of the sentence, which goes on from it. */
const number = (many: number, one: string, several: string): string => (many === 1 ? one : several)

/** What the review says: what keeps the gate closed, why something differs, what is wrong with a value. */
export const REVIEW = {
  /** Each goes on from its count, which whoever shows it writes in front: `7 elements or values are still to be reviewed`. */
  gate: {
    openReviews: (many: number): string =>
      `${number(many, 'element or value is', 'elements or values are')} still to be reviewed: decide, then apply again`,
    decisionsChanged: 'change of decisions, profile or inventory since this copy was written: apply again',
    collectionChanged: (files: number): string =>
      `${number(files, 'file of the collection is', 'files of the collection are')} new or changed since this copy was written: scan and apply again`,
    altered: (files: number): string =>
      `${number(files, 'file has', 'files have')} other bytes than those that were written: something has changed the copy, apply again`,
    foreign: (files: number): string =>
      number(
        files,
        'file lies in the output folder and was not written by apply: nobody has looked inside',
        'files lie in the output folder and were not written by apply: nobody has looked inside',
      ),
    unfinished: (files: number): string =>
      `${number(files, 'file is', 'files are')} still to be written: apply was broken off, go on with it`,
    failed: (files: number): string =>
      `${number(files, 'file was', 'files were')} to be written and could not be: see applied.csv for the reason`,
    missing: (files: number): string =>
      number(
        files,
        'file was written and is not there any more: apply again',
        'files were written and are not there any more: apply again',
      ),
    unreadable: (files: number): string => `${number(files, 'file', 'files')} could not be read again and compared with the original`,
    leaks: (hits: number, files: number): string =>
      `leak ${number(hits, 'hit has', 'hits have')} no explanation, in ${counted(files, 'file')}: see leaks.csv`,
    notCarriedOut: (files: number, example: string): string =>
      `${number(files, 'file still has', 'files still have')} an element that was to be removed or emptied: ${example}`,
    preservation: (files: number, example: string): string =>
      `${number(files, 'file has', 'files have')} an element that changed without an Operation for it: ${example}`,
    conformance: (files: number, example: string): string =>
      `${number(files, 'file has', 'files have')} a conformance error that the original does not have: ${example}`,
    dciodvfy: (files: number, looked: number, example: string): string =>
      `of ${counted(looked, 'file')} shown to dciodvfy ${number(files, 'has', 'have')} an error that the original does not have: ${example}`,
    pixelsAtRisk: (instances: number): string =>
      `${number(instances, 'instance', 'instances')} likely to have text burned in, and nobody has looked at the pixels: look at these first`,
    pixels: (instances: number): string =>
      `${number(instances, 'other instance', 'other instances')} with pixels that nobody has looked at`,
    values: (many: number): string => `${number(many, 'value', 'values')} of the copy that nobody has read: see final-values.csv`,
  },
  /** What closes nothing, each going on from its count as well. */
  notes: {
    deviations: (many: number): string =>
      `${number(many, 'decision is', 'decisions are')} weaker than the profile asks for, and the copy says so in (0012,0063)`,
    treatedBefore: (files: number): string =>
      `${number(files, 'file was', 'files were')} de-identified before, and dates were shifted or UIDs replaced a second time: see applied.csv`,
    outsideReferences: (instances: number): string =>
      `${number(instances, 'instance is', 'instances are')} referred to and not in the collection; the references have new UIDs like all others: see outside-references.csv`,
    unknownClasses: (instances: number): string =>
      `${number(instances, 'instance is of a SOP Class', 'instances are of SOP Classes')} whose IOD is not known here: of compound codes the most compatible action was taken, a dummy before an empty value before removal`,
    datesKept: (dates: number): string =>
      `${number(dates, 'date of calibration or installation is', 'dates of calibration or installation are')} kept by RetainDeviceIdentity, which contradicts (0028,0303) REMOVED: choose an Option for dates, or delete them`,
    leftOut: (files: number): string =>
      `${number(files, 'file', 'files')} of the collection left out, each with its reason in not-applied.csv: nothing of them is in the copy`,
  },
  /** Why an element is not as it was, where no Operation of its own says so. */
  changes: {
    writtenAnew: 'written anew in every file',
    characteristics: 'it says only what is left of the private blocks',
    newBlock: 'its private block is new',
    emptiedBlock: 'its private block was emptied',
    stoodTwice: 'it stood more than once with one value, and stands once now',
    ageCap: 'ages of 90 years and more are written 090Y',
  },
  /** Why an original that is found in the copy is no leak. */
  noLeak: {
    shiftedDate: 'a day that its shifted date happens to be',
    written: (operation: string): string => `written by the Operation ${operation}`,
    structuralUid: 'a UID that names structure, not an instance',
    definedTerm: 'a defined term of the attribute',
    publishedCreator: 'a Private Creator that a dictionary publishes',
  },
  /** Why an original is not looked for. */
  notSearched: { tooShort: 'too short', common: 'a common word', repeated: 'repeated characters', kept: 'kept by decision' },
  /** What is wrong with a value, by its VR (PS3.5 6.2). */
  value: {
    oddLength: 'odd length',
    noMultiple: (size: number): string => `length is no multiple of ${count(size)}`,
    tooLong: (longest: number): string => `longer than ${longest}`,
    groupTooLong: (longest: number): string => `component group longer than ${longest}`,
    date: 'not a date',
    dateTime: 'not a date and time',
    time: 'not a time',
    age: 'not an age',
    code: 'characters that no code may have',
    uid: 'not a UID',
    decimal: 'not a number',
    integer: 'not an integer of 32 bits',
  },
} as const
