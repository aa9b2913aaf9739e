import type { Simulation, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { ctpRun, dicomEditRun, simulate } from '../../core/script/simulate/index.ts'
import type { Session } from '../session/session.ts'
import { readSource } from './script-source.ts'
import { SCRIPT } from './texts.ts'

/**
 * What an engine would do with a script over instances made up from the inventory: with the script that would be
 * exported now, or with one of somebody's own, beside which its companions are looked for.
 */
export function simulateScript(session: Session, target: ScriptTarget, source: ScriptSource): Outcome<Simulation> {
  if (target !== 'ctp' && target !== 'dicomedit') return fail({ code: 'usage', message: SCRIPT.simulatable })
  const files = readSource(source, session, target)
  if (!files.ok) return files
  const { script, dictionary, lookup } = files.value
  const run = target === 'ctp' ? ctpRun(script, dictionary, lookup) : dicomEditRun(script)
  if (!run.ok) {
    const { line, column, message } = run.failure
    return fail({ code: 'refused', message: SCRIPT.broken(line, column, message) })
  }
  const { operations } = session.compiled()
  return ok(simulate({ inventory: session.inventory, operations, decisions: session.decisions(), run: run.value }))
}
