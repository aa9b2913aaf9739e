import { parsePath, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import { attributeTypes, lookupUid, moduleType1Attributes, type AttributeType } from '../dictionary/index.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** The Type of an attribute where it stands: `-` outside the IOD, `?` where nobody can tell (unknown SOP Class). */
export type TypeInIod = AttributeType | '-' | '?'

export interface IodType {
  readonly type: TypeInIod
  /** `Patient`, `Study`, `Series`, `Image` …: the entity whose module defines the attribute. Empty outside the IOD. */
  readonly entity: string
}

/** Whether an attribute was met in instances of the SOP Class; undefined: not known, which counts as present. */
export type Presence = (path: readonly Tag[]) => boolean

/**
 * The tags along a path, for the IOD tables.
 * @returns undefined where a step is private or outside the data set: no Standard IOD defines what is there
 */
export function publicTags(path: AttributePath | PathText): readonly Tag[] | undefined {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  if (parsed?.kind !== 'element') return undefined
  const tags: Tag[] = []
  for (const step of parsed.steps) {
    if (step.kind !== 'public') return undefined
    tags.push(step.tag)
  }
  return tags
}

/**
 * The Type that an attribute, which is present, has in the IOD of a SOP Class at its path. A module binds when it is
 * mandatory or one of its Type 1 attributes is present; of several modules the strongest Type holds.
 */
export function iodType(tags: readonly Tag[] | undefined, sopClass: string, present?: Presence): IodType {
  if (tags === undefined) return { type: '-', entity: '' }
  const uses = attributeTypes(sopClass, tags)
  if (uses === undefined) return { type: '?', entity: '' }
  let strongest: IodType = { type: '-', entity: '' }
  for (const { module, usage, entity, type } of uses) {
    const binds = usage === 'M' || type === '1' || type === '1C' || isModulePresent(module, present)
    const bound = binds ? type : '3'
    if (strongest.type === '-' || isStronger(bound, strongest.type)) strongest = { type: bound, entity }
  }
  return strongest
}

/**
 * Whether an attribute at the root of a data set has its Type only from modules that are optional and that no instance of
 * the SOP Class has: then nothing binds it, and it counts as Type 3.
 */
export function isUnbound(tags: readonly Tag[], sopClass: string, present: Presence): boolean {
  const { type } = iodType(tags, sopClass, ABSENT)
  return type === '3' && iodType(tags, sopClass).type !== '3' && iodType(tags, sopClass, present).type === '3'
}

/**
 * {@link iodType} in a collection.
 * @param unbound SOP Classes of which {@link isUnbound} was found
 */
export function iodTypeIn(tags: readonly Tag[] | undefined, sopClass: string, unbound: readonly string[] = []): IodType {
  return iodType(tags, sopClass, unbound.includes(sopClass) ? ABSENT : undefined)
}

const ABSENT: Presence = () => false

function isModulePresent(module: string, present: Presence | undefined): boolean {
  if (present === undefined) return true
  const type1 = moduleType1Attributes(module)
  return type1.length === 0 || type1.some((path) => present(path))
}

/** From the strongest to the weakest (PS3.5 7.4). */
const ORDER: readonly TypeInIod[] = ['1', '1C', '2', '2C', '3', '?', '-']

export function isStronger(one: TypeInIod, other: TypeInIod): boolean {
  return ORDER.indexOf(one) < ORDER.indexOf(other)
}

/** Where an attribute has to have a value: its Type, and one of the SOP Classes in whose IODs it has it. */
export interface RequiredIn {
  readonly type: '1' | '1C'
  readonly sopClass: string
}

/**
 * Where instances cannot be read without a value of the attribute: Type 1, or 1C since it is there, in the IOD of one of
 * the SOP Classes that it was found in.
 */
export function requiredIn(path: AttributePath | PathText, sopClasses: readonly string[]): RequiredIn | undefined {
  const tags = publicTags(path)
  let found: RequiredIn | undefined
  for (const sopClass of sopClasses) {
    const { type } = iodType(tags, sopClass)
    if (type === '1') return { type, sopClass }
    if (type === '1C') found ??= { type, sopClass }
  }
  return found
}

/**
 * Type 2 or 2C, and yet of exactly one Item, which dciodvfy asks for: Keratometry Measurement Type Code, Unassigned
 * Per-Frame Converted Attributes.
 */
const ONE_ITEM: ReadonlySet<Tag> = new Set<Tag>([0x00221096, 0x00209171])

/**
 * Whether a Sequence that may not be missing may not be empty either. One module has it as Type 2 or 2C, where it may be
 * empty; and another as Type 3, where it may be missing but has an Item if it is there; or it has one Item always.
 */
export function mayNotBeEmpty(tags: readonly Tag[] | undefined, sopClass: string): boolean {
  const uses = tags === undefined ? [] : (attributeTypes(sopClass, tags) ?? [])
  if (!uses.some(({ type }) => type === '2' || type === '2C')) return false
  return uses.some(({ type }) => type === '3') || ONE_ITEM.has(tags?.at(-1) ?? 0)
}

/** `CT Image`, for a sentence; never the text of a UID that PS3.6 does not know. */
export function iodName(sopClass: string): string {
  const name = lookupUid(sopClass)?.name
  return name === undefined ? CONFIDENTIALITY.types.unknownClass : name.replace(/ Storage\b.*/, '')
}
