import type { PreviewElement, PreviewValue } from '../../contract/preview-answers.ts'
import { PARTS } from './texts.ts'
import { listed } from '../state/words.ts'

const words = PARTS.fates
const ORDER = ['changed', 'emptied', 'removed', 'open', 'unknown', 'kept'] as const

/** `3 values change, 209 stay`; what is counted is said where it is not all of them. */
export function fateWords({ fates, distinctValues, operation }: Pick<PreviewElement, 'fates' | 'distinctValues' | 'operation'>): string {
  if (fates.of === 0) return withoutValues(operation)
  const parts = ORDER.filter((fate) => fates[fate] > 0).map((fate, index) => {
    const many = fates[fate]
    const word = many === 1 ? words.one[fate] : words.many[fate]
    return index === 0 ? words.values(many, word) : words.others(many, word)
  })
  const all = listed(parts)
  return distinctValues > fates.of ? words.ofCommonest(all, fates.of, distinctValues) : all
}

/** A Sequence has no values of its own. */
function withoutValues(operation: string): string {
  if (operation === 'blocked') return words.sequence.blocked
  if (operation === 'remove') return words.sequence.remove
  if (operation === 'empty') return words.sequence.empty
  if (operation === 'dummy') return words.sequence.dummy
  return words.sequence.others
}

const CHANGED_FIRST: Readonly<Record<PreviewValue['fate'], number>> = { changed: 0, emptied: 1, removed: 1, unknown: 2, open: 3, kept: 4 }

/** Values with what changes first, and of equals the commonest. */
export function changedFirst(values: readonly PreviewValue[]): readonly PreviewValue[] {
  return [...values].sort((one, other) => CHANGED_FIRST[one.fate] - CHANGED_FIRST[other.fate] || other.files - one.files)
}

/** What stands on the right of the arrow. */
export function fateText({ fate, new: text }: PreviewValue): string {
  if (fate === 'changed') return text === '' ? words.becomes.changedToNothing : text
  return words.becomes[fate]
}
