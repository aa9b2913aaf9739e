/** Why a file could not be written. */
export const FILES = {
  notToItsEnd: 'A file could not be written to its end. Check the space on its disk.',
  notWritten: (reason: string): string => `A file could not be written (${reason}). Check the disk and the permissions of its folder.`,
} as const
