import type { Profile } from '../core/confidentiality/profile.ts'
import type { Choice, Scope } from '../core/decisions/decision.ts'
import type { InventoryRow, ValueRow } from './inventory-row.ts'
import type { Job } from './job.ts'
import type { Outcome } from './outcome.ts'

/**
 * Everything that a shell (terminal, browser window, Electron) can ask of the engine, declared once. Each method takes
 * one plain object and a {@link Job}, and answers with a value or a failure; nothing throws across this line.
 */
export interface CurationApi {
  openProject: Method<{ project: string; create?: boolean; lookOnly?: boolean }, ProjectSummary>
  closeProject: Method<{ project: string }, null>
  scan: Method<{ project: string; collection: string; workers?: number }, ScanResult>
  inventory: Method<{ project: string; query?: InventoryQuery }, Page<InventoryRow>>
  values: Method<{ project: string; path?: string; mode?: 'before' | 'final' }, readonly ValueRow[]>
  profile: Method<{ project: string }, Profile>
  setProfile: Method<{ project: string; options?: readonly string[]; preset?: string; set?: Readonly<Record<string, string>> }, Profile>
  decide: Method<{ project: string; decisions: readonly DecisionRequest[]; by: string; source?: 'curator' | 'import' }, Recorded>
  /** Decisions from a CSV file as {@link exportDecisions} writes it; all rows or none. */
  importDecisions: Method<{ project: string; file: string; by: string }, Recorded>
  exportDecisions: Method<{ project: string; file: string }, { rows: number }>
  undo: Method<{ project: string; by: string }, Recorded>
  redo: Method<{ project: string; by: string }, Recorded>
  proposals: Method<{ project: string }, readonly InventoryRow[]>
  acceptProposals: Method<{ project: string; which: AcceptKind; by: string }, Recorded>
  deleteUnreviewed: Method<{ project: string; by: string }, Recorded>
  exportScript: Method<
    { project: string; target: ScriptTarget; out: string; perManufacturer?: boolean; acceptWeaker?: readonly string[] },
    ScriptResult
  >
  apply: Method<{ project: string; out: string; workers?: number }, ApplyResult>
  review: Method<{ project: string; out?: string }, ReviewResult>
  writeReport: Method<{ project: string; report: ReportRequest; out?: string }, { text: string; file?: string }>
  demo: Method<{ dir: string }, { collection: string; planted: string; instances: number }>
}

export type Method<In, Out> = (input: In, job: Job) => Promise<Outcome<Out>>

export interface ProjectSummary {
  readonly project: string
  /** The scanned folder; empty before the first scan. */
  readonly collection: string
  readonly files: number
  readonly instances: number
  readonly notDicom: number
  readonly unreadable: number
  readonly elements: number
  readonly values: number
  readonly patients: number
  readonly studies: number
  readonly series: number
}

export interface ScanResult {
  readonly project: string
  readonly files: number
  readonly instances: number
  readonly notDicom: number
  readonly unreadable: number
  readonly elements: number
  readonly values: number
  readonly seconds: number
}

export interface InventoryQuery {
  /** Case-insensitive text in path, name, creator or values. */
  readonly search?: string
  readonly sources?: readonly string[]
  readonly decisions?: readonly ('retain' | 'delete' | 'review' | 'undecided')[]
  readonly flags?: readonly string[]
  readonly sort?: { readonly by: string; readonly descending?: boolean }
  readonly offset?: number
  readonly limit?: number
}

export interface Page<T> {
  readonly total: number
  readonly rows: readonly T[]
}

export interface DecisionRequest {
  readonly path: string
  readonly value?: string
  readonly scope?: Scope
  readonly choice: Choice
  readonly reason?: string
}

export interface Recorded {
  /** Number of log entries written, or taken back. */
  readonly entries: number
  /** The act that they belong to. */
  readonly act: number
  /** Elements that are still to be reviewed. */
  readonly openReviews: number
}

export type AcceptKind = 'all' | 'standard' | 'knowledge' | 'evidence'

export const SCRIPT_TARGETS = ['tagbench', 'ctp', 'dicomedit', 'posda', 'deid', 'kitware'] as const
export type ScriptTarget = (typeof SCRIPT_TARGETS)[number]

export interface ScriptResult {
  readonly files: readonly string[]
  readonly openReviews: number
  /** Paths whose target is weaker than the decision and that nobody accepted by name. */
  readonly weaker: readonly string[]
  readonly expressed: { readonly yes: number; readonly stricter: number; readonly no: number }
}

export interface ApplyResult {
  readonly output: string
  readonly written: number
  readonly leftOut: number
  readonly failed: number
  readonly notCopied: number
  readonly seconds: number
}

export interface ReviewResult {
  readonly gate: 'open' | 'closed'
  readonly reasons: readonly GateReason[]
  readonly reports: readonly string[]
}

/** What keeps the gate closed: a count, a sentence, and where the work is. */
export interface GateReason {
  readonly kind:
    'open-reviews' | 'leaks' | 'left-out' | 'conformance' | 'preservation' | 'pixels' | 'values' | 'not-applied' | 'deviation' | 'stale'
  readonly count: number
  readonly message: string
}

export type ReportRequest =
  | { readonly kind: 'inventory'; readonly format: 'csv' | 'json' | 'html' | 'txt' }
  | { readonly kind: 'values'; readonly mode: 'before' | 'final'; readonly format: 'csv' | 'json' | 'html'; readonly metaQuotes?: boolean }
