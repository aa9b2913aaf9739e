import type { PathText } from '../dicom/attribute-path.ts'

/** How an element is left that a treatment could not be given to: never as it was. */
export type Otherwise = 'remove' | 'empty' | 'dummy'

/** Something the curator should know of an instance that was written. Holds a place, never a value. */
export interface Problem {
  readonly kind: ProblemKind
  readonly path: PathText
  /** What became of the element, where its treatment was not possible. */
  readonly done?: Otherwise
}

const PROBLEMS = {
  'not-a-date': 'not readable as a date',
  'not-shifted': 'holds a value that is not shifted like a date, by decision',
  'not-a-uid-place': 'cannot hold a new UID',
  'value-not-listed': 'holds a value that the script does not know',
  'not-encodable': 'the new value cannot be written here',
  'other-patient': 'names another patient',
  'not-a-sequence': 'is not readable as a Sequence',
  'days-not-known': 'no days are counted: no event is known for the patient, or the study has no date',
  'shifted-before': 'dates had been shifted before',
  'remapped-before': 'UIDs are replaced in an instance that was de-identified before',
  'stood-twice': 'stood in it more than once with one value: once now',
  'unknown-class': 'no IOD is known of this SOP Class: what goes went in the way that any IOD allows',
  'identity-not-removed': 'text burned into the pixels was kept by decision, so that (0012,0062) is NO',
} as const
export type ProblemKind = keyof typeof PROBLEMS

const DONE: Readonly<Record<Otherwise, string>> = { remove: 'removed', empty: 'emptied', dummy: 'replaced by a dummy' }

/** All problems of an instance in one line: `(0008,0020) not readable as a date: emptied; …`, equal ones counted. */
export function describeProblems(problems: readonly Problem[]): string {
  const counts = new Map<string, number>()
  for (const { kind, path, done } of problems) {
    const text = `${path} ${PROBLEMS[kind]}${done === undefined ? '' : `: ${DONE[done]}`}`
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`)).join('; ')
}

/** Whether problems, as described, tell of an instance that had been de-identified before. */
export function tellsOfEarlierRun(described: string): boolean {
  return described.includes(PROBLEMS['shifted-before']) || described.includes(PROBLEMS['remapped-before'])
}

/** Why an instance is not written. */
export interface Refusal {
  readonly kind:
    | 'not-in-inventory'
    | 'open-review'
    | 'private-sop-class'
    | 'burned-in'
    | 'no-sop'
    | 'no-transfer-syntax'
    | 'patient-not-planned'
    | 'stands-twice'
    | 'not-possible'
  /** The element concerned, where there is one. */
  readonly path?: PathText
  /** One plain sentence without anything of the file's content. */
  readonly message: string
}

export const REFUSALS = {
  notInInventory: (path: PathText): Refusal => ({
    kind: 'not-in-inventory',
    path,
    message: `${path}: element not in the inventory: scan again`,
  }),
  openReview: (path: PathText): Refusal => ({ kind: 'open-review', path, message: `${path}: open Review: decide it first` }),
  privateSopClass: {
    kind: 'private-sop-class',
    message:
      'private SOP Class: the standard does not say how to de-identify it; retain its value of (0008,0016) by name to have it written',
  },
  burnedIn: {
    kind: 'burned-in',
    path: '(0028,0301)',
    message:
      '(0028,0301): text is burned into the pixels, which were not redacted: decide its value YES by name, or replace it when you have seen that nobody is named',
  },
  standsTwice: (path: PathText): Refusal => ({
    kind: 'stands-twice',
    path,
    message: `${path}: stands more than once in one data set, with different values: the Standard does not say which holds (PS3.5 7.1)`,
  }),
  noSop: { kind: 'no-sop', message: 'no SOP Class UID or no SOP Instance UID: not a complete instance' },
  noTransferSyntax: { kind: 'no-transfer-syntax', message: 'no Transfer Syntax has a name for the encoding that the file is in' },
  notPlanned: { kind: 'patient-not-planned', message: 'the patient is not in the inventory: scan again' },
  noShift: (path: PathText): Refusal => ({
    kind: 'patient-not-planned',
    path,
    message: `${path}: no date shift is given for this patient: add a row to the date-shift file`,
  }),
  noPatientId: (path: PathText): Refusal => ({
    kind: 'patient-not-planned',
    path,
    message: `${path}: no new Patient ID is given for this patient: add a row to the mapping file`,
  }),
  notEncodable: (path: PathText): Refusal => ({
    kind: 'not-possible',
    path,
    message: `${path}: the new Patient ID cannot be written in this file's character set`,
  }),
  sequenceReplaced: (path: PathText): Refusal => ({
    kind: 'not-possible',
    path,
    message: `${path}: a Sequence cannot be replaced by a text`,
  }),
} as const
