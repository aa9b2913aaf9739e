import type { Call, Condition, PathPart, Statement, TagPath, Value } from './syntax.ts'
import { DICOMEDIT } from './texts.ts'

/** What breaks the grammar, and where. Thrown within the reading of one line only, and caught there. */
export class SyntaxFault extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const HEX = '[0-9A-Fa-fXx@#]'
/** Parenthesis and group are one token, and so is everything behind the comma: blanks stand around the comma only. */
const TAG = new RegExp(`\\((${HEX}{4})[ \\t]*,[ \\t]*(?:(${HEX}{4})|\\{([^}\\r\\n]*)\\}(${HEX}{2}))\\)`, 'y')
const CREATOR = /^[A-Za-z][A-Za-z0-9 ._:-]*$/
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?![A-Za-z0-9_])/y
const STRING = /"((?:[^"\\\r\n]|\\[nrtbf()\\]|\\[0-7]{3})*)"/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** What `describe` may say of a variable. */
const VARIABLE_KINDS = ['hidden', 'const', 'immutable'] as const

/** Reads statements from a text, by the grammar of DicomEdit 6. */
export class ScriptReader {
  readonly #text: string
  at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  atEnd(): boolean {
    return this.at >= this.#text.length
  }

  sees(what: string): boolean {
    this.#blanks()
    return this.#text.startsWith(what, this.at)
  }

