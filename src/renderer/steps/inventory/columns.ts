import type { ColDef, ICellRendererParams, ValueGetterParams } from 'ag-grid-community'
import type { InventoryLine } from '../../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { count, dayAndTime, joined, listed } from '../../state/words.ts'
import { decisionCell } from '../../parts/cell-pieces.ts'
import { codeCell, knowledgeCell, makersCell, operationCell, pathCell } from './cells.ts'
import type { NumberRoom } from './number-room.ts'
import { spreadCell } from './spread-cell.ts'
import { INVENTORY } from './texts.ts'
import type { Spreads } from './use-spreads.ts'
import { choiceWords, FLAG_WORDS, scopeWords, TREATMENT_WORDS } from '../../parts/words.ts'

const { heads, headTitles } = INVENTORY.columns
const MENU: Readonly<Record<string, string>> = INVENTORY.columns.menu

const drawn =
  (draw: (row: InventoryRow) => HTMLElement) =>
  (params: ICellRendererParams<InventoryLine>): HTMLElement | string =>
    params.data?.kind === 'element' ? draw(params.data.row) : ''

/** What a cell depends on: it is drawn anew only where this has changed. */
const value =
  (read: (row: InventoryRow) => unknown) =>
  (params: ValueGetterParams<InventoryLine>): unknown =>
    params.data?.kind === 'element' ? read(params.data.row) : undefined

const number = (
  field: 'files' | 'series' | 'patients' | 'distinctValues',
  width: number,
  least: number,
): Pick<ColDef<InventoryLine>, 'valueGetter' | 'type' | 'width' | 'minWidth'> => ({
  type: 'numericColumn',
  width: Math.max(width, least),
  minWidth: least,
  valueGetter: value((row) => count(row.element[field])),
})

/** A column that is put away until somebody wants it: plain text, as the Element Inventory has it. */
const further = (colId: string, headerName: string, width: number, read: (row: InventoryRow) => string): ColDef<InventoryLine> => ({
  colId,
  headerName,
  width,
  hide: true,
  tooltipValueGetter: ({ data }) => (data?.kind === 'element' ? read(data.row) : ''),
  valueGetter: value(read),
})

/**
 * The columns; their ids are the columns of the Element Inventory, by which the engine sorts.
 * @param inBlocks whether rows stand under the name of their private block
 * @param room the least width of the columns of numbers
 */
