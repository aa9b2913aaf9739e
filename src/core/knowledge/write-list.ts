import { leafOf, parsePath, pathKey, type ElementPath, type PathStep } from '../dicom/attribute-path.ts'
import { hex } from '../dicom/tag.ts'
import { csvLine } from './csv-lines.ts'
import { statementsOf, type ListedStatement, type ReadList } from './list-row.ts'
import { SAFE_LIST_COLUMNS } from './read-safe-list.ts'
import { TCIA_COLUMNS } from './read-tcia.ts'

/** The rows that can be used, as a clean file of the same kind; what is said twice is said once. */
export function* writeCleanList(list: ReadList): Generator<string> {
  const seen = new Set<string>()
  yield HEADS[list.kind]
  for (const statement of statementsOf(list)) {
    const path = parsePath(statement.path)
    if (path?.kind !== 'element') continue
    const said = `${pathKey(statement.path)} ${statement.vr ?? ''} ${statement.word}`
    if (!seen.has(said)) yield ROWS[list.kind](statement, path)
    seen.add(said)
  }
  if (list.kind === 'ctp') yield CTP_END
}

const CTP_END = ' </elements>\n</dictionary>\n'

const HEADS: Readonly<Record<ReadList['kind'], string>> = {
  tcia: csvLine(TCIA_COLUMNS),
  'e3.10-1': csvLine(SAFE_LIST_COLUMNS),
  ctp: '<dictionary>\n <elements type="Private">\n',
}

const ROWS: Readonly<Record<ReadList['kind'], (statement: ListedStatement, path: ElementPath) => string>> = {
  tcia: ({ name, vr, word }, path) => csvLine([tciaSignature(path), name, vr ?? '', word]),
  'e3.10-1': ({ name, vrText }, path) => {
    const { group, element, creator } = keyOf(path)
    return csvLine([group, element, creator, vrText, name])
  },
  ctp: ({ name, vrText, word }, path) => {
    const { group, element, creator } = keyOf(path)
    const attributes = { code: word, cr: creator, gp: group, el: element, vr: vrText, key: name }
    const text = Object.entries(attributes).map(([attribute, value]) => `${attribute}="${escaped(value)}"`)
    return `  <element ${text.join(' ')}/>\n`
  },
}

function keyOf(path: ElementPath): { readonly group: string; readonly element: string; readonly creator: string } {
  const leaf = leafOf(path)
  return leaf.kind === 'private'
    ? { group: hex(leaf.group, 4), element: hex(leaf.element, 2), creator: leaf.creator }
    : { group: '', element: '', creator: '' }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** `(0008,1084)[<0>](312f,"Ramsoft Diagnosis Datetime Identifier",10)`: as TCIA writes it, with its quotes. */
function tciaSignature(path: ElementPath): string {
  const last = path.steps.length - 1
  return path.steps.map((step, index) => tciaStep(step) + (index === last ? '' : `[<${index}>]`)).join('')
}

function tciaStep(step: PathStep): string {
  if (step.kind === 'public') return `(${hex(step.tag >>> 16, 4)},${hex(step.tag & 0xffff, 4)})`.toLowerCase()
  const element = step.kind === 'private' ? `,${hex(step.element, 2).toLowerCase()}` : ''
  return `(${hex(step.group, 4).toLowerCase()},"${step.creator}"${element})`
}
