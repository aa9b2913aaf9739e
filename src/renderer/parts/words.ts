import type { GroupBy } from '../../contract/inventory-answers.ts'
import type { Flag } from '../../core/annotation/annotation.ts'
import type { Choice, DecisionSource, DecisionWord, Scope, Treatment } from '../../core/decisions/decision.ts'
import { PARTS } from './texts.ts'

export const DECISION_WORDS: Readonly<
  Record<DecisionWord, { readonly word: string; readonly letter: string; readonly key: string; readonly className: string }>
> = {
  retain: { word: PARTS.decisions.retain, letter: 'R', key: 'R', className: 'dec-r' },
  delete: { word: PARTS.decisions.delete, letter: 'D', key: 'D', className: 'dec-d' },
  review: { word: PARTS.decisions.review, letter: '?', key: 'V', className: 'dec-v' },
}
export const DECISIONS = ['retain', 'delete', 'review'] as const

export function isDecisionWord(text: string): text is DecisionWord {
  return Object.hasOwn(DECISION_WORDS, text)
}

export const TREATMENT_WORDS: Readonly<Record<Treatment, string>> = PARTS.treatments

/** `Retain, clean text`. */
export function choiceWords(choice: Choice): string {
  const { word } = DECISION_WORDS[choice.decision]
  if (choice.treatment === undefined) return word
  const treatment = TREATMENT_WORDS[choice.treatment]
  return choice.treatment === 'replace' ? PARTS.replaced(word, treatment, choice.replacement ?? '') : PARTS.treated(word, treatment)
}

/** `all equipment`, or the scanner that is named. */
export function scopeWords(scope: Scope): string {
  const named = [scope.manufacturer, scope.model, scope.software].filter((one) => one !== undefined)
  return named.length === 0 ? PARTS.scopes.all : named.map((one) => (one === '' ? PARTS.scopes.notSaid : one)).join(' · ')
}

/** What the knowledge comes to, by the word of the report's column. */
export const KNOWLEDGE_WORDS: Readonly<Record<string, string>> = PARTS.knowledge

export const SOURCE_WORDS: Readonly<Record<DecisionSource, string>> = PARTS.sources

/** Action Codes of Table E.1-1a in a word. */
export const CODE_WORDS: Readonly<Record<string, string>> = PARTS.codes

export const OPERATION_SHORT: Readonly<Record<string, string>> = PARTS.operations

export const FLAG_WORDS: Readonly<Record<Flag, string>> = PARTS.flags

/** Flags that ask for a look before anything else does. */
export const ALARMING: ReadonlySet<string> = new Set<Flag>(['identity-overlap', 'phi-found', 'name-like', 'deviation'])

export const GROUPS: readonly { readonly value: GroupBy; readonly title: string }[] = [
  { value: 'none', title: PARTS.groups.none },
  { value: 'group', title: PARTS.groups.group },
  { value: 'creator', title: PARTS.groups.creator },
  { value: 'sequence', title: PARTS.groups.sequence },
  { value: 'code', title: PARTS.groups.code },
  { value: 'proposal', title: PARTS.groups.proposal },
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
