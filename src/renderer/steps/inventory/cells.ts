import type { InventoryRow } from '../../../contract/inventory-row.ts'
import type { DecisionWord } from '../../../core/decisions/decision.ts'
import { DECISION_WORDS, MAKERS, OPERATION_SHORT } from './words.ts'

/** An element with a class and text: values are set as text, never as markup. */
function piece(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  return span
}

function badge(word: DecisionWord, proposed: boolean): HTMLSpanElement {
  const { letter, className, word: name } = DECISION_WORDS[word]
  const span = piece(`dec ${className}${proposed ? ' is-proposed' : ''}`, letter)
  span.setAttribute('role', 'img')
  span.setAttribute('aria-label', proposed ? `Proposed: ${name}` : name)
  span.title = proposed ? `Proposed: ${name}` : name
  return span
}

/** The decision first; the proposal follows only where it differs or nothing is decided. */
export function decisionCell(row: InventoryRow): HTMLElement {
  const cell = piece('pd', '')
  const decided = row.decision?.choice.decision ?? row.scoped[0]?.choice.decision
  const proposed = row.proposal.choice.decision
  if (decided === undefined) {
    const none = piece('dec dec-none', '')
    none.setAttribute('aria-hidden', 'true')
    cell.append(none, badge(proposed, true))
  } else {
    cell.append(badge(decided, false))
    if (decided !== proposed) cell.append(badge(proposed, true))
  }
  return cell
}

const isCompound = (code: string): boolean => code.includes('/')

/** The code of the Basic Profile, and what the Options make of it. */
export function codeCell(row: InventoryRow): HTMLElement {
  const { tableE, effective } = row.annotation
  if (tableE === '' && effective.code === '') return piece('dim', '–')
  const cell = piece('', '')
  const code = (text: string, byOption: boolean): HTMLSpanElement =>
    piece(`code c-${text[0]?.toLowerCase() ?? ''}${isCompound(text) ? ' is-open' : ''}${byOption ? ' by-option' : ''}`, text)
  cell.append(code(tableE, false))
  if (effective.code !== tableE) cell.append(piece('to', '→'), code(effective.code, true))
  cell.title = effective.reason
  return cell
}

export function knowledgeCell(row: InventoryRow): HTMLElement {
  const { knowledge } = row.annotation
  return knowledge === '' ? piece('dim', '–') : piece(`know know-${knowledge}`, knowledge)
}

export function operationCell(row: InventoryRow): HTMLElement {
  const words = [...new Set(row.operations)].map((operation) => OPERATION_SHORT[operation] ?? operation)
  return piece(row.operations.includes('blocked') ? 'warn' : '', words.join(', '))
}

export function makersCell(row: InventoryRow): HTMLElement {
  const names = [...new Set(row.element.equipment.map((one) => one.manufacturer).filter((name) => name !== ''))]
  const slots = MAKERS.map((maker) => (names.some((name) => maker.name.test(name)) ? maker.letter : '·')).join(' ')
  const others = names.filter((name) => !MAKERS.some((maker) => maker.name.test(name))).length
  const cell = piece('makers', others > 0 ? `${slots} +${others}` : slots)
  cell.title = names.join(', ')
  cell.setAttribute('aria-label', names.join(', '))
  cell.setAttribute('role', 'img')
  return cell
}

export function pathCell(row: InventoryRow): HTMLElement {
  const cell = piece('mono', row.element.path)
  cell.title = row.element.path
  return cell
}
