import type { InventoryRow } from './inventory-row.ts'

export interface InventoryQuery {
  /** Case-insensitive words, each in path, name, keyword or creator; or (with `inValues`) the whole text in a value. */
  readonly search?: string
  readonly inValues?: boolean
  /** Chosen values of each facet; a facet that is absent or empty leaves everything. */
  readonly filters?: Readonly<Partial<Record<FacetName, readonly string[]>>>
  readonly sort?: { readonly by: string; readonly descending?: boolean }
  readonly groupBy?: GroupBy
  /** Keys of groups whose rows are folded away. */
  readonly folded?: readonly string[]
  readonly offset?: number
  readonly limit?: number
  /** A name under which the list stays: its rows keep their places though they no longer match, until another name is given. */
  readonly held?: string
  /** Answers in `found` where a line is. */
  readonly find?: FindLine
}

/** A line of the list: the one of an element, or the next one from a line that is open or the head of a group. */
export type FindLine = { readonly path: string } | { readonly next: 'open' | 'group'; readonly from: number; readonly back?: boolean }

/** Elements by what they match, so that a selection of thousands is one sentence. */
export interface Matching {
  readonly query: InventoryQuery
  /** Paths that are left out. */
  readonly except?: readonly string[]
}

export const FACETS = [
  'state',
  'source',
  'tagGroup',
  'decision',
  'proposal',
  'operation',
  'basic',
  'code',
  'knowledge',
  'vr',
  'manufacturer',
  'model',
  'modality',
  'flag',
] as const

export type FacetName = (typeof FACETS)[number]

export type GroupBy = 'none' | 'creator' | 'group' | 'code' | 'proposal' | 'sequence'

/** A line of the grid: an element, or the head of a group of them. */
export type InventoryLine = { readonly kind: 'element'; readonly row: InventoryRow } | GroupLine

export interface GroupLine {
  readonly kind: 'group'
  readonly key: string
  readonly title: string
  readonly elements: number
  /** How many of them are still to be reviewed. */
  readonly open: number
  readonly folded: boolean
}

export interface Facet {
  readonly name: FacetName
  readonly choices: readonly { readonly value: string; readonly count: number }[]
}

export interface Page<T> {
  readonly total: number
  readonly rows: readonly T[]
  /** Elements in all, where lines are also heads of groups and folded groups show none of theirs. */
  readonly elements?: number
  /** The index of the line that was to be found; absent where there is none. */
  readonly found?: number
}

export type ReportRequest =
  | { readonly kind: 'inventory'; readonly format: 'csv' | 'json' | 'html' | 'txt' }
  | { readonly kind: 'values'; readonly mode: 'before' | 'final'; readonly format: 'csv' | 'json' | 'html'; readonly metaQuotes?: boolean }
