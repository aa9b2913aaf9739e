/** Just enough XML 1.0, read strictly: what is not well formed throws. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

const NAME = /[A-Za-z_][A-Za-z0-9_.-]*/y
const LEGAL = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u

export function readXml(source: string): XmlElement {
  if (!LEGAL.test(source)) throw new Error('a character that XML does not allow')
  let at = 0
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}`)
  }
  const take = (text: string): boolean => {
    if (!source.startsWith(text, at)) return false
    at += text.length
    return true
  }
  const space = (): void => {
    while (/\s/.test(source[at] ?? '')) at += 1
  }
  const name = (): string => {
    NAME.lastIndex = at
    const found = NAME.exec(source)?.[0] ?? fail('no name')
    at += found.length
    return found
  }
  const decoded = (text: string): string => {
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(text)) fail('a loose &')
    return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g, (_all, word?: string, decimal?: string, hex?: string) => {
      if (word !== undefined) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[word] ?? ''
      const character = String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
      if (!LEGAL.test(character)) fail('a reference to a character that XML does not allow')
      return character
    })
  }
  const comment = (): boolean => {
    if (!take('<!--')) return false
    const end = source.indexOf('--', at)
    if (end < 0 || !source.startsWith('-->', end)) fail('a comment with --')
    at = end + 3
    return true
  }
  const element = (): XmlElement => {
    if (!take('<')) fail('no element')
    const tag = name()
    const attributes: Record<string, string> = {}
    for (;;) {
      const before = at
      space()
      if (take('/>')) return { name: tag, attributes, children: [], text: '' }
      if (take('>')) break
      if (before === at) fail('no blank before an attribute')
      const attribute = name()
      if (!take('="')) fail('no value')
      const end = source.indexOf('"', at)
      const raw = source.slice(at, end)
      if (end < 0 || raw.includes('<')) fail('a value that does not end')
      if (Object.hasOwn(attributes, attribute)) fail('an attribute twice')
      attributes[attribute] = decoded(raw.replace(/[\t\n\r]/g, ' '))
      at = end + 1
    }
    const children: XmlElement[] = []
    let text = ''
    for (;;) {
      if (comment()) continue
      if (take('</')) {
        if (name() !== tag) fail('elements that overlap')
        space()
        if (!take('>')) fail('an end that does not end')
        return { name: tag, attributes, children, text }
      }
      if (source[at] === '<') children.push(element())
      else {
        const end = source.indexOf('<', at)
        if (end < 0) fail('an element that does not end')
        const raw = source.slice(at, end)
        if (raw.includes(']]>')) fail(']]> in text')
        text += decoded(raw)
        at = end
      }
    }
  }
  space()
  while (comment()) space()
  const root = element()
  space()
  if (at < source.length) fail('something behind the root')
  return root
}
