import { KNOWLEDGE } from './texts.ts'

/** What one source says of a private element, in its own word and in ours; never merged with what another says. */
export interface Statement {
  /** Who says it: `TCIA`, `CTP/WUSTL`, `PS3.15 E.3.10-1`, `Team`, or the name of an imported list. */
  readonly source: string
  /** When it was said: a date, a year or an edition; empty where nobody knows. */
  readonly date: string
  /** The source's own word: `k`, `d`, `safe`, `K`. */
  readonly word: string
  /** What goes with the word: where it was said, by whom, why. Empty where there is nothing to add. */
  readonly detail: string
  /** Undefined where the word settles nothing. */
  readonly means: 'retain' | 'delete' | undefined
  readonly treatment: PrivateTreatment
}

export type PrivateTreatment = 'keep' | 'remap-uid' | 'shift-date'

type Meaning = Pick<Statement, 'means' | 'treatment'>

const NOTHING: Meaning = { means: undefined, treatment: 'keep' }
const KEPT: Meaning = { means: 'retain', treatment: 'keep' }
const GONE: Meaning = { means: 'delete', treatment: 'keep' }

/** TCIA: keep, hash the UID, offset the date (text, seconds), delete; `na` is the word of the Sequence around it. */
export const TCIA_MEANS = {
  k: KEPT,
  h: { means: 'retain', treatment: 'remap-uid' },
  o: { means: 'retain', treatment: 'shift-date' },
  oi: { means: 'retain', treatment: 'shift-date' },
  d: GONE,
  na: NOTHING,
  '': NOTHING,
} as const satisfies Readonly<Record<string, Meaning>>

/** Codes of the WUSTL / MIR list whose meaning is published; `R`, `KB`, `K3` and `F` are shown and settle nothing. */
const WUSTL_MEANS: Readonly<Record<string, Meaning>> = { K: KEPT, X: GONE, Z: GONE }

/** Lists of private elements that are published and can be imported. */
export type ListKind = 'tcia' | 'ctp' | 'e3.10-1'

/** What a word means in a list; a word that the list does not explain settles nothing. */
export function meaningOf(kind: ListKind, word: string): Meaning {
  switch (kind) {
    case 'tcia':
      return Object.hasOwn(TCIA_MEANS, word) ? TCIA_MEANS[word as keyof typeof TCIA_MEANS] : NOTHING
    case 'ctp':
      return WUSTL_MEANS[word] ?? NOTHING
    case 'e3.10-1':
      return word === 'safe' ? KEPT : NOTHING
  }
}

/** `TCIA 2024-02-01: k`; the edition of a table of the Standard is that of the whole program, and not repeated. */
export function statementText({ source, date, word, detail }: Statement): string {
  const when = source === SAFE_TABLE ? '' : date
  const { said, saidAt } = KNOWLEDGE.statements
  return (detail === AT_THE_ROOT ? saidAt : said)(source, when, word, detail)
}

/** Whether an imported list only says again what the published one says, of the same date or of none. */
export function saysAgain(imported: Statement, published: Statement): boolean {
  const sameDate = imported.date === '' || imported.date === published.date
  return imported.source === KNOWLEDGE.statements.imported(published.source) && sameDate && imported.word === published.word
}

export const SAFE_TABLE = 'PS3.15 E.3.10-1'
/** Said of the element where it stands in the data set itself, and found elsewhere. */
export const AT_THE_ROOT = KNOWLEDGE.statements.atTheRoot
