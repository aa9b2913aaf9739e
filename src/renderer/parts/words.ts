import type { GroupBy } from '../../contract/curation-api.ts'
import type { Flag } from '../../core/annotation/annotation.ts'
import type { Choice, DecisionSource, DecisionWord, Scope, Treatment } from '../../core/decisions/decision.ts'

export const DECISION_WORDS: Readonly<
  Record<DecisionWord, { readonly word: string; readonly letter: string; readonly key: string; readonly className: string }>
> = {
  retain: { word: 'Retain', letter: 'R', key: 'R', className: 'dec-r' },
  delete: { word: 'Delete', letter: 'D', key: 'D', className: 'dec-d' },
  review: { word: 'Review', letter: '?', key: 'V', className: 'dec-v' },
}
export const DECISIONS = ['retain', 'delete', 'review'] as const

export function isDecisionWord(text: string): text is DecisionWord {
  return Object.hasOwn(DECISION_WORDS, text)
}

export const TREATMENT_WORDS: Readonly<Record<Treatment, string>> = {
  keep: 'as it is',
  clean: 'clean text',
  'shift-date': 'shift date',
  'remap-uid': 'remap UID',
  'map-patient': 'map patient',
  replace: 'replace',
  auto: 'as the Type needs it',
  remove: 'remove',
  empty: 'empty',
  dummy: 'dummy value',
}

/** `Retain, clean text`. */
export function choiceWords(choice: Choice): string {
  const { word } = DECISION_WORDS[choice.decision]
  if (choice.treatment === undefined) return word
  const by = choice.treatment === 'replace' ? ` by ${choice.replacement ?? ''}` : ''
  return `${word}, ${TREATMENT_WORDS[choice.treatment]}${by}`
}

/** `all equipment`, or the scanner that is named. */
export function scopeWords(scope: Scope): string {
  const named = [scope.manufacturer, scope.model, scope.software].filter((one) => one !== undefined)
  return named.length === 0 ? 'all equipment' : named.map((one) => (one === '' ? 'not said' : one)).join(' · ')
}

export const SOURCE_WORDS: Readonly<Record<DecisionSource, string>> = {
  curator: '',
  standard: 'as the standard proposes',
  knowledge: 'as the knowledge proposes',
  evidence: 'as the values propose',
  import: 'imported',
  unreviewed: 'nobody had reviewed it',
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

export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  'free-text': 'Free text',
  'date-like': 'Date-like',
  'uid-like': 'UID-like',
  'name-like': 'Name-like',
  'identity-overlap': 'Identity overlap',
  'phi-found': 'PHI found before',
  opaque: 'Opaque',
  'mixed-vr': 'Mixed VR',
  orphan: 'Orphan',
  new: 'New',
  deviation: 'Deviation',
}

/** Flags that ask for a look before anything else does. */
export const ALARMING: ReadonlySet<string> = new Set<Flag>(['identity-overlap', 'phi-found', 'name-like', 'deviation'])

export const GROUPS: readonly { readonly value: GroupBy; readonly title: string }[] = [
  { value: 'none', title: 'none' },
  { value: 'group', title: 'group number' },
  { value: 'creator', title: 'Private Creator' },
  { value: 'sequence', title: 'Sequence' },
  { value: 'code', title: 'effective code' },
  { value: 'proposal', title: 'proposal' },
]

/** Four fixed slots, so that the column can be read downwards. */
export const MAKERS = [
  { letter: 'S', name: /siemens/i },
  { letter: 'G', name: /^ge\b|general electric/i },
  { letter: 'P', name: /philips/i },
  { letter: 'C', name: /canon|toshiba/i },
] as const

/** An Option by the standard's own name: `Retain Longitudinal Full Dates`. */
export function optionTitle(option: string): string {
  return option.replace(/([a-z])([A-Z])/g, '$1 $2')
}
