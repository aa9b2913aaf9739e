import { formatPath } from '../dicom/attribute-path.ts'
import { isVR } from '../dicom/vr.ts'
import { csvLines } from './csv-lines.ts'
import type { ReadList, ReadRow, Remark } from './list-row.ts'
import { KNOWLEDGE } from './texts.ts'

/** Columns of a Table E.3.10-1 that are needed; others (vm, tag) may stand beside them. */
export const SAFE_LIST_COLUMNS = ['group', 'element', 'private_creator', 'vr', 'meaning'] as const

/** PS3.15 Table E.3.10-1 as CSV: `7053,00,Philips PET Private Group,DS,1,SUV Factor …`. */
export function readSafeList(text: string): ReadList {
  const [header, ...lines] = csvLines(text)
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const rows = lines.map(({ line, cells, brokenQuotes }): ReadRow => {
    const cell = (column: (typeof SAFE_LIST_COLUMNS)[number]): string => cells[names.indexOf(column)] ?? ''
    const reject = (remark: Remark): ReadRow => ({ line, fate: 'rejected', remarks: [remark] })
    if (brokenQuotes) return reject({ problem: 'broken-line', message: KNOWLEDGE.rows.quotes })
    const group = cell('group').trim()
    const element = cell('element').trim().replace(/^xx/i, '')
    const creator = cell('private_creator')
    if (!/^[0-9A-Fa-f]{4}$/.test(group) || !/^[0-9A-Fa-f]{2}$/.test(element))
      return reject({ problem: 'no-path', message: KNOWLEDGE.rows.listNoPath })
    if (creator.trim() === '') return reject({ problem: 'empty-creator', message: KNOWLEDGE.rows.noCreator })
    const remarks: Remark[] = creator === creator.trim() ? [] : [{ problem: 'stray-blank', message: KNOWLEDGE.rows.blanksCreator }]
    const path = formatPath({
      kind: 'element',
      steps: [{ kind: 'private', group: parseInt(group, 16), creator: creator.trim(), element: parseInt(element, 16) }],
    })
    const vrText = cell('vr').trim()
    const statement = { path, name: cell('meaning').trim(), vr: undefined, vrText, word: 'safe' }
    if (vrText !== '' && !vrText.split('/').every(isVR)) remarks.push({ problem: 'unknown-vr', message: KNOWLEDGE.rows.noVr })
    return { line, fate: remarks.length === 0 ? 'used' : 'repaired', remarks, statement }
  })
  return { kind: 'e3.10-1', rows }
}
