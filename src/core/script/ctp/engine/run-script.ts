import { vrOf } from '../../../dictionary/index.ts'
import { isKnownToCtp } from '../toolkit-tags.ts'
import { fail, ok, type Result } from '../../../result.ts'
import { copyOf, creatorOf, isPrivateTag, type SimDataSet, type SimElement } from '../../simulate/sim-data-set.ts'
import { answerOf, OPAQUE, Stopped, type CtpPlace, type CtpTables } from './functions.ts'
import type { CtpScriptRead } from './read-script.ts'
import { holdsText } from './vr-texts.ts'

/** What CTP is given beside the script. */
export interface CtpSurroundings {
  /** Private elements with code K, as `gggg CREATOR ee` in upper case; what CTP itself has and its dictionary file adds. */
  readonly safe: ReadonlySet<string>
  readonly table: ReadonlyMap<string, string>
}

/** Why an instance is not written. */
export interface CtpRefusal {
  readonly status: 'quarantine' | 'skip'
  readonly message: string
}

const CHARACTER_SET = 0x00080005
const PIXEL_DATA = 0x7fe00010
const METHOD_CODES = 0x00120064
const IMPLICIT_VR = '1.2.840.10008.1.2'
const UNASKED = new Set([0x00080016, 0x00080018, 0x0020000d])

/**
 * What CTP's DicomAnonymizer makes of a data set, from the description of its behaviour: what is kept unasked, what is
 * inserted, one pass over the elements, a reduced one behind Pixel Data.
 */
export function runCtp(script: CtpScriptRead, surroundings: CtpSurroundings, input: SimDataSet): Result<SimDataSet, CtpRefusal> {
  const source = input.transferSyntax === IMPLICIT_VR ? asRead(input) : copyOf(input)
  // CTP assumes a character set where a file names none.
  if (!source.elements.has(CHARACTER_SET)) source.elements.set(CHARACTER_SET, { vr: 'CS', value: 'ISO_IR 100' })
  const output = copyOf(source)
  const engine = new Engine(script, surroundings, source)
  const place: CtpPlace = { root: source, inside: source, outside: output, isRoot: true }
  try {
    engine.insert(place)
    engine.process(place)
    return ok(output)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return fail({ status: error.status, message: error.message })
  }
}

/**
 * In Implicit VR the VR is that of the toolkit's dictionary: UN for private elements and for what it does not know. The
 * items of such a Sequence are bytes to it.
 */
function asRead(dataSet: SimDataSet): SimDataSet {
  const elements = [...dataSet.elements].map(([tag, element]): [number, SimElement] => {
    const items = element.items?.map(asRead)
    const isKnown = isCreator(tag) || (!isPrivateTag(tag) && isKnownToCtp(tag))
    return [tag, { ...element, vr: isKnown ? element.vr : 'UN', ...(items === undefined ? {} : { items }) }]
  })
  return { ...dataSet, elements: new Map(elements) }
}

class Engine {
  readonly #script: CtpScriptRead
  readonly #safe: ReadonlySet<string>
  readonly #tables: CtpTables
  readonly #rules = new Map<number, string>()

  constructor(script: CtpScriptRead, { safe, table }: CtpSurroundings, root: SimDataSet) {
    this.#script = script
    this.#safe = safe
    this.#tables = { parameters: script.parameters, table }
    for (const { tag, script: text } of script.rules) {
      const resolved = tag.kind === 'public' ? tag.tag : privateTagAtRoot(tag, root)
      if (resolved !== undefined) this.#rules.set(resolved, text)
    }
  }

  insert(place: CtpPlace): void {
    for (const [tag, text] of this.#rules) {
      if (place.outside.elements.has(tag)) continue
      if (text.startsWith('@always()@require()') && vrOf(tag) === 'SQ') place.outside.elements.set(tag, { vr: 'SQ', value: '', items: [] })
      else if (tag === METHOD_CODES) this.#codes(text, place)
      else if (text.startsWith('@always()')) {
        const value = this.#answer(text, tag, place)
        const vr = vrOf(tag) ?? 'SH'
        if (vr === 'SQ' || value === '@remove()' || value === '@keep()') continue
        place.outside.elements.set(tag, { vr, value: isEmptying(value) ? '' : value })
      }
    }
  }

