import type { ICellRendererParams } from 'ag-grid-community'
import type { GroupLine, InventoryLine } from '../../../contract/curation-api.ts'
import { groupWord } from './group-names.ts'
import { count, counted } from '../../state/words.ts'

const text = (className: string, words: string): HTMLSpanElement => {
  const span = document.createElement('span')
  span.className = className
  span.textContent = words
  return span
}

function title(line: GroupLine): string {
  return line.title.startsWith('Group ') ? groupWord(line.key) : line.title
}

/** The head of a group across the whole grid: its name, how many elements, how many of them are open. */
export function drawGroup(toggle: (key: string) => void): (params: ICellRendererParams<InventoryLine>) => HTMLElement | string {
  return (params) => {
    const line = params.data
    if (line?.kind !== 'group') return ''
    const head = document.createElement('div')
    head.className = 'group-row'
    head.setAttribute('role', 'gridcell')
    const chevron = text(`chevron${line.folded ? '' : ' unfolded'}`, '')
    chevron.setAttribute('aria-hidden', 'true')
    head.append(chevron, text('gname', title(line)), text('dim', counted(line.elements, 'element')))
    head.append(line.open > 0 ? text('warn mid', `${count(line.open)} open`) : text('dim', 'settled'))
    head.append(text('vh', line.folded ? 'closed' : 'open, its elements follow'))
    head.addEventListener('click', () => toggle(line.key))
    return head
  }
}
