import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { DecisionWord } from '../../core/decisions/decision.ts'
import { PARTS } from './texts.ts'
import { choiceWords, DECISION_WORDS, scopeWords } from './words.ts'

/** An element with a class and text: values are set as text, never as markup. */
export function piece(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  return span
}

/** An image of a letter or two, with the word that it stands for. */
export function sign(className: string, text: string, words: string): HTMLSpanElement {
  const span = piece(className, text)
  span.setAttribute('role', 'img')
  span.setAttribute('aria-label', words)
  return span
}

function badge(word: DecisionWord, proposed: boolean): HTMLSpanElement {
  const { letter, className, word: name } = DECISION_WORDS[word]
  return sign(`dec ${className}${proposed ? ' is-proposed' : ''}`, letter, proposed ? PARTS.proposed(name) : name)
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
    cell.title = PARTS.proposedBecause(choiceWords(proposed), row.proposal.reason)
    return cell
  }
  cell.append(badge(decided.choice.decision, false))
  if (decided.choice.decision !== proposed.decision) cell.append(badge(proposed.decision, true))
  const [first, ...others] = [row.decision, ...row.scoped].filter((one) => one !== undefined)
  cell.title = [first, ...others]
    .flatMap((one) => (one === undefined ? [] : PARTS.choiceIn(choiceWords(one.choice), scopeWords(one.scope))))
    .join('\n')
  if (row.scoped.length > 0) cell.append(piece('dim', `+${row.scoped.length}`))
  return cell
}
