import type { CurationApi } from '../../contract/curation-api.ts'
import { searchKnowledge } from '../../core/knowledge/search.ts'
import { teamStatements } from '../../core/knowledge/team.ts'
import { ok } from '../../core/result.ts'
import { exportKnowledge, importKnowledge, lintKnowledge } from '../knowledge/knowledge-files.ts'
import { guarded, withSession, type EngineParts } from './engine-parts.ts'

type KnowledgeCalls = Pick<CurationApi, 'knowledgeSearch' | 'knowledgeImport' | 'knowledgeExport' | 'knowledgeLint'>

const SHOWN = 100

/** What is known of private elements, apart from any project. */
export function knowledgeCalls(parts: EngineParts): KnowledgeCalls {
  return {
    knowledgeSearch({ text, limit = SHOWN, project }) {
      const further = teamStatements(parts.team.knowledge())
      if (project === undefined) return guarded(() => ok({ ...searchKnowledge(text, limit, further), here: [] }))
      return withSession(parts, project, (session) => {
        const isHere = (path: string): boolean => session.row(path) !== undefined
        const found = searchKnowledge(text, limit, further, isHere)
        return ok({ ...found, here: found.elements.map(({ path }) => path).filter(isHere) })
      })
    },
    knowledgeImport: (input) => guarded(() => importKnowledge(parts.team, input)),
    knowledgeExport: ({ file, approvals }) => guarded(() => exportKnowledge(parts.team, file, approvals)),
    knowledgeLint: ({ file, out }) => guarded(() => lintKnowledge(file, out)),
  }
}
