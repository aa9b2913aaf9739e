import type { ColDef, ICellRendererParams, ValueGetterParams } from 'ag-grid-community'
import type { InventoryLine } from '../../../contract/curation-api.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { count, dayAndTime } from '../../state/words.ts'
import { decisionCell } from '../../parts/cell-pieces.ts'
import { codeCell, knowledgeCell, makersCell, operationCell, pathCell } from './cells.ts'
import { spreadCell } from './spread-cell.ts'
import { INVENTORY } from './texts.ts'
import type { Spreads } from './use-spreads.ts'
import { choiceWords, FLAG_WORDS, scopeWords, TREATMENT_WORDS } from '../../parts/words.ts'

const drawn =
  (draw: (row: InventoryRow) => HTMLElement) =>
  (params: ICellRendererParams<InventoryLine>): HTMLElement | string =>
    params.data?.kind === 'element' ? draw(params.data.row) : ''

/** What a cell depends on: it is drawn anew only where this has changed. */
const value =
  (read: (row: InventoryRow) => unknown) =>
  (params: ValueGetterParams<InventoryLine>): unknown =>
    params.data?.kind === 'element' ? read(params.data.row) : undefined

const number = (field: 'files' | 'series' | 'patients' | 'distinctValues'): Pick<ColDef<InventoryLine>, 'valueGetter' | 'type'> => ({
  type: 'numericColumn',
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
 */
export function columns(inBlocks: () => boolean, spreads: Spreads): ColDef<InventoryLine>[] {
  return [
    {
      colId: 'path',
      headerName: 'Path',
      pinned: 'left',
      lockPinned: true,
      width: 160,
      minWidth: 96,
      cellRenderer: drawn((row) => pathCell(row, inBlocks())),
      valueGetter: value((row) => row.element.path),
    },
    {
      colId: 'name',
      headerName: 'Name',
      flex: 1,
      minWidth: 100,
      cellClassRules: { dim: ({ data }) => data?.kind === 'element' && data.row.annotation.name === '' },
      tooltipValueGetter: ({ data }) => (data?.kind === 'element' ? data.row.annotation.name : ''),
      valueGetter: value((row) => row.annotation.name || 'no name known'),
    },
    { colId: 'vr', headerName: 'VR', width: 34, cellClass: 'soft', valueGetter: value((row) => row.element.vrs.join(' ')) },
    further('source', 'Source', 70, (row) => row.annotation.source),
    further('private_creator', 'Private Creator', 150, (row) => row.annotation.privateCreator),
    further('iod_type', 'IOD Type', 70, (row) => row.annotation.iodType.split('|').join(' ')),
    further('table_e', 'Basic Profile', 80, (row) => row.annotation.tableE),
    {
      colId: 'table_e_with_options',
      headerName: 'Table E',
      width: 92,
      cellRenderer: drawn(codeCell),
      valueGetter: value((row) => `${row.annotation.tableE} ${row.annotation.effective.code}`),
    },
    {
      colId: 'knowledge',
      headerName: 'Knowledge',
      width: 90,
      cellRenderer: drawn(knowledgeCell),
      valueGetter: value((row) => row.annotation.knowledge),
    },
    further('knowledge_sources', 'Statements', 200, (row) => row.annotation.knowledgeSources.join('; ')),
    further('proposal', 'Proposal', 130, (row) => choiceWords(row.proposal.choice)),
    further('treatment', 'Treatment', 110, ({ decision }) =>
      decision?.choice.treatment === undefined ? '' : TREATMENT_WORDS[decision.choice.treatment],
    ),
    further('scope', 'Scope', 120, ({ decision, scoped }) =>
      [decision, ...scoped].flatMap((one) => (one === undefined ? [] : scopeWords(one.scope))).join('; '),
    ),
    {
      colId: 'operation',
      headerName: 'Operation',
      width: 76,
      cellRenderer: drawn(operationCell),
      valueGetter: value((row) => row.operations.join()),
    },
    further('decided_by', 'Decided by', 100, ({ decision }) => decision?.by ?? ''),
    further('decided_at', 'Decided at', 130, ({ decision }) => (decision === undefined ? '' : dayAndTime(decision.at))),
    further('reason', 'Reason', 220, ({ decision, proposal }) => decision?.reason || proposal.reason),
    { colId: 'files', headerName: 'Files', width: 50, ...number('files') },
    { colId: 'series', headerName: 'Series', width: 46, ...number('series') },
    { colId: 'patients', headerName: 'Pat.', headerTooltip: 'Patients', width: 38, ...number('patients') },
    { colId: 'distinct_values', headerName: 'Distinct', headerTooltip: 'Distinct values', width: 52, ...number('distinctValues') },
    {
      colId: 'spread',
      headerName: INVENTORY.spread.head,
      headerTooltip: INVENTORY.spread.headTitle,
      width: 54,
      sortable: false,
      cellRenderer: drawn((row) => spreadCell(spreads.of(row.element.path), row.element.distinctValues)),
      valueGetter: value((row) => row.element.path),
    },
    {
      colId: 'manufacturers',
      headerName: 'Makers',
      headerTooltip: 'Siemens, GE, Philips, Canon, and how many others',
      width: 84,
      cellRenderer: drawn(makersCell),
      valueGetter: value((row) => row.element.equipment.map((one) => one.manufacturer).join()),
    },
    further('modalities', 'Modalities', 90, (row) => row.element.modalities.join(' ')),
    further('flags', 'Flags', 160, (row) => row.flags.map((flag) => FLAG_WORDS[flag]).join(', ')),
    {
      colId: 'decision',
      headerName: 'Decision',
      pinned: 'right',
      lockPinned: true,
      width: 70,
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

/** Columns that can be put away, with what the menu calls them. */
export const OPTIONAL_COLUMNS = [
  ['vr', 'VR'],
  ['source', 'Source'],
  ['private_creator', 'Private Creator'],
  ['iod_type', 'IOD Type'],
  ['table_e', 'Code of the Basic Profile'],
  ['table_e_with_options', 'Table E'],
  ['knowledge', 'Knowledge'],
  ['knowledge_sources', 'Statements'],
  ['proposal', 'Proposal'],
  ['treatment', 'Treatment'],
  ['scope', 'Scope'],
  ['operation', 'Operation'],
  ['decided_by', 'Decided by'],
  ['decided_at', 'Decided at'],
  ['reason', 'Reason'],
  ['files', 'Files'],
  ['series', 'Series'],
  ['patients', 'Patients'],
  ['distinct_values', 'Distinct values'],
  ['spread', 'Spread'],
  ['manufacturers', 'Makers'],
  ['modalities', 'Modalities'],
  ['flags', 'Flags'],
] as const

/** Row heights that can be chosen. */
export const DENSITIES = [24, 28, 34] as const
export type Density = (typeof DENSITIES)[number]
