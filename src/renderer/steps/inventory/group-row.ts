import type { ICellRendererParams } from 'ag-grid-community'
import type { GroupLine, InventoryLine } from '../../../contract/inventory-answers.ts'
import { CONTRACT } from '../../../contract/texts.ts'
import { groupWord } from './group-names.ts'
import { INVENTORY } from './texts.ts'

const text = (className: string, words: string): HTMLSpanElement => {
  const span = document.createElement('span')
  span.className = className
  span.textContent = words
  return span
}

function title(line: GroupLine): string {
  return line.title === CONTRACT.group(line.key) ? groupWord(line.key) : line.title
}

/** The head of a group across the whole grid: its name, how many elements, how many of them are open. */
export function drawGroup(toggle: (key: string) => void): (params: ICellRendererParams<InventoryLine>) => HTMLElement | string {
  return (params) => {
    const line = params.data
    if (line?.kind !== 'group') return ''
    const head = groupHead(line)
    head.setAttribute('role', 'gridcell')
    head.append(text('vh', line.folded ? INVENTORY.group.closed : INVENTORY.group.opened))
    head.addEventListener('click', () => toggle(line.key))
    return head
  }
}

/** What the head of a group says to the eyes. */
export function groupHead(line: GroupLine): HTMLElement {
  const head = document.createElement('div')
  head.className = 'group-row'
  const chevron = text(`chevron${line.folded ? '' : ' unfolded'}`, '')
  chevron.setAttribute('aria-hidden', 'true')
  head.append(chevron, text('gname', title(line)), text('dim', INVENTORY.group.elements(line.elements)))
  head.append(line.open > 0 ? text('warn mid', INVENTORY.group.open(line.open)) : text('dim', INVENTORY.group.settled))
  return head
}
