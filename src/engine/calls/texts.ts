/** Why a call of the engine is refused. */
export const CALLS = {
  noDecisionsFile: 'The file with decisions is not there.',
  noProfileFile: 'The profile file is not there.',
  settings: {
    empty: 'empty',
    dateShift: 'key, none or MIN..MAX days',
    patientId: 'a pattern with {n} or {key}, such as SUBJ-{n:4}',
    noParameters: 'physical-parameters names a file without a column tag that holds tags, such as 00280010.',
    noFile: (setting: string, words: string): string => `${setting} is neither ${words}, nor the path of a CSV file that is there.`,
  },
  closed: 'The project was closed before this was done. Open it again.',
  running: 'Another job of this project is running. Wait for it, or cancel it.',
  machine: (reason: string): string =>
    `The machine could not do this (${reason}). Check the disk and the permissions; nothing was half-written.`,
  noReport: 'There is no report of that name.',
  notWritten: 'This report was not written yet.',
} as const
