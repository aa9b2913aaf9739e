import type { FacetName, Facet } from '../../contract/curation-api.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { FACETS } from '../../contract/curation-api.ts'
import { leafOf, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf, hex } from '../../core/dicom/tag.ts'
import type { VR } from '../../core/dicom/vr.ts'
import { isOpen } from './is-open.ts'

/** What a row has of each facet; a row with several (VRs, manufacturers) counts for each. */
export function facetValues(row: InventoryRow, name: FacetName): readonly string[] {
  const { element, annotation, decision, proposal } = row
  switch (name) {
    case 'state':
      if (isOpen(row)) return ['open']
      return row.operations.includes('blocked') ? [] : ['settled']
    case 'source':
      return [annotation.source]
    case 'tagGroup':
      return [groupNumber(element.path)]
    case 'operation':
      return row.operations
    case 'basic':
      return [annotation.tableE === '' ? 'none' : annotation.tableE]
    case 'decision':
      return [decision?.choice.decision ?? 'undecided']
    case 'proposal':
      return [proposal.choice.decision]
    case 'code':
      return [annotation.effective.code === '' ? 'none' : annotation.effective.code]
    case 'knowledge':
      return [annotation.knowledge === '' ? 'none' : annotation.knowledge]
    case 'vr':
      return element.vrs
    case 'manufacturer':
      return [...new Set(element.equipment.map((one) => one.manufacturer))]
    case 'model':
      return [...new Set(element.equipment.map((one) => one.model))]
    case 'modality':
      return element.modalities
    case 'flag':
      return [...row.flags, ...kindsOf(element.vrs), ...(annotation.knowledge === 'conflict' ? ['conflict'] : [])]
  }
}

/** `0010`: the group of the element, wherever it stands; `outside` where it is in no data set. */
function groupNumber(path: PathText): string {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') return 'outside'
  const leaf = leafOf(parsed)
  return hex(leaf.kind === 'public' ? groupOf(leaf.tag) : leaf.group, 4)
}

const NUMBERS: ReadonlySet<VR> = new Set<VR>(['DS', 'IS', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV', 'OD', 'OF', 'OL', 'OV'])
const WORDS: ReadonlySet<VR> = new Set<VR>(['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT'])

/** What the VRs let the values be, where that is worth a filter: numbers, or text that a person may have written. */
function kindsOf(vrs: readonly VR[]): readonly string[] {
  if (vrs.length > 0 && vrs.every((vr) => NUMBERS.has(vr))) return ['number']
  return vrs.some((vr) => WORDS.has(vr)) ? ['text'] : []
}

export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>

/** Whether a row passes every filter but, where given, one. */
export function passes(row: InventoryRow, filters: Filters, except?: FacetName): boolean {
  for (const name of FACETS) {
    const chosen = filters[name]
    if (name === except || chosen === undefined || chosen.length === 0) continue
    if (!facetValues(row, name).some((value) => chosen.includes(value))) return false
  }
  return true
}

/** Each facet's choices with the number of rows that choosing it would show, under all other filters. */
export function countFacets(rows: readonly InventoryRow[], filters: Filters): readonly Facet[] {
  const counts = FACETS.map(() => new Map<string, number>())
  const chosen = FACETS.map((name) => new Set(filters[name] ?? []))
  for (const row of rows) {
    const values = valuesOf(row)
    // A row counts for every facet where it passes all filters, and for one alone where it fails only there.
    let failing = -1
    let failures = 0
    for (let facet = 0; facet < FACETS.length && failures < 2; facet++) {
      const wanted = chosen[facet]
      if (wanted === undefined || wanted.size === 0 || values[facet]?.some((value) => wanted.has(value)) === true) continue
      failing = facet
      failures += 1
    }
    if (failures > 1) continue
    for (let facet = 0; facet < FACETS.length; facet++) if (failures === 0 || facet === failing) add(counts[facet], values[facet])
  }
  return FACETS.map((name, facet) => ({ name, choices: choicesOf(counts[facet] ?? new Map(), filters[name] ?? []) }))
}

function add(counts: Map<string, number> | undefined, values: readonly string[] = []): void {
  for (const value of values) counts?.set(value, (counts.get(value) ?? 0) + 1)
}

/** The commonest first; what is chosen stays among them though nothing is left of it. */
function choicesOf(counts: Map<string, number>, chosen: readonly string[]): Facet['choices'] {
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** A row that has not changed is the same object, so what it has of the facets is found out once. */
const known = new WeakMap<InventoryRow, readonly (readonly string[])[]>()

function valuesOf(row: InventoryRow): readonly (readonly string[])[] {
  let values = known.get(row)
  if (values === undefined) known.set(row, (values = FACETS.map((name) => facetValues(row, name))))
  return values
}
