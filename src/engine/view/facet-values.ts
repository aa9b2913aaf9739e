import type { FacetName } from '../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
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
