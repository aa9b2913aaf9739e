/** Why a project cannot be opened, and what a machine can do to files and databases. */
export const PROJECT = {
  noProject: (database: string): string =>
    `This folder is not a Tagbench project: it has no ${database}. Name the project's folder, or scan into a new one.`,
  noneThere: 'There is no project in that place. Scan a collection into it first.',
  pathIsFile: 'The project path names a file. Name a folder.',
  otherFiles: 'The project folder holds files of something else. Name an empty or a new folder.',
  notOpened: (reason: string): string => `The project could not be opened (${reason}). Check the disk and the permissions of its folder.`,
  noDatabase: (database: string): string => `${database} in this folder is no SQLite database. Name another folder.`,
  ofOtherProgram: (database: string): string => `${database} in this folder belongs to another program. Name another folder.`,
  otherVersion: 'This project was made by another version of Tagbench. Scan the collection into a new project.',
  /** Each of them: by whom, and since when in UTC. */
  lock: {
    inUse: 'The project is in use. Close it there, or open it to look only.',
    heldBy: (user: string, host: string, process: string, since: string): string =>
      `The project is in use by ${user} on ${host} (process ${process}) since ${since} UTC. Close it there, or open it to look only.`,
    heldByProcess: (process: string, since: string): string =>
      `The project is in use by process ${process} since ${since} UTC. Close it there, or open it to look only.`,
    /** Who is logged in without a name. */
    somebody: 'somebody',
  },
  unexpected: 'unexpected',
  /** By the codes of SQLite. */
  database: { 13: 'no space left', 10: 'the disk failed', 8: 'read-only', 5: 'in use' },
  /** By the codes of the operating system. */
  machine: {
    EROFS: 'read-only',
    ENOSPC: 'no space left',
    EACCES: 'no permission',
    EPERM: 'no permission',
    ENOENT: 'not there',
    EMFILE: 'too many open files',
  },
} as const
