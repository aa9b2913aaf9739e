import { formatTag, type Tag } from '../dicom/tag.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import type { DataElement, Part10File } from '../dicom/element.ts'
import { firstOfRepeatingGroup } from '../dictionary/data-dictionary.ts'
import { modulesOf, type AttributeRule, type AttributeRules, type ModuleRules } from '../dictionary/iod-types.ts'

/** Kinds of problems, by the words of the report's column. */
export const PROBLEM_KINDS = ['Type 1 missing', 'Type 1 present but empty', 'Type 2 missing', 'Value not valid for its VR'] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** A place in which an instance is not as its IOD (PS3.3) or its VR (PS3.5 6.2) wants it. */
export interface ConformanceProblem {
  readonly kind: ProblemKind
  readonly path: PathText
  /** The module that asks for the attribute, or what is wrong with the value. */
  readonly detail: string
}

/**
 * The Type 1 and Type 2 attributes (PS3.5 7.4) that an instance lacks, in the mandatory modules of its IOD, in those
 * other modules that it evidently has, and in the items of Sequences that are there. Conditional Types are not judged:
 * their conditions are prose. One problem a path, however many items have it.
 * @returns undefined where the SOP Class is not covered
 */
export function typeProblems(file: Part10File, sopClass: string): ReadonlyMap<string, ConformanceProblem> | undefined {
  const modules = modulesOf(sopClass)
  if (modules === undefined) return undefined
  const found = new Map<string, ConformanceProblem>()
  const root = byTag(file.elements)
  const bound = boundTags(modules)
  for (const module of modules)
    if (module.usage === 'M' || isThere(module, root, bound)) checkLevel(module.attributes, root, '', module.module, found)
  return found
}

/** What was not wrong before. */
export function newProblems(
  before: ReadonlyMap<string, ConformanceProblem>,
  after: ReadonlyMap<string, ConformanceProblem>,
): readonly ConformanceProblem[] {
  return [...after].filter(([key]) => !before.has(key)).map(([, problem]) => problem)
}

/** One key for a problem: kind and place. Several modules may ask for one attribute. */
export function problemKey({ kind, path }: Pick<ConformanceProblem, 'kind' | 'path'>): string {
  return `${kind}\t${path}`
}

function byTag(elements: readonly DataElement[]): ReadonlyMap<Tag, DataElement> {
  const map = new Map<Tag, DataElement>()
  for (const element of elements) map.set(firstOfRepeatingGroup(element.tag), element)
  return map
}

const bindings = new WeakMap<readonly ModuleRules[], ReadonlySet<Tag>>()

/** Attributes that a mandatory module has too: their presence says nothing about another module. */
function boundTags(modules: readonly ModuleRules[]): ReadonlySet<Tag> {
  let bound = bindings.get(modules)
  if (bound === undefined) {
    bound = new Set(modules.filter((module) => module.usage === 'M').flatMap((module) => [...module.attributes.keys()]))
    bindings.set(modules, bound)
  }
  return bound
}

/** An optional module is there where any Type 1 attribute of its own is. */
function isThere(module: ModuleRules, root: ReadonlyMap<Tag, DataElement>, bound: ReadonlySet<Tag>): boolean {
  for (const [tag, rule] of module.attributes) if (rule.type === '1' && !bound.has(tag) && root.has(tag)) return true
  return false
}

function checkLevel(
  rules: AttributeRules,
  elements: ReadonlyMap<Tag, DataElement>,
  prefix: PathText,
  module: string,
  found: Map<string, ConformanceProblem>,
): void {
  for (const [tag, { type, items }] of rules) {
    // Most rules ask for nothing that is judged here, and most of the others are kept: a path is spelt where it is said.
    if (type !== '1' && type !== '2' && items === undefined) continue
    const element = elements.get(tag)
    const kind = problemOf(type, element)
    if (kind !== undefined) {
      const path = prefix + formatTag(element?.tag ?? tag)
      const key = problemKey({ kind, path })
      if (!found.has(key)) found.set(key, { kind, path, detail: module })
    }
    if (items === undefined || element?.items === undefined || element.items.length === 0) continue
    const inside = `${prefix}${formatTag(element.tag)}[*]`
    for (const item of element.items) checkLevel(items, byTag(item.elements), inside, module, found)
  }
}

function problemOf(type: AttributeRule['type'], element: DataElement | undefined): ProblemKind | undefined {
  if (element === undefined) return type === '1' ? 'Type 1 missing' : type === '2' ? 'Type 2 missing' : undefined
  return type === '1' && isEmpty(element) ? 'Type 1 present but empty' : undefined
}

function isEmpty(element: DataElement): boolean {
  return element.length === 0 || element.items?.length === 0
}
