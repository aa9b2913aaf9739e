import type { CurationApi } from '../../contract/curation-api.ts'
import { preview } from '../preview/index.ts'
import { checkScript, compareFiles, importScript, simulateScript } from '../script/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

type ScriptCalls = Pick<CurationApi, 'preview' | 'simulateScript' | 'checkScript' | 'compareScripts' | 'importScript'>

/** Scripts looked at before anybody runs them. */
export function scriptCalls(parts: EngineParts): ScriptCalls {
  return {
    preview: ({ project, ...request }) => withSession(parts, project, (session) => preview(session, request)),
    simulateScript: ({ project, target, file }) => withSession(parts, project, (session) => simulateScript(session, target, file)),
    checkScript: async ({ file, target }) => checkScript(file, target),
    compareScripts: async ({ one, other, target, project }) =>
      project === undefined
        ? compareFiles([one, other], target, undefined)
        : withSession(parts, project, (session) => compareFiles([one, other], target, session.inventory)),
    importScript: ({ project, file, target, by }) => withSession(parts, project, (session) => importScript(session, file, target, by)),
  }
}
