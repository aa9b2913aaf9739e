import { piecesOf, type CallPiece } from './engine/script-language.ts'
import { KEY_TYPES } from './print-action.ts'
import { CTP } from './texts.ts'

/** A rule in words, with what a condition around it asks of it. */
interface Said {
  readonly words: string
  /** What becomes of that which a treatment cannot treat; the instance is not written; a text is given. */
  readonly is?: 'leftover' | 'quarantine' | 'text'
  /** The text by itself. */
  readonly text?: string
}

const FUNCTIONS: ReadonlyMap<string, string> = new Map(Object.entries(CTP.rules.functions))

/**
 * A rule of a CTP script in words: `keep`, `shift date`, `remove; in items keep`. What there is no word for stands as it
 * is written.
 */
export function ruleWords(script: string): string {
  return saidOf(script).words
}

function saidOf(script: string): Said {
  const { pieces, fault } = piecesOf(script.trim())
  if (fault !== undefined) return { words: script }
  const said = pieces.filter((piece) => piece.kind !== 'call' || piece.name !== 'always')
  const [first] = said
  if (first === undefined) return { words: CTP.rules.functions.empty, is: 'leftover' }
  if (said.length > 1) return { words: script }
  return first.kind === 'text'
    ? { words: CTP.rules.replaced(first.text), is: 'text', text: first.text }
    : (saidOfCall(first) ?? { words: script })
}

function saidOfCall(call: CallPiece): Said | undefined {
  const [one = '', other = ''] = call.clauses
  switch (call.name) {
    case 'select': {
      const [root, item] = [saidOf(one), saidOf(other)]
      return root.words === item.words ? root : { words: CTP.rules.inItems(root.words, item.words) }
    }
    case 'append': {
      const { words, text } = saidOf(one)
      return { words: CTP.rules.added(text ?? words) }
    }
    case 'lookup':
      return { words: call.args[1] === KEY_TYPES.patient || call.args[1] === KEY_TYPES.name ? CTP.rules.patient : CTP.rules.byValue }
    case 'if':
      return saidOfCondition(saidOf(one), saidOf(other))
    default: {
      const words = FUNCTIONS.get(call.name)
      if (words === undefined) return undefined
      if (call.name === 'quarantine') return { words, is: 'quarantine' }
      return call.name === 'keep' || call.name === 'remove' || call.name === 'empty' ? { words, is: 'leftover' } : { words }
    }
  }
}

/** A treatment with what becomes of that which cannot be treated is the treatment. */
function saidOfCondition(then: Said, otherwise: Said): Said {
  if (then.words === otherwise.words) return then
  if (then.is === 'quarantine') return { words: CTP.rules.orQuarantine(otherwise.words) }
  if (otherwise.is === 'leftover' && then.is !== 'leftover')
    return then.is === 'text' ? { words: CTP.rules.some(otherwise.words, then.words) } : then
  if (then.is === 'leftover' && otherwise.is !== 'leftover') return otherwise
  return { words: CTP.rules.either(then.words, otherwise.words) }
}
