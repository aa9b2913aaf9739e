import { VALUE_FORMS, type PartialInventory } from '../../core/inventory/partial-inventory.ts'
import { hasLetters } from './stored-value.ts'

/**
 * Values of one path and kind that came one after the other, each in equally many files of one context and of no other:
 * UIDs, times and positions of the instances of a series, which are most of all values. The store takes them in at once.
 */
export interface ValueRun {
  /** Index in the partial's paths. */
  readonly path: number
  readonly vr: number
  readonly form: number
  /** Index in the partial's contexts. */
  readonly context: number
  /** In how many of its files each of them is. */
  readonly files: number
  readonly count: number
  /**
   * The texts as an array of JSON in UTF-8: bytes are no load to the memory of scripts while they wait to be written. A
   * blank is in front, since by its first byte SQLite tells text from its own binary JSON.
   */
  readonly texts: Uint8Array
  /** Characters of the longest. */
  readonly longest: number
  readonly hasLetters: boolean
}

/** Fewer are written one by one. */
const FEWEST = 8
const DIGEST = VALUE_FORMS.indexOf('digest')
/** Half a pair of surrogates is written otherwise in JSON than where it is bound as a text. */
const UNSAFE = /[\ud800-\udfff]/
const encoder = new TextEncoder()

/** A partial, and the runs that were taken out of it: it says nothing of their values any more. */
export interface WithoutRuns {
  readonly partial: PartialInventory
  readonly runs: readonly ValueRun[]
}

/** @param fewest values that make a run */
export function splitRuns(partial: PartialInventory, fewest = FEWEST): WithoutRuns {
  const { values, valueFacts } = partial
  const total = values.text.length
  const factOf = new Int32Array(total).fill(NO_FACT)
  for (let at = 0; at < valueFacts.length; at += 3) {
    const what = valueFacts[at] as number
    factOf[what] = factOf[what] === NO_FACT ? at : SEVERAL_FACTS
  }
  const runs: ValueRun[] = []
  const isInRun = new Uint8Array(total)
  for (let first = 0; first < total;) {
    let end = first + 1
    if (mayRun(first)) {
      while (end < total && continues(first, end)) end += 1
      if (end - first >= fewest) addRun(first, end)
    }
    first = end
  }
  return { partial: runs.length === 0 ? partial : without(partial, isInRun), runs }

  function mayRun(index: number): boolean {
    return (factOf[index] as number) >= 0 && values.form[index] !== DIGEST
  }

  function continues(first: number, index: number): boolean {
    const [fact, begun] = [factOf[index] as number, factOf[first] as number]
    return (
      fact >= 0 &&
      values.path[index] === values.path[first] &&
      values.vr[index] === values.vr[first] &&
      values.form[index] === values.form[first] &&
      valueFacts[fact + 1] === valueFacts[begun + 1] &&
      valueFacts[fact + 2] === valueFacts[begun + 2]
    )
  }

  function addRun(first: number, end: number): void {
    const texts = values.text.slice(first, end)
    const joined = texts.join('')
    if (UNSAFE.test(joined)) return
    const fact = factOf[first] as number
    runs.push({
      path: values.path[first] as number,
      vr: values.vr[first] as number,
      form: values.form[first] as number,
      context: valueFacts[fact + 1] as number,
      files: valueFacts[fact + 2] as number,
      count: texts.length,
      // In the order of the store, where each then lies beside the one before.
      texts: encoder.encode(` ${JSON.stringify(texts.sort())}`),
      longest: texts.reduce((longest, text) => Math.max(longest, text.length), 0),
      hasLetters: hasLetters(joined),
    })
    isInRun.fill(1, first, end)
  }
}

const NO_FACT = -1
const SEVERAL_FACTS = -2

/** In loops, because V8 leaves code that maps numbers to texts anew each time. */
function without(partial: PartialInventory, isInRun: Uint8Array): PartialInventory {
  const { values, valueFacts } = partial
  const total = isInRun.length
  const numbers = new Uint32Array(total)
  let count = 0
  for (let index = 0; index < total; index++) if (isInRun[index] === 0) numbers[index] = count++
  const path = new Uint32Array(count)
  const vr = new Uint8Array(count)
  const form = new Uint8Array(count)
  const length = new Float64Array(count)
  const text: string[] = []
  const digest: string[] = []
  for (let index = 0; index < total; index++) {
    if (isInRun[index] !== 0) continue
    const number = numbers[index] as number
    path[number] = values.path[index] as number
    vr[number] = values.vr[index] as number
    form[number] = values.form[index] as number
    length[number] = values.length[index] as number
    text.push(values.text[index] as string)
    digest.push(values.digest[index] as string)
  }
  const facts = new Uint32Array(valueFacts.length)
  let used = 0
  for (let at = 0; at < valueFacts.length; at += 3) {
    const what = valueFacts[at] as number
    if (isInRun[what] !== 0) continue
    facts[used] = numbers[what] as number
    facts[used + 1] = valueFacts[at + 1] as number
    facts[used + 2] = valueFacts[at + 2] as number
    used += 3
  }
  return { ...partial, values: { path, vr, form, length, text, digest }, valueFacts: facts.slice(0, used) }
}
