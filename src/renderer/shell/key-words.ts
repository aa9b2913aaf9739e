/** A key, and what it does, as the list of keys says it. */
export type KeyWord = readonly [keys: string, does: string]

export const EVERYWHERE: readonly KeyWord[] = [
  ['Ctrl 1 … 6', 'the steps'],
  ['Ctrl Z, Ctrl Y', 'undo, redo'],
  ['?', 'these keys'],
  ['Esc', 'back out'],
]

export const INVENTORY: readonly KeyWord[] = [
  ['R, D, V', 'Retain, Delete, Review'],
  ['A', 'accept the proposal'],
  ['T, S, C', 'treatment, scope, comment'],
  ['N, Shift N', 'next, previous open'],
  ['↑ ↓, J K', 'move; the panel follows'],
  ['Home, End, Page', 'first, last, a page on'],
  ['Space, Shift ↑ ↓', 'select, extend'],
  ['Ctrl A', 'all that match'],
  ['← →', 'close, open a group'],
  ['[ ]', 'previous, next group'],
  ['/', 'search'],
  ['F, I', 'facets, side panel'],
]
