import type { PathText } from '../dicom/attribute-path.ts'
import { formatTreatment } from '../decisions/choice-text.ts'
import type { Choice } from '../decisions/decision.ts'
import { formatScope } from '../decisions/scope-text.ts'
import type { ScriptsDiffer } from './compare-scripts.ts'
import type { Imported, ImportedDecision } from './import/imported.ts'
import { SCRIPT } from './texts.ts'

/** What two scripts of whichever languages decide differently for the elements of a collection. */
export function compareImported(one: Imported, other: Imported): readonly ScriptsDiffer[] {
  const [left, right] = [byPath(one), byPath(other)]
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((path): readonly ScriptsDiffer[] => {
    const [a, b] = [left.get(path) ?? [], right.get(path) ?? []]
    if (essence(a) === essence(b)) return []
    const [inOne, inOther] = [words(a), words(b)]
    return [{ path, one: inOne, other: inOne === inOther ? SCRIPT.compared.otherValues(inOther) : inOther }]
  })
}

function byPath({ decisions }: Imported): ReadonlyMap<PathText, readonly ImportedDecision[]> {
  return Map.groupBy(decisions, ({ path }) => path)
}

/** What is decided, without the reason for it and the order in which it was said. */
function essence(decisions: readonly ImportedDecision[]): string {
  return JSON.stringify(decisions.map(({ choice, scope = {}, value }) => [value ?? null, formatScope(scope), choiceWords(choice)]).sort())
}

/** `keep for model=X | shift date`, `clean (3 values)`; empty where nothing is decided. */
function words(decisions: readonly ImportedDecision[]): string {
  const single = decisions.filter(({ value }) => value !== undefined).length
  const whole = decisions
    .filter(({ value }) => value === undefined)
    .map(({ choice, scope = {} }) => {
      const where = formatScope(scope)
      return choiceWords(choice) + (where === '' ? '' : ` for ${where}`)
    })
  return [...new Set(whole)].join(' | ') + (single === 0 ? '' : ` (${single} ${single === 1 ? 'value' : 'values'})`)
}

/** `keep`, `shift date`, `replace=X`; of a Delete how, where the script says how. */
function choiceWords(choice: Choice): string {
  const treatment = formatTreatment(choice)
  if (treatment === '') return choice.decision === 'retain' ? 'keep' : choice.decision
  if (treatment === 'auto') return 'delete'
  return choice.treatment === 'replace' ? treatment : treatment.replaceAll('-', ' ')
}
