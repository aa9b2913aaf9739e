import { readXml, type XmlElement } from './xml-reader.ts'

/**
 * What CTP's DicomAnonymizer does with a script, from the description of its behaviour: which elements it keeps,
 * removes, empties or changes, with its own rules of what is kept unasked. Small, for tests.
 */
export interface CtpDataSet {
  readonly elements: Map<number, CtpElement>
  /** Of the file, where the data set is its root; Explicit VR where nothing is said. */
  readonly transferSyntax?: string
}

export interface CtpElement {
  readonly vr: string
  readonly value: string
  readonly items?: readonly CtpDataSet[]
}

export interface CtpFiles {
  readonly script: string
  readonly dictionary?: string
  readonly lookup?: string
}

interface Engine {
  readonly scripts: ReadonlyMap<number, string>
  readonly parameters: ReadonlyMap<string, string>
  readonly removes: ReadonlySet<string>
  readonly keepsSafe: boolean
  readonly safe: ReadonlySet<string>
  readonly table: ReadonlyMap<string, string>
}

/** What CTP's toolkit does not know. */
const OPAQUE = ['UN', 'UC', 'UR', 'OD', 'OL', 'OV', 'SV', 'UV']

const BUILT_IN_SAFE = ['0019 GEMS_ACQU_01 2', '0009 ACME 9']

/** Of the tags in tests those that are later than CTP's toolkit. */
export const LATER = [0x00080017, 0x00102162, 0x00120041, 0x0018982a, 0x0040b034, 0x00080400]
const IMPLICIT = '1.2.840.10008.1.2'

export function runCtp(files: CtpFiles, whole: CtpDataSet): CtpDataSet {
  const engine = engineOf(files)
  const input = whole.transferSyntax === IMPLICIT ? asImplicit(whole) : whole
  const output = copyOf(input)
  // The character set is never absent: CTP assumes one.
  if (!input.elements.has(0x00080005)) {
    input.elements.set(0x00080005, { vr: 'CS', value: 'ISO_IR 100' })
    output.elements.set(0x00080005, { vr: 'CS', value: 'ISO_IR 100' })
  }
  insert(engine, { root: input, inside: input, outside: output, isRoot: true })
  process(engine, { root: input, inside: input, outside: output, isRoot: true })
  return output
}

/** What CTP sees in Implicit VR: no VR of private elements, and of what is later than its toolkit. */
function asImplicit(dataSet: CtpDataSet): CtpDataSet {
  const elements = [...dataSet.elements].map(([tag, element]): [number, CtpElement] => {
    const isUnknown = LATER.includes(tag) || ((tag >>> 16) % 2 === 1 && (tag & 0xff00) !== 0)
    const items = element.items?.map(asImplicit)
    return [tag, { ...element, ...(isUnknown ? { vr: 'UN' } : {}), ...(items === undefined ? {} : { items }) }]
  })
  return { ...dataSet, elements: new Map(elements) }
}

function copyOf(dataSet: CtpDataSet): CtpDataSet {
  const elements = [...dataSet.elements].map(([tag, element]): [number, CtpElement] => [
    tag,
    { ...element, ...(element.items === undefined ? {} : { items: element.items.map(copyOf) }) },
  ])
  return { ...dataSet, elements: new Map(elements) }
}

