import { fail, ok, type Result } from '../result.ts'
import { parsePath } from '../dicom/attribute-path.ts'
import { TREATMENTS, type Choice, type DecisionEntry, type DecisionWord, type Treatment } from './decision.ts'
import type { NewDecision } from './decision-log.ts'
import { formatScope, parseScope } from './scope-text.ts'
import { DECISIONS } from './texts.ts'

/** Columns of `decide --export` and `--import`, in order. How cells are written in a file is the file's matter. */
export const DECISION_COLUMNS = ['path', 'value', 'decision', 'treatment', 'replacement', 'scope', 'reason', 'by', 'at'] as const
export type DecisionColumn = (typeof DECISION_COLUMNS)[number]
export type DecisionRow = Readonly<Record<DecisionColumn, string>>

/** A row that was read: what is decided; author and time as they stand, which the importing project may keep as a reason. */
export interface ReadDecision {
  readonly decision: Omit<NewDecision, 'source'>
  readonly by: string
  readonly at: string
}

/** Where and why a row cannot be taken. The message never holds what stands in the row. */
export interface RowFailure {
  /** As in a spreadsheet: the header is row 1. */
  readonly row: number
  readonly message: string
}

/**
 * Decisions as rows. A decision on the empty value cannot be told from one on the element, so it is left out; nothing is
 * lost, as an empty value says nothing.
 */
export function formatDecisionRows(entries: readonly DecisionEntry[]): readonly DecisionRow[] {
  return entries.filter((entry) => entry.value !== '').map(formatRow)
}

function formatRow({ path, value, choice, scope, reason, by, at }: DecisionEntry): DecisionRow {
  return {
    path,
    value: value ?? '',
    decision: choice.decision,
    treatment: choice.treatment ?? '',
    replacement: choice.replacement ?? '',
    scope: formatScope(scope),
    reason,
    by,
    at,
  }
}

/**
 * Rows as decisions, all of them or none: `path` and `decision` are needed, every other column may be missing or empty.
 * @param rows records by column name; the first is row 2 of the file
 */
export function parseDecisionRows(
  rows: readonly Readonly<Partial<Record<string, string>>>[],
): Result<readonly ReadDecision[], readonly RowFailure[]> {
  const read: ReadDecision[] = []
  const failures: RowFailure[] = []
  rows.forEach((row, index) => {
    const result = parseRow(row)
    if (result.ok) read.push(result.value)
    else failures.push({ row: index + 2, message: result.failure })
  })
  return failures.length > 0 ? fail(failures) : ok(read)
}

function parseRow(row: Readonly<Partial<Record<string, string>>>): Result<ReadDecision, string> {
  const cell = (column: DecisionColumn): string => row[column] ?? ''
  const path = cell('path').trim()
  if (parsePath(path) === undefined) return fail(DECISIONS.rows.path)
  const choice = parseChoice(cell('decision'), cell('treatment'), cell('replacement'))
  if (!choice.ok) return choice
  const scope = parseScope(cell('scope'))
  if (!scope.ok) return scope
  const value = cell('value')
  return ok({
    decision: { path, ...(value === '' ? {} : { value }), scope: scope.value, choice: choice.value, reason: cell('reason') },
    by: cell('by'),
    at: cell('at'),
  })
}

function parseChoice(word: string, treatmentText: string, replacement: string): Result<Choice, string> {
  const decision = (['retain', 'delete', 'review'] as const).find((one): one is DecisionWord => one === word.trim().toLowerCase())
  if (decision === undefined) return fail(DECISIONS.rows.decision)
  // `replace=TEXT` as on the command line, or `replace` with the text in a column of its own.
  const [name = '', ...rest] = treatmentText.trim() === '' ? [] : treatmentText.split('=')
  const treatment = TREATMENTS[decision].find((one): one is Treatment => one === name.trim())
  if (name !== '' && treatment === undefined) {
    return fail(DECISIONS.rows.treatments(decision, TREATMENTS[decision]))
  }
  if (treatment !== 'replace') {
    if (rest.length > 0 || replacement !== '') return fail(DECISIONS.rows.replacement)
    return ok(treatment === undefined ? { decision } : { decision, treatment })
  }
  return ok({ decision, treatment, replacement: rest.length > 0 ? rest.join('=') : replacement })
}
