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
import { lookupPrivate, type PrivateEntryWithKey, type TciaDisposition } from '../dictionary/index.ts'
import { nestedDisposition } from './nested-dispositions.ts'

/** What one source says of a private element, in its own word and in ours. */
export interface Statement {
  readonly source: string
  /** The source's own word: `k`, `d`, `safe`, `K`. */
  readonly word: string
  /** Undefined where the word settles nothing. */
  readonly means: 'retain' | 'delete' | undefined
  readonly treatment: PrivateTreatment
}

export type PrivateTreatment = 'keep' | 'remap-uid' | 'shift-date'

/** What all sources together say; never merged, each statement stays with its source. */
export interface PrivateKnowledge {
  readonly status: 'retain' | 'delete' | 'review' | 'conflict' | 'unregistered'
  /** `TCIA 2024-02-01: k`. */
  readonly sources: readonly string[]
  /** How a Retain is kept: the most careful that a source asks for. */
  readonly treatment: PrivateTreatment
  /** Why the status is Review though sources have spoken; empty otherwise. */
  readonly remark: string
}

const TCIA = 'TCIA 2024-02-01'
const WUSTL = 'CTP/WUSTL 2015'
const TABLE_E3101 = 'PS3.15 E.3.10-1'

const TCIA_MEANS: Readonly<Record<TciaDisposition, Pick<Statement, 'means' | 'treatment'>>> = {
  k: { means: 'retain', treatment: 'keep' },
  h: { means: 'retain', treatment: 'remap-uid' },
  o: { means: 'retain', treatment: 'shift-date' },
  oi: { means: 'retain', treatment: 'shift-date' },
  d: { means: 'delete', treatment: 'keep' },
  na: { means: undefined, treatment: 'keep' },
  '': { means: undefined, treatment: 'keep' },
}

/** Codes of the WUSTL / MIR list whose meaning is published; `R`, `KB`, `K3` and `F` are shown and settle nothing. */
const WUSTL_MEANS: Readonly<Record<string, Statement['means']>> = { K: 'retain', X: 'delete', Z: 'delete' }

/**
 * What is published of a private element: TCIA's knowledge base (by the VR in the files), the WUSTL list that CTP
 * ships, and Table E.3.10-1. Sources that agree are a statement; sources that do not are a conflict; bytes that nobody
 * can read stay a Review whatever a source says.
 * @param vrs the VRs in the files; TCIA decides some elements by VR, and several take the most restrictive
 * @returns undefined for paths without a private step, and for Private Creator elements
 */
export function privateKnowledge(path: AttributePath | PathText, vrs: readonly VR[]): PrivateKnowledge | undefined {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  if (parsed?.kind !== 'element' || !parsed.steps.some((step) => step.kind !== 'public')) return undefined
  const leaf = leafOf(parsed)
  if (leaf.kind === 'creator') return undefined
  const entry = leaf.kind === 'private' ? lookupPrivate(leaf.creator, leaf.group, leaf.element) : undefined
  const statements = statementsOn(parsed, leaf.kind === 'private' ? leaf : undefined, entry, vrs)
  const registered = entry !== undefined || statements.length > 0
  return { ...judge(statements, registered, vrs), sources: statements.map(({ source, word }) => `${source}: ${word}`) }
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
  if (wustl !== '') statements.push({ source: WUSTL, word: wustl, means: WUSTL_MEANS[wustl], treatment: 'keep' })
  if (safePrivate(leaf.creator, leaf.group, leaf.element) !== undefined)
    statements.push({ source: TABLE_E3101, word: 'safe', means: 'retain', treatment: 'keep' })
  return statements
}

/** TCIA's word at this very path, else its word for the element at the root. */
function tciaStatement(path: ElementPath, entry: PrivateEntryWithKey | undefined, vrs: readonly VR[]): Statement | undefined {
  const nested = path.steps.length > 1 ? nestedDisposition(formatPath(path)) : undefined
  const said = nested ?? entry
  const word = said === undefined ? '' : mostRestrictive(vrs.map((vr) => (vr === 'UN' ? said.tcia : (said.tciaByVr[vr] ?? said.tcia))))
  if (word === '') return undefined
  if (word === 'na') return aroundStatement(path)
  const where = path.steps.length > 1 && nested === undefined ? `${TCIA}, at the root` : TCIA
  return { source: where, word, ...TCIA_MEANS[word] }
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
    if (outer !== undefined) return { ...outer, word: `na (as the Sequence around it: ${outer.word})` }
  }
  return { source: TCIA, word: 'na', ...TCIA_MEANS.na }
}

const RESTRICTION: readonly TciaDisposition[] = ['', 'na', 'k', 'oi', 'o', 'h', 'd']

function mostRestrictive(words: readonly TciaDisposition[]): TciaDisposition {
  return words.reduce<TciaDisposition>((worst, word) => (RESTRICTION.indexOf(word) > RESTRICTION.indexOf(worst) ? word : worst), '')
}

function judge(statements: readonly Statement[], registered: boolean, vrs: readonly VR[]): Omit<PrivateKnowledge, 'sources'> {
  const retaining = statements.filter((statement) => statement.means === 'retain')
  const deleting = statements.filter((statement) => statement.means === 'delete')
  const treatment = retaining.map((statement) => statement.treatment).find((one) => one !== 'keep') ?? 'keep'
  if (!registered) return { status: 'unregistered', treatment, remark: '' }
  if (retaining.length > 0 && deleting.length > 0) return { status: 'conflict', treatment, remark: '' }
  const opaque = vrs.filter((vr) => BULK.has(vr))
  if (opaque.length > 0)
    return { status: 'review', treatment, remark: `bytes (${opaque.join(', ')}), to be looked at whatever a source says` }
  if (retaining.length > 0) return { status: 'retain', treatment, remark: '' }
  if (deleting.length > 0) return { status: 'delete', treatment, remark: '' }
  return { status: 'review', treatment, remark: 'known to the dictionaries, and no source says whether it may stay' }
}
