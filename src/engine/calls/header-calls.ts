import type { CurationApi } from '../../contract/curation-api.ts'
import { headerPage, headerValue, instanceWith } from '../header/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

/** Looking into one file. */
export function headerCalls(parts: EngineParts): Pick<CurationApi, 'header' | 'headerValue' | 'instanceWith'> {
  return {
    header: ({ project, file, query = {} }) => withSession(parts, project, (session) => headerPage(session, file, query)),
    headerValue: ({ project, file, path, after }) =>
      withSession(parts, project, (session) => headerValue(session, file, path, after === true)),
    instanceWith: ({ project, path }) => withSession(parts, project, (session) => instanceWith(session, path)),
  }
}
