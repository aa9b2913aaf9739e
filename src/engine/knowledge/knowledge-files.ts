import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { KnowledgeExported, KnowledgeImported, KnowledgeLint } from '../../contract/knowledge-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { leafOf, parsePath } from '../../core/dicom/attribute-path.ts'
import type { Approval } from '../../core/knowledge/approval.ts'
import { formatApprovals, isApprovalsText, parseApprovals } from '../../core/knowledge/approvals-file.ts'
import { compareApprovals, takeUp } from '../../core/knowledge/compare-approvals.ts'
import { statementsOf, type ReadList } from '../../core/knowledge/list-row.ts'
import { readList } from '../../core/knowledge/read-list.ts'
import { writeCleanList } from '../../core/knowledge/write-list.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { privateTagDictionary } from '../../core/script/ctp/private-tag-dictionary.ts'
import { keyText, type PrivateKey } from '../../core/script/ctp/private-plan.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { approvalsCsv, isApprovalsCsv, parseApprovalsCsv } from './approvals-csv.ts'
import type { TeamStore } from './team-store.ts'
import { TEAM } from './texts.ts'

const UNKNOWN_FILE = TEAM.unknownList

export interface ImportOptions {
  readonly file: string
  /** Another approvals file than the user's own. */
  readonly approvals?: string
  /** What ours and theirs began with. */
  readonly base?: string
  readonly conflicts?: 'ours' | 'theirs'
  /** Only says what would change. */
  readonly compareOnly?: boolean
  /** Of when a published list is; default: as its name says, else unknown. */
  readonly date?: string
}

/** Takes a file up: approvals into the approvals, a published list beside the others. */
export function importKnowledge(store: TeamStore, options: ImportOptions): Outcome<KnowledgeImported> {
  const text = textOf(options.file)
  if (!text.ok) return text
  const theirs = approvalsIn(text.value)
  if (theirs !== undefined) return importApprovals(store, theirs, options)
  const list = readList(text.value)
  if (list === undefined) return fail({ code: 'usage', message: UNKNOWN_FILE })
  const statements = statementsOf(list)
  const counts = countsOf(list)
  if (statements.length === 0) return fail({ code: 'usage', message: TEAM.noRow })
  if (options.compareOnly !== true) {
    const taken = store.importList({ kind: list.kind, date: options.date ?? dateIn(basename(options.file)), statements })
    if (!taken.ok) return taken
  }
  return ok({ kind: list.kind, ...counts, changes: [] })
}

function importApprovals(
  store: TeamStore,
  theirs: Result<readonly Approval[], string>,
  options: ImportOptions,
): Outcome<KnowledgeImported> {
  if (!theirs.ok) return fail({ code: 'usage', message: TEAM.notImported(theirs.failure) })
  const ours = store.approvals(options.approvals)
  if (!ours.ok) return ours
  const base = options.base === undefined ? ok(undefined) : readApprovals(options.base)
  if (!base.ok) return base
  const changes = compareApprovals(ours.value, theirs.value, base.value)
  if (options.compareOnly !== true) {
    const replaced = store.replaceApprovals(takeUp(ours.value, changes, options.conflicts), options.approvals)
    if (!replaced.ok) return replaced
  }
  return ok({ kind: 'approvals', rows: theirs.value.length, used: theirs.value.length, repaired: 0, rejected: 0, changes })
}

/** The approvals of a file, which may be JSON or a table. */
function readApprovals(file: string): Outcome<readonly Approval[]> {
  const text = textOf(file)
  if (!text.ok) return text
  const read = approvalsIn(text.value)
  if (read === undefined) return fail({ code: 'usage', message: TEAM.nothingToCompare })
  return read.ok ? read : fail({ code: 'usage', message: TEAM.notComparable(read.failure) })
}

