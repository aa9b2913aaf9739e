import type { FindLine, InventoryLine } from '../../contract/inventory-answers.ts'
import { isOpen } from './is-open.ts'

/** The index of a line; undefined where there is none, or where its group is folded. */
export function findLine(lines: readonly InventoryLine[], find: FindLine): number | undefined {
  const found =
    'path' in find ? lines.findIndex((line) => line.kind === 'element' && line.row.element.path === find.path) : nextLine(lines, find)
  return found < 0 ? undefined : found
}

/** The next line of a kind after one, or before it; from the other end where there is none on the way. */
function nextLine(lines: readonly InventoryLine[], { next, from, back }: Extract<FindLine, { readonly next: string }>): number {
  const wanted = next === 'group' ? isGroup : isOpenLine
  if (back === true) {
    const before = lines.slice(0, Math.max(0, from)).findLastIndex(wanted)
    return before >= 0 ? before : lines.findLastIndex(wanted)
  }
  const after = lines.findIndex((line, index) => index > from && wanted(line))
  return after >= 0 ? after : lines.findIndex(wanted)
}

const isGroup = (line: InventoryLine): boolean => line.kind === 'group'

/** A folded group stands for what is open in it. */
const isOpenLine = (line: InventoryLine): boolean => (line.kind === 'element' ? isOpen(line.row) : line.folded && line.open > 0)
