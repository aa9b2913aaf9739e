import type { Profile } from '../core/confidentiality/profile.ts'
import type { Choice, DecisionSource, Scope } from '../core/decisions/decision.ts'
import type { ElementFacts, ElementValues, ValueShape, ValueSpread } from './element-answers.ts'
import type {
  CollectionCases,
  CollectionOverview,
  CollectionProblem,
  CollectionProblemKind,
  CollectionQuery,
  CollectionTree,
  CollectionTreeQuery,
} from './collection-answers.ts'
import type { HeaderPage, HeaderQuery, HeaderValue } from './header-answers.ts'
import type { HistoryDecision, HistoryLine } from './history-answers.ts'
import type { InventoryRow, ValueRow } from './inventory-row.ts'
import type { Job, Progress } from './job.ts'
import type { KnowledgeExported, KnowledgeFound, KnowledgeImported, KnowledgeLint } from './knowledge-answers.ts'
import type { Outcome } from './outcome.ts'
import type { BlockApproval, BlockApproved, ElementEvidence, PrivateBlockDetail, PrivateBlocks } from './private-answers.ts'
import type { Problem } from './problem-answers.ts'
import type { Expressibility, ExpressedElement, PresetScript, ScriptPer, ScriptSource, ScriptTarget, ScriptText } from './script-answers.ts'
import type { OptionEffect, SettingExamples } from './profile-answers.ts'
import type { ValuePlace, WorkPage, WorkQuery, WorkReach, WorkStanding, WorkTargets } from './value-answers.ts'

/**
 * Everything that a shell (terminal, browser window, Electron) can ask of the engine, declared once. Each method takes
 * one plain object and a {@link Job}, and answers with a value or a failure; nothing throws across this line.
 */
