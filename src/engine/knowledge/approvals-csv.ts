import { fail, ok, type Result } from '../../core/result.ts'
import { formatScope, parseScope } from '../../core/decisions/scope-text.ts'
import type { Approval } from '../../core/knowledge/approval.ts'
import { formatApprovals, parseApprovals } from '../../core/knowledge/approvals-file.ts'
import { csvText } from '../reports/csv.ts'
import { readCsv } from '../reports/read-csv.ts'
import { TEAM } from './texts.ts'

const TEXTS = ['path', 'decision', 'treatment', 'reason', 'document', 'by', 'at'] as const
const COLUMNS = ['path', 'decision', 'treatment', 'scope', 'reason', 'document', 'by', 'at', 'looked_at'] as const

/** Approvals as a table that people can read and change. */
export function approvalsCsv(approvals: readonly Approval[]): Generator<string> {
  const rows = approvals.map((approval) => COLUMNS.map((column) => cellOf(approval, column)))
  return csvText(COLUMNS, rows, { guard: true })
}

function cellOf(approval: Approval, column: (typeof COLUMNS)[number]): string {
  if (column === 'scope') return formatScope(approval.scope)
  if (column !== 'looked_at') return approval[column]
  return approval.lookedAt === undefined ? '' : JSON.stringify(approval.lookedAt)
}

/** Whether a CSV file has the columns of approvals. */
export function isApprovalsCsv(text: string): boolean {
  const columns = Object.keys(readCsv(text)?.[0] ?? {})
  return ['path', 'decision', 'document'].every((column) => columns.includes(column))
}

/** The table read back, all rows or none. */
export function parseApprovalsCsv(text: string): Result<readonly Approval[], string> {
  const approvals: unknown[] = []
  for (const [index, row] of (readCsv(text) ?? []).entries()) {
    const scope = parseScope(row['scope'] ?? '')
    if (!scope.ok) return fail(TEAM.row(index + 2, scope.failure))
    const cell = (name: string): string => (row[name] ?? '').trim()
    const lookedAt = cell('looked_at')
    approvals.push({
      ...Object.fromEntries(TEXTS.map((column) => [column, cell(column)])),
      decision: cell('decision').toLowerCase(),
      scope: scope.value,
      ...(lookedAt === '' ? {} : { lookedAt: parsed(lookedAt) }),
    })
  }
  // The rules of the file hold for the table too.
  const read = parseApprovals([...formatApprovals(approvals as readonly Approval[])].join(''))
  return read.ok ? ok(read.value) : read
}

/** Null, which is refused like anything else that does not say what was looked at. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
