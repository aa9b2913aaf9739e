import { leafOf, openedElement, parsePath, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import { isTermOfStandard } from '../confidentiality/defined-terms.ts'
import { BULK, TEXTUAL, type VR } from '../dicom/vr.ts'
import { finished, type Steps } from '../in-steps.ts'
import { isPublishedCreator } from '../dictionary/index.ts'
import type { InventoryElement, PlainInventory } from '../inventory/inventory.ts'
import type { Flag } from './annotation.ts'
import { identifyingTokens, isIdentifierElement } from './identifiers.ts'
import { identityOverlap, type IdentityOverlap } from './identity-overlap.ts'
import { shapeFlags } from './value-flags.ts'

/**
 * Number of the rules below and of those they call: evidence that is kept with a project holds for as long as this is
 * the same. To be raised with every change of them that may give another answer.
 */
export const EVIDENCE_RULES = 4

/** Flags that come from the values of an element, apart from what is known of the element itself. */
export type Evidence = ReadonlyMap<PathText, readonly Flag[]>

/**
 * Flags from the values: the shapes of texts, and identifying values of the collection that stand in another element.
 * Every distinct text value is read once; numbers and pixels are not.
 */
export function valueEvidence(
  inventory: PlainInventory,
  overlaps: IdentityOverlap = identityOverlap(identifyingTokens(inventory)),
): Evidence {
  return finished(valueEvidenceInSteps(inventory, overlaps))
}

/**
 * {@link valueEvidence} a little at a time.
 * @param told hears how many values have been dealt with
 */
export function* valueEvidenceInSteps(
  inventory: PlainInventory,
  overlaps: IdentityOverlap,
  told: (values: number) => void = () => undefined,
): Steps<Evidence> {
  const evidence = new Map<PathText, readonly Flag[]>()
  let values = 0
  for (const element of inventory.elements()) {
    const flags = yield* flagsOfValues(inventory, element, overlaps, (read) => told(values + read))
    values += element.distinctValues
    told(values)
    if (flags.length > 0) evidence.set(element.path, flags)
    const around = flags.includes('identity-overlap') ? openedElement(element.path) : undefined
    // Somebody's name inside a value is a name in its element.
    if (around !== undefined) evidence.set(around, [...new Set<Flag>([...(evidence.get(around) ?? []), 'identity-overlap'])])
  }
  return evidence
}

/** All flags that values can give, when there is nothing left to look for. */
const ALL = 5

/** Values between two steps. */
const AT_ONCE = 1000

function* flagsOfValues(
  inventory: PlainInventory,
  { path, vrs }: InventoryElement,
  overlaps: IdentityOverlap,
  told: (values: number) => void,
): Steps<readonly Flag[]> {
  if (!vrs.some((vr) => TEXTUAL.has(vr) || BULK.has(vr)) || vrs.every((vr) => WITHOUT_WORDS.has(vr))) return []
  const parsed = parsePath(path)
  const namesAnImplementer = parsed?.kind === 'element' && leafOf(parsed).kind === 'creator'
  const isTerm = termsAt(parsed)
  const identifies = isIdentifierElement(path, vrs)
  const flags = new Set<Flag>()
  let read = 0
  // Of measurements, which are very many, the whole numbers alone may tell something.
  const without = vrs.every((vr) => vr === 'DS') ? DECIMAL_POINT : undefined
  for (const { value, vr } of inventory.values(path, without)) {
    if ((read += 1) % AT_ONCE === 0) {
      told(read)
      yield
    }
    for (const flag of namesAnImplementer ? creatorFlags(value) : shapeFlags(value, vr, flags)) flags.add(flag)
    if (
      !identifies &&
      !flags.has('identity-overlap') &&
      mayOverlap(value, vr) &&
      !isTerm(value) &&
      overlaps(value, BULK.has(vr) ? SHORTEST_IN_BYTES : 0) !== undefined
    )
      flags.add('identity-overlap')
    if (flags.size === ALL) break
  }
  return [...flags]
}

/** Whether a text at a path is a term of the Standard: then it tells of nobody, whoever is called so. */
export function termsAt(path: AttributePath | undefined): (text: string) => boolean {
  const leaf = path?.kind === 'element' && path.inside === undefined ? leafOf(path) : undefined
  return leaf?.kind === 'public' ? (text) => isTermOfStandard(leaf.tag, text) : () => false
}

/** A Private Creator names an implementer; one that nobody has published may be the name of a person, or a date. */
function creatorFlags(creator: string): readonly Flag[] {
  if (isPublishedCreator(creator)) return []
  return shapeFlags(creator, 'SH').filter((flag) => flag === 'name-like' || flag === 'date-like')
}

/** Bytes make short words by chance. */
const SHORTEST_IN_BYTES = 5

/** VRs in which no name or number of a person can stand if they are what they say; defaults look at their shape. */
const WITHOUT_WORDS: ReadonlySet<VR> = new Set<VR>(['AS', 'DA', 'DT', 'TM', 'UI', 'OD', 'OF', 'OL', 'OV'])

/** A measurement with a decimal point is nobody's number. */
function mayOverlap(value: string, vr: VR): boolean {
  if (WITHOUT_WORDS.has(vr)) return false
  return vr !== 'DS' || !value.includes(DECIMAL_POINT)
}

const DECIMAL_POINT = '.'
