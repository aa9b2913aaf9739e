import type { ByteSource } from '../dicom/byte-source.ts'
import type { OutputPart } from '../dicom/edits.ts'
import type { Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import type { AlikePlan } from './alike-plan.ts'
import { makeAlikePlan } from './make-alike-plan.ts'
import type { Prepared } from './prepare-instance.ts'
import type { RunContext } from './work.ts'

/** Series come one after the other, at times a few of them mixed. */
const MOST_PLANS = 4
/** After plans that no file was alike to, so many at most are not made. */
const MOST_SKIPPED = 64

/**
 * The files of a series, one after the other: when two of them have gone the plain way, or one of which many are known to
 * follow, a plan is made, by which those that are alike are prepared at a fraction of the cost. Holds a few plans, never files.
 */
export class AlikeInstances {
  readonly #run: RunContext
  /** The latest used first. */
  readonly #plans: AlikePlan[] = []
  #lastSeries: string | undefined
  #isUsed = true
  #skips = 0
  #toSkip = 0

  constructor(run: RunContext) {
    this.#run = run
  }

  /** Prepares a file that is alike to the last ones, unread; undefined where it is to go the plain way. */
  prepare(source: ByteSource): Prepared | undefined {
    for (const [index, plan] of this.#plans.entries()) {
      const prepared = plan.prepare(source)
      if (prepared === undefined) continue
      if (index > 0) {
        this.#plans.splice(index, 1)
        this.#plans.unshift(plan)
      }
      this.#isUsed = true
      this.#skips = 0
      return prepared
    }
    return undefined
  }

  /**
   * Learns from a file that went the plain way; the second of a series in a row makes a plan.
   * @param manyFollow whether files of the series are known to follow, so many that the first makes one
   */
  learn(file: Part10File, source: ByteSource, paths: PathNode, plain: Prepared, manyFollow = false): void {
    const { seriesOld } = plain.identity
    const isSecond = seriesOld === this.#lastSeries
    this.#lastSeries = seriesOld
    if (!isSecond && !manyFollow) return
    if (!this.#isUsed) {
      // Files of this series differ from each other: plans for them are not worth what they cost.
      if (this.#toSkip > 0) {
        this.#toSkip -= 1
        return
      }
      this.#skips = Math.min(MOST_SKIPPED, 2 * this.#skips + 1)
      this.#toSkip = this.#skips
    }
    const plan = makeAlikePlan(file, source, paths, this.#run)
    this.#isUsed = false
    if (plan === undefined) return
    const own = plan.prepare(source)
    // A plan that does not even give what it was made from would be a defect of this program, and is not followed.
    if (own === undefined || !isEqual(own, plain, source)) return
    this.#plans.unshift(plan)
    if (this.#plans.length > MOST_PLANS) this.#plans.pop()
  }
}

/** Whether two ways to prepare a file are one. */
function isEqual(a: Prepared, b: Prepared, source: ByteSource): boolean {
  return (
    a.path === b.path &&
    a.patient === b.patient &&
    JSON.stringify([a.identity, a.problems]) === JSON.stringify([b.identity, b.problems]) &&
    a.uids.size === b.uids.size &&
    [...a.uids].every(([was, is]) => b.uids.get(was) === is) &&
    isSameCopy(a.parts, b.parts, source)
  )
}

/** How much of two copies is compared at once. */
const STRETCH = 1 << 16

/** Whether the same bytes come of two lists of parts, however they are cut. What is the same range is not read. */
function isSameCopy(a: readonly OutputPart[], b: readonly OutputPart[], source: ByteSource): boolean {
  const [one, other] = [new Reading(a), new Reading(b)]
  while (!one.isAtEnd && !other.isAtEnd) {
    const length = Math.min(one.left, other.left)
    if (one.offset === undefined || one.offset !== other.offset) {
      const most = Math.min(length, STRETCH)
      const bytes = one.bytes(most, source).slice()
      if (!other.bytes(most, source).every((byte, index) => byte === bytes[index])) return false
      one.skip(most)
      other.skip(most)
    } else {
      one.skip(length)
      other.skip(length)
    }
  }
  return one.isAtEnd && other.isAtEnd
}

/** A place in a list of parts. */
class Reading {
  readonly #parts: readonly OutputPart[]
  #part = 0
  #at = 0

  constructor(parts: readonly OutputPart[]) {
    this.#parts = parts.filter((part) => lengthOf(part) > 0)
  }

  get isAtEnd(): boolean {
    return this.#part === this.#parts.length
  }

  /** Bytes that are left of the part at hand. */
  get left(): number {
    return lengthOf(this.#parts[this.#part]) - this.#at
  }

  /** In the file; undefined where the part is of new bytes. */
  get offset(): number | undefined {
    const part = this.#parts[this.#part]
    return part?.from === 'file' ? part.offset + this.#at : undefined
  }

  bytes(length: number, source: ByteSource): Uint8Array {
    const part = this.#parts[this.#part]
    if (part?.from === 'bytes') return part.bytes.subarray(this.#at, this.#at + length)
    return source.bytes((part?.offset ?? 0) + this.#at, length)
  }

  skip(length: number): void {
    this.#at += length
    if (this.left > 0) return
    this.#part += 1
    this.#at = 0
  }
}

function lengthOf(part: OutputPart | undefined): number {
  if (part === undefined) return 0
  return part.from === 'bytes' ? part.bytes.length : part.length
}
