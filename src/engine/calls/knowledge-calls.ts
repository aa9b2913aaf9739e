import type { CurationApi } from '../../contract/curation-api.ts'
import { searchKnowledge } from '../../core/knowledge/search.ts'
import { teamStatements } from '../../core/knowledge/team.ts'
import { ok } from '../../core/result.ts'
import { exportKnowledge, importKnowledge, lintKnowledge } from '../knowledge/knowledge-files.ts'
import { guarded, type EngineParts } from './engine-parts.ts'

type KnowledgeCalls = Pick<CurationApi, 'knowledgeSearch' | 'knowledgeImport' | 'knowledgeExport' | 'knowledgeLint'>

const SHOWN = 100

/** What is known of private elements, apart from any project. */
export function knowledgeCalls(parts: EngineParts): KnowledgeCalls {
  return {
    knowledgeSearch: ({ text, limit = SHOWN }) => guarded(() => ok(searchKnowledge(text, limit, teamStatements(parts.team.knowledge())))),
    knowledgeImport: (input) => guarded(() => importKnowledge(parts.team, input)),
    knowledgeExport: ({ file, approvals }) => guarded(() => exportKnowledge(parts.team, file, approvals)),
    knowledgeLint: ({ file, out }) => guarded(() => lintKnowledge(file, out)),
  }
}