export interface CurationApi {
  openProject: Method<{ project: string; create?: boolean; lookOnly?: boolean }, ProjectSummary>
  closeProject: Method<{ project: string }, null>
  /** With `digests` files that seem unchanged by size and time are compared byte by byte with what was read before. */
  scan: Method<{ project: string; collection: string; workers?: number; digests?: boolean }, ScanResult>
  /** What is in the collection, as charts that filter each other, and what is new in it. */
  collection: Method<{ project: string; query?: CollectionQuery }, CollectionOverview>
  /** A page of the tree of patients, studies, series and instances that the charts leave. */
  collectionTree: Method<{ project: string; query?: CollectionTreeQuery }, CollectionTree>
  /** What in the collection a person should look at; kinds of which there is nothing are not told. */
  collectionProblems: Method<{ project: string }, readonly CollectionProblem[]>
  /** The cases of a problem, a page of them; with a reason only the files that are set aside for it. */
  collectionCases: Method<
    { project: string; kind: CollectionProblemKind; reason?: string; offset?: number; limit?: number },
    CollectionCases
  >
  /** The header of an instance by the number of its file, and beside it what apply made of it: a page of its lines. */
  header: Method<{ project: string; file: number; query?: HeaderQuery }, HeaderPage>
  /** One value of a header in full, by its path in the instance; `after`: as it is in the applied copy. */
  headerValue: Method<{ project: string; file: number; path: string; after?: boolean }, HeaderValue>
  /** The number of a file that holds an element, for its header. */
  instanceWith: Method<{ project: string; path: string }, { file: number }>
  /** A page of the annotated inventory, filtered, sorted and grouped by the engine. */
  inventory: Method<{ project: string; query?: InventoryQuery }, Page<InventoryLine>>
  /** How many elements each choice of each filter would leave, under the other filters. */
  facets: Method<{ project: string; query?: InventoryQuery }, readonly Facet[]>
  /** One row afresh, after a decision. */
  element: Method<{ project: string; path: string }, InventoryRow>
  /** What an element is by those who define it, how the Options change its code, its Type in each SOP Class, and where it stands. */
  elementFacts: Method<{ project: string; path: string }, ElementFacts>
  /** What the distinct values of an element have in common, for elements that have more than anybody reads. */
  valueShape: Method<{ project: string; path: string }, ValueShape>
  /** How the values of some elements spread over the files, of the commonest where there are very many; one answer for each path. */
  spreads: Method<{ project: string; paths: readonly string[] }, readonly ValueSpread[]>
  /** With a path: the values of that element, those that overlap an identity first, then the commonest; `limit` of them. */
  values: Method<{ project: string; path?: string; mode?: 'before' | 'final'; limit?: number }, readonly ValueRow[]>
  /**
   * A page of the values of an element, in their order: all of them, or those that hold a text (ASCII letters of either
   * case meet). `after` is the `next` of the page before.
   */
  elementValues: Method<{ project: string; path: string; search?: string; after?: string; limit?: number }, ElementValues>
  /** A page of the values that need review, by element, by value or by the words in them. */
  work: Method<{ project: string; query: WorkQuery }, WorkPage>
  workStanding: Method<{ project: string }, WorkStanding>
  /** What a decision on values would be made for. */
  workReach: Method<{ project: string; targets: WorkTargets }, WorkReach>
  /** Where a value of the worklist occurs. */
  valuePlaces: Method<{ project: string; text: string }, readonly ValuePlace[]>
  /** One choice for values of the worklist, wherever each of them occurs; those that it cannot be made for are left out and counted. */
  decideValues: Method<{ project: string; targets: WorkTargets; choice: Choice; reason?: string; by: string }, InLog>
  profile: Method<{ project: string }, Profile>
  setProfile: Method<
    { project: string; options?: readonly string[]; preset?: string; set?: Readonly<Record<string, string>>; by?: string },
    Profile
  >
  decide: Method<{ project: string; decisions: readonly DecisionRequest[]; by: string; source?: 'curator' | 'import' }, Recorded>
  /** One decision for every element that a query leaves; those that it cannot be made for are left out and counted. */
  decideMatching: Method<{ project: string; matching: Matching; choice: Choice; scope?: Scope; reason?: string; by: string }, InLog>
  /** Decisions from a CSV file as {@link exportDecisions} writes it; all rows or none. */
  importDecisions: Method<{ project: string; file: string; by: string }, Recorded>
  exportDecisions: Method<{ project: string; file: string }, { rows: number }>
  undo: Method<{ project: string; by: string }, Recorded>
  redo: Method<{ project: string; by: string }, Recorded>
  proposals: Method<{ project: string }, readonly InventoryRow[]>
  /**
   * Of what is proposed and undecided, or, where elements are named or matched, of those elements whatever was decided
   * before.
   */
  acceptProposals: Method<{ project: string; which: AcceptKind; by: string; paths?: readonly string[]; matching?: Matching }, Recorded>
  /** Every decision ever made on an element or its values, the latest first, with those that were taken back. */
  history: Method<{ project: string; path: string }, readonly HistoryEntry[]>
  /** Everything that was decided and set in a project, the latest first; `search` in path, name, value, reason, author, choice. */
  projectHistory: Method<{ project: string; search?: string; offset?: number; limit?: number }, Page<HistoryLine>>
  /** The decisions of one act, in the order in which they were made. */
  actDecisions: Method<{ project: string; act: number; search?: string; offset?: number; limit?: number }, Page<HistoryDecision>>
  /** Takes an earlier act back, or (`entry`) one decision of it, and leaves everything else as it is. */
  takeBack: Method<{ project: string; act: number; entry?: number; by: string }, Recorded>
  /** Lets hold again what was taken back, however long ago. */
  putBack: Method<{ project: string; act: number; entry?: number; by: string }, Recorded>
  /** Takes an earlier change of the profile back, as far as nothing has changed it since. */
  takeProfileBack: Method<{ project: string; id: number; by: string }, Profile>
  /** Where the work stands, for what a window shows at its edges. */
  standing: Method<{ project: string }, Standing>
  deleteUnreviewed: Method<{ project: string; by: string }, Recorded>
  exportScript: Method<
    { project: string; target: ScriptTarget; out: string; per?: ScriptPer; acceptWeaker?: readonly string[] },
    ScriptResult
  >
  /** What an export would write now, as text. */
  scriptFiles: Method<{ project: string; target: ScriptTarget; per?: ScriptPer }, { files: readonly ScriptText[] }>
  /** What a target can say of each decision, before anything is written; a page of it. */
  expressibility: Method<
    {
      project: string
      target: ScriptTarget
      per?: ScriptPer
      expressed?: readonly ExpressedElement['expressed'][]
      search?: string
      offset?: number
      limit?: number
    },
    Expressibility
  >
  /** Scripts of others that come with the program. */
  presetScripts: Method<Record<string, never>, readonly PresetScript[]>
  /**
   * What apply would make of the values, computed from the inventory before a file is written. With a path: of that
   * element, and with a choice as if that were decided now. Without: of every element that changes, the first values;
   * `search` (in path, name, or any value) and `operation` leave some of them, `from` and `count` make a page.
   */
  preview: Method<
    {
      project: string
      path?: string
      choice?: Choice
      scope?: Scope
      limit?: number
      search?: string
      operation?: string
      from?: number
      count?: number
    },
    Preview
  >
  /** A script of an engine as that engine would run it over the inventory; what differs from the decisions. */
  simulateScript: Method<{ project: string; target: ScriptTarget; source: ScriptSource }, Simulation>
  /** Whether something is a script of an engine, with every fault by line and column. */
  checkScript: Method<{ source: ScriptSource; target: ScriptTarget }, { notes: readonly ScriptRemark[] }>
  /** What two scripts say differently, in words, and of how many values of a project. */
  compareScripts: Method<
    { one: ScriptSource; other: ScriptSource; target?: ScriptTarget; project?: string },
    { differences: readonly ScriptDifference[] }
  >
  /** An existing script as decisions of a project; what is no decision is listed, nothing is guessed. */
  importScript: Method<{ project: string; source: ScriptSource; target: ScriptTarget; by: string }, ImportedScript>
  apply: Method<{ project: string; out: string; workers?: number }, ApplyResult>
  review: Method<{ project: string; out?: string }, ReviewResult>
  writeReport: Method<{ project: string; report: ReportRequest; out?: string }, { text: string; file?: string }>
  /** What apply would do, in numbers, before anything is written. */
  applyPlan: Method<{ project: string }, ApplyPlan>
  /** How many elements each Option would change, were it switched. */
  optionEffects: Method<{ project: string }, readonly OptionEffect[]>
  /** Old and new values under the settings, of one patient of the collection. */
  settingExamples: Method<{ project: string }, SettingExamples>
  /** The last review, as long as it stands. */
  lastReview: Method<{ project: string }, ReviewResult | null>
  /** What keeps the gate closed now, most urgent first, and what should be known before it opens. */
  problems: Method<{ project: string }, readonly Problem[]>
  /** A report of the project by its name, as text. */
  readReport: Method<{ project: string; name: string }, { name: string; text: string }>
  /** Writes the demonstration into a new folder, or (`keep`) into the program's own, where an earlier one is found again. */
  demo: Method<{ dir?: string; keep?: boolean }, { dir: string; project: string; collection: string; planted: string; instances: number }>
  /** The job that a project is busy with; another window, or the same one after a reload, can watch and cancel it. */
  running: Method<{ project: string }, RunningJob | null>
  /** Ends with the job, and fails as it does. */
  watch: Method<{ project: string }, null>
  /**
   * Private elements of the knowledge base by creator, group, element, name, vendor, disposition; `limit` of them (100).
   * With a project, which of them are in its collection.
   */
  knowledgeSearch: Method<{ text: string; limit?: number; project?: string }, KnowledgeFound>
  /**
   * Takes up approvals (JSON, CSV), or a published list beside those that come with the program. `approvals` names
   * another approvals file than the user's own, `base` what ours and theirs began with; `compareOnly` changes nothing.
   */
  knowledgeImport: Method<
    { file: string; approvals?: string; base?: string; conflicts?: 'ours' | 'theirs'; compareOnly?: boolean; date?: string },
    KnowledgeImported
  >
  /** Writes the approvals, as the ending says: .json, .csv, or .xml for CTP. */
  knowledgeExport: Method<{ file: string; approvals?: string }, KnowledgeExported>
  /** What is wrong with a published list, line by line; `out` is where a clean one is written. */
  knowledgeLint: Method<{ file: string; out?: string }, KnowledgeLint>
  /** Private Creator blocks by scanner, most work first. */
  privateBlocks: Method<{ project: string }, PrivateBlocks>
  privateBlock: Method<{ project: string; key: string }, PrivateBlockDetail>
  approveBlock: Method<{ project: string } & BlockApproval, BlockApproved>
  /** What the values of these elements look like, apart from what anybody says of them, in their order. */
  evidence: Method<{ project: string; paths: readonly string[] }, readonly ElementEvidence[]>
  /** A Confidentiality Profile or Modality Software Profile (CSV) as decisions; all rows or none. */
  importProfile: Method<{ project: string; file: string; by: string }, ProfileImported>
  recentProjects: Method<Record<string, never>, readonly RecentProject[]>
  /**
   * Folders in a folder, for a chooser: only what the user may read. Without a path: the home folder. With endings
   * (`.json`), the files that have one of them too.
   */
  listFolder: Method<{ path?: string; endings?: readonly string[] }, FolderListing>
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
  /** What is new since the scan before, in numbers; nothing where this was the first. */
  readonly news: {
    readonly files: number
    readonly changedFiles: number
    readonly goneFiles: number
    readonly elements: number
    readonly values: number
  }
  /** What in the collection contradicts itself; listed in the report `inconsistencies.csv`. */
  readonly inconsistencies: number
  readonly seconds: number
}

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

