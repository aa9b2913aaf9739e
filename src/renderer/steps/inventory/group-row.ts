import type { ICellRendererParams } from 'ag-grid-community'
import type { GroupLine, InventoryLine } from '../../../contract/curation-api.ts'
import { count, counted } from '../../state/words.ts'

/** What the groups of the data dictionary are about, where they are met often. */
const ABOUT: Readonly<Record<string, string>> = {
  '0002': 'File Meta Information',
  '0004': 'Directory',
  '0008': 'Identification',
  '0010': 'Patient',
  '0012': 'Clinical trial',
  '0018': 'Acquisition',
  '0020': 'Relationship',
  '0028': 'Image presentation',
  '0032': 'Requested study',
  '0038': 'Visit',
  '0040': 'Procedure',
  '0042': 'Encapsulated document',
  '0050': 'Device',
  '0054': 'Nuclear medicine',
  '0062': 'Segmentation',
  '0070': 'Graphic annotation',
  '0088': 'Storage',
  '2050': 'Presentation LUT',
  '3006': 'Structure set',
  '300A': 'Radiotherapy plan',
  '5200': 'Functional groups',
  '7FE0': 'Pixel Data',
}

const text = (className: string, words: string): HTMLSpanElement => {
  const span = document.createElement('span')
  span.className = className
  span.textContent = words
  return span
}

function title(line: GroupLine): string {
  const about = line.title.startsWith('Group ') ? ABOUT[line.key] : undefined
  return about === undefined ? line.title : `${line.key} ${about}`
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
