import { listed } from '../../core/words.ts'

/** Why scripts cannot be written, read, checked or compared. */
export const SCRIPT = {
  checkedAt: (place: string, message: string): string => `${place}: ${message}`,
  checkable: 'Scripts for tagbench, ctp and dicomedit can be checked.',
  comparable:
    'Two scripts of Tagbench, or two of ctp, can be compared as they are; for any others name a project, for whose elements they are compared.',
  perTargets: (targets: readonly string[]): string => `One script for each manufacturer or model is there for ${listed(targets)}.`,
  notAsMeant: 'The script that was made does not read back as it is meant. Nothing was written.',
  readable: 'Scripts for tagbench, ctp and dicomedit can be read.',
  regions: {
    noCsv: 'The file of redaction regions is no CSV with a header row. Correct it, or the setting.',
    wrong: (why: string): string => `The file of redaction regions, ${why}. Correct it.`,
    unreadable: (reason: string): string => `The file of redaction regions could not be read (${reason}). Check the setting.`,
  },
  tooLarge: 'The file is too large to be a script.',
  unreadable: (reason: string): string => `The script could not be read (${reason}). Check the path.`,
  folder: {
    isFile: 'The path for scripts names a file. Name a folder.',
    inCollection: 'The folder for scripts lies inside the collection, where nothing is written. Name another folder.',
    inCopy: 'The folder for scripts lies inside the de-identified copy, and their tables may identify patients. Name another folder.',
    otherFiles: 'The folder holds files of somebody else under the names that would be written. Name another folder.',
  },
  presets: (names: readonly string[]): string => `No script of that name comes with the program; there are ${listed(names)}.`,
  nameProject: 'Name a project, whose script is meant.',
  simulatable: 'Scripts for ctp and dicomedit can be simulated.',
  /** A sentence on a script, said of the first or the second of two. */
  ofOne: (index: number, sentence: string): string => sentence.replace(/^The script/, `The ${index === 0 ? 'first' : 'second'} script`),
  brokenWithMore: (line: number, column: number, message: string, more: number): string =>
    `The script cannot be read, line ${line}, column ${column}: ${message}${more === 0 ? '' : ` (and ${more} more: see --check)`}`,
  broken: (line: number, column: number, message: string): string =>
    `The script cannot be read, line ${line}, column ${column}: ${message}`,
} as const
