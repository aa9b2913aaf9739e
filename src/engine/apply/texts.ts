/** Why a copy cannot be made, and what became of single files. */
export const APPLY = {
  files: {
    defect: 'by a defect of this program',
    endedWorker: 'it ended the worker that read it; most likely it asks for more memory than there is',
    dicomdir: 'DICOMDIR: it names the original files',
    changedSinceScan: 'changed since the scan: scan again',
    gone: 'no longer there: scan again',
    unreadable: (reason: string): string => `the file cannot be read (${reason})`,
    suffix: 'written under a suffix: another instance has the same new identifiers',
    changedWhileRead: 'it was changed while it was read',
  },
  lookOnly: 'The project is open to look only. Close it elsewhere, and open it to work in it.',
  notScanned: 'Nothing was scanned into this project. Scan a collection first.',
  scanUnfinished: 'The scan was not finished. Scan the collection again before it is applied.',
  open: (elements: number): string =>
    `${elements} element(s) are still to be reviewed. Decide them, or have what was not reviewed deleted (--unreviewed delete).`,
  foreignFiles: 'The output folder holds files that this project did not write, or links. Name an empty or a new folder.',
  writing: 'Writing instances',
  notFlushed: 'the disk did not take what was written',
  outputFailed: (reason: string, written: number, instances: number): string =>
    `The output folder cannot be written to (${reason}). ${written} of ${instances} instances are written, and complete. Make room or correct the permissions, and apply again: it goes on from there.`,
  placesFailed: (reason: string): string =>
    `The output folder or the project cannot be written to (${reason}). What was written so far is kept; apply again to go on.`,
  projectFailed: (reason: string): string =>
    `The project cannot be written to (${reason}). What was written so far is kept; apply again to go on.`,
  places: {
    collectionMoved: 'The scanned collection is no longer where it was. Put it back, or scan it again.',
    isCollection: 'The output folder is the collection itself. Name another folder.',
    inCollection: 'The output folder lies inside the collection. Name a folder outside of it.',
    aroundCollection: 'The collection lies inside the output folder. Name another folder.',
    inProject: 'The output folder lies inside the project. Name a folder outside of it.',
    aroundProject: 'The project lies inside the output folder. Name another folder.',
    isFile: 'The output path names a file. Name a folder.',
  },
  settings: {
    uidRoot: 'The setting uid-root is neither 2.25 nor a UID of at most 39 characters. Correct it.',
    outputPath: 'The setting output-path must be made of {patient}, {study}, {series}, {sop}, letters, digits, and . _ - between slashes.',
    shortNames:
      'A DICOMDIR names files by at most 8 capital letters and digits a folder (PS3.10 8.2). Set output-path={patient:8}/{study:8}/{series:8}/{sop:8}, or dicomdir=none.',
    noDcmmkdir: 'A DICOMDIR is made by dcmmkdir of dcmtk, which is not installed here. Install it, or set dicomdir=none.',
    patientId: 'The setting patient-id is no pattern: use {n}, {n:4}, {key} or {key:8} (4 to 32 characters), or name a CSV file.',
    dateShift: 'The setting date-shift is no range: use key, MIN..MAX in days, none, or name a CSV file.',
  },
  dicomdirFailed:
    'dcmmkdir could not make a DICOMDIR over the copy, which is written and complete. Set dicomdir=none, or see what it says of the copy.',
  patientFile: {
    /** What is wrong with the file, each as the end of the sentence. */
    eventDate: 'has an event_date that is no date of the form YYYYMMDD.',
    event: 'has an event that is no code of at most 16 capital letters, digits and _.',
    unreadable: (setting: string, reason: string): string =>
      `The file of the setting ${setting} could not be read (${reason}). Correct the setting.`,
    wrong: (setting: string, what: string): string => `The file of the setting ${setting} ${what}`,
    columns: (columns: readonly string[]): string => `must be a CSV file with the columns ${columns.join(',')}.`,
    twice: 'names a patient twice with different values. Correct it.',
    days: 'must have whole numbers other than 0 in the column days.',
  },
} as const
