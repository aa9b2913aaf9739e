import type { ApplyPlan } from '../../contract/copy-answers.ts'
import { openedElement } from '../../core/dicom/attribute-path.ts'
import { OPERATION_KINDS } from '../../core/script/operation.ts'
import type { InventoryCounts } from '../../contract/project-answers.ts'
import type { Session } from '../session/session.ts'
import { VIEW } from './texts.ts'

/** What apply would do, in numbers: each element counted under what becomes of it first. */
export function applyPlan(session: Session): ApplyPlan {
  const counts = new Map<string, { elements: number; files: number }>()
  for (const row of session.rows()) {
    if (openedElement(row.element.path) !== undefined) continue
    const operation = row.operations.includes('blocked') ? 'blocked' : row.operations[0]
    if (operation === undefined) continue
    const count = counts.get(operation) ?? { elements: 0, files: 0 }
    counts.set(operation, { elements: count.elements + 1, files: Math.max(count.files, row.element.files) })
  }
  const { instances, notDicom, unreadable, patients } = countsOf(session)
  const { openReviews, claims } = session.compiled()
  return {
    operations: OPERATION_KINDS.flatMap((operation) => {
      const count = counts.get(operation)
      return count === undefined ? [] : [{ operation, ...count }]
    }),
    openReviews: openReviews.length,
    instances,
    notCopied: notDicom + unreadable,
    patients,
    remarks: [
      ...(session.profile.current().settings.redactionRegions === '' ? [] : [VIEW.plan.notRedacted]),
      ...(claims.deviations.length > 0 ? [VIEW.plan.deviations(claims.deviations.length)] : []),
      ...claims.withheld.map(({ code, because }) => VIEW.plan.withheld(code, because)),
      VIEW.plan.longitudinal(claims.longitudinal, claims.longitudinalBecause),
    ],
  }
}

const known = new WeakMap<readonly unknown[], InventoryCounts>()

/** Counted once for each version of the inventory: the plan is asked for after every decision. */
function countsOf({ inventory }: Session): InventoryCounts {
  const version = inventory.elements()
  let counts = known.get(version)
  if (counts === undefined) known.set(version, (counts = inventory.counts()))
  return counts
}
