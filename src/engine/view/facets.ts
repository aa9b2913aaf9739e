import type { FacetName, Facet } from '../../contract/curation-api.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { FACETS } from '../../contract/curation-api.ts'
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
    case 'decision':
      return [decision?.choice.decision ?? 'undecided']
    case 'proposal':
      return [proposal.choice.decision]
    case 'code':
      return [annotation.effective.code === '' ? 'none' : annotation.effective.code]
    case 'knowledge':
      return annotation.knowledge === '' ? [] : [annotation.knowledge]
    case 'vr':
      return element.vrs
    case 'manufacturer':
      return [...new Set(element.equipment.map((one) => one.manufacturer))]
    case 'modality':
      return element.modalities
    case 'flag':
      return row.flags
  }
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
  return FACETS.map((name) => {
    const counts = new Map<string, number>()
    for (const row of rows) {
      if (!passes(row, filters, name)) continue
      for (const value of facetValues(row, name)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    for (const value of filters[name] ?? []) if (!counts.has(value)) counts.set(value, 0)
    const choices = [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    return { name, choices }
  })
}