  process(place: CtpPlace): void {
    for (const [tag, element] of place.inside.elements) {
      const group = tag >>> 16
      if (place.isRoot && tag === PIXEL_DATA) continue
      if (place.isRoot && tag > PIXEL_DATA) {
        if (this.#goesBehindPixelData(tag, place)) place.outside.elements.delete(tag)
        continue
      }
      const rule = this.#rules.get(tag)
      const { removes } = this.#script
      const keep = this.#keepsUnasked(tag, place)
      if (rule === undefined && !keep && ((isPrivateTag(tag) && removes.has('privategroups')) || removes.has('unspecifiedelements')))
        place.outside.elements.delete(tag)
      else if (group >>> 8 === 0x60 && removes.has('overlays')) place.outside.elements.delete(tag)
      else if (rule !== undefined) this.#apply(rule, tag, element, place)
    }
  }

  #keepsUnasked(tag: number, { inside }: CtpPlace): boolean {
    const { keptGroups, keepsSafe, removes } = this.#script
    const group = tag >>> 16
    const isPrivate = isPrivateTag(tag)
    const goesAsPrivate = isPrivate && removes.has('privategroups')
    return (
      keptGroups.has(group.toString(16).toUpperCase().padStart(4, '0')) ||
      (keepsSafe && isPrivate && (isCreator(tag) || this.#isSafe(tag, inside))) ||
      UNASKED.has(tag) ||
      group === 0x0002 ||
      group === 0x0028 ||
      group === 0x7fe0 ||
      (group >>> 8 === 0x60 && !removes.has('overlays') && !goesAsPrivate) ||
      (group >>> 8 === 0x50 && !removes.has('curves') && !goesAsPrivate)
    )
  }

  #isSafe(tag: number, inside: SimDataSet): boolean {
    return this.#safe.has(safeKey(tag >>> 16, readableCreator(tag, inside), tag & 0xff))
  }

  #goesBehindPixelData(tag: number, { inside }: CtpPlace): boolean {
    const { keepsSafe, removes } = this.#script
    const rule = this.#rules.get(tag)
    if (tag === 0xfffafffa || tag === 0xfffcfffc) return true
    if (isCreator(tag)) return removes.has('privategroups') && !keepsSafe
    return (
      (isPrivateTag(tag) && removes.has('privategroups') && !(keepsSafe && this.#isSafeBehind(tag, inside))) ||
      (rule === undefined && removes.has('unspecifiedelements')) ||
      rule?.startsWith('@remove()') === true
    )
  }

  /** There CTP remembers the last creator of a group, whatever block it claims. */
  #isSafeBehind(tag: number, { elements }: SimDataSet): boolean {
    const creators = [...elements].filter(([other]) => other < tag && other >>> 16 === tag >>> 16 && isCreator(other))
    return this.#safe.has(safeKey(tag >>> 16, creators.at(-1)?.[1].value ?? '', tag & 0xff))
  }

  #apply(rule: string, tag: number, element: SimElement, place: CtpPlace): void {
    if (tag === METHOD_CODES) return this.#codes(rule, place)
    const value = this.#answer(rule, tag, place).trim()
    if (value.includes('@remove()')) return void place.outside.elements.delete(tag)
    // A Sequence that is given a value, and what a file writes as UN or with a VR of later years, stay as they are.
    if (value === '@keep()' || element.items !== undefined || OPAQUE.has(element.vr)) return
    if (isEmptying(value)) return void place.outside.elements.set(tag, { vr: element.vr, value: '' })
    if (value.startsWith('@blank(')) return void place.outside.elements.set(tag, { vr: element.vr, value: ' '.repeat(blanksOf(value)) })
    // A text that the VR cannot hold is logged, and the old value stays.
    if (!isPrivateTag(tag) && !value.split('\\').every((one) => holdsText(element.vr, one))) return
    place.outside.elements.set(tag, { vr: isPrivateTag(tag) ? 'LO' : element.vr, value })
  }

  /** (0012,0064) has a language of its own: codes between slashes, `reset` takes away what is there. */
  #codes(rule: string, place: CtpPlace): void {
    const { elements } = place.outside
    if (rule === '@remove()') return void elements.delete(METHOD_CODES)
    if (rule === '@keep()' || rule === '') return
    let items = [...(elements.get(METHOD_CODES)?.items ?? [])]
    for (const code of this.#answer(rule, METHOD_CODES, place).trim().split('/')) {
      if (code.trim().toLowerCase() === 'reset') items = []
      else items.push({ elements: new Map([[0x00080100, { vr: 'SH', value: code.trim() }]]) })
    }
    elements.set(METHOD_CODES, { vr: 'SQ', value: '', items })
  }

  #answer(rule: string, tag: number, place: CtpPlace): string {
    return answerOf(rule, { tag, place, tables: this.#tables, process: (inner) => this.process(inner) })
  }
}

export function safeKey(group: number, creator: string, element: number): string {
  return `${group.toString(16).padStart(4, '0')} ${creator.trim().toUpperCase()} ${element}`
}

/** A creator that a file writes as UN has no name to CTP. */
function readableCreator(tag: number, inside: SimDataSet): string {
  const creator = inside.elements.get(((tag & 0xffff0000) | ((tag >>> 8) & 0xff)) >>> 0)
  return creator === undefined || OPAQUE.has(creator.vr) ? '' : creatorOf(tag, inside)
}

/** What comes out where a rule empties; an empty text does as well. */
function isEmptying(value: string): boolean {
  return value === '' || value === '@empty()'
}

function blanksOf(value: string): number {
  return Math.min(55, Number(/^@blank\((\d+)/.exec(value)?.[1] ?? 0))
}

function isCreator(tag: number): boolean {
  return isPrivateTag(tag) && (tag & 0xff00) === 0
}

/** A rule for a creator is resolved once, against the root: the first block of that creator, spelled exactly so. */
function privateTagAtRoot(
  rule: { readonly group: number; readonly creator: string; readonly element: number },
  root: SimDataSet,
): number | undefined {
  for (let block = 1; block <= 0xff; block += 1) {
    const claim = root.elements.get(((rule.group << 16) | block) >>> 0)
    if (claim?.value.trim() === rule.creator.trim()) return ((rule.group << 16) | (block << 8) | rule.element) >>> 0
  }
  return undefined
}
