import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Equipment } from '../inventory/inventory.ts'
import type { LookedAt } from './looked-at.ts'
import { KNOWLEDGE } from './texts.ts'

/**
 * What somebody of the team settled for a private element, and on which scanners: the team's own source of knowledge,
 * that goes from project to project and from team to team.
 */
export interface Approval {
  readonly path: PathText
  readonly decision: 'retain' | 'delete' | 'review'
  /** `keep`, `shift-date`, `remap-uid`, `clean`, `empty` … as a decision has it; empty for the word's own default. */
  readonly treatment: string
  /** The scanners on which it was found and approved; an absent field is any. */
  readonly scope: Partial<Equipment>
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string
  /** Where it can be read: a conformance statement, its edition and page. */
  readonly document: string
  /** Of a Retain that rests on somebody's having looked at the values: which these were. */
  readonly lookedAt?: LookedAt
}

/** What an approval is known by: one element on one kind of scanner has one approval, the latest. */
export function approvalKey({ path, scope }: Pick<Approval, 'path' | 'scope'>): string {
  return [pathKey(path), ...SCOPE.map((field) => scope[field] ?? '\u0001')].join('\u0000')
}

export const SCOPE = ['manufacturer', 'model', 'software'] as const

/** The scanner of an approval in words; empty where it is for any. One that says nothing of itself is one like that, not any. */
export function scannerWords(scope: Partial<Equipment>): string {
  const named = SCOPE.flatMap((field) => scope[field] ?? [])
  return named.length > 0 && named.every((name) => name === '') ? KNOWLEDGE.unnamedScanner : named.filter((name) => name !== '').join(' ')
}

/** One for each element and scanner: the latest; of two of one time the later in the list. */
export function latestOf(approvals: readonly Approval[]): readonly Approval[] {
  const found = new Map<string, Approval>()
  for (const approval of approvals) {
    const key = approvalKey(approval)
    const before = found.get(key)
    if (before === undefined || before.at <= approval.at) found.set(key, approval)
  }
  return [...found.values()]
}
