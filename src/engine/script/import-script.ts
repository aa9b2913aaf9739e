import type { DecisionRequest } from '../../contract/decision-answers.ts'
import type { ImportedScript, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { fail, ok } from '../../core/result.ts'
import { readCtpScript, safePrivateElements } from '../../core/script/ctp/engine/index.ts'
import { readDicomEdit } from '../../core/script/dicomedit/read.ts'
import { importCtp, importDicomEdit, importNative, type Imported, type Unread } from '../../core/script/import/index.ts'
import { readNative } from '../../core/script/read-native.ts'
import { positionAt, type ScriptNote } from '../../core/script/script-fault.ts'
import { decide, withOpenReviews } from '../session/record-decisions.ts'
import type { Session } from '../session/session.ts'
import { readSource, type ScriptFiles } from './script-source.ts'
import { SCRIPT } from './texts.ts'

/** Records what an existing script says as decisions, as one act; lists what it says that is no decision. */
export function importScript(session: Session, source: ScriptSource, target: ScriptTarget, by: string): Outcome<ImportedScript> {
  const files = readSource(source, session, target)
  if (!files.ok) return files
  const imported = readAsDecisions(session, files.value, target)
  if (!imported.ok) return imported
  const unread: Unread[] = [...imported.value.unread]
  const requests = imported.value.decisions.flatMap((decision): readonly DecisionRequest[] => {
    const element = session.element(decision.path)
    const legal = validateChoice(decision.choice, element?.vrs ?? [], decision.path)
    if (legal.ok) return [decision]
    unread.push({ line: 0, what: decision.path, why: legal.failure })
    return []
  })
  const recorded = withOpenReviews(session, decide(session, requests, by, 'import'))
  if (!recorded.ok) return recorded
  return ok({ recorded: recorded.value.entries, openReviews: recorded.value.openReviews, unread })
}

/** What a script decides for the elements of a project. */
export function readAsDecisions(session: Session, { script: text, dictionary }: ScriptFiles, target: ScriptTarget): Outcome<Imported> {
  switch (target) {
    case 'tagbench': {
      const script = readNative(text)
      return script.ok ? ok(importNative(script.value)) : broken([{ ...script.failure, severity: 'fault' }])
    }
    case 'ctp': {
      const { script, notes } = readCtpScript(text)
      const safe = safePrivateElements(dictionary)
      return isBroken(notes) ? broken(notes) : ok(importCtp(script, safe, session.inventory))
    }
    case 'dicomedit': {
      const { script, notes } = readDicomEdit(text)
      return isBroken(notes) ? broken(notes) : ok(importDicomEdit(script, (offset) => positionAt(text, offset).line, session.inventory))
    }
    default:
      return fail({ code: 'usage', message: SCRIPT.readable })
  }
}

function isBroken(notes: readonly ScriptNote[]): boolean {
  return notes.some(({ severity }) => severity === 'fault')
}

function broken(notes: readonly ScriptNote[]): Outcome<never> {
  const faults = notes.filter(({ severity }) => severity === 'fault')
  const [first] = faults
  return fail({
    code: 'refused',
    message: SCRIPT.brokenWithMore(first?.line ?? 0, first?.column ?? 0, first?.message ?? '', faults.length - 1),
  })
}
