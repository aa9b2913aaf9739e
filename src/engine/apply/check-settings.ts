import type { Outcome } from '../../contract/outcome.ts'
import { canMakeDicomdir } from './dicomdir.ts'
import { isOutputPattern, makesFileIds } from '../../core/deidentification/output-path.ts'
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
  if (settings.dicomdir === 'make') return checkDicomdir(settings)
  return ok(null)
}

function checkDicomdir({ outputPath }: ScriptSettings): Outcome<null> {
  if (!makesFileIds(outputPath))
    return fail({
      code: 'usage',
      message:
        'A DICOMDIR names files by at most 8 capital letters and digits a folder (PS3.10 8.2). Set output-path={patient:8}/{study:8}/{series:8}/{sop:8}, or dicomdir=none.',
    })
  if (!canMakeDicomdir())
    return fail({
      code: 'refused',
      message: 'A DICOMDIR is made by dcmmkdir of dcmtk, which is not installed here. Install it, or set dicomdir=none.',
    })
  return ok(null)
}
