/** Why a collection cannot be scanned, and why a file of it could not be read. */
export const SCAN = {
  collection: {
    missing: 'The collection does not exist. Name the folder that holds it.',
    file: 'The collection is a file, not a folder. Name the folder that holds it.',
    empty: 'The collection is an empty folder. There is nothing to scan.',
    unreadable: (reason: string): string => `The collection cannot be read (${reason}). Check the permissions of its folder.`,
    isProject: 'The project folder is the collection itself. Name another folder for the project.',
    holdsProject: 'The project folder lies inside the collection, where nothing is written. Name a folder outside it.',
    inProject: 'The collection lies inside the project folder. Name a project folder outside it.',
  },
  phases: {
    comparing: 'Comparing files',
    reading: 'Reading files',
    looking: 'Looking for files',
    listing: 'Listing files',
    contradictions: 'Looking for contradictions',
    values: 'Looking at values',
  },
  files: {
    endedWorker: 'Reading the file ended the worker that did it; most likely it asks for more memory than there is.',
    defect: 'Reading the file failed by a defect of this program.',
    noLongerRegular: 'It is no longer a regular file.',
    unreadable: (reason: string): string => `The file cannot be read (${reason}).`,
    tooManyPaths: 'There are more different elements in the file than this program lists of one.',
    changed: 'The file was changed while it was read. Scan again when nobody writes to it.',
    secondTime: 'This folder is reached a second time, through a symbolic link.',
    notListed: (reason: string): string => `The folder cannot be listed (${reason}).`,
    name: 'Its name is not valid UTF-8. Rename it to have it read.',
    notRegular: 'This is no regular file but a pipe, a device or a socket.',
    notReached: (reason: string): string => `The file cannot be reached (${reason}).`,
    linkInside: 'This is a symbolic link to a folder of this collection, which is read at its own place.',
    linkAround: 'This is a symbolic link to a folder in which the collection lies itself.',
    linkNowhere: (reason: string): string => `The symbolic link leads nowhere (${reason}).`,
  },
  noInstance: 'No file in the collection is a readable DICOM instance. reports/files.csv in the project says what each of them is.',
  otherCollection: 'This project was scanned from another collection, which is still there. Scan this one into a new project.',
  cancelled: 'Cancelled while looking for files. The project is as it was.',
  emptyFolders: 'There are only empty folders in the collection. There is nothing to scan.',
  /** What has several values of which it should have one. */
  where: (of: string, has: readonly string[], more: number): string => `${of}: ${has.join(' | ')}${more > 0 ? ` | and ${more} more` : ''}`,
  stopped: (reason: string): string =>
    `The scan stopped because the project could not be written (${reason}). What was done so far is kept; scan again to go on.`,
} as const
