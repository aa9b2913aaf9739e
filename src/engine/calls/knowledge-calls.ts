import type { CurationApi } from '../../contract/curation-api.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { searchKnowledge } from '../../core/knowledge/search.ts'
import { ok } from '../../core/result.ts'
import { exportKnowledge, importKnowledge, lintKnowledge } from '../knowledge/knowledge-files.ts'
import { guarded, withSession, type EngineParts } from './engine-parts.ts'

type KnowledgeCalls = Pick<CurationApi, 'knowledgeSearch' | 'knowledgeImport' | 'knowledgeExport' | 'knowledgeLint'>

const SHOWN = 100

/** What is known of private elements, apart from any project. */
export function knowledgeCalls(parts: EngineParts): KnowledgeCalls {
  return {
    knowledgeSearch({ text, limit = SHOWN, project }) {
      const team = parts.team.knowledge()
      if (project === undefined) return guarded(() => ok({ ...searchKnowledge(text, limit, team), here: [] }))
      return withSession(parts, project, (session) => {
        const spellings = spellingsHere(session.inventory.elements())
        const found = searchKnowledge(text, limit, team, (path) => spellings.has(pathKey(path)))
        // What the collection has is named as it is there.
        const elements = found.elements.map((one) => ({ ...one, path: spellings.get(pathKey(one.path)) ?? one.path }))
        const here = elements.filter(({ path }) => spellings.has(pathKey(path))).map(({ path }) => path)
        return ok({ ...found, elements, here })
      })
    },
    knowledgeImport: (input) => guarded(() => importKnowledge(parts.team, input)),
    knowledgeExport: ({ file, approvals }) => guarded(() => exportKnowledge(parts.team, file, approvals)),
    knowledgeLint: ({ file, out }) => guarded(() => lintKnowledge(file, out)),
  }
}

const spelled = new WeakMap<readonly InventoryElement[], ReadonlyMap<string, PathText>>()

/** The paths of a collection by their keys; made once for each inventory. */
function spellingsHere(elements: readonly InventoryElement[]): ReadonlyMap<string, PathText> {
  const there = spelled.get(elements) ?? new Map(elements.map(({ path }) => [pathKey(path), path]))
  spelled.set(elements, there)
  return there
}
