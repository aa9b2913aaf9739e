import { leafOf, parsePath } from '../dicom/attribute-path.ts'
import type { Equipment } from '../inventory/inventory.ts'
import { fail, ok, type Result } from '../result.ts'
import { approvalKey, latestOf, SCOPE, type Approval } from './approval.ts'
import { readLookedAt } from './looked-at.ts'
import { KNOWLEDGE } from './texts.ts'

const TEXTS = ['treatment', 'by', 'at', 'reason', 'document'] as const
const FIELDS: ReadonlySet<string> = new Set([...TEXTS, 'path', 'decision', 'scope', 'lookedAt'])
const DECISIONS: ReadonlySet<unknown> = new Set(['retain', 'delete', 'review'])
const FORMAT = 'tagbench-approvals'
const VERSION = 1

/** Approvals as a file: JSON, sorted, one approval a line, so that a difference of two files is a difference of lines. */
export function* formatApprovals(approvals: readonly Approval[]): Generator<string> {
  const keyed = approvals.map((approval) => ({ key: approvalKey(approval), approval }))
  const sorted = keyed.sort((a, b) => (a.key < b.key ? -1 : 1))
  yield `{"format":"${FORMAT}","version":${VERSION},"approvals":[`
  for (const [index, { approval }] of sorted.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(written(approval))}`
  }
  yield END
}

/** In the order of the file; what is undefined is not written. */
function written({ path, decision, treatment, scope, by, at, reason, document, lookedAt }: Approval): unknown {
  return { path, decision, treatment, scope: inOrder(scope), by, at, reason, document, lookedAt }
}

/** Whether a text is meant to be such a file. */
export function isApprovalsText(text: string): boolean {
  return new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`).test(text)
}

/** What an act makes of the approvals. */
export interface Amendment {
  readonly gone: readonly Approval[]
  readonly coming: readonly Approval[]
}

/**
 * An amendment as lines behind the file, so that a single approval need not write thousands anew: each line ends with its
 * line end, and one that does not was never written.
 */
export function formatAmendment({ gone, coming }: Amendment): string {
  const lines = [
    ...gone.map(({ path, scope }) => JSON.stringify({ withdrawn: { path, scope: inOrder(scope) } })),
    ...coming.map((approval) => JSON.stringify({ approved: written(approval) })),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** Approvals after an amendment; of one element and scanner what comes takes the place of what was. */
export function amended(approvals: readonly Approval[], { gone, coming }: Amendment): readonly Approval[] {
  const byKey = new Map(approvals.map((approval) => [approvalKey(approval), approval]))
  for (const approval of gone) byKey.delete(approvalKey(approval))
  for (const approval of coming) byKey.set(approvalKey(approval), approval)
  return [...byKey.values()]
}

/**
 * Reads approvals back, all or none, with the amendments behind them; of several for one element and scanner the latest
 * holds. The failure is one plain sentence without anything that stands in the file.
 */
export function parseApprovals(text: string): Result<readonly Approval[], string> {
  const end = text.lastIndexOf(END)
  const whole = parseWhole(end < 0 ? text : text.slice(0, end + END.length))
  if (!whole.ok || end < 0) return whole
  const byKey = new Map(whole.value.map((approval) => [approvalKey(approval), approval]))
  // Behind the last line end stands nothing, or what was broken off.
  for (const [index, line] of text
    .slice(end + END.length)
    .split('\n')
    .slice(0, -1)
    .entries()) {
    const said = parseLine(line)
    if (!said.ok) return fail(KNOWLEDGE.approvals.line(index + 1, said.failure))
    for (const approval of said.value.gone) byKey.delete(approvalKey(approval))
    for (const approval of said.value.coming) byKey.set(approvalKey(approval), approval)
  }
  return ok([...byKey.values()])
}

const END = '\n]}\n'

function parseLine(line: string): Result<Amendment, string> {
  const said = parsedJson(line)
  if (!isRecord(said) || Object.keys(said).length !== 1) return fail(KNOWLEDGE.approvals.noAmendment)
  const { approved, withdrawn } = said
  const read = readApproval(approved ?? (isRecord(withdrawn) ? { ...withdrawn, decision: 'review' } : undefined))
  if (!read.ok) return read
  return ok(approved === undefined ? { gone: [read.value], coming: [] } : { gone: [], coming: [read.value] })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseWhole(text: string): Result<readonly Approval[], string> {
  const file = parsedJson(text.replace(/^\uFEFF/, ''))
  if (file === undefined) return fail(KNOWLEDGE.approvals.noJson)
  if (!isRecord(file) || file['format'] !== FORMAT) return fail(KNOWLEDGE.approvals.none)
  if (file['version'] !== VERSION) return fail(KNOWLEDGE.approvals.otherVersion)
  if (Object.keys(file).length > 3) return fail(KNOWLEDGE.approvals.unknownField)
  const listed = file['approvals']
  if (!Array.isArray(listed)) return fail(KNOWLEDGE.approvals.none)
  const read: Approval[] = []
  for (const [index, entry] of listed.entries()) {
    const approval = readApproval(entry)
    if (!approval.ok) return fail(KNOWLEDGE.approvals.approval(index + 1, approval.failure))
    read.push(approval.value)
  }
  return ok(latestOf(read))
}

function readApproval(entry: unknown): Result<Approval, string> {
  if (!isRecord(entry)) return fail(KNOWLEDGE.approvals.noObject)
  if (Object.keys(entry).some((name) => !FIELDS.has(name))) return fail(KNOWLEDGE.approvals.field)
  const { path, decision, scope = {} } = entry
  if (typeof path !== 'string' || !isPrivateElement(path)) return fail(KNOWLEDGE.approvals.path)
  if (!DECISIONS.has(decision)) return fail(KNOWLEDGE.approvals.decision)
  if (!isRecord(scope)) return fail(KNOWLEDGE.approvals.scope)
  const known: ReadonlySet<string> = new Set(SCOPE)
  if (Object.entries(scope).some(([name, value]) => !known.has(name) || typeof value !== 'string'))
    return fail(KNOWLEDGE.approvals.scopeFields)
  const texts = Object.fromEntries(TEXTS.map((name) => [name, entry[name] ?? '']))
  if (Object.values(texts).some((value) => typeof value !== 'string')) return fail(KNOWLEDGE.approvals.noText)
  const lookedAt = readLookedAt(entry['lookedAt'])
  if (entry['lookedAt'] !== undefined && (lookedAt === undefined || decision !== 'retain')) return fail(KNOWLEDGE.approvals.lookedAt)
  return ok({ path, decision, scope: inOrder(scope), ...texts, ...(lookedAt === undefined ? {} : { lookedAt }) } as unknown as Approval)
}

/** An approval is for an element that a creator names, at any depth; a public one inside a private Sequence is one too. */
function isPrivateElement(path: string): boolean {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element' || parsed.inside !== undefined) return false
  return leafOf(parsed).kind !== 'creator' && parsed.steps.some((step) => step.kind === 'private')
}

function inOrder(scope: Readonly<Record<string, unknown>>): Partial<Equipment> {
  return Object.fromEntries(SCOPE.flatMap((field) => (scope[field] === undefined ? [] : [[field, scope[field]]])))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
