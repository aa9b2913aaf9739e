import { formatTag, type Tag } from '../dicom/tag.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import { firstOfRepeatingGroup } from './data-dictionary.ts'
import { ATTRIBUTES, IODS, MODULES, SOP_CLASSES } from './iod-types.generated.ts'
import { lookupUid } from './uid-registry.ts'

/** What the IOD types were taken from: the rules of dciodvfy, which follow PS3.3. */
export const IOD_TYPES_EDITION = 'dicom3tools 1.00.snapshot.20251020111927'

/** Data Element Types (PS3.5 7.4). An attribute outside the IOD has none and counts as 3. */
export type AttributeType = '1' | '1C' | '2' | '2C' | '3'

/** Module usage in an IOD (PS3.3 A.1.3): mandatory, conditional, user option. */
export type ModuleUsage = 'M' | 'C' | 'U'

/** An attribute of a module or of the items of a Sequence. */
export interface AttributeRule {
  readonly type: AttributeType
  /** What its items have; undefined for attributes that are no Sequence, and for Sequences that may hold anything. */
  readonly items: AttributeRules | undefined
}
/** By tag; repeating groups by their first (`60003000`). Content Items contain themselves, so walks must follow the data. */
export type AttributeRules = ReadonlyMap<Tag, AttributeRule>

/** A module as an IOD uses it. */
export interface ModuleRules {
  readonly module: string
  readonly usage: ModuleUsage
  /** `Patient`, `Study`, `Series`, `Equipment`, `FrameOfReference`, `Image` … */
  readonly entity: string
  readonly attributes: AttributeRules
}

/**
 * Retired Storage SOP Classes that are today's under another UID, as far as Types go: US Image and US Multi-frame
 * (retired 1998) and NM Image of 1993.
 */
const RETIRED_ALIASES: Readonly<Record<string, string>> = {
  '1.2.840.10008.5.1.4.1.1.6': '1.2.840.10008.5.1.4.1.1.6.1',
  '1.2.840.10008.5.1.4.1.1.3': '1.2.840.10008.5.1.4.1.1.3.1',
  '1.2.840.10008.5.1.4.1.1.5': '1.2.840.10008.5.1.4.1.1.20',
}

interface Index {
  readonly sopClasses: ReadonlyMap<string, { readonly iod: string; readonly name: string }>
  readonly iods: ReadonlyMap<string, string>
  readonly modules: ReadonlyMap<string, number>
  readonly lines: readonly string[]
}

let index: Index | undefined

function indexed(): Index {
  index ??= {
    sopClasses: new Map(
      SOP_CLASSES.split('\n').map((line) => {
        const [uid = '', iod = '', name = ''] = line.split('|')
        return [uid, { iod, name }]
      }),
    ),
    iods: new Map(IODS.split('\n').map((line) => [line.slice(0, line.indexOf('|')), line])),
    modules: new Map(
      MODULES.split('\n').map((line) => {
        const [name = '', number = ''] = line.split('|')
        return [name, Number(number)]
      }),
    ),
    lines: ATTRIBUTES.split('\n'),
  }
  return index
}

const rules = new Map<number, AttributeRules>()

/** Decodes a line of the table with everything below it; a line that many Sequences share is decoded once. */
function rulesAt(number: number): AttributeRules {
  const known = rules.get(number)
  if (known !== undefined) return known
  const decoded = new Map<Tag, AttributeRule>()
  rules.set(number, decoded)
  for (const field of (indexed().lines[number] ?? '').split(' ')) {
    const [tag = '', rest = ''] = field.split('=')
    const [type = '', below] = rest.split('>')
    const items = below === undefined ? undefined : below === 'self' ? decoded : rulesAt(Number(below))
    decoded.set(parseInt(tag, 16), { type: type as AttributeType, items })
  }
  return decoded
}

/**
 * The IOD of a Storage SOP Class. Retired US and NM classes have the IOD of their successors.
 * @returns undefined where the class is not covered: private, unknown, or one of 63 that the source has no IOD for
 * @example iodOf('1.2.840.10008.5.1.4.1.1.2') // { iod: 'CTImage', name: 'CT Image Storage' }
 */