export interface DecisionRequest {
  readonly path: string
  readonly value?: string
  readonly scope?: Scope
  readonly choice: Choice
  readonly reason?: string
}

/** What is in the log for good. Of very many decisions it is told before what follows from them is found out. */
export interface InLog {
  /** Number of log entries written, or taken back. */
  readonly entries: number
  /** The act that they belong to. */
  readonly act: number
  /** Elements that the decision cannot be made for, and that were left as they are. */
  readonly leftOut?: number
}

export interface Recorded extends InLog {
  /** Elements that are still to be reviewed. */
  readonly openReviews: number
}

export interface ProfileImported extends Recorded {
  readonly kind: 'confidentiality-profile' | 'modality-software-profile'
  /** Rows whose element is not in this inventory: they are decided all the same, for a later delivery. */
  readonly notFound: number
}

/** One decision in the history of an element. */
export interface HistoryEntry {
  /** Present where it is on one value only. */
  readonly value?: string
  readonly scope: Scope
  readonly choice: Choice
  readonly source: DecisionSource
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string
  /** Whether it was undone. */
  readonly takenBack: boolean
  /** How many decisions its act made: an import or "accept all" makes many. */
  readonly together: number
}

/** Where the work stands. */
export interface Standing {
  /** When the last decision was made, or taken back; empty before the first. */
  readonly decidedAt: string
  /** What undo and redo would act on; null where there is nothing. */
  readonly undo: Act | null
  readonly redo: Act | null
  /** `stale`: decisions or profile have changed since. */
  readonly script: 'none' | 'stale' | 'done'
  readonly apply: 'none' | 'unfinished' | 'stale' | 'done'
  /** The folder of the applied copy; empty before the first. */
  readonly output: string
  readonly review: { readonly gate: 'open' | 'closed'; readonly reasons: number } | null
  /** Private elements that are not settled on every scanner they were found on. */
  readonly privateOpen: number
  /** Elements whose values are to be reviewed one by one. */
  readonly valuesOpen: number
  /** False where the scanned folder is no longer in its place. */
  readonly collectionThere: boolean
}

