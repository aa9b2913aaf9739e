import type { ImportedList } from '../../core/knowledge/team.ts'
import type { ListedStatement } from '../../core/knowledge/list-row.ts'

const KINDS: ReadonlySet<unknown> = new Set(['tcia', 'ctp', 'e3.10-1'])

/** Imported lists as they were kept; undefined where the text is not what was written. */
export function parseImported(text: string): readonly ImportedList[] | undefined {
  if (text === '') return []
  try {
    const lists: unknown = JSON.parse(text)
    return Array.isArray(lists) && lists.every(isList) ? lists : undefined
  } catch {
    return undefined
  }
}

function isList(value: unknown): value is ImportedList {
  return (
    isRecord(value) &&
    KINDS.has(value['kind']) &&
    typeof value['date'] === 'string' &&
    Array.isArray(value['statements']) &&
    value['statements'].every(isStatement)
  )
}

function isStatement(value: unknown): value is ListedStatement {
  return isRecord(value) && ['path', 'name', 'vrText', 'word'].every((field) => typeof value[field] === 'string')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