export function columns(inBlocks: () => boolean, spreads: Spreads, room: NumberRoom): ColDef<InventoryLine>[] {
  return [
    {
      colId: 'path',
      headerName: heads.path,
      pinned: 'left',
      lockPinned: true,
      width: 160,
      minWidth: 96,
      cellRenderer: drawn((row) => pathCell(row, inBlocks())),
      valueGetter: value((row) => row.element.path),
    },
    {
      colId: 'name',
      headerName: heads.name,
      flex: 1,
      minWidth: 100,
      cellClassRules: { dim: ({ data }) => data?.kind === 'element' && data.row.annotation.name === '' },
      tooltipValueGetter: ({ data }) => (data?.kind === 'element' ? data.row.annotation.name : ''),
      valueGetter: value((row) => row.annotation.name || INVENTORY.columns.noName),
    },
    { colId: 'vr', headerName: heads.vr, width: 30, cellClass: 'soft', valueGetter: value((row) => row.element.vrs.join(' ')) },
    further('source', heads.source, 70, (row) => row.annotation.source),
    further('private_creator', heads.private_creator, 150, (row) => row.annotation.privateCreator),
    further('iod_type', heads.iod_type, 70, (row) => row.annotation.iodType.split('|').join(' ')),
    further('table_e', heads.table_e, 80, (row) => row.annotation.tableE),
    {
      colId: 'table_e_with_options',
      headerName: heads.table_e_with_options,
      width: 88,
      cellRenderer: drawn(codeCell),
      valueGetter: value((row) => `${row.annotation.tableE} ${row.annotation.effective.code}`),
    },
    {
      colId: 'knowledge',
      headerName: heads.knowledge,
      width: 78,
      cellRenderer: drawn(knowledgeCell),
      valueGetter: value((row) => row.annotation.knowledge),
    },
    further('knowledge_sources', heads.knowledge_sources, 200, (row) => joined(row.annotation.knowledgeSources)),
    further('proposal', heads.proposal, 130, (row) => choiceWords(row.proposal.choice)),
    further('treatment', heads.treatment, 110, ({ decision }) =>
      decision?.choice.treatment === undefined ? '' : TREATMENT_WORDS[decision.choice.treatment],
    ),
    further('scope', heads.scope, 120, ({ decision, scoped }) =>
      joined([decision, ...scoped].flatMap((one) => (one === undefined ? [] : scopeWords(one.scope)))),
    ),
    {
      colId: 'operation',
      headerName: heads.operation,
      width: 82,
      cellRenderer: drawn(operationCell),
      valueGetter: value((row) => row.operations.join()),
    },
    further('decided_by', heads.decided_by, 100, ({ decision }) => decision?.by ?? ''),
    further('decided_at', heads.decided_at, 130, ({ decision }) => (decision === undefined ? '' : dayAndTime(decision.at))),
    further('reason', heads.reason, 220, ({ decision, proposal }) => decision?.reason || proposal.reason),
    { colId: 'files', headerName: heads.files, ...number('files', 50, room.files) },
    { colId: 'series', headerName: heads.series, ...number('series', 46, room.series) },
    { colId: 'patients', headerName: heads.patients, headerTooltip: headTitles.patients, ...number('patients', 36, room.patients) },
    {
      colId: 'distinct_values',
      headerName: heads.distinct_values,
      headerTooltip: headTitles.distinct_values,
      ...number('distinctValues', 52, room.distinct_values),
    },
    {
      colId: 'spread',
      headerName: heads.spread,
      headerTooltip: headTitles.spread,
      width: 54,
      sortable: false,
      cellRenderer: drawn((row) => spreadCell(spreads.of(row.element.path), row.element.distinctValues)),
      valueGetter: value((row) => spreads.known(row.element.path) ?? row.element.path),
    },
    {
      colId: 'manufacturers',
      headerName: heads.manufacturers,
      headerTooltip: headTitles.manufacturers,
      width: 84,
      cellRenderer: drawn(makersCell),
      valueGetter: value((row) => row.element.equipment.map((one) => one.manufacturer).join()),
    },
    further('modalities', heads.modalities, 90, (row) => row.element.modalities.join(' ')),
    further('flags', heads.flags, 160, (row) => listed(row.flags.map((flag) => FLAG_WORDS[flag]))),
    {
      colId: 'decision',
      headerName: heads.decision,
      pinned: 'right',
      lockPinned: true,
      width: 72,
      minWidth: 60,
      cellRenderer: drawn(decisionCell),
      valueGetter: value(({ decision, scoped, proposal }) =>
        [decision?.choice, ...scoped.map((one) => one.choice), proposal.choice]
          .map((one) => (one === undefined ? '' : choiceWords(one)))
          .join(';'),
      ),
    },
  ]
}

const NO_ROOM: NumberRoom = { files: 0, series: 0, patients: 0, distinct_values: 0 }
const COLUMNS = columns(() => false, { of: () => undefined, known: () => undefined }, NO_ROOM)

/** The columns by which a list can be sorted. */
export const SORTED_BY: readonly string[] = COLUMNS.flatMap(({ colId, sortable }) =>
  colId === undefined || sortable === false ? [] : [colId],
)

/** Without these a row says nothing. */
const ALWAYS: ReadonlySet<string> = new Set(['path', 'name', 'decision'])

/** Columns that can be put away, with what the menu calls them. */
export const OPTIONAL_COLUMNS: readonly (readonly [id: string, title: string])[] = COLUMNS.flatMap(({ colId = '', headerName = '' }) =>
  ALWAYS.has(colId) ? [] : [[colId, MENU[colId] ?? headerName] as const],
)

/** Row heights that can be chosen. */
export const DENSITIES = [24, 28, 34] as const
export type Density = (typeof DENSITIES)[number]
