import type { InventoryRow } from '../../../contract/inventory-row.ts'
import type { DecisionWord } from '../../../core/decisions/decision.ts'
import { shortPath, splitPath } from './short-path.ts'
import { choiceWords, DECISION_WORDS, MAKERS, OPERATION_SHORT, scopeWords } from './words.ts'

/** An element with a class and text: values are set as text, never as markup. */
function piece(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  return span
}

/** An image of a letter or two, with the word that it stands for. */
function sign(className: string, text: string, words: string): HTMLSpanElement {
  const span = piece(className, text)
  span.setAttribute('role', 'img')
  span.setAttribute('aria-label', words)
  return span
}

function badge(word: DecisionWord, proposed: boolean): HTMLSpanElement {
  const { letter, className, word: name } = DECISION_WORDS[word]
  return sign(`dec ${className}${proposed ? ' is-proposed' : ''}`, letter, proposed ? `Proposed: ${name}` : name)
}

/** The decision first; the proposal follows only where it differs or nothing is decided. */
export function decisionCell(row: InventoryRow): HTMLElement {
  const cell = piece('pd', '')
  const decided = row.decision ?? row.scoped[0]
  const proposed = row.proposal.choice
  if (decided === undefined) {
    const none = piece('dec dec-none', '')
    none.setAttribute('aria-hidden', 'true')
    cell.append(none, badge(proposed.decision, true))
    cell.title = `Proposed: ${choiceWords(proposed)}. ${row.proposal.reason}`
    return cell
  }
  cell.append(badge(decided.choice.decision, false))
  if (decided.choice.decision !== proposed.decision) cell.append(badge(proposed.decision, true))
  const [first, ...others] = [row.decision, ...row.scoped].filter((one) => one !== undefined)
  cell.title = [first, ...others]
    .flatMap((one) => (one === undefined ? [] : `${choiceWords(one.choice)} (${scopeWords(one.scope)})`))
    .join('\n')
  if (row.scoped.length > 0) cell.append(piece('dim', `+${row.scoped.length}`))
  return cell
}

const isCompound = (text: string): boolean => text.includes('/')

function code(text: string, byOption: boolean): HTMLSpanElement {
  return piece(`code c-${text[0]?.toLowerCase() ?? ''}${isCompound(text) ? ' is-open' : ''}${byOption ? ' by-option' : ''}`, text)
}

/** The code of the Basic Profile, and what the Options make of it. */
export function codeCell(row: InventoryRow): HTMLElement {
  const { tableE, effective } = row.annotation
  if (tableE === '' && effective.code === '') return sign('dim', '–', 'Not in Table E.1-1')
  const cell = piece('', '')
  cell.append(code(tableE, false))
  if (effective.code !== tableE) cell.append(piece('to', '→'), code(effective.code, true))
  cell.title = effective.reason
  return cell
}

export function knowledgeCell(row: InventoryRow): HTMLElement {
  const { knowledge, knowledgeSources } = row.annotation
  if (knowledge === '') return sign('dim', '–', 'No statement')
  const cell = piece(`know know-${knowledge}`, knowledge)
  cell.title = knowledgeSources.join('\n')
  return cell
}

export function operationCell(row: InventoryRow): HTMLElement {
  const words = [...new Set(row.operations)].map((operation) => OPERATION_SHORT[operation] ?? operation)
  const cell = piece(row.operations.includes('blocked') ? 'warn' : '', words.join(', '))
  cell.title = words.join(', ')
  return cell
}

/** Four fixed slots, a dot where absent, so that the column can be read downwards. */
export function makersCell(row: InventoryRow): HTMLElement {
  const names = [...new Set(row.element.equipment.map((one) => one.manufacturer).filter((name) => name !== ''))]
  const cell = sign('makers', '', names.length === 0 ? 'No manufacturer named' : names.join(', '))
  for (const maker of MAKERS) {
    const there = names.some((name) => maker.name.test(name))
    cell.append(piece(there ? '' : 'no', there ? maker.letter : '·'))
  }
  const others = names.filter((name) => !MAKERS.some((maker) => maker.name.test(name))).length
  if (others > 0) cell.append(piece('more', `+${others}`))
  cell.title = names.join(', ')
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
