import { tagByKeyword } from '../../../dictionary/index.ts'
import { movedDay, numberFor, type SimDataSet, type SimElement } from '../../simulate/sim-data-set.ts'
import { piecesOf, type CallPiece } from './script-language.ts'

/** The data set that CTP reads, the one that it writes, and the root of the instance. */
export interface CtpPlace {
  readonly root: SimDataSet
  readonly inside: SimDataSet
  readonly outside: SimDataSet
  readonly isRoot: boolean
}

export interface CtpTables {
  readonly parameters: ReadonlyMap<string, string>
  /** Lines of the look-up table: `keytype/value` = replacement. */
  readonly table: ReadonlyMap<string, string>
}

export interface Asked {
  readonly tag: number
  readonly place: CtpPlace
  readonly tables: CtpTables
  /** Goes into an item with the same script. */
  readonly process: (place: CtpPlace) => void
}

/** The instance is not written. */
export class Stopped extends Error {
  readonly status: 'quarantine' | 'skip'

  constructor(status: 'quarantine' | 'skip', message: string) {
    super(message)
    this.status = status
  }
}

/** What comes out of the text of a rule. An unknown function comes out as it is written. */
export function answerOf(script: string, asked: Asked): string {
  const { pieces } = piecesOf(script)
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : callAnswer(piece, asked))).join('')
}

function callAnswer(call: CallPiece, asked: Asked): string {
  const { place, tables, tag } = asked
  const [first = 'this', second = '', third = '', fourth = ''] = call.args
  const value = contents(first, asked)
  const clause = (index: number): string => answerOf(call.clauses[index] ?? '', asked)
  switch (call.name) {
    case 'keep':
    case 'remove':
    case 'empty':
      return `@${call.name}()`
    case 'blank':
      return `@blank(${call.args[0] ?? ''})`
    case 'always':
      return ''
    case 'require':
      return place.inside.elements.has(tag) ? '@keep()' : call.args.length === 0 ? '' : (value ?? unquoted(second))
    case 'param':
      return parameter(first, tables)
    case 'contents':
      return replaced(value ?? '', unquoted(second), unquoted(third), call.args.length)
    case 'value':
      return value ?? unquoted(second)
    case 'truncate': {
      const length = Number(second)
      return length < 0 ? (value ?? '').slice(length) : (value ?? '').slice(0, length)
    }
    case 'hash':
      return value === undefined ? '@remove()' : cut(numberFor(value), second)
    case 'hashname':
      return cut(numberFor(`name ${value ?? ''}`), second)
    case 'hashptid':
      return cut(numberFor(`[${parameter(first, tables)}]${contents(second, asked) ?? ''}`), third)
    case 'hashuid': {
      const uid = contents(second, asked)
      return uid === undefined ? '@remove()' : `${parameter(first, tables)}.${numberFor(uid)}`
    }
    case 'hashdate': {
      const days = -(Number(BigInt(numberFor(contents(second, asked) ?? '')) % 3649n) + 1)
      return value === undefined ? '@remove()' : (movedDay(value, days) ?? '@empty()')
    }
    case 'incrementdate':
      return incremented(value, call, asked)
    case 'modifydate':
      return value === undefined ? '@remove()' : modified(value, [second, third, fourth])
    case 'round':
      return value === undefined ? '@remove()' : rounded(value, Number(second))
    case 'date':
      return '20260101'
    case 'time':
      return '000000'
    case 'lowercase':
      return (value ?? '').toLowerCase()
    case 'uppercase':
      return (value ?? '').toUpperCase()
    case 'initials':
      return (value ?? '').replace(/([A-Za-z])[A-Za-z]*[\s^]*/g, '$1')
    case 'pathelement':
      return (value ?? '').split('/').at(Number(second)) ?? ''
    case 'lookup':
      return lookedUp(value ?? '', call, tables)
    case 'dateinterval':
    case 'integer':
      throw new Stopped('quarantine', `@${call.name} has no table here`)
    case 'if':
      return clause(holds(value, second, third, place, first) ? 0 : 1)
    case 'select':
      return clause(place.isRoot ? 0 : 1)
    case 'append': {
      const there = place.inside.elements.get(tag)?.value ?? ''
      return there === '' ? clause(0) : `${there}\\${clause(0)}`
    }
    case 'process':
      place.inside.elements.get(tag)?.items?.forEach((item, index) => {
        const outside = place.outside.elements.get(tag)?.items?.[index]
        if (outside !== undefined) asked.process({ root: place.root, inside: item, outside, isRoot: false })
      })
      return '@keep()'
    case 'quarantine':
    case 'skip':
      throw new Stopped(call.name, 'the script says so')
    case 'encrypt':
    case 'decrypt':
    case 'call':
      return `(${call.name})${numberFor(value ?? '')}`
    default:
      return `@${call.name}(${call.args.join(',')})`
  }
}

/** `this`, a tag in one of its spellings, a keyword; `root:` looks at the root; `SQ::element` into the first item. */
function contents(name: string, { tag, place }: Asked): string | undefined {
  let inside = name.startsWith('root:') ? place.root : place.inside
  const steps = name.replace(/^root:/, '').split('::')
  for (const [index, step] of steps.entries()) {
    const meant = step === 'this' ? tag : tagOfName(step, inside)
    const element = meant === undefined ? undefined : inside.elements.get(meant)
    if (index === steps.length - 1) return element === undefined ? undefined : textOf(element)
    const [item] = element?.items ?? []
    if (item === undefined) return undefined
    inside = item
  }
  return undefined
}

