import type { ByteSource } from '../dicom/byte-source.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { describeText, holdsPixels, LONGEST_READ, type Digest } from './describe-value.ts'
import type { FoldPath, FoldValue, InventoryFold } from './fold.ts'
import { insideOf, type Gunzip } from './inside/index.ts'

/** Rows that are remembered with the values they were found in, all values together. */
const MOST_REMEMBERED = 100_000

/**
 * Rows for what is inside opaque values, `<path>#<key>`, counted like elements. A value that was met before in this
 * fold is not opened again: headers of a series are as good as the same in all its files.
 */
export class InsideRows {
  readonly #fold: InventoryFold
  readonly #digest: Digest
  readonly #gunzip: Gunzip | undefined
  readonly #found = new Map<FoldValue, readonly FoldValue[]>()
  /** By element and key, so that no path text is built twice. */
  readonly #paths = new Map<PathNode, Map<string, FoldPath>>()
  #remembered = 0

  constructor(fold: InventoryFold, digest: Digest, gunzip: Gunzip | undefined) {
    this.#fold = fold
    this.#digest = digest
    this.#gunzip = gunzip
  }

  /**
   * @param element one that `mayHoldMore`
   * @param value what the inventory keeps of the element's value
   * @param source where the element's offsets point
   */
  meet(node: PathNode, element: DataElement, value: FoldValue, source: ByteSource): void {
    if (element.length > LONGEST_READ || element.items !== undefined || holdsPixels(element)) return
    const found = this.#found.get(value)
    if (found === undefined) this.#open(node, element, value, source)
    else
      for (const one of found) {
        this.#fold.meetPath(one.path)
        this.#fold.meetValueAgain(one)
      }
  }

  #open(node: PathNode, { vr, valueOffset, length }: DataElement, value: FoldValue, source: ByteSource): void {
    const step = node.step
    if (step === undefined) return
    let paths = this.#paths.get(node)
    if (paths === undefined) this.#paths.set(node, (paths = new Map()))
    const known = paths
    const found = insideOf(step, vr, source.bytes(valueOffset, length), this.#gunzip).map((entry) => {
      let path = known.get(entry.key)
      if (path === undefined) known.set(entry.key, (path = this.#fold.path(`${node.key}#${entry.key}`)))
      this.#fold.meetPath(path)
      return this.#fold.meetValue(path, describeText(entry.text, entry.vr, this.#digest))
    })
    this.#remembered += found.length + 1
    if (this.#remembered > MOST_REMEMBERED) {
      this.#found.clear()
      this.#remembered = found.length + 1
    }
    this.#found.set(value, found)
  }
}