export function iodOf(sopClass: string): { readonly iod: string; readonly name: string } | undefined {
  return indexed().sopClasses.get(RETIRED_ALIASES[sopClass] ?? sopClass)
}

/** The name of a SOP Class for a person: PS3.6's, else the one known for its IOD, else the UID itself. */
export function sopClassName(uid: string): string {
  return lookupUid(uid)?.name ?? iodOf(uid)?.name ?? uid
}

const modulesByIod = new Map<string, readonly ModuleRules[]>()

/**
 * The modules of the IOD of a SOP Class with their attributes, in the order of PS3.3.
 * @returns undefined where the class is not covered
 */
export function modulesOf(sopClass: string): readonly ModuleRules[] | undefined {
  const iod = iodOf(sopClass)?.iod
  if (iod === undefined) return undefined
  let modules = modulesByIod.get(iod)
  if (modules === undefined) {
    const [, ...fields] = (indexed().iods.get(iod) ?? '').split('|')
    modules = fields.map((field) => {
      const [module = '', usage = '', entity = ''] = field.split(' ')
      return { module, usage: usage as ModuleUsage, entity, attributes: rulesAt(indexed().modules.get(module) ?? -1) }
    })
    modulesByIod.set(iod, modules)
  }
  return modules
}

/**
 * The paths of the Type 1 attributes at the top level of a module: where the module is present, each of them is. Ones
 * inside Sequences say less, as the Sequence may be optional.
 * @returns none for a module without them, and for a name that is no module
 */
export function moduleType1Attributes(module: string): readonly (readonly Tag[])[] {
  const number = indexed().modules.get(module)
  if (number === undefined) return []
  return [...rulesAt(number)].filter(([, rule]) => rule.type === '1').map(([tag]) => [tag])
}

/** What one module says of an attribute. */
export interface AttributeUse {
  readonly module: string
  readonly usage: ModuleUsage
  readonly entity: string
  readonly type: AttributeType
}

/**
 * What each module of the IOD says of an attribute, at its path. A Type 1 in a module of usage U or C binds only where
 * the module is present.
 * @param path public tags from the root to the attribute; items left out
 * @returns none where the attribute is outside the IOD; undefined where the SOP Class is not covered
 */
export function attributeTypes(sopClass: string, path: readonly Tag[]): readonly AttributeUse[] | undefined {
  return modulesOf(sopClass)?.flatMap(({ module, usage, entity, attributes }) => {
    let level: AttributeRules | undefined = attributes
    let rule: AttributeRule | undefined
    for (const tag of path) {
      rule = level?.get(firstOfRepeatingGroup(tag))
      level = rule?.items
    }
    return rule === undefined ? [] : [{ module, usage, entity, type: rule.type }]
  })
}

/** A module as a list of paths: `(0040,0275)[*](0008,0050)` → its Type. */
export interface ModuleTypes {
  readonly module: string
  readonly usage: ModuleUsage
  readonly entity: string
  readonly attributes: ReadonlyMap<PathText, AttributeType>
}

const flat = new Map<string, ReadonlyMap<PathText, AttributeType>>()

function flatten({ module, attributes }: ModuleRules): ReadonlyMap<PathText, AttributeType> {
  const known = flat.get(module)
  if (known !== undefined) return known
  const paths = new Map<PathText, AttributeType>()
  const walk = (level: AttributeRules, prefix: string): void => {
    for (const [tag, { type, items }] of level) {
      const path = prefix + formatTag(tag)
      if (type !== '3') paths.set(path, type)
      if (items !== undefined && items !== level) walk(items, `${path}[*]`)
    }
  }
  walk(attributes, '')
  flat.set(module, paths)
  return paths
}

/**
 * The Type 1, 1C, 2 and 2C attributes of each module, by path, for a conformance check. Content Items are listed to
 * the first level only; {@link modulesOf} has them to any depth.
 * @returns undefined where the SOP Class is not covered
 */
export function mandatoryTypes(sopClass: string): readonly ModuleTypes[] | undefined {
  return modulesOf(sopClass)?.map((rule) => ({
    module: rule.module,
    usage: rule.usage,
    entity: rule.entity,
    attributes: flatten(rule),
  }))
}