/** Decisions that were made together, and are undone together. */
export interface Act {
  readonly decisions: number
  /** Of the first of them. */
  readonly path: string
  readonly choice: Choice
}

export type AcceptKind = 'all' | 'standard' | 'knowledge' | 'evidence'

export interface ScriptResult {
  readonly files: readonly string[]
  readonly openReviews: number
  /** Paths whose target is weaker than the decision and that nobody accepted by name. */
  readonly weaker: readonly string[]
  readonly expressed: { readonly yes: number; readonly stricter: number; readonly no: number }
}

export interface Preview {
  /** The days by which the dates of the patient who serves as the example move; null where dates stay or no shift is set. */
  readonly exampleDays: number | null
  /** Elements that an Operation does something to; with a path that element alone. */
  readonly elements: readonly PreviewElement[]
  /** Of the whole script: in how many places each kind of Operation does something, `search` applied. */
  readonly operations: readonly { readonly operation: string; readonly elements: number }[]
  /** Where the next page begins; null at the end. */
  readonly next: number | null
}

export interface PreviewElement {
  readonly path: string
  readonly name: string
  /** The kind of the Operation, and the scanner it is for where it is not for all. */
  readonly operation: string
  readonly scope: Scope
  readonly sopClasses?: readonly string[]
  readonly because: string
  readonly files: number
  readonly distinctValues: number
  /** Whether every patient has an answer of their own; what stands here is that of one. */
  readonly perPatient: boolean
  /** The commonest values, up to the limit. */
  readonly values: readonly PreviewValue[]
  /** Distinct values by their fate: of all, or of the commonest where there are too many. */
  readonly fates: { readonly of: number } & Readonly<Record<PreviewValue['fate'], number>>
}

