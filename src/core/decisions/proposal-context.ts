import { formatPath, leafOf, parsePath, pathKey, type AttributePath, type ElementPath, type PathText } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import { SINGLE_VALUED_TEXT } from '../dicom/vr.ts'
import type { TypedText } from '../confidentiality/defaults.ts'
import { POINTERS } from '../confidentiality/needed.ts'
import type { PlainInventory, PlainValue } from '../inventory/inventory.ts'
import type { Approval } from '../knowledge/approval.ts'
import type { FoundValues } from '../knowledge/looked-at.ts'
import type { FurtherStatements } from '../knowledge/private-knowledge.ts'
import { physicalParameter, type PhysicalParameterKind } from '../knowledge/physical-parameters.ts'

/** What a proposal looks at besides the element itself. */
export interface ProposalContext {
  /** The distinct values of an element as text; read only where they matter. */
  texts(path: PathText): readonly string[]
  /** The same, each with its VR. */
  typed(path: PathText): readonly TypedText[]
  /** The values of an element, each told from every other; read only where they matter. */
  found(path: PathText): FoundValues
  /** What the team settled of a private element in earlier collections, whatever the scanner. */
  approvals(path: PathText): readonly Approval[]
  /** What the team and imported lists say of private elements beside the published sources. */
  readonly further: FurtherStatements
  /** The list of physical parameters: the shipped one, or the user's own. */
  readonly listed: ParameterList
  /** Whether a listed element, one that a pointer names or a reference to an instance is anywhere inside a Sequence. */
  holdsListed(path: PathText): boolean
  /** Whether the collection has an element. */
  has(path: PathText): boolean
  /** Whether a value of a pointer names an attribute (see `POINTERS`). */
  isPointedAt(tag: Tag): boolean
  /** Whether a Sequence, by its code, is cleaned inside: then local codes in it are looked at. */
  isCleanedInside(path: PathText): boolean
}

/** The elements that may stay for what they measure or encode: the shipped list, or the user's own. */
export type ParameterList = (tag: Tag) => PhysicalParameterKind | undefined

export const shippedList: ParameterList = (tag) => physicalParameter(tag)?.kind

/** The path of the Sequence, or of the opaque value, around an element; undefined at the root and outside the data set. */
export function enclosing(path: AttributePath): ElementPath | undefined {
  if (path.kind === 'outside') return undefined
  if (path.inside !== undefined) return { kind: 'element', steps: path.steps }
  const steps = path.steps.slice(0, -1)
  const last = steps.at(-1)
  if (last === undefined) return undefined
  const { item: _item, ...sequence } = last
  return { kind: 'element', steps: [...steps.slice(0, -1), sequence] }
}

/** Public tags of the Sequences around an element, the outermost first. */
export function tagsAround(path: ElementPath): readonly Tag[] {
  return path.steps.slice(0, -1).flatMap((step) => (step.kind === 'public' ? [step.tag] : []))
}

/** The key of the block that a private element or a Private Creator belongs to, in its data set or item. */
export function blockKey(path: AttributePath): string | undefined {
  if (path.kind === 'outside') return undefined
  const leaf = path.steps.at(-1)
  if (leaf === undefined || leaf.kind === 'public') return undefined
  const around = enclosing(path)
  return `${around === undefined ? '' : pathKey(formatPath(around))} ${leaf.group} ${leaf.creator.trim().toUpperCase()}`
}

/** Attributes whose tags are values of a pointer of the collection. */
export function attributesPointedAt(inventory: PlainInventory): ReadonlySet<Tag> {
  const found = new Set<Tag>()
  for (const { path: text } of inventory.elements()) {
    const path = parsePath(text)
    const leaf = path?.kind === 'element' ? leafOf(path) : undefined
    if (leaf?.kind !== 'public' || !POINTERS.has(leaf.tag)) continue
    for (const value of inventory.values(text))
      for (const named of shapeText(value).split('\\')) {
        const pointed = parsePath(named.trim())
        const to = pointed?.kind === 'element' ? leafOf(pointed) : undefined
        if (to?.kind === 'public') found.add(to.tag)
      }
  }
  return found
}

/** Keys of the Sequences that have something of certain attributes inside them, at any depth. */
export function sequencesWith(inventory: PlainInventory, isAsked: (tag: Tag) => boolean): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { path: text } of inventory.elements()) {
    const path = parsePath(text)
    if (path?.kind !== 'element' || path.steps.length < 2) continue
    const leaf = path.steps.at(-1)
    if (leaf?.kind !== 'public' || !isAsked(leaf.tag)) continue
    for (let around = enclosing(path); around !== undefined; around = enclosing(around)) found.add(pathKey(formatPath(around)))
  }
  return found
}

/** What a text that no reader could make out stands for: it has no shape that a rule could look for. */
const UNREADABLE = '\ufffd'

/**
 * The text of a value, for rules on its shape. Of a long one the inventory holds the beginning: its last component may
 * be cut, and is left out where the VR has several.
 */
export function shapeText({ value, form, vr }: PlainValue): string {
  if (form === 'text') return value
  if (form !== 'digest' || SINGLE_VALUED_TEXT.has(vr) || !value.includes('\\')) return UNREADABLE
  return value.slice(0, value.lastIndexOf('\\'))
}
