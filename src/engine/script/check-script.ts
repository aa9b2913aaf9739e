import type { ScriptRemark, ScriptTarget } from '../../contract/curation-api.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { readCtpScript } from '../../core/script/ctp/engine/index.ts'
import { readDicomEdit } from '../../core/script/dicomedit/read.ts'
import { readNative } from '../../core/script/read-native.ts'
import { readScriptFile } from './script-file.ts'

/** Every fault of a script by line and column, and what its engine would take otherwise than it looks. */
export function checkScript(file: string, target: ScriptTarget): Outcome<{ notes: readonly ScriptRemark[] }> {
  const text = readScriptFile(file)
  if (!text.ok) return text
  switch (target) {
    case 'tagbench': {
      const read = readNative(text.value)
      if (read.ok) return ok({ notes: [] })
      const { line, column, message, at } = read.failure
      return ok({ notes: [{ line, column, severity: 'fault', message: at === '' ? message : `${at}: ${message}` }] })
    }
    case 'ctp':
      return ok({ notes: readCtpScript(text.value).notes })
    case 'dicomedit':
      return ok({ notes: readDicomEdit(text.value).notes })
    default:
      return fail({ code: 'usage', message: 'Scripts for tagbench, ctp and dicomedit can be checked.' })
  }
}