function engineOf({ script, dictionary, lookup }: CtpFiles): Engine {
  const root = readXml(script)
  const enabled = (name: string): readonly XmlElement[] => root.children.filter((one) => one.name === name && one.attributes['en'] === 'T')
  const scripts = new Map<number, string>()
  for (const one of enabled('e')) {
    const tag = one.attributes['t'] ?? ''
    if (!/^[0-9A-Fa-f]{8}$/.test(tag)) throw new Error('only plain tags are addressed')
    if (scripts.has(parseInt(tag, 16))) throw new Error(`the tag ${tag} is said twice`)
    if ((one.attributes['n'] ?? '').includes(']')) throw new Error('a name with a bracket')
    scripts.set(parseInt(tag, 16), one.text.trim())
  }
  const safe = new Set(BUILT_IN_SAFE)
  for (const one of dictionary === undefined ? [] : (readXml(dictionary).children[0]?.children ?? [])) {
    const { code, cr, gp, el } = one.attributes
    const key = `${(gp ?? '').toLowerCase()} ${(cr ?? '').toUpperCase()} ${parseInt(el ?? '', 16)}`
    if (code === 'K') safe.add(key)
    else safe.delete(key)
  }
  return {
    scripts,
    parameters: new Map(root.children.filter((one) => one.name === 'p').map((one) => [one.attributes['t'] ?? '', one.text])),
    removes: new Set(enabled('r').map((one) => one.attributes['t'] ?? '')),
    keepsSafe: enabled('k').some((one) => one.attributes['t']?.startsWith('safe') === true),
    safe,
    table: readProperties(lookup ?? ''),
  }
}

/** Java's properties, as far as they are used: escaped keys, `=`, comments. */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line.trim() === '' || /^\s*[#!]/.test(line)) continue
    const match = /^((?:[^\\=: \t]|\\.)*)[ \t]*[=:]?[ \t]*(.*)$/.exec(line)
    const decode = (part: string): string =>
      part.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_all, hex?: string, one?: string) =>
        hex === undefined ? ({ n: '\n', r: '\r', t: '\t' }[one ?? ''] ?? one ?? '') : String.fromCharCode(parseInt(hex, 16)),
      )
    table.set(decode(match?.[1] ?? ''), decode(match?.[2] ?? ''))
  }
  return table
}

interface Place {
  readonly root: CtpDataSet
  readonly inside: CtpDataSet
  readonly outside: CtpDataSet
  readonly isRoot: boolean
}

/** The instance is not written. */
export class Quarantined extends Error {}

const VRS: Readonly<Record<number, string>> = { 0x00120062: 'CS', 0x00120063: 'LO', 0x00280303: 'CS' }

function insert(engine: Engine, place: Place): void {
  for (const [tag, script] of engine.scripts) {
    if (place.outside.elements.has(tag)) continue
    if (tag === 0x00120064) codes(script, place)
    else if (script.startsWith('@always()')) {
      const value = replacement(script, tag, engine, place)
      if (value !== '@keep()' && value !== '@remove()') place.outside.elements.set(tag, { vr: VRS[tag] ?? 'SH', value })
    }
  }
}

function codes(script: string, { outside }: Place): void {
  if (script === '@remove()') outside.elements.delete(0x00120064)
  else if (script !== '@keep()') {
    let items = [...(outside.elements.get(0x00120064)?.items ?? [])]
    for (const code of script.split('/')) {
      if (code === 'reset') items = []
      else items.push({ elements: new Map([[0x00080100, { vr: 'SH', value: code }]]) })
    }
    outside.elements.set(0x00120064, { vr: 'SQ', value: '', items })
  }
}

function creatorOf(tag: number, dataSet: CtpDataSet): string {
  return dataSet.elements.get(((tag & 0xffff0000) | ((tag >>> 8) & 0xff)) >>> 0)?.value.trim() ?? ''
}

function process(engine: Engine, place: Place): void {
  for (const [tag, element] of place.inside.elements) {
    const group = tag >>> 16
    const isPrivate = (group & 1) === 1
    const isCreator = isPrivate && (tag & 0xff00) === 0
    const key = `${group.toString(16).padStart(4, '0')} ${creatorOf(tag, place.inside).toUpperCase()} ${tag & 0xff}`
    const isSafe = isPrivate && !isCreator && engine.safe.has(key)
    const script = engine.scripts.get(tag)
    if (place.isRoot && tag === 0x7fe00010) continue
    if (place.isRoot && tag > 0x7fe00010) {
      behindPixelData(engine, place, tag, script, isPrivate, isCreator, isSafe)
      continue
    }
    const keep =
      ((isCreator || isSafe) && engine.keepsSafe) ||
      [0x00080016, 0x00080018, 0x0020000d].includes(tag) ||
      [0x0002, 0x0028, 0x7fe0].includes(group) ||
      (group >>> 8 === 0x60 && !engine.removes.has('overlays') && !isPrivate) ||
      (group >>> 8 === 0x50 && !engine.removes.has('curves') && !isPrivate)
    if (script === undefined && !keep && ((isPrivate && engine.removes.has('privategroups')) || engine.removes.has('unspecifiedelements')))
      place.outside.elements.delete(tag)
    else if (group >>> 8 === 0x60 && engine.removes.has('overlays')) place.outside.elements.delete(tag)
    else if (script !== undefined) apply(engine, place, tag, element, script)
  }
}

