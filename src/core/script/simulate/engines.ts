import { fail, type Result } from '../../result.ts'
import { readCtpScript, readProperties, runCtp, safePrivateElements } from '../ctp/engine/index.ts'
import { runDicomEdit } from '../dicomedit/engine.ts'
import { readDicomEdit } from '../dicomedit/read.ts'
import type { ScriptNote } from '../script-fault.ts'
import type { EngineRun } from './simulate.ts'

/** CTP with a script, and with what lies beside it: the dictionary of private elements and the look-up table. */
export function ctpRun(script: string, dictionary: string | undefined, lookup: string | undefined): Result<EngineRun, ScriptNote> {
  const { script: read, notes } = readCtpScript(script)
  const fault = notes.find(({ severity }) => severity === 'fault')
  if (fault !== undefined) return fail(fault)
  const surroundings = { safe: safePrivateElements(dictionary), table: readProperties(lookup ?? '') }
  return { ok: true, value: (input) => runCtp(read, surroundings, input) }
}

/** DicomEdit within XNAT, which supplies three variables. */
export function dicomEditRun(script: string): Result<EngineRun, ScriptNote> {
  const { script: read, notes } = readDicomEdit(script)
  const fault = notes.find(({ severity }) => severity === 'fault')
  if (fault !== undefined) return fail(fault)
  const supplied = new Map([
    ['project', 'PROJECT'],
    ['subject', 'SUBJECT'],
    ['session', 'SESSION'],
  ])
  return { ok: true, value: (input) => runDicomEdit(read, input, supplied) }
}
