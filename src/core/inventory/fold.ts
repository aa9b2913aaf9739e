import { VRS, type VR } from '../dicom/vr.ts'
import { FactCounter, UNCOUNTED, type Counted } from './fact-counter.ts'
import type { InstanceContext, ValueForm } from './inventory.ts'
import { eachFact, VALUE_FORMS, type PartialInventory } from './partial-inventory.ts'

/** A value as it was met: what makes it distinct, and nothing else. */
export interface FoundValue {
  readonly vr: VR
  readonly form: ValueForm
  readonly text: string
  readonly length: number
  /** Empty where the form has none. */
  readonly digest: string
}

/** A path of the fold, found once and then kept by whoever meets it often. */
export interface FoldPath extends Counted {
  readonly key: string
  /** The values that are text of the VR that was met first, by their text: nearly all there are. */
  readonly texts: Map<string, FoldValue>
  textVr: VR | undefined
  /** All others, by all that makes them distinct. */
  others: Map<string, FoldValue> | undefined
}

export interface FoldValue extends Counted {
  readonly path: FoldPath
  readonly found: FoundValue
}

interface FoldCreator extends Counted {
  readonly spelling: string
}

/** The characters of the paths of one file, and a number for each of them: files have a thousand paths and 100,000 characters at most. */
const HEAVIEST = 4_000_000
const WEIGHT_OF_PATH = 100

/** A file has more different elements than are listed of one: it was made to fill the memory. */
export class TooManyPaths extends Error {}

/** What was met on account of one element: every file that has the same element has it. */
export interface Noted {
  readonly value: FoldValue
  /** Whether there is more than the value: rows of what is inside it. */
  readonly isMore: boolean
  readonly paths: readonly FoldPath[]
  readonly values: readonly FoldValue[]
}

/**
 * Adds files up to a {@link PartialInventory}. What a file holds is first only noted (`meet…`) and counts with
 * `endFile`, so that a file whose reading breaks off leaves nothing behind.
 */
export class InventoryFold {
  readonly #paths = new Map<string, FoldPath>()
  readonly #creators = new Map<string, FoldCreator>()
  readonly #contexts = new Map<string, number>()
  readonly #contextList: InstanceContext[] = []
  readonly #countedPaths: FoldPath[] = []
  readonly #countedValues: FoldValue[] = []
  readonly #countedCreators: FoldCreator[] = []
  readonly #pathFacts = new FactCounter()
  readonly #valueFacts = new FactCounter()
  readonly #creatorFacts = new FactCounter()
  readonly #met: { paths: FoldPath[]; values: FoldValue[]; creators: FoldCreator[] } = { paths: [], values: [], creators: [] }
  #noting: { readonly paths: FoldPath[]; readonly values: FoldValue[] } | undefined
  #file = 0
  /** What the paths met in the file at hand weigh. */
  #weight = 0
  #mark = UNCOUNTED.lastFile
  #held = 0

  /** A measure of the memory that is held: distinct paths and values, also of files that were given up. */
  get held(): number {
    return this.#held
  }

  /** @param key the path's `pathKey` */
  path(key: string): FoldPath {
    let path = this.#paths.get(key)
    if (path === undefined) {
      path = { ...UNCOUNTED, key, texts: new Map(), textVr: undefined, others: undefined }
      this.#paths.set(key, path)
      this.#held += 1
    }
    return path
  }

