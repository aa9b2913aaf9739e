import { fail, ok, type Result } from '../../../result.ts'
import { CTP_ENGINE } from './texts.ts'

/** An element of a script in XML, with where it stands. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its text, comments left out. */
  readonly text: string
  readonly at: number
  /** Where its text begins. */
  readonly textAt: number
}

export interface XmlFault {
  readonly at: number
  readonly message: string
}

class Broken extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const NAME = /[A-Za-z_][A-Za-z0-9_.:-]*/y
const ILLEGAL = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const DEEPEST = 50

/** Reads the little XML that scripts are made of: elements, attributes, text, comments, CDATA. Doctypes are not for scripts. */
export function readXml(source: string): Result<XmlElement, XmlFault> {
  try {
    return ok(new Reader(source).document())
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return fail({ at: error.at, message: error.message })
  }
}

class Reader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  document(): XmlElement {
    const illegal = ILLEGAL.exec(this.#source)
    if (illegal !== null) throw new Broken(illegal.index, CTP_ENGINE.xml.character)
    this.#take('\ufeff')
    if (this.#source.startsWith('<?xml', this.#at)) this.#until('?>', CTP_ENGINE.xml.openDeclaration)
    this.#misc()
    const root = this.#element(0)
    this.#misc()
    if (this.#at < this.#source.length) this.#refuse(CTP_ENGINE.xml.behindRoot)
    return root
  }

  #misc(): void {
    do this.#blanks()
    while (this.#comment())
  }

  #element(depth: number): XmlElement {
    const at = this.#at
    if (depth > DEEPEST) this.#refuse(CTP_ENGINE.xml.tooDeep)
    if (!this.#take('<')) this.#refuse(CTP_ENGINE.xml.noElement)
    const name = this.#name()
    const attributes: Record<string, string> = {}
    for (;;) {
      const before = this.#at
      this.#blanks()
      if (this.#take('/>')) return { name, attributes, children: [], text: '', at, textAt: this.#at }
      if (this.#take('>')) break
      if (before === this.#at) this.#refuse(CTP_ENGINE.xml.noBlank)
      const attributeAt = this.#at
      const attribute = this.#name()
      this.#blanks()
      if (!this.#take('=')) this.#refuse(CTP_ENGINE.xml.noEquals)
      this.#blanks()
      const quote = this.#source[this.#at]
      if (quote !== '"' && quote !== "'") this.#refuse(CTP_ENGINE.xml.noQuotes)
      this.#at += 1
      const from = this.#at
      const end = this.#source.indexOf(quote ?? '"', from)
      if (end < 0) throw new Broken(from - 1, CTP_ENGINE.xml.openValue)
      const raw = this.#source.slice(from, end)
      if (raw.includes('<')) throw new Broken(from + raw.indexOf('<'), CTP_ENGINE.xml.bareLess)
      if (Object.hasOwn(attributes, attribute)) throw new Broken(attributeAt, CTP_ENGINE.xml.attributeTwice)
      attributes[attribute] = this.#decoded(raw.replace(/[\t\n\r]/g, ' '), from)
      this.#at = end + 1
    }
    return this.#content(name, attributes, at, depth)
  }

  #content(name: string, attributes: Readonly<Record<string, string>>, at: number, depth: number): XmlElement {
    const textAt = this.#at
    const children: XmlElement[] = []
    let text = ''
    for (;;) {
      if (this.#at >= this.#source.length) throw new Broken(at, CTP_ENGINE.xml.openElement(name))
      if (this.#comment()) continue
      if (this.#source.startsWith('<![CDATA[', this.#at)) {
        const from = this.#at + 9
        this.#until(']]>', CTP_ENGINE.xml.openCdata)
        text += this.#source.slice(from, this.#at - 3)
      } else if (this.#source.startsWith('</', this.#at)) {
        const endAt = this.#at
        this.#at += 2
        if (this.#name() !== name) throw new Broken(endAt, CTP_ENGINE.xml.noEnd(name))
        this.#blanks()
        if (!this.#take('>')) this.#refuse(CTP_ENGINE.xml.noGreater)
        return { name, attributes, children, text, at, textAt }
      } else if (this.#source[this.#at] === '<') children.push(this.#element(depth + 1))
      else {
        const end = this.#source.indexOf('<', this.#at)
        const raw = this.#source.slice(this.#at, end < 0 ? undefined : end)
        text += this.#decoded(raw, this.#at)
        this.#at += raw.length
      }
    }
  }

  #comment(): boolean {
    if (!this.#source.startsWith('<!--', this.#at)) return false
    const at = this.#at
    const end = this.#source.indexOf('--', at + 4)
    if (end < 0) throw new Broken(at, CTP_ENGINE.xml.openComment)
    if (this.#source[end + 2] !== '>') throw new Broken(end, CTP_ENGINE.xml.dashes)
    this.#at = end + 3
    return true
  }

  #decoded(raw: string, at: number): string {
    const loose = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/.exec(raw)
    if (loose !== null) throw new Broken(at + loose.index, CTP_ENGINE.xml.bareAmpersand)
    return raw.replace(REFERENCE, (_all, word?: string, decimal?: string, hex?: string) => {
      if (word !== undefined) return NAMED[word] ?? ''
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
      const character = code <= 0x10ffff ? String.fromCodePoint(code) : ''
      if (character === '' || ILLEGAL.test(character)) throw new Broken(at, CTP_ENGINE.xml.reference)
      return character
    })
  }

  #name(): string {
    NAME.lastIndex = this.#at
    const name = NAME.exec(this.#source)?.[0]
    if (name === undefined) return this.#refuse(CTP_ENGINE.xml.noName)
    this.#at += name.length
    return name
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #until(text: string, message: string): void {
    const end = this.#source.indexOf(text, this.#at)
    if (end < 0) this.#refuse(message)
    this.#at = end + text.length
  }

  #blanks(): void {
    while (/\s/.test(this.#source[this.#at] ?? '')) this.#at += 1
  }

  #refuse(message: string): never {
    throw new Broken(this.#at, message)
  }
}
