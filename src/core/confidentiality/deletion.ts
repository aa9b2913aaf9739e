import { leafOf, parsePath, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import { formatTag, groupOf, isGroupLength, isPrivate, type Tag } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { attributeTypes } from '../dictionary/index.ts'
import { conditionsOn } from './conditions.ts'
import { tableRowOf } from './effective-code.ts'
import { iodName, iodTypeIn, isStronger, mayNotBeEmpty, publicTags, type IodType, type TypeInIod } from './iod-type.ts'
import { resolveByType, sayType } from './resolve-action.ts'
import type { ActionCode } from './table-e11.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** How an element goes. */
export interface Deletion {
  /** `process`: X/Z/U* on a required Sequence of references, which stays and has its UIDs replaced (PS3.15 Table E.1-1a). */
  readonly do: 'remove' | 'empty' | 'dummy' | 'process'
  readonly reason: string
}

/**
 * Which SOP Classes come together in one patient, study or series of the collection, at once or by way of others: for each
 * of some classes, in their order, a number that is the same for those that do.
 */
export type TogetherIn = Readonly<Record<SharedEntity, readonly number[]>>
export type SharedEntity = 'Patient' | 'Study' | 'Series'

/** What is known of the SOP Classes of an element in the collection at hand. */
export interface FoundInClasses {
  /** Which of them share patients, studies and series; all of them where it is not said. */
  readonly together?: TogetherIn
  /** Those in whose instances it is in no module that binds: none of them has a Type 1 attribute of it. */
  readonly unbound?: readonly string[]
}

/** The entities whose attributes must not differ between the instances that share them (PS3.15 E.1.1, step 2, note 3). */
const SHARED_ENTITIES: ReadonlySet<string> = new Set<SharedEntity>(['Patient', 'Study', 'Series'])

/**
 * How the Delete of an element goes, for each SOP Class: by its code in the Basic Profile, and outside the table by its
 * Type alone (removed where the Type allows it, else empty, else a dummy). Attributes of patient, study and series are
 * resolved once over all the classes that come together in one, by the strictest Type, so that instances do not disagree.
 * @param vrs the VRs in the files; a Sequence is said to be one in the reason
 * @param sopClasses all SOP Classes in which the element was found; an empty text where a file names none
 * @param found what is known of these classes
 */
export function deletionFor(
  path: AttributePath | PathText,
  vrs: VR | readonly VR[],
  sopClasses: readonly string[],
  found: FoundInClasses = {},
): ReadonlyMap<string, Deletion> {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  const always = parsed === undefined ? undefined : alwaysRemoved(parsed)
  if (parsed === undefined || always !== undefined) {
    const deletion: Deletion = { do: 'remove', reason: always ?? CONFIDENTIALITY.deletion.noPath }
    return new Map(sopClasses.map((sopClass) => [sopClass, deletion]))
  }
  const code = tableRowOf(parsed)?.basic
  const isSequence = typeof vrs === 'string' ? vrs === 'SQ' : vrs.includes('SQ')
  const types = resolveTypes(publicTags(parsed), isSequence, sopClasses, found)
  return new Map(
    sopClasses.map((sopClass) => {
      const { type, definedIn } = types.get(sopClass) ?? { type: '?', definedIn: sopClass }
      if (type === '-' && isPartOfCode(parsed)) return [sopClass, PART_OF_CODE]
      const deletion =
        (isSequence && code === 'X/Z/U*' ? keptForReferences(publicTags(parsed), type, sopClass) : undefined) ??
        (isSequence && code === undefined ? withItem(publicTags(parsed), type, sopClass) : undefined) ??
        deletionBy(code, type, iodName(definedIn), isSequence)
      return [sopClass, { ...deletion, reason: withAfterwards(deletion.reason, parsed) }]
    }),
  )
}

/** A code is one wherever it stands, also where no IOD speaks of it. */
const PART_OF_CODE: Deletion = { do: 'dummy', reason: CONFIDENTIALITY.deletion.partOfCode }
const PARTS_OF_CODE: ReadonlySet<Tag> = new Set<Tag>([0x00080100, 0x00080102, 0x00080104])

function isPartOfCode(path: AttributePath): boolean {
  if (path.kind !== 'element' || path.steps.length < 2) return false
  const leaf = leafOf(path)
  return leaf.kind === 'public' && PARTS_OF_CODE.has(leaf.tag)
}

/** What an IOD may ask for, or not allow, when the element is gone. */
function withAfterwards(reason: string, path: AttributePath): string {
  if (path.kind !== 'element') return reason
  const leaf = leafOf(path)
  const conditions = leaf.kind === 'public' ? conditionsOn(leaf.tag) : []
  return conditions.reduce((said, { attribute, otherwise }) => {
    if (otherwise === 'forbidden') return CONFIDENTIALITY.deletion.thenForbidden(said, formatTag(attribute))
    return path.steps.length === 1 ? CONFIDENTIALITY.deletion.thenLacks(said, formatTag(attribute)) : said
  }, reason)
}

/** Referenced Series Sequence: in the Common Instance Reference Module the list of all that an instance refers to. */
const REFERENCED_SERIES: Tag = 0x00081115

/**
 * U* (PS3.15 Table E.1-1a) where X or Z would do by the Type, but not by the IOD: one module may want an Item in what another
 * has as Type 2, and Common Instance Reference (PS3.3
 * C.12.2) lists the instances that are referred to, and must not when nothing refers to them any more.
 */
function keptForReferences(tags: readonly Tag[] | undefined, type: TypeInIod, sopClass: string): Deletion | undefined {
  if (type === '1' || type === '1C' || type === '-' || type === '?') return undefined
  if (type !== '3' && mayNotBeEmpty(tags, sopClass))
    return { do: 'process', reason: CONFIDENTIALITY.deletion.notEmptyReferences(sayType(type, iodName(sopClass))) }
  const lists = attributeTypes(sopClass, [REFERENCED_SERIES])?.some((use) => use.usage !== 'U' && (use.type === '1' || use.type === '1C'))
  if (lists !== true) return undefined
  return { do: 'process', reason: CONFIDENTIALITY.deletion.keptForReferences(sayType(type, iodName(sopClass))) }
}

/** A Sequence that may be neither missing nor empty (see {@link mayNotBeEmpty}). */
function withItem(tags: readonly Tag[] | undefined, type: TypeInIod, sopClass: string): Deletion | undefined {
  if ((type !== '2' && type !== '2C') || !mayNotBeEmpty(tags, sopClass)) return undefined
  return { do: 'dummy', reason: CONFIDENTIALITY.deletion.notEmpty(sayType(type, iodName(sopClass))) }
}

/** Encrypted Attributes Sequence: a dummy of it would be taken for what a de-identifier left to be decrypted (PS3.15 E.1.1). */
const ENCRYPTED_ATTRIBUTES: Tag = 0x04000500

/** Curves and overlays go as a whole group, module and all, so that no Type of theirs binds any more. */
function alwaysRemoved(path: AttributePath): string | undefined {
  if (path.kind === 'outside') return CONFIDENTIALITY.deletion.outside
  const leaf = leafOf(path)
  if (leaf.kind !== 'public' || isPrivate(leaf.tag)) return CONFIDENTIALITY.deletion.private
  if (leaf.tag === ENCRYPTED_ATTRIBUTES) return CONFIDENTIALITY.deletion.encrypted
  if (isGroupLength(leaf.tag)) return CONFIDENTIALITY.deletion.groupLength
  if (isCurveOrOverlay(leaf.tag)) return CONFIDENTIALITY.deletion.curveOrOverlay
  return undefined
}

/** Groups 50xx and 60xx (PS3.5 7.6). */
export function isCurveOrOverlay(tag: Tag): boolean {
  const family = groupOf(tag) >>> 8
  return family === 0x50 || family === 0x60
}

/** A Type, and the SOP Class in whose IOD the attribute has it. */
interface ResolvedType {
  readonly type: TypeInIod
  readonly definedIn: string
}

/** The Type for each SOP Class; one and the same where the attribute is of an entity that classes share. */
function resolveTypes(
  tags: readonly Tag[] | undefined,
  isSequence: boolean,
  sopClasses: readonly string[],
  { together, unbound }: FoundInClasses,
): ReadonlyMap<string, ResolvedType> {
  const own = sopClasses.map((sopClass) => ({
    sopClass,
    ...iodTypeIn(tags, sopClass, unbound),
  }))
  return new Map(
    own.map(({ sopClass, type }, index) => {
      const shared = tags?.length === 1 ? strictestShared(own, index, together) : undefined
      return [
        sopClass,
        shared === undefined || (isSequence && isEmptyElsewhere(shared.type, type)) ? { type, definedIn: sopClass } : shared,
      ]
    }),
  )
}

function strictestShared(
  types: readonly (IodType & { readonly sopClass: string })[],
  index: number,
  together: TogetherIn | undefined,
): ResolvedType | undefined {
  let strictest: ResolvedType | undefined
  for (const [other, { sopClass, type, entity }] of types.entries()) {
    if (!isShared(entity) || (strictest !== undefined && !isStronger(type, strictest.type))) continue
    const groups = together?.[entity]
    if (groups === undefined || groups[other] === groups[index]) strictest = { type, definedIn: sopClass }
  }
  return strictest
}

/** A Sequence that may be missing has an Item if it is there: no Item elsewhere says the same as no Sequence here. */
function isEmptyElsewhere(shared: TypeInIod, own: TypeInIod): boolean {
  return (shared === '2' || shared === '2C') && (own === '3' || own === '-')
}

function isShared(entity: string): entity is SharedEntity {
  return SHARED_ENTITIES.has(entity)
}

const HOW = { X: 'remove', Z: 'empty', D: 'dummy' } as const

function deletionBy(code: ActionCode | undefined, type: TypeInIod, iod: string, isSequence: boolean): Deletion {
  if (code === undefined || code === 'K' || code === 'C' || code === 'U') {
    const how = type === '1' || type === '1C' ? 'dummy' : type === '2' || type === '2C' ? 'empty' : 'remove'
    return { do: how, reason: sayType(type, iod) }
  }
  const { action, reason } = resolveByType(code, type, iod)
  if (action === 'U') return { do: isSequence ? 'process' : 'dummy', reason }
  return { do: action === 'X' || action === 'Z' || action === 'D' ? HOW[action] : 'remove', reason }
}
