import type { ScriptRemark, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { readCtpScript } from '../../core/script/ctp/engine/index.ts'
import { readDicomEdit } from '../../core/script/dicomedit/read.ts'
import { readNative } from '../../core/script/read-native.ts'
import { readSource } from './script-source.ts'
import { SCRIPT } from './texts.ts'

/** Every fault of a script by line and column, and what its engine would take otherwise than it looks. */
export function checkScript(source: ScriptSource, target: ScriptTarget): Outcome<{ notes: readonly ScriptRemark[] }> {
  const read = readSource(source, undefined, target)
  if (!read.ok) return read
  const text = read.value.script
  switch (target) {
    case 'tagbench': {
      const native = readNative(text)
      if (native.ok) return ok({ notes: [] })
      const { line, column, message, at } = native.failure
      return ok({ notes: [{ line, column, severity: 'fault', message: at === '' ? message : SCRIPT.checkedAt(at, message) }] })
    }
    case 'ctp':
      return ok({ notes: readCtpScript(text).notes })
    case 'dicomedit':
      return ok({ notes: readDicomEdit(text).notes })
    default:
      return fail({ code: 'usage', message: SCRIPT.checkable })
  }
}
