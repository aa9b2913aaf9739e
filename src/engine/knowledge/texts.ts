/** What is wrong with lists and files of approvals. */
export const TEAM = {
  row: (row: number, why: string): string => `row ${row}: ${why}`,
  unknownList:
    'This is no list of private elements that is known: TCIA (CSV), CTP (PrivateTagDictionary.xml), Table E.3.10-1 (CSV), approvals (JSON, CSV).',
  noRow: 'No row of this file can be used. See tagbench knowledge lint for each of them.',
  notImported: (why: string): string => `Nothing was imported: ${why}.`,
  nothingToCompare: 'The file to compare with holds no approvals.',
  notComparable: (why: string): string => `The file to compare with cannot be used: ${why}.`,
  fileName: 'Name a file that ends with .json, .csv or .xml.',
  takesPlace: 'The clean file would take the place of the one that was read. Name another.',
  noFile: 'The file is not there.',
  listsDamaged: 'The file of imported lists is damaged. Move it away, then import again.',
  approvalsBroken: (why: string): string => `The approvals file cannot be used: ${why}.`,
} as const
