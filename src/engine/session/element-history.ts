import { actsOf, entriesOfAct, ledgerOf } from '../../core/decisions/decision-log.ts'
import type { LogEntry } from '../../core/decisions/decision.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Act, HistoryEntry } from '../../contract/decision-answers.ts'

/** Every decision ever made on an element or its values, the latest first, with those that were taken back. */
export function elementHistory(log: readonly LogEntry[], path: PathText): readonly HistoryEntry[] {
  const key = pathKey(path)
  const ledger = ledgerOf(log)
  return log
    .flatMap((entry): readonly HistoryEntry[] => {
      if (entry.kind !== 'decide' || pathKey(entry.path) !== key) return []
      const { value, scope, choice, source, by, at, reason, act } = entry
      const together = entriesOfAct(log, act)
      return [
        { ...(value === undefined ? {} : { value }), scope, choice, source, by, at, reason, takenBack: !ledger.holds(entry), together },
      ]
    })
    .toReversed()
}

/** What undo, or redo, would act on; null where there is nothing. */
export function nextAct(log: readonly LogEntry[], which: 'undo' | 'redo'): Act | null {
  const acts = actsOf(log)
  const act = (which === 'undo' ? acts.done : acts.undone).at(-1)
  const first = log.find((entry) => entry.kind === 'decide' && entry.act === act)
  if (act === undefined || first?.kind !== 'decide') return null
  return { decisions: entriesOfAct(log, act), path: first.path, choice: first.choice }
}
