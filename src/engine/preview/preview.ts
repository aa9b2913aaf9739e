import type { Preview, PreviewElement, PreviewValue } from '../../contract/preview-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { openedElement, parsePath, pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf, isGroupLength } from '../../core/dicom/tag.ts'
import type { PathDecisions, DecisionTable } from '../../core/decisions/decision-table.ts'
import type { Choice, DecisionEntry, Scope } from '../../core/decisions/decision.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { previewValue, type PreviewContext } from '../../core/deidentification/preview-value.ts'
import { fail, ok } from '../../core/result.ts'
import { compile } from '../../core/script/compile.ts'
import { OperationsByPath } from '../../core/script/fate.ts'
import { reachable } from '../../core/script/reachable.ts'
import type { Operation } from '../../core/script/operation.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { valueSearch } from '../project/find-values.ts'
import type { Session } from '../session/session.ts'
import { previewContext } from './preview-context.ts'
import { PREVIEW } from './texts.ts'
import { SESSION } from '../session/texts.ts'

export interface PreviewRequest {
  readonly path?: PathText
  /** As if this were decided now. */
  readonly choice?: Choice
  readonly scope?: Scope
  /** Most values of an element. */
  readonly limit?: number
  /** Of the whole script: elements with this in their path, their name or one of their values. */
  readonly search?: string
  /** Of the whole script: elements that this kind of Operation is for. */
  readonly operation?: string
  /** Of the whole script: the page, by where the last one ended. */
  readonly from?: number
  readonly count?: number
}

const VALUES_OF_ONE = 1000
const VALUES_OF_EACH = 5
/** Values whose fate is counted; more would take longer than a person waits for a preview. */
const VALUES_COUNTED = 2000

/** Above so many values of an element the project keeps the first ones ready, this many of them. */
const MANY_VALUES = 20_000
const VALUES_READY = 500

/** Old values and new ones, with counts, from the inventory; the same functions as apply, with the project's key. */
export function preview(session: Session, request: PreviewRequest): Outcome<Preview> {
  const { settings } = session.compiled()
  const context = previewContext(session, settings)
  if (!context.ok) return context
  const exampleDays = context.value.example.days ?? null
  if (request.path === undefined) return ok({ exampleDays, ...pageOf(session, request, context.value) })
  const found = oneElement(session, request.path, request)
  if (!found.ok) return found
  const limit = request.limit ?? VALUES_OF_ONE
  // Of very many values the first ones are ready; more are read where somebody asks for them.
  const counted = (element: InventoryElement): number =>
    request.limit === undefined && element.distinctValues > MANY_VALUES ? VALUES_READY : Math.max(limit, VALUES_COUNTED)
  const elements = found.value.map((treated) =>
    previewElement(session, treated, context.value, { shown: limit, counted: counted(treated.element) }),
  )
  return ok({ exampleDays, elements, operations: countOperations(found.value), next: null })
}

/** A page of the whole script, which is read for what it changes. */
function pageOf(session: Session, request: PreviewRequest, context: PreviewContext): Pick<Preview, 'elements' | 'operations' | 'next'> {
  const found = searched(session, everyChanging(session), request.search ?? '')
  const treated = request.operation === undefined ? found : found.filter(({ operation }) => operation.do === request.operation)
  const limit = request.limit ?? VALUES_OF_EACH
  const wanted = request.count ?? treated.length
  const elements: PreviewElement[] = []
  let at = request.from ?? 0
  for (; at < treated.length && elements.length < wanted; at += 1) {
    const one = previewElement(session, treated[at] as Treated, context, { shown: limit, counted: limit })
    if (one.values.length === 0 || one.values.some(({ fate }) => fate !== 'kept')) elements.push(one)
  }
  return { elements, operations: countOperations(found), next: at < treated.length ? at : null }
}

function searched(session: Session, treated: readonly Treated[], search: string): readonly Treated[] {
  const text = search.trim()
  if (text === '') return treated
  const lower = text.toLowerCase()
  const holding = valueSearch(session.project, session.inventory.elements()).find(text)
  const annotations = session.annotations()
  return treated.filter(
    ({ element: { path } }) =>
      path.toLowerCase().includes(lower) || (annotations.get(path)?.name ?? '').toLowerCase().includes(lower) || holding.has(pathKey(path)),
  )
}

function countOperations(treated: readonly Treated[]): Preview['operations'] {
  const counts = new Map<string, number>()
  for (const { operation } of treated) counts.set(operation.do, (counts.get(operation.do) ?? 0) + 1)
  return [...counts].map(([operation, elements]) => ({ operation, elements })).sort((a, b) => b.elements - a.elements)
}

interface Treated {
  readonly element: InventoryElement
  readonly operation: Operation
}

const changing = new WeakMap<readonly Operation[], readonly Treated[]>()

/** What the script does something to, found once for what was compiled. */
function everyChanging(session: Session): readonly Treated[] {
  const { operations } = session.compiled()
  const known = changing.get(operations)
  if (known !== undefined) return known
  const byPath = indexOf(operations)
  const found = session.inventory.elements().flatMap((element): readonly Treated[] => {
    if (openedElement(element.path) !== undefined || isWrittenAnew(element.path)) return []
    return distinct(byPath.at(element.path), element)
      .filter(
        (operation) => operation.do !== 'add' && operation.do !== 'process' && (operation.do !== 'keep' || element.vrs.includes('AS')),
      )
      .map((operation) => ({ element, operation }))
  })
  changing.set(operations, found)
  return found
}

