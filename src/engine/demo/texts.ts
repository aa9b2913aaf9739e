/** Why the demonstration cannot be written; the words in its files are data, and stand where they are made. */
export const DEMONSTRATION = {
  notWritten: (reason: string): string =>
    `The demonstration could not be written (${reason}). Check the disk and the permissions of the folder.`,
  otherFiles: 'The folder for the demonstration holds files of something else. Name an empty or a new folder.',
  noFolder: 'The place for the demonstration is no folder. Name a folder.',
} as const
