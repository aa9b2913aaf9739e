import { formatPath, pathKey, type ElementPath } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import type { Approval } from './approval.ts'
import type { ListedStatement } from './list-row.ts'
import type { FurtherStatements } from './private-knowledge.ts'
import { meaningOf, type ListKind, type PrivateTreatment, type Statement } from './statement.ts'

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
}

export const NO_TEAM: TeamKnowledge = { approvals: [], imported: [] }
export const TEAM = 'Team'

const LIST_NAMES: Readonly<Record<ListKind, string>> = {
  tcia: 'TCIA, imported',
  ctp: 'CTP, imported',
  'e3.10-1': 'PS3.15 E.3.10-1, imported',
}

/** Approvals of one element, whatever the scanner. */
export function approvalsByPath(approvals: readonly Approval[]): (path: string) => readonly Approval[] {
  const byPath = Map.groupBy(approvals, ({ path }) => pathKey(path))
  return (path) => byPath.get(pathKey(path)) ?? []
}

/** The team's approvals and imported lists as statements beside the published ones. */
export function teamStatements({ approvals, imported }: TeamKnowledge): FurtherStatements {
  const approved = approvalsByPath(approvals)
  const lists = imported.map((list) => ({ ...list, byPath: Map.groupBy(list.statements, ({ path }) => pathKey(path)) }))
  return (path, vrs) => {
    const text = formatPath(path)
    return [
      ...approved(text).map(approvalStatement),
      ...lists.flatMap((list) => listStatement(list, statementsAt(list.byPath, path, text), vrs) ?? []),
    ]
  }
}

const TREATED: Readonly<Record<string, PrivateTreatment>> = { 'remap-uid': 'remap-uid', 'shift-date': 'shift-date' }

function approvalStatement({ decision, treatment, scope, by, at, reason, document }: Approval): Statement {
  const where = [scope.manufacturer, scope.model, scope.software].filter((text) => text !== undefined && text !== '').join(' ')
  const detail = [by, where === '' ? '' : `for ${where}`, reason, document].filter((text) => text !== '').join(', ')
  return {
    source: TEAM,
    date: at.slice(0, 10),
    word: treatment === '' || treatment === 'keep' || treatment === 'auto' ? decision : `${decision}:${treatment}`,
    detail,
    means: decision === 'review' ? undefined : decision,
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
