import type { Outcome } from '../../contract/outcome.ts'
import { isOutputPattern } from '../../core/deidentification/output-path.ts'
import { isUidRoot } from '../../core/deidentification/remap-uid.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'

/** Settings that a run cannot begin with, each with what to do. */
export function checkSettings(settings: ScriptSettings): Outcome<null> {
  if (!isUidRoot(settings.uidRoot))
    return fail({ code: 'usage', message: 'The setting uid-root is neither 2.25 nor a UID of at most 39 characters. Correct it.' })
  if (!isOutputPattern(settings.outputPath))
    return fail({
      code: 'usage',
      message: 'The setting output-path must be made of {patient}, {study}, {series}, {sop}, letters, digits, and . _ - between slashes.',
    })
  return ok(null)
}
