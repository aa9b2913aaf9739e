import { piecesOf, type CallPiece } from './engine/script-language.ts'
import { KEY_TYPES } from './print-action.ts'

/** What functions do, in the words that decisions and Operations have too. */
const WORDS: Readonly<Record<string, string>> = {
  keep: 'keep',
  process: 'keep, and what is inside by its own rules',
  remove: 'remove',
  empty: 'empty',
  blank: 'blanks',
  hashuid: 'new UID',
  incrementdate: 'shift date',
  hashdate: 'shift date by a hash',
  modifydate: 'change date',
  dateinterval: 'days since a date',
  hash: 'hash',
  hashptid: 'hash',
  hashname: 'hash',
  round: 'round',
  quarantine: 'quarantine',
  skip: 'skip the file',
  require: 'keep, or a default',
}

/**
 * A rule of a CTP script in words: `keep`, `shift date`, `remove; in items keep`. What there is no word for stands as it
 * is written.
 */
export function ruleWords(script: string): string {
  const { pieces, fault } = piecesOf(script.trim())
  if (fault !== undefined) return script
  const said = pieces.filter((piece) => piece.kind !== 'call' || piece.name !== 'always')
  const [first] = said
  if (first === undefined) return 'empty'
  if (said.length > 1) return script
  return first.kind === 'text' ? `replace=${first.text}` : (callWords(first) ?? script)
}

function callWords(call: CallPiece): string | undefined {
  const [one = '', other = ''] = call.clauses
  switch (call.name) {
    case 'select': {
      const [root, item] = [ruleWords(one), ruleWords(other)]
      return root === item ? root : `${root}; in items ${item}`
    }
    case 'append':
      return `add ${ruleWords(one).replace(/^replace=/, '')}`
    case 'lookup':
      return call.args[1] === KEY_TYPES.patient || call.args[1] === KEY_TYPES.name ? 'map patient' : 'value by value'
    case 'if':
      return conditionWords(ruleWords(one), ruleWords(other))
    default:
      return WORDS[call.name]
  }
}

/** A treatment with what becomes of that which cannot be treated is the treatment. */
function conditionWords(then: string, otherwise: string): string {
  if (then === otherwise) return then
  const isLeftover = (words: string): boolean => words === 'empty' || words === 'remove' || words === 'keep'
  if (then === 'quarantine') return `${otherwise}, or quarantine`
  if (isLeftover(otherwise) && !isLeftover(then)) return then.startsWith('replace=') ? `${otherwise}, some ${then}` : then
  if (isLeftover(then) && !isLeftover(otherwise)) return otherwise
  return `${then} or ${otherwise}`
}