const indexes = new WeakMap<readonly Operation[], OperationsByPath>()

/** The Operations of a script by path, indexed once: a preview is asked for at every step of a pointer. */
function indexOf(operations: readonly Operation[]): OperationsByPath {
  let index = indexes.get(operations)
  if (index === undefined) indexes.set(operations, (index = new OperationsByPath(operations)))
  return index
}

function oneElement(session: Session, asked: PathText, { choice, scope }: PreviewRequest): Outcome<readonly Treated[]> {
  const path = openedElement(asked) ?? asked
  const element = session.row(path)?.element
  if (element === undefined) return fail({ code: 'not-found', message: SESSION.noElement })
  if (choice === undefined) {
    const own = indexOf(session.compiled().operations)
      .at(element.path)
      .filter((operation) => operation.do !== 'add')
    return ok(orGoneAlong(session, element, distinct(own, element)))
  }
  const legal = validateChoice(choice, element.vrs, path)
  if (!legal.ok) return fail({ code: 'usage', message: legal.failure })
  return ok(orGoneAlong(session, element, distinct(asIfDecided(session, element, choice, scope ?? {}), element)))
}

/** An element that has no Operation because a Sequence around it goes is removed with it, whatever is decided of it. */
function orGoneAlong(session: Session, element: InventoryElement, own: readonly Operation[]): readonly Treated[] {
  if (own.length > 0) return own.map((operation) => ({ element, operation }))
  const [fate] = indexOf(session.compiled().operations).fateOf(element.path)
  return fate === 'remove' ? [{ element, operation: { path: element.path, when: {}, do: 'remove', because: PREVIEW.goesAlong } }] : []
}

/** Group lengths, File Meta Information and places outside the data set are new in every copy, whatever is decided. */
function isWrittenAnew(path: PathText): boolean {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' ? parsed.steps.at(-1) : undefined
  return leaf === undefined || (leaf.kind === 'public' && (isGroupLength(leaf.tag) || groupOf(leaf.tag) === 0x0002))
}

/** Operations that no scanner of the element comes to are not shown, those that differ only in what becomes of a value that cannot be treated once. */
function distinct(operations: readonly Operation[], { equipment }: InventoryElement): readonly Operation[] {
  const last = new Map<string, Operation>()
  for (const operation of reachable(operations, equipment)) {
    const { sopClasses: _sopClasses, ...scope } = operation.when
    last.set(JSON.stringify([scope, operation.do, operation.with, operation.values]), operation)
  }
  return [...last.values()]
}

/** The Operations of one element were this decided: it is compiled with the Sequences around it, and nothing else. */
function asIfDecided(session: Session, element: InventoryElement, choice: Choice, scope: Scope): readonly Operation[] {
  const around = session.inventory.elements().filter((other) => other === element || element.path.startsWith(`${other.path}[`))
  const inventory = { elements: () => around, values: (path: PathText) => session.inventory.values(path) }
  const entry: DecisionEntry = {
    kind: 'decide',
    id: Number.MAX_SAFE_INTEGER,
    by: '',
    at: '',
    path: element.path,
    scope,
    choice,
    source: 'curator',
    reason: '',
    act: Number.MAX_SAFE_INTEGER,
  }
  const { operations } = compile({
    inventory,
    annotations: session.annotations(),
    decisions: withEntry(session.decisions(), entry),
    profile: session.profile.current(),
  })
  return operations.filter((operation) => operation.path === element.path && operation.do !== 'add')
}

function withEntry(table: DecisionTable, entry: DecisionEntry): DecisionTable {
  const key = pathKey(entry.path)
  const scopeKey = JSON.stringify(entry.scope)
  const { elements, values } = table.at(entry.path)
  const now: PathDecisions = { elements: [...elements.filter((other) => JSON.stringify(other.scope) !== scopeKey), entry], values }
  return {
    ...table,
    at: (path) => (pathKey(path) === key ? now : table.at(path)),
    atKey: (asked) => (asked === key ? now : table.atKey(asked)),
    lookup: (path, equipment) => (pathKey(path) === key ? entry : table.lookup(path, equipment)),
    forPath: (path) => (pathKey(path) === key ? now.elements : table.forPath(path)),
  }
}

function previewElement(
  session: Session,
  { element, operation }: Treated,
  context: PreviewContext,
  most: { readonly shown: number; readonly counted: number },
): PreviewElement {
  const { sopClasses, ...scope } = operation.when
  const commonest = session.inventory.tellingValues(element.path, most.counted)
  const fates = { of: commonest.length, kept: 0, changed: 0, emptied: 0, removed: 0, open: 0, unknown: 0 }
  const values = commonest.map((value): PreviewValue => {
    const { fate, text } = previewValue(operation, value, context)
    fates[fate] += 1
    return { old: value.value, fate, new: text, files: value.files, patients: value.patients }
  })
  return {
    path: element.path,
    name: session.annotations().get(element.path)?.name ?? '',
    operation: operation.do,
    scope,
    ...(sopClasses === undefined ? {} : { sopClasses }),
    because: operation.because,
    files: element.files,
    distinctValues: element.distinctValues,
    perPatient: operation.do === 'shift-date' || operation.do === 'map-patient',
    values: values.slice(0, most.shown),
    fates,
  }
}
