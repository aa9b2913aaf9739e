import { COLLECTION_CHARTS, COLLECTION_PROBLEMS, type CollectionTreeQuery } from './collection-answers.ts'
import { FACETS } from './inventory-answers.ts'
import type { CurationApi } from './curation-api.ts'
import { LONGEST_SCRIPT, SCRIPT_PER, SCRIPT_TARGETS } from './script-answers.ts'
import type { WorkTargets } from './value-answers.ts'

/** Whether a value that came over a wire is what its name says. */
type Check = (value: unknown) => boolean
/** A check for every field of a type, the optional ones too: a field that is missing here does not compile. */
type Shape<T> = { readonly [K in keyof Required<T>]: Check }
type InputOf<K extends keyof CurationApi> = Parameters<CurationApi[K]>[0]

/** Longer than any path or value that is typed or chosen. */
const LONGEST_TEXT = 100_000

const text: Check = (value) => typeof value === 'string' && value.length <= LONGEST_TEXT && !value.includes('\0')
const flag: Check = (value) => typeof value === 'boolean'
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value)
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const record =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check)

function fields<T>(shape: Shape<T>): Check {
  const checks = Object.entries<Check>(shape)
  return (value) => isRecord(value) && checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined))
}

type Query = NonNullable<InputOf<'inventory'>['query']>
type Decision = InputOf<'decide'>['decisions'][number]

const project = { project: text }
const choice = fields<Decision['choice']>({
  decision: oneOf('retain', 'delete', 'review'),
  treatment: optional(text),
  replacement: optional(text),
})
const scope = fields<NonNullable<Decision['scope']>>({
  manufacturer: optional(text),
  model: optional(text),
  software: optional(text),
})
const considered = fields<InputOf<'previewSelection'>['elements'][number]>({ path: text, choice: optional(choice), scope: optional(scope) })
const decision = fields<Decision>({ path: text, value: optional(text), scope: optional(scope), choice, reason: optional(text) })
const isFind: Check = (value) =>
  fields<Extract<Query['find'], { readonly path: string }>>({ path: text })(value) ||
  fields<Extract<Query['find'], { readonly next: string }>>({
    next: oneOf('open', 'group'),
    from: Number.isSafeInteger,
    back: optional(flag),
  })(value)
const chosen =
  (names: readonly string[]): Check =>
  (value) =>
    isRecord(value) && Object.keys(value).every((name) => names.includes(name)) && record(list(text))(value)
const query = fields<Query>({
  search: optional(text),
  inValues: optional(flag),
  filters: optional(chosen(FACETS)),
  sort: optional(fields<NonNullable<Query['sort']>>({ by: text, descending: optional(flag) })),
  groupBy: optional(oneOf('none', 'creator', 'group', 'code', 'proposal', 'sequence')),
  folded: optional(list(text)),
  offset: optional(count),
  limit: optional(count),
  held: optional(text),
  find: optional(isFind),
})
const matching = fields<InputOf<'decideMatching'>['matching']>({ query, except: optional(list(text)) })
const collectionShape = { filters: optional(chosen(COLLECTION_CHARTS)), withNew: optional(flag) }
const collectionQuery = fields<NonNullable<InputOf<'collection'>['query']>>(collectionShape)
const treeQuery = fields<CollectionTreeQuery>({
  ...collectionShape,
  search: optional(text),
  turned: optional(list(text)),
  offset: optional(count),
  limit: optional(count),
  find: optional(text),
})
const headerQuery = fields<NonNullable<InputOf<'header'>['query']>>({
  search: optional(text),
  only: optional(oneOf('all', 'changed', 'open')),
  folded: optional(list(text)),
  offset: optional(count),
  limit: optional(count),
  find: optional(text),
})
const isBy = oneOf('element', 'value', 'token')
const workQuery = fields<InputOf<'work'>['query']>({
  by: isBy,
  search: optional(text),
  only: optional(oneOf('left', 'overlap', 'all')),
  token: optional(text),
  open: optional(list(text)),
  since: optional(count),
  offset: optional(count),
  limit: optional(count),
  findNext: optional(fields<NonNullable<InputOf<'work'>['query']['findNext']>>({ from: Number.isSafeInteger, back: optional(flag) })),
})
const isTargets: Check = (value) =>
  fields<Extract<WorkTargets, { readonly by: unknown }>>({ by: isBy, keys: list(text) })(value) ||
  fields<Extract<WorkTargets, { readonly query: unknown }>>({ query: workQuery, except: optional(list(text)) })(value)
