import { readAssignments } from './ascconv.ts'
import type { Entries } from './entries.ts'

const BEGIN = '### ASCCONV BEGIN'
const END = '### ASCCONV END'
const MARKUP = '<XProtocol>'
/** Protocols stand in protocols as quoted texts; a third level was never seen. */
const DEEPEST = 4
/** Blocks that are told apart; what is deeper belongs to the last of them. */
const DEEPEST_BLOCK = 32
const LONGEST_KEY = 200
const LONGEST_TAG = 300

/** Whether a text has a Siemens measurement protocol in it. */
export function holdsProtocol(text: string): boolean {
  return text.includes(BEGIN) || text.includes(MARKUP)
}

/** Marks that describe a parameter, and are none. */
const ABOUT: ReadonlySet<string> = new Set(
  'Class Connection Default Dll Event ID Limit LimitRange MaxSize Method MinSize Precision Userversion Visible'.split(' '),
)

interface Block {
  /** The names down to this block. */
  readonly key: string
  /** What is in it describes a parameter. */
  readonly about: boolean
}

/**
 * Reads a measurement protocol (`MrPhoenixProtocol`): parameters of its markup (`<ParamString."Name"> { "value" }`)
 * under the names of the blocks around them, and the assignments between `### ASCCONV BEGIN` and `END` under theirs,
 * all behind `prefix` and a dot. One pass over the text, whatever it is.
 */
export function readProtocol(text: string, prefix: string, into: Entries, depth = 0): void {
  const blocks: Block[] = []
  let tooDeep = 0
  let name = ''
  let mark = ''
  let at = 0
  const value = (found: string): void => {
    if (depth < DEEPEST && holdsProtocol(found)) readProtocol(found, prefix, into, depth + 1)
    else if (found.trim() !== '' && !ABOUT.has(mark) && blocks.at(-1)?.about !== true) into.add(keyOf(prefix, blocks, name, mark), found)
    // A description is one value, and the parameter's own follow it; other marks have several.
    if (ABOUT.has(mark)) mark = ''
  }
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') {
      const end = endOfString(text, at)
      value(text.slice(at + 1, end - 1).replaceAll('""', '"'))
      at = end
    } else if (character === '<') {
      const end = text.slice(at, at + LONGEST_TAG).indexOf('>')
      const tag = end < 0 ? '' : text.slice(at + 1, at + end)
      const named = /^\w+\."(.*)"$/s.exec(tag)
      if (named !== null) {
        name = named[1] ?? ''
        mark = ''
      } else mark = tag
      at += end < 0 ? 1 : end + 1
    } else if (character === '{') {
      if (blocks.length < DEEPEST_BLOCK)
        blocks.push({ key: keyOf(prefix, blocks, name, ''), about: ABOUT.has(mark) || blocks.at(-1)?.about === true })
      else tooDeep += 1
      name = mark = ''
      at += 1
    } else if (character === '}') {
      if (tooDeep > 0) tooDeep -= 1
      else blocks.pop()
      name = mark = ''
      at += 1
    } else if (character === '#' && text.startsWith(BEGIN, at)) {
      const stop = text.indexOf(END, at)
      const end = stop < 0 ? text.length : stop
      const firstLine = text.indexOf('\n', at)
      readAssignments(text.slice(firstLine < 0 ? end : Math.min(firstLine, end), end), prefix, into)
      at = stop < 0 ? end : end + END.length
    } else if (isBlank(character) || character === '#') at += 1
    else {
      const end = endOfWord(text, at)
      value(text.slice(at, end))
      at = end
    }
  }
}

function keyOf(prefix: string, blocks: readonly Block[], name: string, mark: string): string {
  const around = blocks.at(-1)?.key ?? prefix
  return [around, name, mark]
    .filter((part) => part !== '')
    .join('.')
    .slice(0, LONGEST_KEY)
}

/** Behind the closing quote; a quote in a string is written twice. */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text.charAt(end + 1) === '"') {
    // `""` that is all of the string, and no quote in it.
    if (end === at + 1 && /[\s>}]/.test(text.charAt(end + 2))) return end + 1
    end = text.indexOf('"', end + 2)
  }
  return end < 0 ? text.length + 1 : end + 1
}

function endOfWord(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && !isBlank(text.charAt(end)) && !'<>{}"#'.includes(text.charAt(end))) end += 1
  return end
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r'
}