/** VRs whose values CTP does not understand: UN, and those that came after its toolkit. */
export const OPAQUE: ReadonlySet<string> = new Set(['UN', 'UC', 'UR', 'OD', 'OL', 'OV', 'SV', 'UV'])

/** Of what it does not understand CTP sees the bytes, as numbers with backslashes between them. */
function textOf({ vr, value }: SimElement): string {
  if (!OPAQUE.has(vr)) return value
  return Array.from(value, (character) => (character.charCodeAt(0) % 256).toString(16).toUpperCase().padStart(2, '0')).join('\\')
}

function tagOfName(name: string, inside: SimDataSet): number | undefined {
  const plain = /^[[(]?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})[\])]?$/.exec(name)
  if (plain !== null) return parseInt(`${plain[1]}${plain[2]}`, 16)
  const own = /^([0-9A-Fa-f]{4})\[([^\]]+)\]([0-9A-Fa-f]{2})$/.exec(name)
  if (own === null) return tagByKeyword(name)
  for (let block = 0x10; block <= 0xff; block += 1) {
    const claim = inside.elements.get(((parseInt(own[1] ?? '', 16) << 16) | block) >>> 0)
    if (claim?.value.trim() === own[2]) return ((parseInt(own[1] ?? '', 16) << 16) | (block << 8) | parseInt(own[3] ?? '', 16)) >>> 0
  }
  return undefined
}

function parameter(name: string, { parameters }: CtpTables): string {
  return /^[@$]/.test(name) ? (parameters.get(name.slice(1)) ?? '') : unquoted(name)
}

function unquoted(text: string): string {
  return text.replace(/^"([\s\S]*)"$/, '$1').replaceAll('\\\\', '\\')
}

function cut(text: string, length: string): string {
  return /^\d+$/.test(length) ? text.slice(0, Number(length)) : text
}

function replaced(text: string, pattern: string, by: string, args: number): string {
  if (args < 2) return text
  const regex = compiled(pattern, 'gsu')
  return regex === undefined ? text : text.replace(regex, args < 3 ? '' : by)
}

/** Patterns come from scripts; what is none changes nothing. */
function compiled(pattern: string, flags: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith('(?i)')
  try {
    return new RegExp(ignoresCase ? pattern.slice(4) : pattern, ignoresCase ? `${flags}i` : flags)
  } catch {
    return undefined
  }
}

function holds(value: string | undefined, test: string, argument: string, { inside }: CtpPlace, name: string): boolean {
  const text = value ?? ''
  // CTP trims what it compares with.
  const wanted = unquoted(argument).trim()
  switch (test) {
    case 'isblank':
      return text.trim() === ''
    case 'exists':
      return (
        value !== undefined ||
        (name !== 'this' && tagOfName(name, inside) !== undefined && inside.elements.has(tagOfName(name, inside) ?? 0))
      )
    case 'equals':
      return text.toLowerCase() === wanted.toLowerCase()
    case 'contains':
      return text.toLowerCase().includes(wanted.toLowerCase())
    case 'matches':
      return compiled(wanted.startsWith('(?i)') ? `(?i)^(?:${wanted.slice(4)})$` : `^(?:${wanted})$`, 'su')?.test(text) ?? false
    case 'greaterthan':
      return Number(text.replace(/\D/g, '')) > Number(wanted.replace(/\D/g, ''))
    default:
      return false
  }
}

function incremented(value: string | undefined, call: CallPiece, asked: Asked): string {
  if (value === undefined) return '@remove()'
  const [, second = '', third] = call.args
  const days =
    third === undefined ? parameter(second, asked.tables) : asked.tables.table.get(`${third}/${(contents(second, asked) ?? '').trim()}`)
  if (days === undefined || !/^\s*[-+]?\d+\s*$/.test(days)) return '@empty()'
  const moved = value.split('\\').map((one) => (one.length < 8 ? undefined : movedDay(one, Number(days))))
  return moved.includes(undefined) ? '@empty()' : moved.join('\\')
}

function modified(value: string, fields: readonly string[]): string {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(value)
  if (match === null) return value
  return [match[1], match[2], match[3]]
    .map((old, index) => {
      const field = fields[index] ?? '*'
      return field.trim() === '*' ? old : field.trim().padStart(index === 0 ? 4 : 2, '0')
    })
    .join('')
}

function rounded(value: string, step: number): string {
  const match = /^(\d+)([A-Za-z]?)/.exec(value.trim())
  if (match === null || !(step > 0)) return value
  return `${String(Math.round(Number(match[1]) / step) * step).padStart(3, '0')}${match[2] ?? ''}`
}

function lookedUp(value: string, { args }: CallPiece, { table }: CtpTables): string {
  const [, keyType = '', action = '', argument = ''] = args
  const found = table.get(`${keyType}/${value.replaceAll('\\', '').trim()}`)
  if (found !== undefined) return found.trim()
  switch (action) {
    case 'keep':
    case 'remove':
    case 'empty':
      return `@${action}()`
    case 'default':
      return unquoted(argument)
    case 'ignore':
      return compiled(`^(?:${unquoted(argument)})$`, 'su')?.test(value) === true ? '@keep()' : missing()
    default:
      return missing()
  }
}

function missing(): never {
  throw new Stopped('quarantine', 'a value is not in the look-up table')
}
