/** A piece of the text that says what becomes of an element. */
export type Piece = { readonly kind: 'text'; readonly text: string } | CallPiece

export interface CallPiece {
  readonly kind: 'call'
  readonly name: string
  /** As they stand, quotes included. */
  readonly args: readonly string[]
  /** The clauses in braces, as they stand. */
  readonly clauses: readonly string[]
  /** From the beginning of the text. */
  readonly at: number
}

export interface LanguageFault {
  readonly at: number
  readonly message: string
}

/** How many clauses in braces a function has. */
const CLAUSES: Readonly<Record<string, number>> = { if: 2, select: 2, append: 1 }

/**
 * Takes the text of a rule to pieces as CTP does: `\` makes the next character a plain one, `@name(…)` is a call.
 * @returns the pieces, and the first fault where a call does not end
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
      const call = readCall(script, at)
      if (call === undefined) {
        text += character
        continue
      }
      if ('message' in call) return { pieces, fault: call }
      flush()
      pieces.push(call.piece)
      at = call.end - 1
    } else text += character
  }
  flush()
  return { pieces }
}

type Read = { readonly piece: CallPiece; readonly end: number } | LanguageFault | undefined

function readCall(script: string, at: number): Read {
  const name = /^@([A-Za-z]+)\s*\(/.exec(script.slice(at, at + 64))
  if (name === null) return undefined
  const args: string[] = []
  let from = at + name[0].length
  for (;;) {
    const end = delimiter(script, from, ',)', '(')
    if (end === undefined) return { at, message: `The parenthesis of @${name[1] ?? ''} is not closed.` }
    args.push(script.slice(from, end).trim())
    from = end + 1
    if (script[end] === ')') break
  }
  const clauses: string[] = []
  for (let wanted = CLAUSES[(name[1] ?? '').toLowerCase()] ?? 0; wanted > 0; wanted -= 1) {
    const open = /^\s*\{/.exec(script.slice(from))
    if (open === null)
      return { at, message: `@${name[1] ?? ''} wants ${wanted === 1 ? 'one more clause' : `${wanted} more clauses`} in braces.` }
    const start = from + open[0].length
    const end = delimiter(script, start, '}', '{')
    if (end === undefined) return { at: start - 1, message: 'The brace is not closed.' }
    clauses.push(script.slice(start, end))
    from = end + 1
  }
  const isEmpty = args.length === 1 && args[0] === ''
  return { piece: { kind: 'call', name: (name[1] ?? '').toLowerCase(), args: isEmpty ? [] : args, clauses, at }, end: from }
}

/** Where an argument or a clause ends: quotes, brackets and nested ones of its kind are passed over. */
function delimiter(text: string, from: number, delimiters: string, open: string): number | undefined {
  let depth = 1
  let brackets = 0
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '\\') at += 1
    else if (quoted) quoted = character !== '"'
    else if (character === '"') quoted = true
    else if (character === '[') brackets += 1
    else if (character === ']') brackets -= 1
    else if (character === open) depth += 1
    else if (delimiters.includes(character) && brackets <= 0) {
      if (character !== ',') depth -= 1
      else if (depth === 1) return at
      if (depth === 0) return at
    }
  }
  return undefined
}
