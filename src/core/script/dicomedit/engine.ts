import { lookupTag } from '../../dictionary/index.ts'
import { fail, ok, type Result } from '../../result.ts'
import { copyOf, creatorOf, isPrivateTag, movedDay, numberFor, type SimDataSet } from '../simulate/sim-data-set.ts'
import { findElements, type Found } from './find-elements.ts'
import type { DicomEditScript } from './read.ts'
import { isSingular, type Call, type Condition, type Statement, type TagPath, type Value } from './syntax.ts'
import { DICOMEDIT } from './texts.ts'

/** Why DicomEdit would not finish an instance: any error of a statement leaves it unwritten. */
export interface Aborted {
  readonly at: number
  readonly message: string
}

class Abort extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

/** What XNAT gives a script; elsewhere a script that asks for them fails. */
export type Supplied = ReadonlyMap<string, string>
export const NOTHING_SUPPLIED: Supplied = new Map()

/**
 * What DicomEdit 6 does with a script, from the description of its behaviour: statements one after the other, each on
 * what those before it have left.
 */
export function runDicomEdit({ statements }: DicomEditScript, input: SimDataSet, supplied = NOTHING_SUPPLIED): Result<SimDataSet, Aborted> {
  const root = copyOf(input)
  try {
    new Engine(root, supplied).run(statements)
    return ok(root)
  } catch (error) {
    if (!(error instanceof Abort)) throw error
    return fail({ at: error.at, message: error.message })
  }
}

/** What a value is: text, several texts, or nothing (an element that is not there). */
type Evaluated = string | readonly string[] | undefined

const UUID_ROOT = '2.25'

class Engine {
  readonly #root: SimDataSet
  readonly #variables: Map<string, string>

  constructor(root: SimDataSet, supplied: Supplied) {
    this.#root = root
    this.#variables = new Map(supplied)
  }

  run(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'delete':
        return this.#delete(statement.path)
      case 'assign': {
        const value = this.#text(statement.value)
        if (value === undefined) return
        if (statement.onlyWhereThere) for (const found of this.#find(statement.path)) this.#set(found, value)
        else this.#assign(statement.path, value)
        return
      }
      case 'variable':
        this.#variables.set(statement.name, this.#text(statement.value) ?? '')
        return
      case 'when':
        if (this.#holds(statement.condition, statement.at)) this.#statement(statement.then)
        else if (statement.otherwise !== undefined) this.#statement(statement.otherwise)
        return
      case 'if':
        this.run(statement.branches.find(({ condition }) => condition === undefined || this.#holds(condition, statement.at))?.body ?? [])
        return
      case 'call':
        this.#call(statement.call)
        return
      case 'remove-all-private':
        return retainPrivate(this.#root, new Map())
      case 'aside':
        return
    }
  }

  #find(path: TagPath): readonly Found[] {
    return findElements(path, this.#root)
  }

  /** `-(seq)` deletes the Sequence; `-(seq)[0]` empties that item and leaves it in its place. */
  #delete(path: TagPath): void {
    for (const { inside, tag, item } of this.#find(path)) {
      if (item === undefined) inside.elements.delete(tag)
      else inside.elements.get(tag)?.items?.forEach((one, index) => (item === '%' || item === index ? one.elements.clear() : undefined))
    }
  }

  #assign(path: TagPath, value: string): void {
    if (!isSingular(path)) throw new Abort(path.at, DICOMEDIT.stopped.severalElements)
    const found = this.#find(path)
    if (found.length > 0) return found.forEach((one) => this.#set(one, value))
    const [part, ...deeper] = path.parts
    // What DicomEdit makes around a nested element that is not there is not described; nothing old can be in it.
    if (part?.kind !== 'tag' || deeper.length > 0 || part.creator !== undefined) return
    const tag = parseInt(part.group + part.element, 16)
    this.#root.elements.set(tag, { vr: lookupTag(tag)?.vrs[0] ?? 'UN', value })
  }

  #set({ inside, tag }: Found, value: string): void {
    const old = inside.elements.get(tag)
    inside.elements.set(tag, { vr: old?.vr ?? 'UN', value })
  }

  #holds(condition: Condition, at: number): boolean {
    if (condition.kind === 'function') return this.#call(condition.call) === 'true'
    const [left, right] = [this.#text(condition.left), this.#text(condition.right)]
    switch (condition.how) {
      case '=':
        return (left ?? '') === (right ?? '')
      case '!=':
        return (left ?? '') !== (right ?? '')
      case '~':
      case '!~': {
        if (left === undefined || right === undefined) throw new Abort(at, DICOMEDIT.stopped.compared)
        return javaMatches(left, right, at) === (condition.how === '~')
      }
    }
  }

  #text(value: Value): string | undefined {
    const evaluated = this.#value(value)
    return typeof evaluated === 'object' ? evaluated.join('\\') : evaluated
  }

  #value(value: Value): Evaluated {
    switch (value.kind) {
      case 'text':
        return value.text
      case 'path': {
        const [first] = this.#find(value.path)
        return first === undefined ? undefined : first.inside.elements.get(first.tag)?.value
      }
      case 'name': {
        const known = this.#variables.get(value.name)
        if (known === undefined) throw new Abort(value.at, DICOMEDIT.stopped.variable)
        return known
      }
      case 'call':
        return this.#call(value.call)
      case 'list':
        return value.values.flatMap((one) => this.#texts(one))
    }
  }

  #texts(value: Value): readonly string[] {
    const evaluated = this.#value(value)
    return evaluated === undefined ? [] : typeof evaluated === 'string' ? [evaluated] : evaluated
  }