  /**
   * The file at hand has a path.
   * @throws {@link TooManyPaths} where it has more than may be
   */
  weigh({ key }: FoldPath): void {
    this.#weight += key.length + WEIGHT_OF_PATH
    if (this.#weight > HEAVIEST) throw new TooManyPaths()
  }

  meetPath(path: FoldPath): void {
    if (this.#noting !== undefined) {
      this.#noting.paths.push(path)
      return
    }
    if (path.lastFile === this.#file) return
    path.lastFile = this.#file
    this.#met.paths.push(path)
    this.weigh(path)
  }

  meetValue(path: FoldPath, found: FoundValue): FoldValue {
    const isText = found.form === 'text' && (path.textVr ??= found.vr) === found.vr
    const known = isText ? path.texts : (path.others ??= new Map())
    const key = isText ? found.text : valueKey(found)
    let value = known.get(key)
    if (value === undefined) {
      value = { ...UNCOUNTED, path, found }
      known.set(key, value)
      this.#held += 1
    }
    this.meetValueAgain(value)
    return value
  }

  meetValueAgain(value: FoldValue): void {
    if (this.#noting !== undefined) {
      this.#noting.values.push(value)
      return
    }
    if (value.lastFile === this.#file) return
    value.lastFile = this.#file
    this.#met.values.push(value)
  }

  /** `spelling` escaped as in path text. */
  meetCreator(spelling: string): void {
    const creator = this.#creator(spelling)
    if (creator.lastFile === this.#file) return
    creator.lastFile = this.#file
    this.#met.creators.push(creator)
  }

  /** What `meet` meets is only noted, to be counted by {@link countValueOf} and {@link countPathOf}. */
  noting(meet: () => FoldValue): Noted {
    const noting = { paths: [], values: [] } as { paths: FoldPath[]; values: FoldValue[] }
    this.#noting = noting
    try {
      const value = meet()
      for (const path of new Set(noting.paths)) this.weigh(path)
      return { value, isMore: noting.paths.length > 0 || noting.values.length > 1, ...noting }
    } finally {
      this.#noting = undefined
    }
  }

  /** Everything that several elements have met, each thing once, in the order in which it was met. */
  distinct<Of extends 'paths' | 'values'>(noted: readonly Noted[], of: Of): readonly Noted[Of][number][] {
    // Below every number of a file, so that nothing counts as met in one.
    const mark = (this.#mark -= 1)
    const found: Noted[Of][number][] = []
    for (const each of noted)
      for (const thing of each[of]) {
        if (thing.lastFile === mark) continue
        thing.lastFile = mark
        found.push(thing)
      }
    return found
  }

  /**
   * The file was read to its end: what was met since the last call counts for this context.
   * @returns the context's index in the partial
   */
  endFile(context: InstanceContext): number {
    const index = this.context(context)
    this.endFileOf(index)
    return index
  }

  /** {@link endFile} for a context that is known by its index. */
  endFileOf(index: number): void {
    for (const path of this.#met.paths) this.#countPath(path, index, 1)
    for (const value of this.#met.values) this.#countValue(value, index, 1)
    for (const creator of this.#met.creators) this.#countCreator(creator, index, 1)
    this.abandonFile()
  }

  /** Files of a context in each of which these occur, and which nobody has counted yet. */
  countFiles(paths: readonly FoldPath[], creators: readonly string[], context: number, files: number): void {
    for (const path of paths) this.#countPath(path, context, files)
    for (const creator of creators) this.#countCreator(this.#creator(creator), context, files)
  }

  /** Files of a context in each of which the path occurs, and which nobody has counted yet. */
  countPathOf(path: FoldPath, context: number, files: number): void {
    this.#countPath(path, context, files)
  }

  /** Files of a context in each of which the value occurs, and which nobody has counted yet. */
  countValueOf(value: FoldValue, context: number, files: number): void {
    this.#countValue(value, context, files)
  }

  /** What was met since the last `endFile` does not count. */
  abandonFile(): void {
    this.#met.paths.length = 0
    this.#met.values.length = 0
    this.#met.creators.length = 0
    this.#weight = 0
    this.#file += 1
  }

  /** Everything of another partial, as if its files had been added here. */
  add(partial: PartialInventory): void {
    const contexts = partial.contexts.map((context) => this.context(context))
    const paths = partial.paths.map((key) => this.path(key))
    const creators = partial.creators.map((spelling) => this.#creator(spelling))
    const { values } = partial
    eachFact(partial.pathFacts, (what, context, files) => this.#countPath(at(paths, what), at(contexts, context), files))
    eachFact(partial.creatorFacts, (what, context, files) => this.#countCreator(at(creators, what), at(contexts, context), files))
    eachFact(partial.valueFacts, (what, context, files) => {
      const path = at(paths, values.path[what] ?? 0)
      const value = this.meetValue(path, {
        vr: at(VRS, values.vr[what] ?? 0),
        form: at(VALUE_FORMS, values.form[what] ?? 0),
        text: values.text[what] ?? '',
        length: values.length[what] ?? 0,
        digest: values.digest[what] ?? '',
      })
      this.#countValue(value, at(contexts, context), files)
    })
    this.abandonFile()
  }

  /** Values come path by path, so that whoever stores them by path goes from one to its neighbour. */
  partial(): PartialInventory {
    const { values, numbers } = this.#valuesByPath()
    const valueFacts = this.#valueFacts.facts()
    for (let fact = 0; fact < valueFacts.length; fact += 3) valueFacts[fact] = numbers[valueFacts[fact] as number] as number
    const count = values.length
    const columns = {
      path: new Uint32Array(count),
      vr: new Uint8Array(count),
      form: new Uint8Array(count),
      length: new Float64Array(count),
      text: [] as string[],
      digest: [] as string[],
    }
    for (let place = 0; place < count; place++) {
      const { path, found } = values[place] as FoldValue
      columns.text.push(found.text)
      columns.digest.push(found.digest)
      columns.path[place] = path.index
      columns.vr[place] = VR_NUMBERS.get(found.vr) as number
      columns.form[place] = FORM_NUMBERS.get(found.form) as number
      columns.length[place] = found.length
    }
    return {
      contexts: this.#contextList,
      paths: this.#countedPaths.map((path) => path.key),
      creators: this.#countedCreators.map((creator) => creator.spelling),
      values: columns,
      pathFacts: this.#pathFacts.facts(),
      valueFacts,
      creatorFacts: this.#creatorFacts.facts(),
    }
  }

  /** The values that count, those of a path in the order in which they were counted; and by that order the place of each. */
  #valuesByPath(): { readonly values: readonly FoldValue[]; readonly numbers: Uint32Array } {
    const counted = this.#countedValues
    const next = new Uint32Array(this.#countedPaths.length + 1)
    for (const { path } of counted) next[path.index + 1] = (next[path.index + 1] as number) + 1
    for (let path = 1; path < next.length; path++) next[path] = (next[path] as number) + (next[path - 1] as number)
    const order = new Uint32Array(counted.length)
    const numbers = new Uint32Array(counted.length)
    for (let index = 0; index < counted.length; index++) {
      const path = (counted[index] as FoldValue).path.index
      const place = next[path] as number
      next[path] = place + 1
      order[place] = index
      numbers[index] = place
    }
    const values: FoldValue[] = []
    for (let place = 0; place < order.length; place++) values.push(counted[order[place] as number] as FoldValue)
    return { values, numbers }
  }

  #countPath(path: FoldPath, context: number, files: number): void {
    number(path, this.#countedPaths)
    this.#pathFacts.add(path, context, files)
  }

  #countValue(value: FoldValue, context: number, files: number): void {
    number(value, this.#countedValues)
    this.#valueFacts.add(value, context, files)
  }

  #countCreator(creator: FoldCreator, context: number, files: number): void {
    number(creator, this.#countedCreators)
    this.#creatorFacts.add(creator, context, files)
  }

  #creator(spelling: string): FoldCreator {
    let creator = this.#creators.get(spelling)
    if (creator === undefined) {
      creator = { ...UNCOUNTED, spelling }
      this.#creators.set(spelling, creator)
    }
    return creator
  }

  /** The index of a context in the partial. */
  context(context: InstanceContext): number {
    const key = contextKey(context)
    let index = this.#contexts.get(key)
    if (index === undefined) {
      index = this.#contextList.push(context) - 1
      this.#contexts.set(key, index)
    }
    return index
  }
}

const VR_NUMBERS: ReadonlyMap<VR, number> = new Map(VRS.map((vr, index) => [vr, index]))
const FORM_NUMBERS: ReadonlyMap<ValueForm, number> = new Map(VALUE_FORMS.map((form, index) => [form, index]))

/** Contexts that agree in everything have one key. U+0000 separates: it is trimmed from or escaped in every field. */
export function contextKey(context: InstanceContext): string {
  return [
    context.patient,
    context.study,
    context.series,
    context.modality,
    context.sopClass,
    context.manufacturer,
    context.model,
    context.software,
  ].join('\u0000')
}

/** What makes a value distinct, within its path. The length of a text follows from the text. */
function valueKey(found: FoundValue): string {
  return found.form === 'text' ? `${found.vr} ${found.text}` : `${found.vr}-${found.form} ${found.digest} ${found.length} ${found.text}`
}

function number<T extends Counted>(counted: T, list: T[]): void {
  if (counted.index < 0) counted.index = list.push(counted) - 1
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error('a partial inventory names what it does not hold')
  return item
}