export interface PreviewValue {
  readonly old: string
  readonly fate: 'kept' | 'changed' | 'emptied' | 'removed' | 'open' | 'unknown'
  readonly new: string
  readonly files: number
  readonly patients: number
}

export interface Simulation {
  readonly differences: readonly SimulatedDifference[]
  /** Instances made up from the inventory, and how many of them the engine would not have written. */
  readonly instances: number
  readonly refused: number
  readonly refusedBecause: readonly string[]
}

/** An element whose fate under an engine is not the one that was decided. */
export interface SimulatedDifference {
  readonly path: string
  readonly decision: string
  readonly simulated: string
  readonly weaker: boolean
  readonly why: string
}

export interface ScriptRemark {
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly severity: 'fault' | 'warning'
  readonly message: string
}

export interface ScriptDifference {
  readonly path: string
  readonly name: string
  /** What each script does: `keep`, `remove` …; empty where it does not speak of the element. */
  readonly one: string
  readonly other: string
  /** The rules as they are written, where the scripts have rules. */
  readonly rules?: readonly [one: string, other: string]
  /** In the inventory of the project, where one is named. */
  readonly values?: number
  readonly files?: number
}

export interface ImportedScript {
  readonly recorded: number
  readonly openReviews: number
  /** What could not be read as a decision, each with its line and the reason. */
  readonly unread: readonly { readonly line: number; readonly what: string; readonly why: string }[]
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
  /** Files with one of the endings that were asked for; absent where none were. */
  readonly chosen?: readonly { readonly name: string; readonly path: string }[]
}

export type ReportRequest =
  | { readonly kind: 'inventory'; readonly format: 'csv' | 'json' | 'html' | 'txt' }
  | { readonly kind: 'values'; readonly mode: 'before' | 'final'; readonly format: 'csv' | 'json' | 'html'; readonly metaQuotes?: boolean }
