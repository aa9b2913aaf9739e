import type { DataSetEdits } from './edits.ts'
import type { DataElement } from './element.ts'
import { groupOf, isGroupLength } from './tag.ts'
import type { Output } from './output.ts'

/**
 * Group Length elements (PS3.5 7.2) of one data set that is being changed. One that stays must tell the truth about the
 * group as it is written; one whose group is left alone is left alone too.
 */
export class GroupLengths {
  readonly #changed = new Set<number>()
  readonly #sizes = new Map<number, number>()
  readonly #open: { readonly group: number; readonly bytes: Uint8Array }[] = []
  readonly #littleEndian: boolean

  /** Without a group length that stays there is nothing to count, which is so in nearly every data set. */
  constructor(elements: readonly DataElement[], edits: DataSetEdits, littleEndian: boolean) {
    this.#littleEndian = littleEndian
    if (!elements.some((element) => isGroupLength(element.tag) && edits.elements.get(element)?.do !== 'remove')) return
    for (const element of edits.elements.keys()) this.#changed.add(groupOf(element.tag))
    for (const element of edits.add) this.#changed.add(groupOf(element.tag))
  }

  /**
   * Writes a group length with a value that is filled in by {@link settle}.
   * @returns false where the element is none, or none that must change
   */
  takes(element: DataElement, out: Output): boolean {
    const group = groupOf(element.tag)
    if (!isGroupLength(element.tag) || element.length !== 4 || !this.#changed.has(group)) return false
    const bytes = new Uint8Array(4)
    out.copy(element.headerOffset, element.valueOffset - element.headerOffset)
    out.write(bytes)
    this.#open.push({ group, bytes })
    return true
  }

  /** Counts an element as it is written. */
  count(tag: number, length: number): void {
    if (this.#changed.size === 0 || isGroupLength(tag)) return
    const group = groupOf(tag)
    this.#sizes.set(group, (this.#sizes.get(group) ?? 0) + length)
  }

  settle(): void {
    for (const { group, bytes } of this.#open) {
      new DataView(bytes.buffer).setUint32(0, this.#sizes.get(group) ?? 0, this.#littleEndian)
    }
  }
}
