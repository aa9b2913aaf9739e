import type { PreviewElement, PreviewValue } from '../../contract/curation-api.ts'
import { count, counted } from '../state/words.ts'

const ONE: Readonly<Record<PreviewValue['fate'], string>> = {
  changed: 'changes',
  emptied: 'is emptied',
  removed: 'goes',
  kept: 'stays',
  open: 'waits',
  unknown: 'cannot be told',
}
const MANY: Readonly<Record<PreviewValue['fate'], string>> = {
  changed: 'change',
  emptied: 'are emptied',
  removed: 'go',
  kept: 'stay',
  open: 'wait',
  unknown: 'cannot be told',
}
const ORDER = ['changed', 'emptied', 'removed', 'open', 'unknown', 'kept'] as const

/** `3 values change, 209 stay`; what is counted is said where it is not all of them. */
export function fateWords({ fates, distinctValues, operation }: Pick<PreviewElement, 'fates' | 'distinctValues' | 'operation'>): string {
  if (fates.of === 0) return withoutValues(operation)
  const parts = ORDER.filter((fate) => fates[fate] > 0).map((fate, index) => {
    const many = fates[fate]
    return `${index === 0 ? counted(many, 'value') : count(many)} ${many === 1 ? ONE[fate] : MANY[fate]}`
  })
  const rest = distinctValues > fates.of ? `; of the ${count(fates.of)} commonest of ${count(distinctValues)}` : ''
  return parts.join(', ') + rest
}

/** A Sequence has no values of its own. */
function withoutValues(operation: string): string {
  if (operation === 'blocked') return 'it waits for a decision'
  if (operation === 'remove') return 'it goes, with all that is in it'
  if (operation === 'empty') return 'it is emptied of all that is in it'
  if (operation === 'dummy') return 'dummy Items take the place of what is in it'
  return 'it stays; what is in it goes its own ways'
}

const CHANGED_FIRST: Readonly<Record<PreviewValue['fate'], number>> = { changed: 0, emptied: 1, removed: 1, unknown: 2, open: 3, kept: 4 }

/** Values with what changes first, and of equals the commonest. */
export function changedFirst(values: readonly PreviewValue[]): readonly PreviewValue[] {
  return [...values].sort((one, other) => CHANGED_FIRST[one.fate] - CHANGED_FIRST[other.fate] || other.files - one.files)
}

/** What stands on the right of the arrow. */
export function fateText({ fate, new: text }: PreviewValue): string {
  switch (fate) {
    case 'changed':
      return text === '' ? 'empty' : text
    case 'kept':
      return 'stays'
    case 'emptied':
      return 'empty'
    case 'removed':
      return 'gone'
    case 'open':
      return 'waits'
    case 'unknown':
      return 'known when it is applied'
  }
}
