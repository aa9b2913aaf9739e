import type { DataElement, Item } from './element.ts'
import { PrivateBlocks } from './private-block.ts'
import type { Tag } from './tag.ts'
import type { VR } from './vr.ts'

/**
 * What is open while a data set is walked: data sets and Sequences in turn, the root first. They lie on a stack of our
 * own, so that depth is bounded by a number and not by the call stack.
 */
export type Frame = DataSetFrame | SequenceFrame

/** The root or an item: a run of elements. */
export interface DataSetFrame {
  readonly opens: 'elements'
  readonly headerOffset: number
  readonly valueOffset: number
  readonly length: number
  /** First byte that is not in it; with undefined length, that cannot be in it. */
  readonly limit: number
  readonly explicitVr: boolean
  readonly littleEndian: boolean
  readonly elements: DataElement[]
  blocks: PrivateBlocks | undefined
  /** An element stood before the creator of its block. */
  unclaimed: boolean
  /** Specific Character Set: its own, else that of what it is in. */
  characterSet: DataElement | undefined
  /** Pixel Representation says signed: its own, else that of what it is in. */
  signed: boolean
}

/** A Sequence: a run of items. */
export interface SequenceFrame {
  readonly opens: 'items'
  readonly tag: Tag
  readonly writtenVr: string | undefined
  readonly creator: string | undefined
  readonly headerOffset: number
  readonly valueOffset: number
  readonly length: number
  readonly limit: number
  explicitVr: boolean
  readonly littleEndian: boolean
  /** The first item with content has shown whether VRs are written. */
  settled: boolean
  readonly items: Item[]
  /** Only taken for a Sequence because its value looks like one: the VR it has if that turns out wrong. */
  readonly otherwise: VR | undefined
  /** Of the data set it is in. */
  readonly characterSet: DataElement | undefined
  readonly signed: boolean
}

export function blocksOf(frame: DataSetFrame): PrivateBlocks {
  frame.blocks ??= new PrivateBlocks()
  return frame.blocks
}
