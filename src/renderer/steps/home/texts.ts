/** The words of the start page, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const HOME = {
  title: 'Start',
  question: 'May this collection be published, and how do we know?',
  about: 'A project keeps what was found in a folder of DICOM files and every decision about it. The files themselves are only ever read.',
  newProject: 'New project',
  openProject: 'Open a project',
  demonstration: 'Try the demonstration',
  recent: 'Recent projects',
  noneYet: 'None yet. The demonstration shows every step on a synthetic collection of many scanners.',
  again: 'Try again',
  lookOnly: 'Look only',
  openThis: 'Open this folder',
  whereNew: 'Where the new project goes',
  make: 'Make the project',
  gone: (name: string) => `${name} (no longer there)`,
  columns: { project: 'Project', collection: 'Collection', opened: 'Opened' },
} as const