  #paths(args: readonly Value[]): readonly TagPath[] {
    return args.flatMap((arg) => (arg.kind === 'path' ? [arg.path] : arg.kind === 'list' ? this.#paths(arg.values) : []))
  }

  #call(call: Call): Evaluated {
    const [first, second, third] = call.args
    const text = (arg: Value | undefined): string => (arg === undefined ? '' : (this.#text(arg) ?? ''))
    const refuse = (message: string): never => {
      throw new Abort(call.at, message)
    }
    switch (call.name) {
      case 'concatenate':
        return call.args.map(text).join('')
      case 'lowercase':
        return text(first).toLowerCase()
      case 'uppercase':
        return text(first).toUpperCase()
      case 'substring':
        return text(first).slice(Number(text(second)), third === undefined ? undefined : Number(text(third)))
      case 'replace':
        return text(first).replaceAll(text(second), text(third))
      case 'hashUID':
        return `${UUID_ROOT}.${numberFor(text(first))}`
      case 'hashUIDList':
        return this.#each(call, (value) =>
          value
            .split('\\')
            .map((uid) => `${UUID_ROOT}.${numberFor(uid)}`)
            .join('\\'),
        )
      case 'mapUID':
        return `${text(second)}.${numberFor(text(first))}`
      case 'mapReferencedUIDs':
        return this.#each({ ...call, args: call.args.slice(1) }, (value) => `${text(first)}.${numberFor(`map ${value}`)}`)
      case 'isPresent':
        return first?.kind === 'path' && this.#find(first.path).length > 0 ? 'true' : 'false'
      case 'match':
      case 'ismatch':
      case 'isMatch':
        return javaMatches(text(first), text(second), call.at) ? 'true' : 'false'
      case 'true':
      case 'false':
        return call.name
      case 'delete':
      case 'removeTags':
        return void this.#paths(call.args).forEach((path) => this.#delete(path))
      case 'set':
        return first?.kind === 'path'
          ? void this.#find(first.path).forEach((found) => this.#set(found, text(second)))
          : refuse(DICOMEDIT.stopped.setTag)
      case 'blankValues': {
        const values = new Set(call.args.flatMap((arg) => this.#texts(arg)))
        return blank(this.#root, values)
      }
      case 'shiftDateByIncrement':
        return movedDay(text(first), Number(text(second))) ?? refuse(DICOMEDIT.stopped.noDate)
      case 'shiftDateTimeByIncrement':
        return this.#shifted(call)
      case 'shiftDateTimeSequenceByIncrement':
        return this.#each({ ...call, args: call.args.slice(1) }, (value) =>
          value === '' ? '' : (movedDay(value, Math.round(Number(text(first)) / 86_400)) ?? refuse(DICOMEDIT.stopped.noDate)),
        )
      case 'retainPrivateTags': {
        const paths = this.#paths(call.args)
        if (
          paths.length < call.args.length ||
          paths.some((path) => !path.parts.some((part) => part.kind === 'tag' && part.creator !== undefined))
        )
          return refuse(DICOMEDIT.stopped.retainPrivate)
        const kept = new Map<SimDataSet, Set<number>>()
        for (const { inside, tag } of paths.flatMap((path) => this.#find(path))) kept.set(inside, (kept.get(inside) ?? new Set()).add(tag))
        return retainPrivate(this.#root, kept)
      }
      case 'reject':
        return refuse(DICOMEDIT.stopped.rejected)
      case 'alterPixels':
        return undefined
      default:
        // A function whose result is not modelled: certainly another text than any that is there.
        return `(${call.name})`
    }
  }

  #each(call: Call, change: (value: string) => string): undefined {
    for (const { inside, tag } of this.#paths(call.args).flatMap((path) => this.#find(path))) {
      const old = inside.elements.get(tag)
      if (old !== undefined && old.items === undefined) inside.elements.set(tag, { ...old, value: change(old.value) })
    }
  }

  #shifted(call: Call): string {
    const [path, amount, unit] = call.args
    if (path?.kind !== 'path' || !isSingular(path.path)) throw new Abort(call.at, DICOMEDIT.stopped.onePath)
    const [found] = this.#find(path.path)
    const element = found?.inside.elements.get(found.tag)
    if (element === undefined || (element.vr !== 'DA' && element.vr !== 'DT')) throw new Abort(call.at, DICOMEDIT.stopped.shifted)
    const size = unit === undefined ? 1 : ({ seconds: 1, minutes: 60, hours: 3600, days: 86_400 }[this.#text(unit) ?? ''] ?? 1)
    const days = Math.trunc((Number(amount === undefined ? 0 : this.#text(amount)) * size) / 86_400)
    const moved = movedDay(element.value, days)
    if (moved === undefined) throw new Abort(call.at, DICOMEDIT.stopped.noDate)
    return moved
  }
}

/** Java's `matches`: the whole text. */
function javaMatches(text: string, pattern: string, at: number): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(text)
  } catch {
    throw new Abort(at, DICOMEDIT.stopped.regex)
  }
}

/** Every element whose whole value is one of these is emptied, at all depths. */
function blank({ elements }: SimDataSet, values: ReadonlySet<string>): undefined {
  for (const [tag, element] of elements) {
    if (element.items !== undefined) element.items.forEach((item) => blank(item, values))
    else if (values.has(element.value)) elements.set(tag, { ...element, value: '' })
  }
}

/** Private elements that are not kept go, with creators of whose blocks none is kept; what is inside a kept one stays. */
function retainPrivate(dataSet: SimDataSet, kept: ReadonlyMap<SimDataSet, ReadonlySet<number>>): undefined {
  const here = kept.get(dataSet) ?? new Set()
  for (const [tag, element] of dataSet.elements) {
    if (!isPrivateTag(tag)) element.items?.forEach((item) => retainPrivate(item, kept))
    else if (!here.has(tag) && !isCreatorOfKept(tag, here, dataSet)) dataSet.elements.delete(tag)
  }
}

function isCreatorOfKept(tag: number, kept: ReadonlySet<number>, dataSet: SimDataSet): boolean {
  const low = tag & 0xffff
  if (low < 0x10 || low > 0xff) return false
  return [...kept].some((one) => one >>> 16 === tag >>> 16 && (one & 0xffff) >>> 8 === low && creatorOf(one, dataSet) !== '')
}
