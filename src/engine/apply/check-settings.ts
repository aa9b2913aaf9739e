import type { Outcome } from '../../contract/outcome.ts'
import { canMakeDicomdir } from './dicomdir.ts'
import { isOutputPattern, makesFileIds } from '../../core/deidentification/output-path.ts'
import { isUidRoot } from '../../core/deidentification/remap-uid.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import { APPLY } from './texts.ts'

/** Settings that a run cannot begin with, each with what to do. */
export function checkSettings(settings: ScriptSettings): Outcome<null> {
  if (!isUidRoot(settings.uidRoot)) return fail({ code: 'usage', message: APPLY.settings.uidRoot })
  if (!isOutputPattern(settings.outputPath))
    return fail({
      code: 'usage',
      message: APPLY.settings.outputPath,
    })
  if (settings.dicomdir === 'make') return checkDicomdir(settings)
  return ok(null)
}

function checkDicomdir({ outputPath }: ScriptSettings): Outcome<null> {
  if (!makesFileIds(outputPath))
    return fail({
      code: 'usage',
      message: APPLY.settings.shortNames,
    })
  if (!canMakeDicomdir())
    return fail({
      code: 'refused',
      message: APPLY.settings.noDcmmkdir,
    })
  return ok(null)
}
