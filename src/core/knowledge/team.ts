import { formatPath, pathKey, type ElementPath } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import type { Equipment } from '../inventory/inventory.ts'
import { approvalKey, scannerWords, type Approval } from './approval.ts'
import type { ListedStatement } from './list-row.ts'
import type { FurtherStatements } from './private-knowledge.ts'
import { meaningOf, SAFE_TABLE, type ListKind, type PrivateTreatment, type Statement } from './statement.ts'
import { KNOWLEDGE } from './texts.ts'

/** A list that somebody imported: whose it is, of when, and what it says. */
export interface ImportedList {
  readonly kind: ListKind
  /** Empty where nobody knows. */
  readonly date: string
  readonly statements: readonly ListedStatement[]
}

/** What is known beside the lists that come with the program. */
export interface TeamKnowledge {
  readonly approvals: readonly Approval[]
  readonly imported: readonly ImportedList[]
  /** What the files of the collection declare of their own elements. */
  readonly declared?: FurtherStatements
}

export const NO_TEAM: TeamKnowledge = { approvals: [], imported: [] }

/** What is known beside the published lists, in so many words: `12 approvals; TCIA, imported (2025-01-01)`; empty for nothing. */
export function teamWords({ approvals, imported }: TeamKnowledge): string {
  return KNOWLEDGE.team(
    approvals.length,
    imported.map(({ kind, date }) => KNOWLEDGE.listOf(LIST_NAMES[kind], date)),
  )
}

const LIST_NAMES: Readonly<Record<ListKind, string>> = {
  tcia: KNOWLEDGE.statements.imported('TCIA'),
  ctp: KNOWLEDGE.statements.imported('CTP/WUSTL'),
  'e3.10-1': KNOWLEDGE.statements.imported(SAFE_TABLE),
}

const grouped = new WeakMap<readonly Approval[], ReadonlyMap<string, readonly Approval[]>>()

/** Approvals by the key (`pathKey`) of their element; made once for each list. */
export function groupedApprovals(approvals: readonly Approval[]): ReadonlyMap<string, readonly Approval[]> {
  const there = grouped.get(approvals)
  if (there !== undefined) return there
  const byPath = Map.groupBy(approvals, ({ path }) => pathKey(path))
  // In one order, however they came to be.
  for (const some of byPath.values()) if (some.length > 1) some.sort((a, b) => (approvalKey(a) < approvalKey(b) ? -1 : 1))
  grouped.set(approvals, byPath)
  return byPath
}

/** Approvals of one element, whatever the scanner. */
export function approvalsByPath(approvals: readonly Approval[]): (path: string) => readonly Approval[] {
  const byPath = groupedApprovals(approvals)
  return (path) => byPath.get(pathKey(path)) ?? []
}

type IndexedList = ImportedList & { readonly byPath: ReadonlyMap<string, readonly ListedStatement[]> }

const indexed = new WeakMap<ImportedList, IndexedList>()

/** Made once for each list: it is asked again after every approval. */
function indexedList(list: ImportedList): IndexedList {
  const made = indexed.get(list) ?? { ...list, byPath: Map.groupBy(list.statements, ({ path }) => pathKey(path)) }
  indexed.set(list, made)
  return made
}

const stated = new WeakMap<TeamKnowledge, FurtherStatements>()

/** The team's approvals, imported lists and what files declare as statements beside the published ones; made once for each. */
export function teamStatements(team: TeamKnowledge): FurtherStatements {
  const statements = stated.get(team) ?? indexedStatements(team)
  stated.set(team, statements)
  return statements
}

function indexedStatements({ approvals, imported, declared }: TeamKnowledge): FurtherStatements {
  const approved = approvalsByPath(approvals)
  const lists = imported.map(indexedList)
  if (approvals.length === 0 && lists.length === 0) return declared ?? (() => [])
  return (path, vrs, equipment) => {
    const text = formatPath(path)
    return [
      ...(declared?.(path, vrs, equipment) ?? []),
      ...approvalStatements(approved(text), equipment),
      ...lists.flatMap((list) => listStatement(list, statementsAt(list.byPath, path, text), vrs) ?? []),
    ]
  }
}

const SCOPE = ['manufacturer', 'model', 'software'] as const
const TREATED: Readonly<Record<string, PrivateTreatment>> = { 'remap-uid': 'remap-uid', 'shift-date': 'shift-date' }

/** What was approved for other scanners is shown, and settles nothing unless all scanners of the element have their approval. */
function approvalStatements(approvals: readonly Approval[], equipment: readonly Equipment[]): readonly Statement[] {
  const isCovered = equipment.every((scanner) => approvals.some(({ scope }) => holdsFor(scope, scanner)))
  return approvals.map((approval) => {
    const isHere = equipment.length === 0 || equipment.some((scanner) => holdsFor(approval.scope, scanner))
    return approvalStatement(approval, isCovered && isHere)
  })
}

function holdsFor(scope: Partial<Equipment>, scanner: Equipment): boolean {
  return SCOPE.every((field) => scope[field] === undefined || scope[field] === scanner[field])
}

function approvalStatement({ decision, treatment, scope, by, at, reason, document }: Approval, holds: boolean): Statement {
  return {
    source: KNOWLEDGE.sources.team,
    date: at.slice(0, 10),
    word: treatment === '' || treatment === 'keep' || treatment === 'auto' ? decision : `${decision}:${treatment}`,
    detail: KNOWLEDGE.statements.approved(by, scannerWords(scope), reason, document),
    means: decision === 'review' || !holds ? undefined : decision,
    treatment: TREATED[treatment] ?? 'keep',
  }
}

/** At this very path, else at the root. */
function statementsAt(
  byPath: ReadonlyMap<string, readonly ListedStatement[]>,
  path: ElementPath,
  text: string,
): readonly ListedStatement[] {
  const here = byPath.get(pathKey(text))
  const leaf = path.steps.at(-1)
  if (here !== undefined || path.steps.length === 1 || leaf?.kind !== 'private') return here ?? []
  return byPath.get(pathKey(formatPath({ kind: 'element', steps: [leaf] }))) ?? []
}

/** The strictest first. */
const STRICT = ['d', 'X', 'Z', 'h', 'o', 'oi', 'na', 'k', 'K', 'safe']

/** By the VR in the files where the list has it; UN, and a VR that the list does not have, take the strictest word. */
function listStatement(list: ImportedList, found: readonly ListedStatement[], vrs: readonly VR[]): Statement | undefined {
  const fitting = found.filter(({ vr }) => vr === undefined || (vrs.includes(vr) && !vrs.includes('UN')))
  const words = (fitting.length > 0 ? fitting : found).map(({ word }) => word)
  const word = STRICT.find((one) => words.includes(one)) ?? words[0]
  if (word === undefined) return undefined
  return { source: LIST_NAMES[list.kind], date: list.date, word, detail: '', ...meaningOf(list.kind, word) }
}
