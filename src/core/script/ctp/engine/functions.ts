import { tagByKeyword } from '../../../dictionary/index.ts'
import { movedDay, numberFor, type SimDataSet, type SimElement } from '../../simulate/sim-data-set.ts'
import { piecesOf, type CallPiece } from './script-language.ts'
import { CTP_ENGINE } from './texts.ts'

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
  const [first = '', second = '', third = '', fourth = ''] = call.args
  const value = contents(first, asked)
  const clause = (index: number): string => answerOf(call.clauses[index] ?? '', asked)
  switch (call.name) {
    case 'always':
      return ''
    case 'require':
      return required(call, asked)
    case 'param':
      return parameter(first, tables) ?? 'null'
    case 'contents':
      return replaced(value ?? '', unquoted(second), unquoted(third), call.args.length)
    case 'value':
      return value === undefined || value === '' ? unquoted(second) : value
    case 'truncate':
      return truncated(value ?? '', second)
    case 'hash':
      return value === undefined ? '@remove()' : cut(numberFor(value), parameter(second, tables))
    case 'hashname':
      return cut(numberFor(`name ${value ?? ''}`), parameter(second, tables) ?? '4')
    case 'hashptid':
      return cut(numberFor(`[${parameter(first, tables) ?? ''}]${contents(second, asked) ?? ''}`), parameter(third, tables))
    case 'hashuid': {
      const uid = contents(second, asked)
      return uid === undefined ? '@remove()' : `${parameter(first, tables) ?? ''}.${numberFor(uid)}`
    }
    case 'hashdate': {
      const by = contents(second, asked)
      return eachDate(value, by === undefined ? undefined : -(Number(BigInt(numberFor(by)) % 3649n) + 1), '@remove()')
    }
    case 'incrementdate':
      return eachDate(value, daysFor(call, asked), '@empty()')
    case 'dateinterval':
      return interval(call, asked)
    case 'modifydate':
      return modified(
        value,
        [second, third, fourth].map((field) => parameter(field, tables)?.trim() ?? ''),
      )
    case 'round':
      return rounded(value ?? '', Number(parameter(second, tables))) ?? argumentsOf(call)
    case 'date':
      return ['2026', '01', '01'].join(unquoted(first))
    case 'time':
      return ['00', '00', '00'].join(unquoted(first))
    case 'lowercase':
      return (value ?? '').toLowerCase()
    case 'uppercase':
      return (value ?? '').toUpperCase()
    case 'initials':
      return (value ?? '').replace(/([A-Za-z])[A-Za-z]*[\s^]*/g, '$1')
    case 'pathelement':
      return (value ?? '').split('/').at(/^-?\d+$/.test(second) ? Number(second) : Infinity) ?? value ?? ''
    case 'lookup':
      return lookedUp(call, asked)
    case 'integer':
      throw new Stopped('quarantine', CTP_ENGINE.stopped.noIntegers)
    case 'if':
      return clause(holds(call, asked) ? 0 : 1)
    case 'select':
      return clause(place.isRoot ? 0 : 1)
    case 'append': {
      const there = place.inside.elements.get(tag)?.value ?? ''
      return there === '' ? clause(0) : `${there}\\${clause(0)}`
    }
    case 'process': {
      const sequence = place.inside.elements.get(tag)
      if (sequence?.vr === 'SQ')
        sequence.items?.forEach((item, index) => {
          const outside = place.outside.elements.get(tag)?.items?.[index]
          if (outside !== undefined) asked.process({ root: place.root, inside: item, outside, isRoot: false })
        })
      return '@keep()'
    }
    case 'quarantine':
    case 'skip':
      throw new Stopped(call.name, CTP_ENGINE.stopped.asked)
    case 'encrypt':
    case 'decrypt':
    case 'call':
      return `(${call.name})${numberFor(value ?? '')}`
    // `@keep()`, `@remove()`, `@empty()` and `@blank(n)` are no functions: they come out as any unknown one does.
    default:
      return `@${call.name}${argumentsOf(call)}`
  }
}

function argumentsOf({ args }: CallPiece): string {
  return `(${args.join(',')})`
}

