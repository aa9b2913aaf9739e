import type { GroupBy, InventoryLine, InventoryQuery, Page } from '../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import { lookupTag } from '../../core/dictionary/index.ts'
import { formatStep, leafOf, parsePath, pathKey } from '../../core/dicom/attribute-path.ts'
import { groupOf, hex } from '../../core/dicom/tag.ts'
import { INVENTORY_COLUMNS, inventoryCells, type InventoryColumn } from '../reports/inventory-table.ts'
import { createFacetCounter, type FacetCounter } from './facets.ts'
import { findLine } from './find-line.ts'
import { isOpen } from './is-open.ts'
import { VIEW } from './texts.ts'
import { CONTRACT } from '../../contract/texts.ts'

/** Where `search` looks besides the row itself: the keys of paths whose values hold the text. */
export type FindInValues = (text: string) => ReadonlySet<string>

/** The rows that a query leaves, in its order. */
export function selectRows(
  rows: readonly InventoryRow[],
  query: InventoryQuery,
  findInValues: FindInValues,
  facets: Pick<FacetCounter, 'passing'> = createFacetCounter(),
): readonly InventoryRow[] {
  const needle = query.search?.trim().toLowerCase() ?? ''
  const found = needle !== '' && query.inValues === true ? findInValues(needle) : undefined
  const words = needle.split(/\s+/)
  const matches = (row: InventoryRow): boolean =>
    words.every((word) => wordsOf(row.annotation).includes(word)) || found?.has(pathKey(row.element.path)) === true
  const passing = facets.passing(rows, query.filters ?? {})
  const selected = needle === '' ? passing : passing.filter(matches)
  return query.sort === undefined ? selected : sortRows(selected, query.sort.by, query.sort.descending === true)
}

const known = new WeakMap<Annotation, string>()

/** All that an element is called: path, name, keyword, creator, and its tag as eight digits. */
function wordsOf(annotation: Annotation): string {
  let words = known.get(annotation)
  if (words === undefined) {
    const { path, name, privateCreator } = annotation
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' ? leafOf(parsed) : undefined
    const tag = leaf?.kind === 'public' ? leaf.tag : undefined
    const further = tag === undefined ? [] : [hex(tag, 8), lookupTag(tag)?.keyword ?? '']
    words = [path, name, privateCreator, ...further].join('\n').toLowerCase()
    known.set(annotation, words)
  }
  return words
}

const NUMERIC: ReadonlySet<string> = new Set<InventoryColumn>(['files', 'series', 'patients', 'distinct_values'])

function sortRows(rows: readonly InventoryRow[], by: string, descending: boolean): readonly InventoryRow[] {
  const column = INVENTORY_COLUMNS.find((one) => one === by)
  if (column === undefined) return rows
  const keyed = rows.map((row) => ({ row, key: inventoryCells(row)[column] }))
  const sign = descending ? -1 : 1
  const compare = NUMERIC.has(column)
    ? (a: string, b: string): number => Number(a) - Number(b)
    : (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row)
}

/** The group a row belongs to: a key that sorts, and a title for a person. */
function groupOfRow(row: InventoryRow, by: GroupBy): { key: string; title: string } {
  const path = parsePath(row.element.path)
  if (path === undefined || path.kind === 'outside') return { key: '~outside', title: VIEW.groups.outside }
  const leaf = leafOf(path)
  switch (by) {
    case 'creator':
      return leaf.kind === 'public'
        ? { key: ' public', title: VIEW.groups.public }
        : { key: leaf.creator.toUpperCase(), title: row.annotation.privateCreator }
    case 'group': {
      const group = hex(leaf.kind === 'public' ? groupOf(leaf.tag) : leaf.group, 4)
      return { key: group, title: CONTRACT.group(group) }
    }
    case 'code': {
      const code = row.annotation.effective.code
      return { key: code, title: code === '' ? VIEW.groups.notInTable : VIEW.groups.code(code) }
    }
    case 'proposal':
      return { key: row.proposal.choice.decision, title: VIEW.groups.proposed(row.proposal.choice.decision) }
    case 'sequence': {
      const around = path.steps.slice(0, -1).map(formatStep).join('')
      return { key: around, title: around === '' ? VIEW.groups.root : around }
    }
    case 'none':
      return { key: '', title: '' }
  }
}

/** The lines of a list: its rows, with the head of each group before its rows, folded groups by their head alone. */
export function inventoryLines(rows: readonly InventoryRow[], query: InventoryQuery): readonly InventoryLine[] {
  if (query.groupBy === undefined || query.groupBy === 'none') return rows.map(elementLine)
  return groupedLines(rows, query.groupBy, new Set(query.folded ?? []))
}

/** One page of the lines, and where the line is that was to be found. */
export function inventoryPage(rows: readonly InventoryRow[], query: InventoryQuery): Page<InventoryLine> {
  const lines = inventoryLines(rows, query)
  const offset = query.offset ?? 0
  const found = query.find === undefined ? undefined : findLine(lines, query.find)
  return {
    total: lines.length,
    elements: rows.length,
    rows: lines.slice(offset, query.limit === undefined ? undefined : offset + query.limit),
    ...(found === undefined ? {} : { found }),
  }
}

export const elementLine = (row: InventoryRow): InventoryLine => ({ kind: 'element', row })

function groupedLines(rows: readonly InventoryRow[], by: GroupBy, folded: ReadonlySet<string>): readonly InventoryLine[] {
  const groups = new Map<string, { title: string; rows: InventoryRow[] }>()
  for (const row of rows) {
    const { key, title } = groupOfRow(row, by)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { title, rows: [row] })
    else group.rows.push(row)
  }
  const lines: InventoryLine[] = []
  for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const open = group.rows.filter(isOpen).length
    lines.push({ kind: 'group', key, title: group.title, elements: group.rows.length, open, folded: folded.has(key) })
    if (!folded.has(key)) lines.push(...group.rows.map(elementLine))
  }
  return lines
}
