import { formatStep, pathKey, type ElementPath, type PathStep, type PathText } from './attribute-path.ts'
import type { DataElement } from './element.ts'
import { elementOf, groupOf, isInPrivateBlock, isPrivateCreator, type Tag } from './tag.ts'

/** What an element is, wherever it stands; private elements by their creator (PS3.5 7.8.1). */
export function pathStepOf({ tag, creator }: Pick<DataElement, 'tag' | 'creator'>): PathStep {
  if (creator !== undefined) {
    const group = groupOf(tag)
    if (isPrivateCreator(tag)) return { kind: 'creator', group, creator }
    if (isInPrivateBlock(tag)) return { kind: 'private', group, creator, element: elementOf(tag) & 0xff }
  }
  return { kind: 'public', tag }
}

/**
 * Attribute paths as a tree in which each path exists once: to walk a file costs one look-up an element and builds no
 * text. Two nodes are the same path exactly if they are the same object; spellings of a creator are different nodes
 * with the same {@link key}.
 */
export class PathNode {
  readonly parent: PathNode | undefined
  /** The last step; undefined at the root. */
  readonly step: PathStep | undefined
  /** Steps from the root. */
  readonly depth: number
  #text: PathText | undefined
  #key: string | undefined
  #byTag: Map<Tag, PathNode> | undefined
  #byCreator: Map<string, Map<number, PathNode>> | undefined

  private constructor(parent: PathNode | undefined, step: PathStep | undefined) {
    this.parent = parent
    this.step = step
    this.depth = parent === undefined ? 0 : parent.depth + 1
  }

  /** A new, empty tree. Whoever holds the root holds all of it: nothing is kept elsewhere. */
  static root(): PathNode {
    return new PathNode(undefined, undefined)
  }

  /** The path of an element in the root of a data set (called on the root), or in any item of this Sequence. */
  child(element: Pick<DataElement, 'tag' | 'creator'>): PathNode {
    const { tag, creator } = element
    if (creator === undefined) {
      const known = this.#byTag?.get(tag)
      if (known !== undefined) return known
      const node = new PathNode(this, pathStepOf(element))
      this.#byTag ??= new Map()
      this.#byTag.set(tag, node)
      return node
    }
    // The block number is no identity: creator elements (low byte only) are told apart from block elements by one bit.
    const number = isPrivateCreator(tag) ? groupOf(tag) * 0x200 + 0x100 : groupOf(tag) * 0x200 + (tag & 0xff)
    this.#byCreator ??= new Map()
    let byNumber = this.#byCreator.get(creator)
    if (byNumber === undefined) this.#byCreator.set(creator, (byNumber = new Map()))
    const known = byNumber.get(number)
    if (known !== undefined) return known
    const node = new PathNode(this, pathStepOf(element))
    byNumber.set(number, node)
    return node
  }

  /** The settled text form, with `[*]` for items: `(0040,0275)[*](0008,0050)`. Empty at the root. */
  get text(): PathText {
    if (this.#text === undefined) {
      const own = this.step === undefined ? '' : formatStep(this.step)
      const above = this.parent?.text ?? ''
      this.#text = above === '' ? own : `${above}[*]${own}`
    }
    return this.#text
  }

  /** The text under which spellings of creators meet, see {@link pathKey}. */
  get key(): string {
    this.#key ??= pathKey(this.text)
    return this.#key
  }

  /** The path as steps. */
  get path(): ElementPath {
    const steps: PathStep[] = this.step === undefined ? [] : [this.step]
    for (let node = this.parent; node?.step !== undefined; node = node.parent) steps.unshift({ ...node.step, item: '*' })
    return { kind: 'element', steps }
  }
}
