import { basename } from 'node:path'
import type { ScriptTarget, Simulation } from '../../contract/curation-api.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { ctpTarget } from '../../core/script/ctp/ctp-target.ts'
import { dicomEditTarget } from '../../core/script/dicomedit/dicomedit-target.ts'
import { ctpRun, dicomEditRun, simulate } from '../../core/script/simulate/index.ts'
import type { Session } from '../session/session.ts'
import { crosswalkOf } from './crosswalk.ts'
import { targetInput } from './export-script.ts'
import { readBeside, readScriptFile } from './script-file.ts'

/**
 * What an engine would do with a script over instances made up from the inventory: with the script that would be
 * exported now, or with one of somebody's own, beside which its companions are looked for.
 */
export function simulateScript(session: Session, target: ScriptTarget, file: string | undefined): Outcome<Simulation> {
  if (target !== 'ctp' && target !== 'dicomedit') return fail({ code: 'usage', message: 'Scripts for ctp and dicomedit can be simulated.' })
  const files = file === undefined ? ownFiles(session, target) : theirFiles(file)
  if (!files.ok) return files
  const { script, dictionary, lookup } = files.value
  const run = target === 'ctp' ? ctpRun(script, dictionary, lookup) : dicomEditRun(script)
  if (!run.ok) {
    const { line, column, message } = run.failure
    return fail({ code: 'refused', message: `The script cannot be read, line ${line}, column ${column}: ${message}` })
  }
  const { operations } = session.compiled()
  return ok(simulate({ inventory: session.inventory, operations, decisions: session.decisions(), run: run.value }))
}

interface ScriptFiles {
  readonly script: string
  readonly dictionary: string | undefined
  readonly lookup: string | undefined
}

function ownFiles(session: Session, target: 'ctp' | 'dicomedit'): Outcome<ScriptFiles> {
  const compiled = session.compiled()
  const crosswalk = crosswalkOf(session.project, compiled.settings)
  const writer = target === 'ctp' ? ctpTarget : dicomEditTarget
  const output = writer.write(
    targetInput({
      project: basename(session.project.dir),
      compiled,
      inventory: session.inventory,
      decisions: session.decisions(),
      ...(crosswalk === undefined ? {} : { crosswalk }),
    }),
  )
  const textOf = (name: string): string | undefined => {
    const found = output.files.find((one) => one.name === name)
    return found === undefined ? undefined : [...found.text].join('')
  }
  return ok({
    script: textOf(target === 'ctp' ? 'ctp-anonymizer.script' : 'dicomedit.das') ?? '',
    dictionary: textOf('PrivateTagDictionary.xml'),
    lookup: textOf('ctp-lookup.properties'),
  })
}

function theirFiles(file: string): Outcome<ScriptFiles> {
  const script = readScriptFile(file)
  if (!script.ok) return script
  return ok({
    script: script.value,
    dictionary: readBeside(file, 'PrivateTagDictionary.xml'),
    lookup: readBeside(file, 'ctp-lookup.properties'),
  })
}
