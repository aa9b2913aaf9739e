import { fail, ok, type Result } from '../result.ts'
import { leafOf, parsePath, pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Equipment } from '../inventory/inventory.ts'
import { readLookedAt, type LookedAt } from './looked-at.ts'

/**
 * What somebody of the team settled for a private element, and on which scanners: the team's own source of knowledge,
 * that goes from project to project and from team to team.
 */
export interface Approval {
  readonly path: PathText
  readonly decision: 'retain' | 'delete' | 'review'
  /** `keep`, `shift-date`, `remap-uid`, `clean`, `empty` … as a decision has it; empty for the word's own default. */
  readonly treatment: string
  /** The scanners on which it was found and approved; an absent field is any. */
  readonly scope: Partial<Equipment>
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string
  /** Where it can be read: a conformance statement, its edition and page. */
  readonly document: string
  /** Of a Retain that rests on somebody's having looked at the values: which these were. */
  readonly lookedAt?: LookedAt
}

/** What an approval is known by: one element on one kind of scanner has one approval, the latest. */
export function approvalKey({ path, scope }: Pick<Approval, 'path' | 'scope'>): string {
  return [pathKey(path), ...SCOPE.map((field) => scope[field] ?? '\u0001')].join('\u0000')
}

const SCOPE = ['manufacturer', 'model', 'software'] as const

/** The scanner of an approval in words; empty where it is for any. One that says nothing of itself is one like that, not any. */
export function scannerWords(scope: Partial<Equipment>): string {
  const named = SCOPE.flatMap((field) => scope[field] ?? [])
  return named.length > 0 && named.every((name) => name === '') ? 'an unnamed scanner' : named.filter((name) => name !== '').join(' ')
}

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
    const { path, decision, treatment, scope, by, at, reason, document, lookedAt } = approval
    // What is undefined is not written.
    const line = JSON.stringify({ path, decision, treatment, scope: inOrder(scope), by, at, reason, document, lookedAt })
    yield `${index === 0 ? '' : ','}\n${line}`
  }
  yield '\n]}\n'
}

/** Whether a text is meant to be such a file. */
export function isApprovalsText(text: string): boolean {
  return new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`).test(text)
}

/**
 * Reads approvals back, all or none; of several for one element and scanner the latest holds.
 * The failure is one plain sentence without anything that stands in the file.
 */
export function parseApprovals(text: string): Result<readonly Approval[], string> {
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return fail('the file is no JSON')
  }
  if (!isRecord(file) || file['format'] !== FORMAT) return fail('the file holds no approvals of private elements')
  if (file['version'] !== VERSION) return fail('the file was written by another version of Tagbench')
  if (Object.keys(file).length > 3) return fail('the file has a field that files of approvals do not have')
  const listed = file['approvals']
  if (!Array.isArray(listed)) return fail('the file holds no approvals of private elements')
  const read: Approval[] = []
  for (const [index, entry] of listed.entries()) {
    const approval = readApproval(entry)
    if (!approval.ok) return fail(`approval ${index + 1} of the file: ${approval.failure}`)
    read.push(approval.value)
  }
  return ok(latestOf(read))
}

function readApproval(entry: unknown): Result<Approval, string> {
  if (!isRecord(entry)) return fail('it is no object')
  if (Object.keys(entry).some((name) => !FIELDS.has(name))) return fail('it has a field that approvals do not have')
  const { path, decision, scope = {} } = entry
  if (typeof path !== 'string' || !isPrivateElement(path)) return fail('its path names no private element')
  if (!DECISIONS.has(decision)) return fail('its decision is none of retain, delete and review')
  if (!isRecord(scope)) return fail('its scope is no object')
  const known: ReadonlySet<string> = new Set(SCOPE)
  if (Object.entries(scope).some(([name, value]) => !known.has(name) || typeof value !== 'string'))
    return fail('its scope has other fields than manufacturer, model and software, or one that is no text')
  const texts = Object.fromEntries(TEXTS.map((name) => [name, entry[name] ?? '']))
  if (Object.values(texts).some((value) => typeof value !== 'string')) return fail('one of its fields is no text')
  const lookedAt = readLookedAt(entry['lookedAt'])
  if (entry['lookedAt'] !== undefined && (lookedAt === undefined || decision !== 'retain'))
    return fail('what was looked at is not written as it should be')
  return ok({ path, decision, scope: inOrder(scope), ...texts, ...(lookedAt === undefined ? {} : { lookedAt }) } as unknown as Approval)
}

/** An approval is for an element that a creator names, at any depth; a public one inside a private Sequence is one too. */
function isPrivateElement(path: string): boolean {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element' || parsed.inside !== undefined) return false
  return leafOf(parsed).kind !== 'creator' && parsed.steps.some((step) => step.kind === 'private')
}

/** One for each element and scanner: the latest; of two of one time the later in the list. */
export function latestOf(approvals: readonly Approval[]): readonly Approval[] {
  const found = new Map<string, Approval>()
  for (const approval of approvals) {
    const key = approvalKey(approval)
    const before = found.get(key)
    if (before === undefined || before.at <= approval.at) found.set(key, approval)
  }
  return [...found.values()]
}

function inOrder(scope: Readonly<Record<string, unknown>>): Partial<Equipment> {
  return Object.fromEntries(SCOPE.flatMap((field) => (scope[field] === undefined ? [] : [[field, scope[field]]])))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
