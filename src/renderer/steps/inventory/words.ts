import type { DecisionWord } from '../../../core/decisions/decision.ts'

export const DECISION_WORDS: Readonly<
  Record<DecisionWord, { readonly word: string; readonly letter: string; readonly className: string }>
> = {
  retain: { word: 'Retain', letter: 'R', className: 'dec-r' },
  delete: { word: 'Delete', letter: 'D', className: 'dec-d' },
  review: { word: 'Review', letter: '?', className: 'dec-v' },
}

/** Action Codes of Table E.1-1a in a word. */
export const CODE_WORDS: Readonly<Record<string, string>> = {
  X: 'Remove',
  Z: 'Empty',
  D: 'Dummy',
  K: 'Keep',
  C: 'Clean',
  U: 'Remap',
  none: 'Not listed',
}

export const OPERATION_SHORT: Readonly<Record<string, string>> = {
  keep: 'keep',
  process: 'look inside',
  clean: 'clean text',
  'shift-date': 'shift date',
  'remap-uid': 'remap UID',
  'map-patient': 'map patient',
  replace: 'replace',
  remove: 'remove',
  empty: 'empty',
  dummy: 'dummy',
  add: 'add',
  blocked: 'blocked',
}

/** Four fixed slots, so that the column can be read downwards. */
export const MAKERS = [
  { letter: 'S', name: /siemens/i },
  { letter: 'G', name: /^ge\b|general electric/i },
  { letter: 'P', name: /philips/i },
  { letter: 'C', name: /canon|toshiba/i },
] as const