/** Undefined where the text is not meant to be approvals. */
function approvalsIn(text: string): Result<readonly Approval[], string> | undefined {
  if (isApprovalsText(text)) return parseApprovals(text)
  return isApprovalsCsv(text) ? parseApprovalsCsv(text) : undefined
}

/** Writes the approvals: as JSON, as a table, or as a dictionary that CTP takes. */
export function exportKnowledge(store: TeamStore, file: string, approvalsFile: string | undefined): Outcome<KnowledgeExported> {
  const approvals = store.approvals(approvalsFile)
  if (!approvals.ok) return approvals
  const kind = extname(file).toLowerCase()
  if (kind === '.xml') return exportForCtp(file, approvals.value)
  if (kind !== '.json' && kind !== '.csv') return fail({ code: 'usage', message: TEAM.fileName })
  const text = kind === '.json' ? formatApprovals(approvals.value) : approvalsCsv(approvals.value)
  const written = writeAtomically(resolve(file), text)
  return written.ok ? ok({ rows: approvals.value.length, leftOut: 0 }) : written
}

/**
 * CTP knows an element by group, creator and low byte only, keeps it as it is, and on every scanner: K is for elements
 * that are approved so and never otherwise, whatever their values; whatever was decided differently is X.
 */
function exportForCtp(file: string, approvals: readonly Approval[]): Outcome<KnowledgeExported> {
  const kept = new Map<string, PrivateKey>()
  const removed = new Map<string, PrivateKey>()
  for (const approval of approvals) {
    const path = parsePath(approval.path)
    const leaf = path?.kind === 'element' ? leafOf(path) : undefined
    if (path?.kind !== 'element' || leaf?.kind !== 'private') continue
    const { group, creator, element } = leaf
    const key: PrivateKey = { group, creator, element }
    const plain = approval.decision === 'retain' && (approval.treatment === '' || approval.treatment === 'keep')
    const everywhere = path.steps.length === 1 && Object.keys(approval.scope).length === 0 && approval.lookedAt === undefined
    if (plain && everywhere) kept.set(keyText(key), key)
    else removed.set(keyText(key), key)
  }
  for (const key of removed.keys()) kept.delete(key)
  const written = writeAtomically(
    resolve(file),
    privateTagDictionary(kept, removed, () => ''),
  )
  return written.ok ? ok({ rows: kept.size, leftOut: removed.size }) : written
}

/** What is wrong with a published list, line by line; with `out` a clean one is written. */
export function lintKnowledge(file: string, out: string | undefined): Outcome<KnowledgeLint> {
  const text = textOf(file)
  if (!text.ok) return text
  const list = readList(text.value)
  if (list === undefined) return fail({ code: 'usage', message: UNKNOWN_FILE })
  if (out !== undefined) {
    if (resolve(out) === resolve(file)) return fail({ code: 'refused', message: TEAM.takesPlace })
    const written = writeAtomically(resolve(out), writeCleanList(list))
    if (!written.ok) return written
  }
  const problems = list.rows.flatMap(({ line, fate, remarks }) => remarks.map((remark) => ({ line, fate, ...remark })))
  return ok({ kind: list.kind, ...countsOf(list), problems })
}

function countsOf({ rows }: ReadList): Pick<KnowledgeLint, 'rows' | 'used' | 'repaired' | 'rejected'> {
  const count = (fate: string): number => rows.filter((row) => row.fate === fate).length
  return { rows: rows.length, used: count('used'), repaired: count('repaired'), rejected: count('rejected') }
}

/** `TCIAPrivateTagKB-02-01-2024-formatted.csv` → `2024-02-01`. */
function dateIn(name: string): string {
  const american = /(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)/.exec(name)
  if (american !== null) return `${american[3]}-${american[1]}-${american[2]}`
  return /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(name)?.[0] ?? ''
}

function textOf(file: string): Outcome<string> {
  if (!existsSync(file)) return fail({ code: 'not-found', message: TEAM.noFile })
  return ok(readFileSync(file, 'utf8'))
}
