import { leafOf, openedElement, parsePath, pathKey, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import { lookupTag } from '../dictionary/index.ts'
import { A_STEP, finished, type Steps } from '../in-steps.ts'
import { effectiveCode, tableRowOf } from '../confidentiality/effective-code.ts'
import { iodTypeIn, isStronger, publicTags, type TypeInIod } from '../confidentiality/iod-type.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { Inventory, InventoryElement } from '../inventory/inventory.ts'
import { changedApprovals } from '../knowledge/changed-approvals.ts'
import { phiFound } from '../knowledge/phi-found.ts'
import { privateKnowledge, type FurtherStatements } from '../knowledge/private-knowledge.ts'
import { teamStatements, type TeamKnowledge } from '../knowledge/team.ts'
import { FLAGS, type Annotation, type Flag } from './annotation.ts'
import { describe, isOrphan } from './describe.ts'
import { valueEvidence, type Evidence } from './value-evidence.ts'

export interface AnnotateOptions {
  /** Elements that an earlier scan of the project did not have. */
  readonly isNew?: (path: PathText) => boolean
  /** What was found in the values before; without it every text value of the inventory is read once. */
  readonly evidence?: Evidence
  /** What is said of private elements beside the published sources. */
  readonly further?: FurtherStatements
}

/**
 * What is known of every element of an inventory, each statement with its reason or source. The flag `deviation` is not
 * set here: it needs a decision.
 */
export function annotate(inventory: Inventory, profile: Profile, options: AnnotateOptions = {}): ReadonlyMap<PathText, Annotation> {
  return finished(annotating(inventory, profile, options))
}

/** {@link annotate} in steps. */
function* annotating(inventory: Inventory, profile: Profile, options: AnnotateOptions): Steps<ReadonlyMap<PathText, Annotation>> {
  const evidence = options.evidence ?? valueEvidence(inventory)
  const annotations = new Map<PathText, Annotation>()
  for (const [index, element] of inventory.elements().entries()) {
    if (index % A_STEP === 0) yield
    const path = parsePath(element.path)
    if (path === undefined) throw new Error('an inventory has only paths that can be read')
    const flags = new Set<Flag>(evidence.get(element.path) ?? [])
    for (const flag of elementFlags(path, element.vrs)) flags.add(flag)
    if (options.isNew?.(element.path) === true) flags.add('new')
    const inOrder = FLAGS.filter((flag) => flags.has(flag))
    annotations.set(element.path, annotationOf({ element, path, flags: inOrder, profile, further: options.further, annotations }))
  }
  return annotations
}

/**
 * {@link annotate} for one approval after the other: as long as inventory and profile are the same, and of what the team
 * knows only approvals have changed, the annotation of any element that these are not for is the same object as before.
 * Steps that were left off change nothing.
 */
export function annotator(): (input: AnnotateInput) => Steps<ReadonlyMap<PathText, Annotation>> {
  let before: (Pick<AnnotateInput, 'profile' | 'team'> & Annotated) | undefined
  let byKey: ReadonlyMap<string, readonly InventoryElement[]> | undefined
  return function* ({ inventory, profile, team, options }) {
    const elements = inventory.elements()
    const further = teamStatements(team)
    const isSame = before !== undefined && before.elements === elements && before.profile === profile
    const changed = before !== undefined && isSame ? changedApprovals(before.team, team) : undefined
    if (!isSame) byKey = undefined
    else if (changed !== undefined && changed.size > 0) byKey ??= Map.groupBy(elements, keyOf)
    const annotations =
      before === undefined || changed === undefined
        ? yield* annotating(inventory, profile, { ...options(), further })
        : annotateAgain(
            before.annotations,
            [...changed].flatMap((key) => byKey?.get(key) ?? []),
            profile,
            further,
          )
    before = { elements, profile, team, annotations }
    return annotations
  }
}

export interface AnnotateInput {
  readonly inventory: Inventory
  readonly profile: Profile
  readonly team: TeamKnowledge
  /** What else is to be known of the inventory; asked for when all of it is annotated. */
  readonly options: () => Pick<AnnotateOptions, 'isNew' | 'evidence'>
}

interface Annotated {
  readonly elements: readonly InventoryElement[]
  readonly annotations: ReadonlyMap<PathText, Annotation>
}

/** Under which approvals an element is found: what is inside an opaque value, under those of its element. */
function keyOf({ path }: InventoryElement): string {
  return pathKey(openedElement(path) ?? path)
}

/** Anew for these elements, in their order. No flag follows from what a team knows. */
function annotateAgain(
  before: ReadonlyMap<PathText, Annotation>,
  changed: readonly InventoryElement[],
  profile: Profile,
  further: FurtherStatements,
): ReadonlyMap<PathText, Annotation> {
  let annotations: Map<PathText, Annotation> | undefined
  for (const element of changed) {
    const path = parsePath(element.path)
    const flags = before.get(element.path)?.flags
    if (path === undefined || flags === undefined) throw new Error('every element of an inventory was annotated before')
    annotations ??= new Map(before)
    annotations.set(element.path, annotationOf({ element, path, flags, profile, further, annotations }))
  }
  return annotations ?? before
}

interface ToAnnotate {
  readonly element: InventoryElement
  readonly path: AttributePath
  readonly flags: readonly Flag[]
  readonly profile: Profile
  readonly further: FurtherStatements | undefined
  /** Those of the elements before it. */
  readonly annotations: ReadonlyMap<PathText, Annotation>
}

/** What is inside an opaque value comes after its element, which says whose it is and what may become of it. */
function annotationOf({ element, path, flags, profile, further, annotations }: ToAnnotate): Annotation {
  const around = openedElement(element.path)
  const opened = around === undefined ? undefined : annotations.get(around)
  return opened === undefined
    ? annotateElement(element, path, profile, flags, further)
    : { ...opened, ...describe(path), path: element.path, flags }
}

function annotateElement(
  element: InventoryElement,
  path: AttributePath,
  profile: Profile,
  flags: readonly Flag[],
  further: FurtherStatements | undefined,
): Annotation {
  const knowledge = privateKnowledge(path, element.vrs, further, element.equipment)
  const description = describe(path)
  return {
    path: element.path,
    ...description,
    iodType: iodTypes(path, element),
    tableE: tableRowOf(path)?.basic ?? '',
    effective: effectiveCode(path, profile),
    // An element that no creator claims can be in nobody's list.
    knowledge: description.source !== 'private' ? '' : (knowledge?.status ?? (flags.includes('orphan') ? 'unregistered' : '')),
    knowledgeSources: knowledge?.sources ?? [],
    flags,
  }
}

/** `1|3|-`: the Types in the IODs that the element was found in. */
function iodTypes(path: AttributePath, { sopClasses, unbound }: InventoryElement): string {
  if (path.kind === 'outside') return ''
  const tags = publicTags(path)
  const types = new Set<TypeInIod>(sopClasses.map((sopClass) => iodTypeIn(tags, sopClass, unbound).type))
  return [...types].sort((a, b) => (isStronger(a, b) ? -1 : 1)).join('|')
}

function elementFlags(path: AttributePath, vrs: readonly VR[]): readonly Flag[] {
  // What is inside a value has flags by its own values alone.
  if (path.kind === 'element' && path.inside !== undefined) return []
  const flags: Flag[] = []
  if (path.kind === 'element' && phiFound(leafOf(path)) !== undefined) flags.push('phi-found')
  if (vrs.some((vr) => OPAQUE.has(vr))) flags.push('opaque')
  if (isMixed(path, vrs)) flags.push('mixed-vr')
  if (isOrphan(path)) flags.push('orphan')
  return flags
}

const OPAQUE: ReadonlySet<VR> = new Set<VR>(['OB', 'OW', 'UN'])

/** Several VRs where the dictionary does not offer the choice ("US or SS"). */
function isMixed(path: AttributePath, vrs: readonly VR[]): boolean {
  if (vrs.length < 2) return false
  const leaf = path.kind === 'element' ? leafOf(path) : undefined
  const offered = leaf?.kind === 'public' ? (lookupTag(leaf.tag)?.vrs ?? []) : []
  return !vrs.every((vr) => offered.includes(vr))
}
