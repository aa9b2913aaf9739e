import {
  formatPath,
  leafOf,
  parsePath,
  type AttributePath,
  type ElementPath,
  type PathText,
  type PrivateStep,
} from '../dicom/attribute-path.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import { safePrivate } from '../confidentiality/safe-private.ts'
import type { Equipment } from '../inventory/inventory.ts'
import { lookupPrivate, type PrivateEntryWithKey, type TciaDisposition } from '../dictionary/index.ts'
import { nestedDisposition } from './nested-dispositions.ts'
import {
  AT_THE_ROOT,
  meaningOf,
  SAFE_TABLE,
  saysAgain,
  statementText,
  TCIA_MEANS,
  type PrivateTreatment,
  type Statement,
} from './statement.ts'
import { KNOWLEDGE } from './texts.ts'

/** What all sources together say; never merged, each statement stays with its source. */
export interface PrivateKnowledge {
  readonly status: 'retain' | 'delete' | 'review' | 'conflict' | 'unregistered'
  /** `TCIA 2024-02-01: k`. */
  readonly sources: readonly string[]
  readonly statements: readonly Statement[]
  /** How a Retain is kept: the most careful that a source asks for. */
  readonly treatment: PrivateTreatment
  /** Why the status is Review though sources have spoken; empty otherwise. */
  readonly remark: string
}

const TCIA = { source: 'TCIA', date: '2024-02-01' } as const
const WUSTL = { source: 'CTP/WUSTL', date: '2015' } as const
/** Of when the published lists of private elements are, but for the table of the Standard. */
export const PRIVATE_LISTS_EDITION = [TCIA, WUSTL].map(({ source, date }) => `${source} ${date}`).join(', ')
const TABLE_E3101 = { source: SAFE_TABLE, date: '2026d' } as const

/** What somebody says of private elements beside the published lists: the team's approvals, lists that were imported. */
export type FurtherStatements = (path: ElementPath, vrs: readonly VR[], equipment: readonly Equipment[]) => readonly Statement[]

/**
 * What is published of a private element: TCIA's knowledge base (by the VR in the files), the WUSTL list that CTP
 * ships, and Table E.3.10-1. Sources that agree are a statement; sources that do not are a conflict; bytes that nobody
 * can read stay a Review whatever a source says.
 * @param vrs the VRs in the files; TCIA decides some elements by VR, and several take the most restrictive
 * @param further what is said elsewhere, each statement beside the published ones
 * @param equipment where the element was found: what is said for other scanners settles nothing; none: wherever it is said for
 * @returns undefined for paths without a private step, and for Private Creator elements
 */
export function privateKnowledge(
  path: AttributePath | PathText,
  vrs: readonly VR[],
  further?: FurtherStatements,
  equipment: readonly Equipment[] = [],
): PrivateKnowledge | undefined {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  if (parsed?.kind !== 'element' || !parsed.steps.some((step) => step.kind !== 'public')) return undefined
  const leaf = leafOf(parsed)
  if (leaf.kind === 'creator') return undefined
  const entry = leaf.kind === 'private' ? lookupPrivate(leaf.creator, leaf.group, leaf.element) : undefined
  const published = statementsOn(parsed, leaf.kind === 'private' ? leaf : undefined, entry, vrs)
  const others = (further?.(parsed, vrs, equipment) ?? []).filter((one) => !published.some((other) => saysAgain(one, other)))
  const statements = [...published, ...others]
  const registered = entry !== undefined || statements.length > 0
  return { ...judge(statements, registered, vrs), statements, sources: statements.map(statementText) }
}

function statementsOn(
  path: ElementPath,
  leaf: PrivateStep | undefined,
  entry: PrivateEntryWithKey | undefined,
  vrs: readonly VR[],
): readonly Statement[] {
  const statements: Statement[] = []
  const tcia = tciaStatement(path, entry, vrs)
  if (tcia !== undefined) statements.push(tcia)
  if (leaf === undefined) return statements
  const wustl = entry?.wustl ?? ''
  if (wustl !== '') statements.push({ ...WUSTL, word: wustl, detail: '', ...meaningOf('ctp', wustl) })
  if (safePrivate(leaf.creator, leaf.group, leaf.element) !== undefined)
    statements.push({ ...TABLE_E3101, word: 'safe', detail: '', ...meaningOf('e3.10-1', 'safe') })
  return statements
}

/** TCIA's word at this very path, else its word for the element at the root. */
function tciaStatement(path: ElementPath, entry: PrivateEntryWithKey | undefined, vrs: readonly VR[]): Statement | undefined {
  const nested = path.steps.length > 1 ? nestedDisposition(formatPath(path)) : undefined
  const said = nested ?? entry
  const word = said === undefined ? '' : mostRestrictive(vrs.map((vr) => (vr === 'UN' ? said.tcia : (said.tciaByVr[vr] ?? said.tcia))))
  if (word === '') return undefined
  if (word === 'na') return aroundStatement(path)
  const detail = path.steps.length > 1 && nested === undefined ? AT_THE_ROOT : ''
  return { ...TCIA, word, detail, ...TCIA_MEANS[word] }
}

/** `na`: what TCIA says of the Sequence around the element holds for it too. */
function aroundStatement(path: ElementPath): Statement {
  const steps = path.steps.slice(0, -1)
  const last = steps.at(-1)
  if (last !== undefined && steps.some((step) => step.kind !== 'public')) {
    const { item: _item, ...leaf } = last
    const around: ElementPath = { kind: 'element', steps: [...steps.slice(0, -1), leaf] }
    const entry = leaf.kind === 'private' ? lookupPrivate(leaf.creator, leaf.group, leaf.element) : undefined
    const outer = tciaStatement(around, entry, ['SQ'])
    if (outer !== undefined) return { ...outer, word: 'na', detail: KNOWLEDGE.statements.around(outer.word) }
  }
  return { ...TCIA, word: 'na', detail: '', ...TCIA_MEANS.na }
}

const RESTRICTION: readonly TciaDisposition[] = ['', 'na', 'k', 'oi', 'o', 'h', 'd']

function mostRestrictive(words: readonly TciaDisposition[]): TciaDisposition {
  return words.reduce<TciaDisposition>((worst, word) => (RESTRICTION.indexOf(word) > RESTRICTION.indexOf(worst) ? word : worst), '')
}

function judge(
  statements: readonly Statement[],
  registered: boolean,
  vrs: readonly VR[],
): Omit<PrivateKnowledge, 'sources' | 'statements'> {
  const retaining = statements.filter((statement) => statement.means === 'retain')
  const deleting = statements.filter((statement) => statement.means === 'delete')
  const treatment = retaining.map((statement) => statement.treatment).find((one) => one !== 'keep') ?? 'keep'
  if (!registered) return { status: 'unregistered', treatment, remark: '' }
  if (retaining.length > 0 && deleting.length > 0) return { status: 'conflict', treatment, remark: '' }
  const opaque = vrs.filter((vr) => BULK.has(vr))
  if (opaque.length > 0) return { status: 'review', treatment, remark: KNOWLEDGE.bytes(opaque) }
  if (retaining.length > 0) return { status: 'retain', treatment, remark: '' }
  if (deleting.length > 0) return { status: 'delete', treatment, remark: '' }
  return { status: 'review', treatment, remark: KNOWLEDGE.notSaid }
}