function behindPixelData(
  engine: Engine,
  { outside }: Place,
  tag: number,
  script: string | undefined,
  isPrivate: boolean,
  isCreator: boolean,
  isSafe: boolean,
): void {
  const goes =
    tag === 0xfffafffa || tag === 0xfffcfffc
      ? true
      : isCreator
        ? engine.removes.has('privategroups') && !engine.keepsSafe
        : (isPrivate && engine.removes.has('privategroups') && !(engine.keepsSafe && isSafe)) ||
          (script === undefined && engine.removes.has('unspecifiedelements')) ||
          script?.startsWith('@remove()') === true
  if (goes) outside.elements.delete(tag)
}

function apply(engine: Engine, place: Place, tag: number, element: CtpElement, script: string): void {
  if (tag === 0x00120064) {
    codes(script, place)
    return
  }
  const value = replacement(script, tag, engine, place).trim()
  if (value.includes('@remove()')) place.outside.elements.delete(tag)
  else if (value === '@keep()') return
  // A Sequence, and what is written as UN or with a VR of later years, stays as it is whatever value it is given.
  else if (element.items !== undefined || OPAQUE.includes(element.vr)) return
  // So does a number that is given a text.
  else if (['US', 'SS', 'FD', 'OB', 'OW'].includes(element.vr) && value !== '@empty()') return
  else place.outside.elements.set(tag, { vr: element.vr, value: value === '@empty()' || value.startsWith('@blank(') ? '' : value })
}

/** A function call at the beginning of a text: `name(arguments)` with its clauses. */
function parseCall(text: string, clauses: (name: string) => number): { name: string; args: string[]; bodies: string[]; length: number } {
  const open = text.indexOf('(')
  const name = text.slice(0, open)
  const args: string[] = []
  let at = open + 1
  for (;;) {
    const end = delimiter(text, at, ',)', '(')
    args.push(text.slice(at, end).trim())
    at = end + 1
    if (text[end] === ')') break
  }
  const bodies: string[] = []
  for (let wanted = clauses(name); wanted > 0; wanted -= 1) {
    const start = text.indexOf('{', at)
    const end = delimiter(text, start + 1, '}', '{')
    bodies.push(text.slice(start + 1, end))
    at = end + 1
  }
  return { name, args: args.length === 1 && args[0] === '' ? [] : args, bodies, length: at }
}

function delimiter(text: string, from: number, delimiters: string, open: string): number {
  let depth = 1
  let brackets = 0
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? ''
    // Braces are counted, whatever they stand in.
    if (open === '{') {
      depth += character === '{' ? 1 : character === '}' ? -1 : 0
      if (depth === 0) return at
    } else if (character === '\\') at += 1
    else if (quoted) quoted = character !== '"'
    else if (character === '"') quoted = true
    else if (character === '[') brackets += 1
    else if (character === ']') brackets -= 1
    else if (character === open) depth += 1
    else if (delimiters.includes(character) && brackets === 0) {
      if (character !== ',') depth -= 1
      else if (depth === 1) return at
      if (depth === 0) return at
    }
  }
  throw new Error('a call that does not end')
}

const CLAUSES: Readonly<Record<string, number>> = { if: 2, select: 2, append: 1 }

