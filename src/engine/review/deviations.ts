import type { Annotation } from '../../core/annotation/annotation.ts'
import { formatChoice } from '../../core/decisions/choice-text.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import { isDeviation } from '../../core/decisions/deviation.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Inventory } from '../../core/inventory/inventory.ts'
import type { ReviewReport } from '../../core/review/report/review-report.ts'

export interface DeviationSources {
  readonly inventory: Inventory
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly decisions: DecisionTable
}

/** Decisions on elements of this collection that protect less than the profile asks for. */
export function deviationsOf({ inventory, annotations, decisions }: DeviationSources): ReviewReport['deviations'] {
  const elements = new Map(inventory.elements().map((element) => [pathKey(element.path), element]))
  return decisions.all().flatMap(({ path, value, choice, reason, by }) => {
    const element = elements.get(pathKey(path))
    const annotation = element === undefined ? undefined : annotations.get(element.path)
    if (element === undefined || annotation === undefined || value !== undefined) return []
    if (!isDeviation(choice, annotation, element.vrs)) return []
    return [
      {
        path: element.path,
        decision: formatChoice(choice),
        code: annotation.effective.code,
        reason: `${by}${reason === '' ? '' : `: ${reason}`}`,
      },
    ]
  })
}
