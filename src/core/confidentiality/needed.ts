import { formatPath, leafOf, type ElementPath, type PathText } from '../dicom/attribute-path.ts'
import { formatTag, type Tag } from '../dicom/tag.ts'
import { conditionsOn } from './conditions.ts'
import { vrOf } from '../dictionary/index.ts'
import { iodName, mayNotBeEmpty, publicTags, requiredIn } from './iod-type.ts'
import { sayType } from './resolve-action.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** What stands beside an element in the collection, as far as its instance cannot be read without it. */
export interface Beside {
  /** Whether a value of the collection points at an attribute. */
  isPointedAt(tag: Tag): boolean
  has(path: PathText): boolean
}

/** Attributes whose values are the tags of others, by which the frames are told apart: Frame Increment, Dimension Index and Functional Group Pointer. */
export const POINTERS: ReadonlySet<Tag> = new Set<Tag>([0x00280009, 0x00209165, 0x00209167])

/**
 * References to other instances, which stay whole: Referenced SOP Instance UID, and the Sequences that Table E.1-1 keeps for
 * them (X/Z/U*). What lists all references of an instance must not list what nothing refers to any more (PS3.3 C.12.2).
 */
export const REFERENCES: ReadonlySet<Tag> = new Set<Tag>([0x00081155, 0x00081140, 0x00082112])

/** What an instance is there for although its IOD lets it go: the contours of an RT Structure Set (Contour Sequence, PS3.3 C.8.8.6). */
const SUBSTANCE: ReadonlySet<Tag> = new Set<Tag>([0x30060040])

/** What Pixel Data cannot be decoded without, in an IOD that speaks of it (PS3.3 C.7.6.3, C.7.6.6) or in one that does not. */
const PIXEL_DESCRIPTION: ReadonlySet<Tag> = new Set<Tag>([
  0x00280002, // Samples per Pixel
  0x00280004, // Photometric Interpretation
  0x00280006, // Planar Configuration
  0x00280008, // Number of Frames
  0x00280010, // Rows
  0x00280011, // Columns
  0x00280100, // Bits Allocated
  0x00280101, // Bits Stored
  0x00280102, // High Bit
  0x00280103, // Pixel Representation
])

/**
 * Why instances that have a public attribute cannot be read without it, in words: an IOD asks for a value (Type 1, or 1C
 * since it is there), the pixels are described by it, a pointer names it, or the condition of another attribute does.
 * @returns undefined where it can be emptied or left out
 */
export function neededToRead(path: ElementPath, sopClasses: readonly string[], beside: Beside): string | undefined {
  const leaf = leafOf(path)
  if (leaf.kind !== 'public') return undefined
  const { tag } = leaf
  const required = requiredIn(path, sopClasses)
  if (required !== undefined) return sayType(required.type, iodName(required.sopClass))
  const wanting = vrOf(tag) === 'SQ' ? sopClasses.find((sopClass) => mayNotBeEmpty(publicTags(path), sopClass)) : undefined
  if (wanting !== undefined) return CONFIDENTIALITY.needed.item(iodName(wanting))
  if (SUBSTANCE.has(tag)) return CONFIDENTIALITY.needed.substance
  if (PIXEL_DESCRIPTION.has(tag)) return CONFIDENTIALITY.needed.pixels
  if (beside.isPointedAt(tag)) return CONFIDENTIALITY.needed.pointedAt
  const around = path.steps.slice(0, -1)
  const named = conditionsOn(tag).find(({ attribute, otherwise }) =>
    otherwise === 'asked-for'
      ? around.length === 0
      : beside.has(formatPath({ kind: 'element', steps: [...around, { kind: 'public', tag: attribute }] })),
  )
  return named === undefined ? undefined : CONFIDENTIALITY.needed.named(formatTag(named.attribute))
}
