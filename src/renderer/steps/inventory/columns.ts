import type { ColDef, ICellRendererParams, ValueGetterParams } from 'ag-grid-community'
import type { InventoryLine } from '../../../contract/curation-api.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { codeCell, decisionCell, knowledgeCell, makersCell, operationCell, pathCell } from './cells.ts'

const drawn =
  (draw: (row: InventoryRow) => HTMLElement) =>
  (params: ICellRendererParams<InventoryLine>): HTMLElement | string =>
    params.data?.kind === 'element' ? draw(params.data.row) : ''

const value =
  (read: (row: InventoryRow) => unknown) =>
  (params: ValueGetterParams<InventoryLine>): unknown =>
    params.data?.kind === 'element' ? read(params.data.row) : undefined

const number = (field: 'files' | 'series' | 'patients'): Pick<ColDef<InventoryLine>, 'valueGetter' | 'type'> => ({
  type: 'numericColumn',
  valueGetter: value((row) => row.element[field].toLocaleString('en')),
})

/** The columns; their ids are the columns of the Element Inventory, by which the engine sorts. */
export const COLUMNS: ColDef<InventoryLine>[] = [
  {
    colId: 'path',
    headerName: 'Path',
    pinned: 'left',
    width: 206,
    cellRenderer: drawn(pathCell),
    valueGetter: value((row) => row.element.path),
  },
  { colId: 'name', headerName: 'Name', flex: 1, minWidth: 120, valueGetter: value((row) => row.annotation.name) },
  { colId: 'vr', headerName: 'VR', width: 48, valueGetter: value((row) => row.element.vrs.join(' ')) },
  {
    colId: 'table_e_with_options',
    headerName: 'Table E',
    width: 112,
    cellRenderer: drawn(codeCell),
    valueGetter: value((row) => row.annotation.effective.code),
  },
  {
    colId: 'knowledge',
    headerName: 'Knowledge',
    width: 92,
    cellRenderer: drawn(knowledgeCell),
    valueGetter: value((row) => row.annotation.knowledge),
  },
  {
    colId: 'operation',
    headerName: 'Operation',
    width: 86,
    cellRenderer: drawn(operationCell),
    valueGetter: value((row) => row.operations.join()),
  },
  { colId: 'files', headerName: 'Files', width: 62, ...number('files') },
  { colId: 'series', headerName: 'Series', width: 56, ...number('series') },
  { colId: 'patients', headerName: 'Pat.', headerTooltip: 'Patients', width: 46, ...number('patients') },
  {
    colId: 'distinct_values',
    headerName: 'Distinct',
    width: 62,
    type: 'numericColumn',
    valueGetter: value((row) => row.element.distinctValues.toLocaleString('en')),
  },
  {
    colId: 'manufacturers',
    headerName: 'Makers',
    width: 68,
    cellRenderer: drawn(makersCell),
    valueGetter: value((row) => row.element.equipment.map((one) => one.manufacturer).join()),
  },
  {
    colId: 'decision',
    headerName: 'Decision',
    pinned: 'right',
    width: 70,
    cellRenderer: drawn(decisionCell),
    valueGetter: value((row) => `${row.decision?.choice.decision ?? ''} ${row.proposal.choice.decision}`),
  },
]
