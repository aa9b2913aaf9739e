import { formatChoice, formatTreatment } from '../../core/decisions/choice-text.ts'
import { formatScope } from '../../core/decisions/scope-text.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'

/** The columns of the Element Inventory, as others rely on them. */
export const INVENTORY_COLUMNS = [
  'path',
  'name',
  'vr',
  'source',
  'private_creator',
  'iod_type',
  'table_e',
  'table_e_with_options',
  'knowledge',
  'knowledge_sources',
  'proposal',
  'decision',
  'treatment',
  'scope',
  'operation',
  'decided_by',
  'decided_at',
  'reason',
  'files',
  'series',
  'patients',
  'distinct_values',
  'manufacturers',
  'modalities',
  'flags',
] as const
export type InventoryColumn = (typeof INVENTORY_COLUMNS)[number]

const SEPARATOR = '|'

const distinct = (values: readonly string[]): string => [...new Set(values.filter((value) => value !== ''))].sort().join(SEPARATOR)

/** One row of the report: every column as text. */
export function inventoryCells(row: InventoryRow): Readonly<Record<InventoryColumn, string>> {
  const { element, annotation, proposal, decision } = row
  return {
    path: element.path,
    name: annotation.name,
    vr: element.vrs.join(SEPARATOR),
    source: annotation.source,
    private_creator: annotation.privateCreator,
    iod_type: annotation.iodType,
    table_e: annotation.tableE,
    table_e_with_options: annotation.effective.code,
    knowledge: annotation.knowledge,
    knowledge_sources: annotation.knowledgeSources.join(SEPARATOR),
    proposal: formatChoice(proposal.choice),
    decision: decision?.choice.decision ?? '',
    treatment: decision === undefined ? '' : formatTreatment(decision.choice),
    scope: [decision, ...row.scoped]
      .flatMap((one) => (one === undefined ? [] : [formatScope(one.scope)]))
      .filter((text) => text !== '')
      .join(SEPARATOR),
    operation: row.operations.join(SEPARATOR),
    decided_by: decision?.by ?? '',
    decided_at: decision?.at ?? '',
    reason: decision === undefined || decision.reason === '' ? proposal.reason : decision.reason,
    files: String(element.files),
    series: String(element.series),
    patients: String(element.patients),
    distinct_values: String(element.distinctValues),
    manufacturers: distinct(element.equipment.map((one) => one.manufacturer)),
    modalities: distinct(element.modalities),
    flags: row.flags.join(SEPARATOR),
  }
}
