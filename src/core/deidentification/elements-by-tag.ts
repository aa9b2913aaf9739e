import type { DataElement } from '../dicom/element.ts'
import type { Tag } from '../dicom/tag.ts'

/** The elements of one data set by their tag: gone through once, for they are asked for a dozen times in an instance. */
export class ElementsByTag {
  readonly #first = new Map<Tag, DataElement>()
  /** Of tags that stand there more than once, which PS3.5 7.1 forbids. */
  #last: Map<Tag, DataElement> | undefined

  constructor(elements: readonly DataElement[]) {
    for (const element of elements) {
      if (!this.#first.has(element.tag)) this.#first.set(element.tag, element)
      else (this.#last ??= new Map()).set(element.tag, element)
    }
  }

  first(tag: Tag): DataElement | undefined {
    return this.#first.get(tag)
  }

  last(tag: Tag): DataElement | undefined {
    return this.#last?.get(tag) ?? this.#first.get(tag)
  }
}
