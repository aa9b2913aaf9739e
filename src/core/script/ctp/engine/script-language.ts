import { CTP_ENGINE } from './texts.ts'

/** A piece of the text that says what becomes of an element. */
export type Piece = { readonly kind: 'text'; readonly text: string } | CallPiece

export interface CallPiece {
  readonly kind: 'call'
  /** As it is spelled, without blanks. */
  readonly name: string
  /** Quotes included, without the backslash that makes the next character a plain one. */
  readonly args: readonly string[]
  /** The clauses in braces, as they stand; fewer than the function has where they are not there. */
  readonly clauses: readonly string[]
  /** From the beginning of the text. */
  readonly at: number
}

export interface LanguageFault {
  readonly at: number
  readonly message: string
}

/** How many clauses in braces a function has. */
const CLAUSES: ReadonlyMap<string, number> = new Map([
  ['if', 2],
  ['select', 2],
  ['append', 1],
])

/**
 * Takes the text of a rule to pieces as CTP does: `\` makes the next character a plain one, `@` begins a call, whose name
 * is everything up to the next parenthesis.
 * @returns the pieces that CTP sees, and the first fault where a call does not end: what stands behind it is lost
 */
export function piecesOf(script: string): { readonly pieces: readonly Piece[]; readonly fault?: LanguageFault } {
  const pieces: Piece[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') pieces.push({ kind: 'text', text })
    text = ''
  }
  for (let at = 0; at < script.length; at += 1) {
    const character = script[at] ?? ''
    if (character === '\\') {
      at += 1
      text += script[at] ?? ''
    } else if (character === '@') {
      const { piece, end, fault } = readCall(script, at)
      flush()
      if (piece !== undefined) pieces.push(piece)
      if (fault !== undefined) return { pieces, fault }
      at = end - 1
    } else text += character
  }
  flush()
  return { pieces }
}

interface Read {
  readonly piece?: CallPiece
  readonly end: number
  readonly fault?: LanguageFault
}

function readCall(script: string, at: number): Read {
  const end = script.length
  const open = script.indexOf('(', at)
  if (open < 0) return { end, fault: { at, message: CTP_ENGINE.language.noCall } }
  const name = script.slice(at + 1, open).replace(/\s/g, '')
  const read = readArguments(script, open + 1)
  if (read === undefined) return { end, fault: { at, message: CTP_ENGINE.language.openParenthesis(name) } }
  const clauses: string[] = []
  let from = read.end
  for (let wanted = CLAUSES.get(name) ?? 0; wanted > 0; wanted -= 1) {
    const start = from + (/^\s*/.exec(script.slice(from))?.[0].length ?? 0)
    const close = script[start] === '{' ? endOfClause(script, start + 1) : undefined
    if (close === undefined) {
      const message = script[start] === '{' ? CTP_ENGINE.language.openBrace : CTP_ENGINE.language.moreClauses(name, wanted)
      return {
        piece: { kind: 'call', name, args: read.args, clauses, at },
        end,
        fault: { at: script[start] === '{' ? start : at, message },
      }
    }
    clauses.push(script.slice(start + 1, close).trim())
    from = close + 1
  }
  return { piece: { kind: 'call', name, args: read.args, clauses, at }, end: from }
}

/** The arguments up to the closing parenthesis: quotes, brackets and parentheses keep commas in one. */
function readArguments(script: string, from: number): { readonly args: readonly string[]; readonly end: number } | undefined {
  const args: string[] = []
  let [argument, quoted, brackets, parentheses] = ['', false, 0, 0]
  for (let at = from; at < script.length; at += 1) {
    const character = script[at] ?? ''
    if (character === '\\') {
      at += 1
      argument += script[at] ?? ''
    } else if (!quoted && brackets === 0 && parentheses === 0 && (character === ',' || character === ')')) {
      if (character === ',' || argument.trim() !== '') args.push(argument.trim())
      if (character === ')') return { args, end: at + 1 }
      argument = ''
    } else {
      argument += character
      if (character === '"') quoted = !quoted
      else if (!quoted) {
        if (character === '[') brackets += 1
        else if (character === ']') brackets = Math.max(0, brackets - 1)
        else if (character === '(') parentheses += 1
        else if (character === ')') parentheses -= 1
      }
    }
  }
  return undefined
}

/** Where a clause ends: CTP counts braces, whether they are escaped, quoted or neither. */
function endOfClause(text: string, from: number): number | undefined {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return undefined
}
