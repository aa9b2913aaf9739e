import type { PathText } from '../dicom/attribute-path.ts'
import { DEIDENTIFICATION } from './texts.ts'

/** How an element is left that a treatment could not be given to: never as it was. */
export type Otherwise = 'remove' | 'empty' | 'dummy'

/** Something the curator should know of an instance that was written. Holds a place, never a value. */
export interface Problem {
  readonly kind: ProblemKind
  readonly path: PathText
  /** What became of the element, where its treatment was not possible. */
  readonly done?: Otherwise
}

export type ProblemKind = keyof typeof DEIDENTIFICATION.problems

/** All problems of an instance in one line: `(0008,0020) not readable as a date: emptied; …`, equal ones counted. */
export function describeProblems(problems: readonly Problem[]): string {
  const counts = new Map<string, number>()
  for (const { kind, path, done } of problems) {
    const text = DEIDENTIFICATION.problemOf(path, DEIDENTIFICATION.problems[kind], done === undefined ? '' : DEIDENTIFICATION.done[done])
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return DEIDENTIFICATION.allProblems([...counts])
}

const OF_EARLIER_RUN: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['shifted-before', 'remapped-before'])

/** Whether problems tell of an instance that had been de-identified before. */
export function tellOfEarlierRun(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => OF_EARLIER_RUN.has(kind))
}

/** The same of problems of which only the words were kept. */
export function wordsTellOfEarlierRun(described: string): boolean {
  return described.includes(DEIDENTIFICATION.problems['shifted-before']) || described.includes(DEIDENTIFICATION.problems['remapped-before'])
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
    message: DEIDENTIFICATION.refusals.notInInventory(path),
  }),
  openReview: (path: PathText): Refusal => ({ kind: 'open-review', path, message: DEIDENTIFICATION.refusals.openReview(path) }),
  privateSopClass: {
    kind: 'private-sop-class',
    message: DEIDENTIFICATION.refusals.privateSopClass,
  },
  burnedIn: {
    kind: 'burned-in',
    path: '(0028,0301)',
    message: DEIDENTIFICATION.refusals.burnedIn,
  },
  standsTwice: (path: PathText): Refusal => ({
    kind: 'stands-twice',
    path,
    message: DEIDENTIFICATION.refusals.standsTwice(path),
  }),
  sopIsNoUid: { kind: 'no-sop', path: '(0008,0018)', message: DEIDENTIFICATION.refusals.sopIsNoUid },
  noSop: { kind: 'no-sop', message: DEIDENTIFICATION.refusals.noSop },
  noTransferSyntax: { kind: 'no-transfer-syntax', message: DEIDENTIFICATION.refusals.noTransferSyntax },
  notPlanned: { kind: 'patient-not-planned', message: DEIDENTIFICATION.refusals.notPlanned },
  noShift: (path: PathText): Refusal => ({
    kind: 'patient-not-planned',
    path,
    message: DEIDENTIFICATION.refusals.noShift(path),
  }),
  noPatientId: (path: PathText): Refusal => ({
    kind: 'patient-not-planned',
    path,
    message: DEIDENTIFICATION.refusals.noPatientId(path),
  }),
  notEncodable: (path: PathText): Refusal => ({
    kind: 'not-possible',
    path,
    message: DEIDENTIFICATION.refusals.notEncodable(path),
  }),
  sequenceReplaced: (path: PathText): Refusal => ({
    kind: 'not-possible',
    path,
    message: DEIDENTIFICATION.refusals.sequenceReplaced(path),
  }),
} as const