  skipBlankLines(): void {
    this.at += (/^(?:[ \t\r\n]|\/\/[^\n]*(?:\n|$))*/.exec(this.#text.slice(this.at)) ?? [''])[0].length
  }

  skipLine(): void {
    const end = this.#text.indexOf('\n', this.at)
    this.at = end < 0 ? this.#text.length : end + 1
  }

  endOfLine(): void {
    this.#blanks()
    if (this.#text.startsWith('//', this.at)) this.skipLine()
    else if (this.atEnd()) return
    else if (/^\r?\n/.test(this.#text.slice(this.at, this.at + 2))) this.skipLine()
    else this.#refuse(DICOMEDIT.wanted.end)
  }

  sign(sign: string): void {
    this.#blanks()
    if (!this.#text.startsWith(sign, this.at)) this.#refuse(DICOMEDIT.wanted.sign(sign))
    this.at += sign.length
  }

  word(word: string): void {
    if (this.#name() !== word) this.#refuse(DICOMEDIT.wanted.sign(word))
  }

  inParentheses(): Condition {
    this.sign('(')
    const condition = this.#condition()
    this.sign(')')
    return condition
  }

  statement(): Statement {
    this.#blanks()
    const at = this.at
    if (this.sees('-')) {
      this.sign('-')
      return { kind: 'delete', path: this.#path(), at }
    }
    if (this.#seesPath()) {
      const path = this.#path()
      if (this.sees(':=')) {
        this.sign(':=')
        return { kind: 'assign', path, onlyWhereThere: false, value: this.#value(), at }
      }
      if (this.sees('?=')) {
        this.sign('?=')
        return { kind: 'assign', path, onlyWhereThere: true, value: this.#value(), at }
      }
      return this.#when(this.#comparison({ kind: 'path', path }), at)
    }
    if (this.sees('"')) return this.#when(this.#comparison(this.#value()), at)
    const name = this.#name()
    if (name === undefined) return this.#refuse(DICOMEDIT.wanted.statement)
    return this.#named(name, at)
  }

  #named(name: string, at: number): Statement {
    if (name === 'removeAllPrivateTags') return { kind: 'remove-all-private', at }
    if (name === 'describe' || name === 'export') {
      if (this.#name() === undefined) return this.#refuse(DICOMEDIT.wanted.variable)
      const kind = name === 'describe' ? VARIABLE_KINDS.find((one) => this.sees(one)) : undefined
      if (kind !== undefined) this.word(kind)
      else this.#string()
      return { kind: 'aside', at }
    }
    if (name === 'echo') {
      if (!this.#seesEnd()) this.#value()
      return { kind: 'aside', at }
    }
    if (this.sees('[')) {
      const call = this.#call(name, at)
      if (this.sees('?')) return this.#when({ kind: 'function', call }, at)
      if (this.#seesComparison()) return this.#when(this.#comparison({ kind: 'call', call }), at)
      return { kind: 'call', call, at }
    }
    if (this.sees(':=')) {
      this.sign(':=')
      return { kind: 'variable', name, value: this.#value(), at }
    }
    if (this.#seesComparison()) return this.#when(this.#comparison({ kind: 'name', name, at }), at)
    return this.#refuse(DICOMEDIT.wanted.afterName)
  }

  #when(condition: Condition, at: number): Statement {
    this.sign('?')
    const then = this.#action()
    if (!this.sees(':')) return { kind: 'when', condition, then, at }
    this.sign(':')
    return { kind: 'when', condition, then, otherwise: this.#action(), at }
  }

  /** What may stand behind ? and : – no further condition, and nothing that is said of the whole script. */
  #action(): Statement {
    this.#blanks()
    const from = this.at
    const statement = this.statement()
    const isEcho = statement.kind === 'aside' && this.#text.startsWith('echo', from)
    if ((statement.kind !== 'aside' || isEcho) && statement.kind !== 'when' && statement.kind !== 'remove-all-private') return statement
    this.at = from
    return this.#refuse(DICOMEDIT.wanted.action)
  }

  #seesEnd(): boolean {
    this.#blanks()
    return this.atEnd() || /^(?:\r?\n|\/\/)/.test(this.#text.slice(this.at, this.at + 2))
  }

  #condition(): Condition {
    this.#blanks()
    const at = this.at
    const value = this.#value()
    if (this.#seesComparison()) return this.#comparison(value)
    if (value.kind === 'call') return { kind: 'function', call: value.call }
    this.at = at
    return this.#refuse(DICOMEDIT.wanted.condition)
  }

  #seesComparison(): boolean {
    return ['=', '!=', '~', '!~'].some((sign) => this.sees(sign))
  }

  #comparison(left: Value): Condition {
    for (const how of ['!=', '!~', '=', '~'] as const) {
      if (!this.sees(how)) continue
      this.sign(how)
      return { kind: 'compare', left, how, right: this.#value() }
    }
    return this.#refuse(DICOMEDIT.wanted.operator)
  }

  #value(): Value {
    this.#blanks()
    const at = this.at
    if (this.sees('"')) return { kind: 'text', text: this.#string() }
    if (this.#seesPath()) return { kind: 'path', path: this.#path() }
    if (this.sees('{')) {
      this.sign('{')
      return { kind: 'list', values: this.#values('}') }
    }
    NUMBER.lastIndex = this.at
    const number = NUMBER.exec(this.#text)
    if (number !== null) {
      this.at = NUMBER.lastIndex
      return { kind: 'text', text: number[0] }
    }
    const name = this.#name()
    if (name === undefined) return this.#refuse(DICOMEDIT.wanted.value)
    return this.sees('[') ? { kind: 'call', call: this.#call(name, at) } : { kind: 'name', name, at }
  }

  #call(name: string, at: number): Call {
    this.sign('[')
    return { name, args: this.#values(']'), at }
  }

  #values(end: string): readonly Value[] {
    const values: Value[] = []
    if (!this.sees(end)) {
      values.push(this.#value())
      while (this.sees(',')) {
        this.sign(',')
        values.push(this.#value())
      }
    }
    this.sign(end)
    return values
  }

  #string(): string {
    this.#blanks()
    STRING.lastIndex = this.at
    const match = STRING.exec(this.#text)
    if (match === null) return this.#refuse(DICOMEDIT.wanted.text)
    this.at = STRING.lastIndex
    return (match[1] ?? '').replace(/\\(?:([0-7]{3})|(.))/g, (_all, octal: string | undefined, one: string | undefined) =>
      octal === undefined ? (ESCAPES[one ?? ''] ?? one ?? '') : String.fromCharCode(parseInt(octal, 8)),
    )
  }

  #seesPath(): boolean {
    this.#blanks()
    return /^(?:\(|[*+.]\s*\/)/.test(this.#text.slice(this.at, this.at + 8))
  }

  #path(): TagPath {
    this.#blanks()
    const at = this.at
    const parts: PathPart[] = [this.#part()]
    while (this.sees('/') && !this.sees('//')) {
      this.sign('/')
      parts.push(this.#part())
    }
    const last = parts.at(-1)
    if (last?.kind !== 'tag') return this.#refuse(DICOMEDIT.wanted.tagAtEnd)
    return { parts, at }
  }

  #part(): PathPart {
    this.#blanks()
    for (const sign of ['*', '+', '.'] as const)
      if (this.sees(sign)) {
        this.sign(sign)
        return { kind: 'levels', sign }
      }
    const at = this.at
    TAG.lastIndex = at
    const match = TAG.exec(this.#text)
    if (match === null) return this.#refuse(DICOMEDIT.wanted.tag)
    const [, group = '', element, creator, low = ''] = match
    const isOdd = /[13579BDFbdf#]$/.test(group)
    if (element !== undefined && isOdd) return this.#refuse(DICOMEDIT.wanted.creator)
    if (/[Xx]$/.test(group)) return this.#refuse(DICOMEDIT.wanted.group)
    if (creator !== undefined && !isOdd) return this.#refuse(DICOMEDIT.wanted.noCreator)
    if (creator !== undefined && !CREATOR.test(creator)) return this.#refuse(DICOMEDIT.wanted.spelling)
    this.at = TAG.lastIndex
    const item = this.#item()
    return {
      kind: 'tag',
      group: group.toUpperCase(),
      element: (element ?? low).toUpperCase(),
      ...(creator === undefined ? {} : { creator }),
      ...(item === undefined ? {} : { item }),
    }
  }

  #item(): number | '%' | undefined {
    const match = /^\[\s*(\d{1,6}|%)\s*\]/.exec(this.#text.slice(this.at, this.at + 12))
    if (match === null) return undefined
    this.at += match[0].length
    return match[1] === '%' ? '%' : Number(match[1])
  }

  #name(): string | undefined {
    this.#blanks()
    NAME.lastIndex = this.at
    const match = NAME.exec(this.#text)
    if (match === null) return undefined
    this.at = NAME.lastIndex
    return match[0]
  }

  #blanks(): void {
    while (this.#text[this.at] === ' ' || this.#text[this.at] === '\t') this.at += 1
  }

  #refuse(message: string): never {
    throw new SyntaxFault(this.at, message)
  }
}