type Report<K> = Extract<InputOf<'writeReport'>['report'], { readonly kind: K }>
const inventoryReport = fields<Report<'inventory'>>({ kind: oneOf('inventory'), format: oneOf('csv', 'json', 'html', 'txt') })
const valuesReport = fields<Report<'values'>>({
  kind: oneOf('values'),
  mode: oneOf('before', 'final'),
  format: oneOf('csv', 'json', 'html'),
  metaQuotes: optional(flag),
})
const report: Check = (value) => inventoryReport(value) || valuesReport(value)

/** A script may be pasted: it is longer than what is typed otherwise. */
const scriptText: Check = (value) => typeof value === 'string' && value.length <= LONGEST_SCRIPT
const isSource = fields<InputOf<'checkScript'>['source']>({
  file: optional(text),
  text: optional(scriptText),
  preset: optional(text),
  current: optional(flag),
})
const source: Check = (value) => isSource(value) && isRecord(value) && Object.values(value).filter((one) => one !== undefined).length === 1

const SHAPES: { readonly [K in keyof CurationApi]: Shape<InputOf<K>> } = {
  openProject: { ...project, create: optional(flag), lookOnly: optional(flag) },
  closeProject: project,
  scan: { ...project, collection: text, workers: optional(count), digests: optional(flag) },
  collection: { ...project, query: optional(collectionQuery) },
  collectionTree: { ...project, query: optional(treeQuery) },
  collectionProblems: project,
  collectionCases: {
    ...project,
    kind: oneOf(...COLLECTION_PROBLEMS),
    reason: optional(text),
    offset: optional(count),
    limit: optional(count),
  },
  header: { ...project, file: count, query: optional(headerQuery) },
  headerValue: { ...project, file: count, path: text, after: optional(flag) },
  instanceWith: { ...project, path: text },
  inventory: { ...project, query: optional(query) },
  facets: { ...project, query: optional(query) },
  element: { ...project, path: text },
  elementFacts: { ...project, path: text },
  valueShape: { ...project, path: text },
  spreads: { ...project, paths: list(text) },
  values: { ...project, path: optional(text), mode: optional(oneOf('before', 'final')), limit: optional(count) },
  elementValues: { ...project, path: text, search: optional(text), after: optional(text), limit: optional(count) },
  work: { ...project, query: workQuery },
  workStanding: project,
  workReach: { ...project, targets: isTargets },
  valuePlaces: { ...project, text },
  decideValues: { ...project, targets: isTargets, choice, reason: optional(text), by: text },
  profile: project,
  setProfile: { ...project, options: optional(list(text)), preset: optional(text), set: optional(record(text)), by: optional(text) },
  decide: { ...project, decisions: list(decision), by: text, source: optional(oneOf('curator', 'import')) },
  decideMatching: { ...project, matching, choice, scope: optional(scope), reason: optional(text), by: text },
  importDecisions: { ...project, file: text, by: text },
  exportDecisions: { ...project, file: text },
  undo: { ...project, by: text },
  redo: { ...project, by: text },
  proposals: project,
  acceptProposals: {
    ...project,
    which: oneOf('all', 'standard', 'knowledge', 'evidence'),
    by: text,
    paths: optional(list(text)),
    matching: optional(matching),
  },
  history: { ...project, path: text },
  projectHistory: { ...project, search: optional(text), offset: optional(count), limit: optional(count) },
  actDecisions: { ...project, act: count, search: optional(text), offset: optional(count), limit: optional(count) },
  takeBack: { ...project, act: count, entry: optional(count), by: text },
  putBack: { ...project, act: count, entry: optional(count), by: text },
  takeProfileBack: { ...project, id: count, by: text },
  standing: project,
  deleteUnreviewed: { ...project, by: text },
  exportScript: {
    ...project,
    target: oneOf(...SCRIPT_TARGETS),
    out: text,
    per: optional(oneOf(...SCRIPT_PER)),
    acceptWeaker: optional(list(text)),
  },
  scriptFiles: { ...project, target: oneOf(...SCRIPT_TARGETS), per: optional(oneOf(...SCRIPT_PER)) },
  expressibility: {
    ...project,
    target: oneOf(...SCRIPT_TARGETS),
    per: optional(oneOf(...SCRIPT_PER)),
    expressed: optional(list(oneOf('yes', 'stricter', 'no'))),
    search: optional(text),
    offset: optional(count),
    limit: optional(count),
  },
  presetScripts: {},
  preview: {
    ...project,
    path: optional(text),
    choice: optional(choice),
    scope: optional(scope),
    limit: optional(count),
    search: optional(text),
    operation: optional(text),
    from: optional(count),
    count: optional(count),
  },
  previewSelection: { ...project, elements: list(considered) },
  simulateScript: { ...project, target: oneOf(...SCRIPT_TARGETS), source },
  checkScript: { source, target: oneOf(...SCRIPT_TARGETS) },
  compareScripts: { one: source, other: source, target: optional(oneOf(...SCRIPT_TARGETS)), project: optional(text) },
  importScript: { ...project, source, target: oneOf(...SCRIPT_TARGETS), by: text },
  apply: { ...project, out: text, workers: optional(count) },
  review: { ...project, out: optional(text) },
  writeReport: { ...project, report, out: optional(text) },
  applyPlan: project,
  optionEffects: project,
  settingExamples: project,
  lastReview: project,
  problems: project,
  readReport: { ...project, name: text },
  demo: { dir: optional(text), keep: optional(flag) },
  running: project,
  watch: project,
  knowledgeSearch: { text, limit: optional(count), project: optional(text) },
  knowledgeImport: {
    file: text,
    approvals: optional(text),
    base: optional(text),
    conflicts: optional(oneOf('ours', 'theirs')),
    compareOnly: optional(flag),
    date: optional(text),
  },
  knowledgeExport: { file: text, approvals: optional(text) },
  knowledgeLint: { file: text, out: optional(text) },
  privateBlocks: project,
  privateBlock: { ...project, key: text },
  approveBlock: {
    ...project,
    creator: text,
    group: optional(count),
    paths: list(text),
    scopes: list(scope),
    choice: optional(choice),
    reason: optional(text),
    document: optional(text),
    by: text,
    remember: optional(flag),
  },
  evidence: { ...project, paths: list(text) },
  importProfile: { ...project, file: text, by: text },
  recentProjects: {},
  listFolder: { path: optional(text), endings: optional(list(text)) },
  pickFolder: { title: text, create: optional(flag) },
  windowState: { project: optional(text) },
  saveWindowState: { project: optional(text), state: isRecord },
}

const CHECKS: ReadonlyMap<string, Check> = new Map(Object.entries<Shape<object>>(SHAPES).map(([name, shape]) => [name, fields(shape)]))

/** Whether there is a call of that name; nothing else can be asked for from outside. */
export function isMethod(name: string): name is keyof CurationApi {
  return CHECKS.has(name)
}

/** Whether the input of a call has the types that the engine is promised: a wire may carry anything. */
export function isInputOf(method: keyof CurationApi, input: unknown): boolean {
  return CHECKS.get(method)?.(input) === true
}
