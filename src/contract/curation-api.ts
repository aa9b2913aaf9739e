import type { Profile } from '../core/confidentiality/profile.ts'
import type { Choice, Scope } from '../core/decisions/decision.ts'
import type {
  CollectionCases,
  CollectionOverview,
  CollectionProblem,
  CollectionProblemKind,
  CollectionQuery,
  CollectionTree,
  CollectionTreeQuery,
} from './collection-answers.ts'
import type { ApplyPlan, ApplyResult, ReviewResult } from './copy-answers.ts'
import type { AcceptKind, DecisionRequest, HistoryEntry, InLog, ProfileImported, Recorded } from './decision-answers.ts'
import type { ElementFacts, ElementValues, ValueShape, ValueSpread } from './element-answers.ts'
import type { HeaderPage, HeaderQuery, HeaderValue } from './header-answers.ts'
import type { HistoryDecision, HistoryLine } from './history-answers.ts'
import type { Facet, InventoryLine, InventoryQuery, Matching, Page, ReportRequest } from './inventory-answers.ts'
import type { InventoryRow, ValueRow } from './inventory-row.ts'
import type { Job } from './job.ts'
import type { KnowledgeExported, KnowledgeFound, KnowledgeImported, KnowledgeLint } from './knowledge-answers.ts'
import type { Outcome } from './outcome.ts'
import type { ConsideredElement, Preview, SelectionPreview } from './preview-answers.ts'
import type { BlockApproval, BlockApproved, ElementEvidence, PrivateBlockDetail, PrivateBlocks } from './private-answers.ts'
import type { OptionEffect, SettingExamples } from './profile-answers.ts'
import type { FolderListing, ProjectSummary, RecentProject, RunningJob, ScanResult } from './project-answers.ts'
import type {
  ExpressedElement,
  Expressibility,
  ImportedScript,
  PresetScript,
  ScriptDifference,
  ScriptPer,
  ScriptRemark,
  ScriptResult,
  ScriptSource,
  ScriptTarget,
  ScriptText,
  Simulation,
} from './script-answers.ts'
import type { Problem, Standing } from './standing-answers.ts'
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
  decide: Method<{ project: string; decisions: readonly DecisionRequest[]; by: string; source?: 'curator' | 'import' }, InLog>
  /** One decision for every element that a query leaves; those that it cannot be made for are left out and counted. */
  decideMatching: Method<{ project: string; matching: Matching; choice: Choice; scope?: Scope; reason?: string; by: string }, InLog>
  /** Decisions from a CSV file as {@link exportDecisions} writes it; all rows or none. */
  importDecisions: Method<{ project: string; file: string; by: string }, Recorded>
  exportDecisions: Method<{ project: string; file: string }, { rows: number }>
  undo: Method<{ project: string; by: string }, InLog>
  redo: Method<{ project: string; by: string }, InLog>
  proposals: Method<{ project: string }, readonly InventoryRow[]>
  /**
   * Of what is proposed and undecided, or, where elements are named or matched, of those elements whatever was decided
   * before.
   */
  acceptProposals: Method<{ project: string; which: AcceptKind; by: string; paths?: readonly string[]; matching?: Matching }, InLog>
  /** Every decision ever made on an element or its values, the latest first, with those that were taken back. */
  history: Method<{ project: string; path: string }, readonly HistoryEntry[]>
  /** Everything that was decided and set in a project, the latest first; `search` in path, name, value, reason, author, choice. */
  projectHistory: Method<{ project: string; search?: string; offset?: number; limit?: number }, Page<HistoryLine>>
  /** The decisions of one act, in the order in which they were made. */
  actDecisions: Method<{ project: string; act: number; search?: string; offset?: number; limit?: number }, Page<HistoryDecision>>
  /** Takes an earlier act back, or (`entry`) one decision of it, and leaves everything else as it is. */
  takeBack: Method<{ project: string; act: number; entry?: number; by: string }, InLog>
  /** Lets hold again what was taken back, however long ago. */
  putBack: Method<{ project: string; act: number; entry?: number; by: string }, InLog>
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
  /** What would become of several elements, as if each were decided so now; a mark in between does not wait for it. */
  previewSelection: Method<{ project: string; elements: readonly ConsideredElement[] }, SelectionPreview>
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
