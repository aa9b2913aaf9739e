import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { piece, sign } from '../../parts/cell-pieces.ts'
import { shortPath, splitPath } from '../../parts/short-path.ts'
import { KNOWLEDGE_WORDS, MAKERS, OPERATION_SHORT } from '../../parts/words.ts'
import { INVENTORY } from './texts.ts'
import { listed } from '../../state/words.ts'

const words = INVENTORY.cells

const isCompound = (text: string): boolean => text.includes('/')

function code(text: string, byOption: boolean): HTMLSpanElement {
  return piece(`code c-${text[0]?.toLowerCase() ?? ''}${isCompound(text) ? ' is-open' : ''}${byOption ? ' by-option' : ''}`, text)
}

/** The code of the Basic Profile, and what the Options make of it. */
export function codeCell(row: InventoryRow): HTMLElement {
  const { tableE, effective } = row.annotation
  if (tableE === '' && effective.code === '') return sign('dim', '–', words.notInTable)
  const cell = piece('', '')
  cell.append(code(tableE, false))
  if (effective.code !== tableE) cell.append(piece('to', '→'), code(effective.code, true))
  cell.title = effective.reason
  return cell
}

export function knowledgeCell(row: InventoryRow): HTMLElement {
  const { knowledge, knowledgeSources } = row.annotation
  if (knowledge === '') return sign('dim', '–', words.noStatement)
  const cell = piece(`know know-${knowledge}`, KNOWLEDGE_WORDS[knowledge] ?? knowledge)
  cell.title = knowledgeSources.join('\n')
  return cell
}

export function operationCell(row: InventoryRow): HTMLElement {
  const operations = [...new Set(row.operations)].map((operation) => OPERATION_SHORT[operation] ?? operation)
  const cell = piece(row.operations.includes('blocked') ? 'warn' : '', listed(operations))
  cell.title = listed(operations)
  return cell
}

/** Four fixed slots, a dot where absent, so that the column can be read downwards. */
export function makersCell(row: InventoryRow): HTMLElement {
  const names = [...new Set(row.element.equipment.map((one) => one.manufacturer).filter((name) => name !== ''))]
  const cell = sign('makers', '', names.length === 0 ? words.noMaker : listed(names))
  for (const maker of MAKERS) {
    const there = names.some((name) => maker.name.test(name))
    cell.append(piece(there ? '' : 'no', there ? maker.letter : '·'))
  }
  const others = names.filter((name) => !MAKERS.some((maker) => maker.name.test(name))).length
  if (others > 0) cell.append(piece('more', `+${others}`))
  cell.title = listed(names)
  return cell
}

/** The full path; inside a block group the short form, with the full path as its name. */
export function pathCell(row: InventoryRow, inBlock: boolean): HTMLElement {
  const { path } = row.element
  const short = inBlock ? shortPath(path) : path
  const cell = short === path ? piece('mono path', '') : sign('mono path', '', path)
  const [around, leaf] = splitPath(short)
  cell.append(piece('around', around), piece('leaf', leaf))
  cell.title = path
  return cell
}
