import type { ICellRendererParams } from 'ag-grid-community'
import type { InventoryLine } from '../../../contract/curation-api.ts'

/** The head of a group across the whole grid: its name, how many elements, how many of them are open. */
export function drawGroup(toggle: (key: string) => void): (params: ICellRendererParams<InventoryLine>) => HTMLElement | string {
  return (params) => {
    const line = params.data
    if (line?.kind !== 'group') return ''
    const head = document.createElement('div')
    head.className = 'group-row'
    head.setAttribute('aria-expanded', String(!line.folded))
    const sign = document.createElement('span')
    sign.textContent = line.folded ? '▸' : '▾'
    sign.setAttribute('aria-hidden', 'true')
    const name = document.createElement('span')
    name.className = 'gname'
    name.textContent = line.title
    const count = document.createElement('span')
    count.textContent = `${line.elements.toLocaleString('en')} ${line.elements === 1 ? 'element' : 'elements'}`
    head.append(sign, name, count)
    if (line.open > 0) {
      const open = document.createElement('span')
      open.className = 'warn mid'
      open.textContent = `${line.open.toLocaleString('en')} open`
      head.append(open)
    }
    head.addEventListener('click', () => toggle(line.key))
    return head
  }
}
