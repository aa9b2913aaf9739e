import type { Profile } from '../core/confidentiality/profile.ts'
import type { Choice, Scope } from '../core/decisions/decision.ts'
import type { InventoryRow, ValueRow } from './inventory-row.ts'
import type { Job, Progress } from './job.ts'
import type { Outcome } from './outcome.ts'

/**
 * Everything that a shell (terminal, browser window, Electron) can ask of the engine, declared once. Each method takes
 * one plain object and a {@link Job}, and answers with a value or a failure; nothing throws across this line.
 */
export interface CurationApi {
  openProject: Method<{ project: string; create?: boolean; lookOnly?: boolean }, ProjectSummary>
  closeProject: Method<{ project: string }, null>
  scan: Method<{ project: string; collection: string; workers?: number }, ScanResult>
  /** A page of the annotated inventory, filtered, sorted and grouped by the engine. */
  inventory: Method<{ project: string; query?: InventoryQuery }, Page<InventoryLine>>
  /** How many elements each choice of each filter would leave, under the other filters. */
  facets: Method<{ project: string; query?: InventoryQuery }, readonly Facet[]>
  /** One row afresh, after a decision. */
  element: Method<{ project: string; path: string }, InventoryRow>
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
  /** What apply would do, in numbers, before anything is written. */
  applyPlan: Method<{ project: string }, ApplyPlan>
  /** How many elements each Option would change, were it switched. */
  optionEffects: Method<{ project: string }, readonly OptionEffect[]>
  /** The last review, as long as it stands. */
  lastReview: Method<{ project: string }, ReviewResult | null>
  /** A report of the project by its name, as text. */
  readReport: Method<{ project: string; name: string }, { name: string; text: string }>
  /** Writes the demonstration into a new folder, or (`keep`) into the program's own, where an earlier one is found again. */
  demo: Method<{ dir?: string; keep?: boolean }, { dir: string; project: string; collection: string; planted: string; instances: number }>
  /** The job that a project is busy with; another window, or the same one after a reload, can watch and cancel it. */
  running: Method<{ project: string }, RunningJob | null>
  watch: Method<{ project: string }, null>
  recentProjects: Method<Record<string, never>, readonly RecentProject[]>
  /** Folders in a folder, for a chooser: only what the user may read. Without a path: the home folder. */
  listFolder: Method<{ path?: string }, FolderListing>
  /** The system's own dialog, where the shell has one (`native`); otherwise the window shows its own chooser. */
  pickFolder: Method<{ title: string; create?: boolean }, { native: boolean; path: string | null }>
  /** What a window remembers: for all projects, or for one. Kept by the engine, because a browser's own memory goes with the port. */
  windowState: Method<{ project?: string }, Readonly<Record<string, unknown>>>
  saveWindowState: Method<{ project?: string; state: Readonly<Record<string, unknown>> }, null>
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
  /** Case-insensitive text in path, name, creator, or (with `inValues`) in a value. */
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
}

export const FACETS = ['state', 'source', 'decision', 'proposal', 'code', 'knowledge', 'vr', 'manufacturer', 'modality', 'flag'] as const
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

export interface ApplyPlan {
  /** Elements by what happens to them, each with the number of files it happens in at most. */
  readonly operations: readonly { readonly operation: string; readonly elements: number; readonly files: number }[]
  readonly openReviews: number
  readonly instances: number
  readonly notCopied: number
  readonly patients: number
  /** Sentences that a person should read first: deviations, claims that are not earned, Options without effect. */
  readonly remarks: readonly string[]
}

export interface OptionEffect {
  readonly option: string
  readonly chosen: boolean
  /** Elements of this collection whose code the Option changes. */
  readonly elements: number
  /** Why it cannot be chosen now; empty where it can. */
  readonly excludedBy: string
}

export interface RunningJob {
  readonly method: string
  readonly startedAt: string
  readonly progress: Progress | null
}

export interface RecentProject {
  readonly project: string
  readonly collection: string
  readonly openedAt: string
  /** False where the folder is no longer there. */
  readonly there: boolean
}

export interface FolderListing {
  readonly path: string
  /** Undefined at the root. */
  readonly parent?: string
  readonly folders: readonly { readonly name: string; readonly path: string; readonly isProject: boolean }[]
  readonly files: number
}

export type ReportRequest =
  | { readonly kind: 'inventory'; readonly format: 'csv' | 'json' | 'html' | 'txt' }
  | { readonly kind: 'values'; readonly mode: 'before' | 'final'; readonly format: 'csv' | 'json' | 'html'; readonly metaQuotes?: boolean }
