import type { Outcome } from '../../contract/outcome.ts'
import type { PresetScript, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import { fail, ok } from '../../core/result.ts'
import { presetScript, PRESET_NAMES } from '../../core/script/import/preset-scripts.ts'
import { readCtpScript } from '../../core/script/ctp/engine/index.ts'
import type { Session } from '../session/session.ts'
import { plannedScript } from './planned-script.ts'
import { readBeside, readScriptFile } from './script-file.ts'
import { SCRIPT } from './texts.ts'

/** A script, and what lies beside it. */
export interface ScriptFiles {
  readonly script: string
  readonly dictionary: string | undefined
  readonly lookup: string | undefined
}

const SCRIPT_NAMES: Partial<Record<ScriptTarget, string>> = {
  tagbench: 'tagbench.script.json',
  ctp: 'ctp-anonymizer.script',
  dicomedit: 'dicomedit.das',
}

/** The text of a script, wherever it is. The one of now needs the project that it is of, and a target. */
export function readSource(source: ScriptSource, session: Session | undefined, target: ScriptTarget | undefined): Outcome<ScriptFiles> {
  if (source.file !== undefined) return fromFile(source.file)
  if (source.text !== undefined) return ok({ script: source.text, dictionary: undefined, lookup: undefined })
  if (source.preset !== undefined) {
    const script = presetScript(source.preset)
    return script === undefined
      ? fail({ code: 'not-found', message: SCRIPT.presets(PRESET_NAMES) })
      : ok({ script, dictionary: undefined, lookup: undefined })
  }
  if (session === undefined) return fail({ code: 'usage', message: SCRIPT.nameProject })
  return fromNow(session, target ?? 'ctp')
}

function fromFile(file: string): Outcome<ScriptFiles> {
  const script = readScriptFile(file)
  if (!script.ok) return script
  return ok({
    script: script.value,
    dictionary: readBeside(file, 'PrivateTagDictionary.xml'),
    lookup: readBeside(file, 'ctp-lookup.properties'),
  })
}

function fromNow(session: Session, target: ScriptTarget): Outcome<ScriptFiles> {
  const name = SCRIPT_NAMES[target]
  if (name === undefined) return fail({ code: 'usage', message: SCRIPT.readable })
  const planned = plannedScript(session, target)
  if (!planned.ok) return planned
  const { files } = planned.value
  const textOf = (wanted: string): string | undefined => {
    const found = files.find((file) => file.name === wanted)
    return found === undefined ? undefined : [...found.text].join('')
  }
  return ok({ script: textOf(name) ?? '', dictionary: textOf('PrivateTagDictionary.xml'), lookup: textOf('ctp-lookup.properties') })
}

/** The scripts that come with the program. */
export function presetScripts(): readonly PresetScript[] {
  return PRESET_NAMES.map((name) => ({ name, target: 'ctp', rules: readCtpScript(presetScript(name) ?? '').script.rules.length }))
}