function replacement(script: string, tag: number, engine: Engine, place: Place): string {
  let out = ''
  for (let at = 0; at < script.length; at += 1) {
    const character = script[at] ?? ''
    if (character === '\\') {
      at += 1
      out += script[at] ?? ''
    } else if (character === '@') {
      const call = parseCall(script.slice(at + 1), (name) => CLAUSES[name] ?? 0)
      at += call.length
      out += answer(call, tag, engine, place)
    } else out += character
  }
  return out
}

function contents(name: string, tag: number, { root, inside }: Place): string | undefined {
  if (name === '00020010') return root.transferSyntax ?? '1.2.840.10008.1.2.1'
  const fromRoot = name.startsWith('root:')
  const meant = name === 'this' ? tag : parseInt(fromRoot ? name.slice(5) : name, 16)
  const element = (fromRoot ? root : inside).elements.get(meant)
  if (element === undefined || !OPAQUE.includes(element.vr)) return element?.value
  // The bytes, as numbers.
  return [...element.value].map((one) => one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('\\')
}

function answer(call: ReturnType<typeof parseCall>, tag: number, engine: Engine, place: Place): string {
  const [first = '', second = '', third = ''] = call.args
  const unquoted = third.replace(/^"|"$/g, '').trim()
  const value = contents(first, tag, place)
  const evaluate = (body: string | undefined): string => replacement(body ?? '', tag, engine, place)
  switch (call.name) {
    case 'keep':
    case 'remove':
    case 'empty':
      return `@${call.name}()`
    case 'always':
      return ''
    case 'quarantine':
      throw new Quarantined('the script says so')
    case 'process': {
      const [from, to] = [place.inside.elements.get(tag), place.outside.elements.get(tag)]
      if (from?.vr !== 'SQ') return '@keep()'
      from.items?.forEach((item, index) => {
        const out = to?.items?.[index]
        if (out !== undefined) process(engine, { root: place.root, inside: item, outside: out, isRoot: false })
      })
      return '@keep()'
    }
    case 'select':
      return evaluate(call.bodies[place.isRoot ? 0 : 1])
    case 'append':
      return (place.inside.elements.get(tag)?.value ?? '') === ''
        ? evaluate(call.bodies[0])
        : `${place.inside.elements.get(tag)?.value}\\${evaluate(call.bodies[0])}`
    case 'if': {
      const text = value ?? ''
      const holds =
        second === 'isblank'
          ? text.trim() === ''
          : second === 'equals'
            ? text.toLowerCase() === unquoted.toLowerCase()
            : second === 'matches'
              ? new RegExp(`^(?:${unquoted.replace('(?i)', '')})$`, unquoted.startsWith('(?i)') ? 'i' : '').test(text)
              : false
      return evaluate(call.bodies[holds ? 0 : 1])
    }
    case 'hashuid': {
      const root = engine.parameters.get(first.slice(1))
      if (root === undefined) throw new Error('no such parameter')
      const uid = contents(second, tag, place)
      return uid === undefined ? '@remove()' : `${root}.${[...uid].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 999983, 7)}99`
    }
    case 'incrementdate': {
      const days = engine.table.get(`${third}/${(contents(second, tag, place) ?? '').trim()}`)
      if (value === undefined) return '@remove()'
      if (days === undefined || !/^\d{8}/.test(value)) return '@empty()'
      return `${new Date(Date.UTC(+value.slice(0, 4), +value.slice(4, 6) - 1, +value.slice(6, 8) + Number(days))).toISOString().slice(0, 10).replaceAll('-', '')}${value.slice(8)}`
    }
    case 'lookup': {
      const found = engine.table.get(`${second}/${(value ?? '').replaceAll('\\', '').trim()}`)
      if (found !== undefined) return found.trim()
      if (third === 'remove' || third === 'empty') return `@${third}()`
      throw new Error('quarantine')
    }
    default:
      throw new Error(`CTP has no function ${call.name}, and would write it out as text`)
  }
}
