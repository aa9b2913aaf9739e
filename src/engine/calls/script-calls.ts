import type { CurationApi } from '../../contract/curation-api.ts'
import { inBreaths } from '../pool/in-breaths.ts'
import { ok } from '../../core/result.ts'
import { preview, previewSelection } from '../preview/index.ts'
import { checkScript, compareScripts, expressibility, importScript, presetScripts, scriptFiles, simulateScript } from '../script/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

type ScriptCalls = Pick<
  CurationApi,
  | 'preview'
  | 'previewSelection'
  | 'scriptFiles'
  | 'expressibility'
  | 'presetScripts'
  | 'simulateScript'
  | 'checkScript'
  | 'compareScripts'
  | 'importScript'
>

/** Scripts looked at before anybody runs them. */
export function scriptCalls(parts: EngineParts): ScriptCalls {
  return {
    preview: ({ project, ...request }) => withSession(parts, project, (session) => preview(session, request)),
    previewSelection: ({ project, elements }, job) =>
      withSession(parts, project, (session) => inBreaths(previewSelection(session, elements), job)),
    scriptFiles: ({ project, target, per }) => withSession(parts, project, (session) => scriptFiles(session, target, per)),
    expressibility: ({ project, ...request }) => withSession(parts, project, (session) => expressibility(session, request)),
    presetScripts: async () => ok(presetScripts()),
    simulateScript: ({ project, target, source }) => withSession(parts, project, (session) => simulateScript(session, target, source)),
    checkScript: async ({ source, target }) => checkScript(source, target),
    compareScripts: async ({ one, other, target, project }) =>
      project === undefined
        ? compareScripts([one, other], target, undefined)
        : withSession(parts, project, (session) => compareScripts([one, other], target, session)),
    importScript: ({ project, source, target, by }) => withSession(parts, project, (session) => importScript(session, source, target, by)),
  }
}
