import { COLLECTION_CHARTS, type CollectionChartName, type CollectionQuery } from '../../contract/collection-answers.ts'
import type { CollectionCell } from './collection-cells.ts'

/** What a filter says of a cell: it passes, or the one chart whose choice alone leaves it out, or it is out. */
export type Verdict = 'in' | CollectionChartName | 'out'

/** Says of each cell whether the query leaves it. */
export function cellFilter({ filters = {}, withNew }: CollectionQuery): (cell: CollectionCell) => Verdict {
  const chosen = COLLECTION_CHARTS.flatMap((name) => {
    const values = filters[name] ?? []
    return values.length === 0 ? [] : [{ name, values: new Set(values) }]
  })
  return (cell) => {
    if (withNew === true && cell.context.fresh === 0) return 'out'
    let verdict: Verdict = 'in'
    for (const { name, values } of chosen) {
      if (values.has(cell.values[name])) continue
      if (verdict !== 'in') return 'out'
      verdict = name
    }
    return verdict
  }
}
