/**
 * Where something stands in a JSON text (RFC 8259), for messages that name a line. Only asked when a text is refused,
 * so it may walk the text from its beginning.
 */
export interface Position {
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** Thrown inside this module only. */
class Found extends Error {
  readonly at: number
  constructor(at: number) {
    super()
    this.at = at
  }
}

const SPACE = /[ \t\n\r]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
/** Deeper than any script of ours; it keeps a hostile text from exhausting the stack. */
const DEEPEST = 64

class Walk {
  readonly #text: string
  readonly #wanted: readonly (string | number)[] | undefined
  #at = 0

  constructor(text: string, wanted: readonly (string | number)[] | undefined) {
    this.#text = text
    this.#wanted = wanted
  }

  document(): void {
    this.#value(0, true)
    this.#space()
    if (this.#at < this.#text.length) throw new Found(this.#at)
  }

  /** `onPath`: all steps so far are those of the wanted place. */
  #value(depth: number, onPath: boolean): void {
    this.#space()
    if (onPath && depth === this.#wanted?.length) throw new Found(this.#at)
    if (depth > DEEPEST) throw new Found(this.#at)
    const first = this.#text[this.#at]
    if (first === '{') this.#members(depth, onPath, '}', true)
    else if (first === '[') this.#members(depth, onPath, ']', false)
    else if (first === '"') this.#token(STRING)
    else this.#token(SCALAR)
  }

  #members(depth: number, onPath: boolean, close: string, named: boolean): void {
    this.#at += 1
    this.#space()
    if (this.#text[this.#at] === close) {
      this.#at += 1
      return
    }
    for (let index = 0; ; index += 1) {
      this.#space()
      let key: string | number = index
      if (named) {
        key = JSON.parse(this.#token(STRING)) as string
        this.#space()
        this.#character(':')
      }
      this.#value(depth + 1, onPath && key === this.#wanted?.[depth])
      this.#space()
      if (this.#text[this.#at] === close) break
      this.#character(',')
    }
    this.#at += 1
  }

  #space(): void {
    SPACE.lastIndex = this.#at
    SPACE.exec(this.#text)
    this.#at = SPACE.lastIndex
  }

  #character(wanted: string): void {
    if (this.#text[this.#at] !== wanted) throw new Found(this.#at)
    this.#at += 1
  }

  #token(form: RegExp): string {
    form.lastIndex = this.#at
    const found = form.exec(this.#text)
    if (found === null) throw new Found(this.#at)
    this.#at = form.lastIndex
    return found[0]
  }
}

/**
 * The place of a value in a JSON text, or of the first fault where no place is asked for or the text breaks off before it.
 * @param wanted keys and indexes from the top: `['operations', 3, 'do']`
 */
export function positionInJson(text: string, wanted?: readonly (string | number)[]): Position {
  try {
    new Walk(text, wanted).document()
  } catch (error) {
    if (error instanceof Found) return positionOf(text, error.at)
    throw error
  }
  return positionOf(text, 0)
}

function positionOf(text: string, at: number): Position {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