const TRANSFER_SYNTAX = 0x00020010
/** Of a data set that is said to come from no file. */
export const EXPLICIT_VR = '1.2.840.10008.1.2.1'

/** `this`, a tag in one of its spellings, a keyword; `root:` looks at the root; `SQ::element` into the first item. */
function contents(name: string, { tag, place }: Asked): string | undefined {
  let inside = name.startsWith('root:') ? place.root : place.inside
  const steps = name.replace(/^root:/, '').split('::')
  for (const [index, step] of steps.entries()) {
    const meant = step === 'this' ? tag : tagOfName(step, inside)
    // File Meta is at hand everywhere.
    if (meant === TRANSFER_SYNTAX) return place.root.transferSyntax ?? EXPLICIT_VR
    const element = meant === undefined ? undefined : inside.elements.get(meant)
    if (index === steps.length - 1) return element === undefined ? undefined : textOf(element)
    const [item] = element?.vr === 'SQ' ? (element.items ?? []) : []
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

/** `@NAME` and `$NAME` are parameters; undefined where the script defines none. Anything else is its own value. */
function parameter(name: string, { parameters }: CtpTables): string | undefined {
  return /^[@$]/.test(name) ? parameters.get(name.slice(1)) : name
}

function unquoted(text: string): string {
  return text.replace(/^"([\s\S]*)"$/, '$1')
}

/** @param length a whole number above 0; anything else cuts nothing */
function cut(text: string, length: string | undefined): string {
  return length !== undefined && /^\d+$/.test(length) && Number(length) > 0 ? text.slice(0, Number(length)) : text
}

function truncated(value: string, length: string): string {
  if (!/^-?\d+$/.test(length)) return value
  return Number(length) < 0 ? value.trim().slice(Number(length)) : value.slice(0, Number(length))
}

/** What is there stays; else the value of another element, or a default. */
function required({ args: [other, byDefault = ''] }: CallPiece, asked: Asked): string {
  if (asked.place.inside.elements.has(asked.tag)) return '@keep()'
  return other === undefined ? '' : (contents(other, asked) ?? unquoted(byDefault))
}

function replaced(text: string, pattern: string, by: string, args: number): string {
  if (args < 2) return text
  const regex = compiled(pattern, 'gu')
  return regex === undefined ? text : text.replace(regex, args < 3 ? '' : by)
}

/** Patterns come from scripts; what is none changes nothing. A point is no line break, as in Java. */
function compiled(pattern: string, flags: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith('(?i)')
  try {
    return new RegExp(ignoresCase ? pattern.slice(4) : pattern, ignoresCase ? `${flags}i` : flags)
  } catch {
    return undefined
  }
}

function isWholeMatch(text: string, pattern: string): boolean {
  return compiled(pattern.startsWith('(?i)') ? `(?i)^(?:${pattern.slice(4)})$` : `^(?:${pattern})$`, 'u')?.test(text) ?? false
}

function holds({ args }: CallPiece, asked: Asked): boolean {
  const [name = '', test = '', argument] = args
  const { place, tables, tag } = asked
  const text = contents(unquoted(name), asked) ?? ''
  if (test === 'isblank') return text.trim() === ''
  if (test === 'exists') {
    const meant = name === 'this' ? tag : tagOfName(name, place.inside)
    return meant !== undefined && place.inside.elements.has(meant)
  }
  if (argument === undefined) return false
  const wanted = argument.startsWith('@') ? (parameter(argument, tables) ?? argument) : unquoted(argument)
  switch (test) {
    case 'equals':
      return text.toLowerCase() === wanted.toLowerCase()
    case 'contains':
      return text.toLowerCase().includes(wanted.toLowerCase())
    case 'matches':
      return isWholeMatch(text, wanted.trim())
    case 'greaterthan':
      return Number(text.replace(/\D/g, '')) > Number(wanted.replace(/\D/g, ''))
    default:
      return false
  }
}

/** Every date moved; a text too short for one is emptied, and so is everything where one of several is no date. */
function eachDate(value: string | undefined, days: number | undefined, withoutDays: string): string {
  if (value === undefined) return '@remove()'
  if (value.length < 8) return '@empty()'
  if (days === undefined) return withoutDays
  const moved = value.split('\\').map((one) => (one.length < 8 ? undefined : movedDay(one, days)))
  return moved.includes(undefined) ? '@empty()' : moved.join('\\')
}

function daysFor({ args: [, second = '', keyType, ...others] }: CallPiece, asked: Asked): number | undefined {
  const days =
    keyType === undefined
      ? parameter(second, asked.tables)
      : inTable(parameter(keyType, asked.tables) ?? '', contents(second, asked), asked.tables)
  return others.length === 0 && days !== undefined && /^[-+]?\d+$/.test(days) ? Number(days) : undefined
}

/** Days since the day that the table has for the patient (`M/d/yyyy`), or a day as long after an origin. */
function interval({ args }: CallPiece, asked: Asked): string {
  const [name = '', keyType = '', key = '', origin] = args
  const base = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(inTable(keyType, contents(`root:${key}`, asked), asked.tables) ?? '')
  const date = /^(\d{4})(\d{2})(\d{2})/.exec(contents(name, asked) ?? '')
  if (base === null || date === null) throw new Stopped('quarantine', CTP_ENGINE.stopped.noInterval)
  const [month, day, year] = base.slice(1).map(Number)
  const days = (Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) - Date.UTC(year ?? 0, (month ?? 1) - 1, day)) / 86_400_000
  if (origin === undefined) return String(days)
  return movedDay(parameter(origin, asked.tables) ?? '', days) ?? missing()
}

function modified(value: string | undefined, fields: readonly string[]): string {
  if (value === undefined) return '@remove()'
  if (value.length < 8) return '@empty()'
  const changed = value.split('\\').map((one) => {
    const match = /^(\d{4})(\d{2})(\d{2})/.exec(one)
    const set = (old: string | undefined, index: number): string => {
      const field = fields[index] ?? ''
      return /^\d+$/.test(field) ? field.padStart(index === 0 ? 4 : 2, '0') : (old ?? '')
    }
    return match === null ? undefined : [match[1], match[2], match[3]].map(set).join('') + one.slice(8)
  })
  return changed.includes(undefined) ? '@empty()' : changed.join('\\')
}

/** An age in steps; undefined where there is no number. An odd length is filled up. */
function rounded(value: string, step: number): string | undefined {
  const text = value.trim()
  if (text === '') return ''
  const digits = text.replace(/\D/g, '')
  if (digits === '' || !(step > 0)) return undefined
  const age = `${Math.round(Number(digits) / step) * step}${text.replace(/\d/g, '')}`
  return age.length % 2 === 0 ? age : `0${age}`
}

/** A line may refer to another by `@keytype/key`. */
function inTable(keyType: string, key: string | undefined, { table }: CtpTables): string | undefined {
  if (key === undefined) return undefined
  let found = table.get(`${keyType.trim()}/${key.trim()}`)?.trim()
  for (let left = 10; found?.startsWith('@') === true && found.includes('/'); left -= 1)
    found = left === 0 ? undefined : table.get(found.slice(1).trim())?.trim()
  return found
}

function lookedUp({ args }: CallPiece, asked: Asked): string {
  const [names = '', keyType = '', action = '', argument] = args
  const joined = names
    .split('|')
    .map((name) => contents(name.trim(), asked) ?? '')
    .join('|')
    .replaceAll('\\', '')
  const key = action === 'UC' ? joined.toUpperCase() : joined
  const found = inTable(keyType, key, asked.tables)
  if (found !== undefined) return found
  const done = unquoted(action).trim()
  if (done === 'keep' || done === 'remove' || done === 'empty') return `@${done}()`
  if (argument === undefined) return missing()
  if (done === 'default') return unquoted(argument).trim()
  return done === 'ignore' && isWholeMatch(key, unquoted(argument)) ? key : missing()
}

function missing(): never {
  throw new Stopped('quarantine', CTP_ENGINE.stopped.notInTable)
}
