import type { CurationApi } from '../../contract/curation-api.ts'
import { searchKnowledge } from '../../core/knowledge/search.ts'
import { ok } from '../../core/result.ts'
import { approveBlock, blockElements, elementEvidence, privateBlocks } from '../private/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

const WARM_AFTER_MS = 1000
let warmed: unknown

/** The private elements of a collection, block by block. */
export function privateCalls(parts: EngineParts): Pick<CurationApi, 'privateBlocks' | 'privateBlock' | 'approveBlock' | 'evidence'> {
  return {
    privateBlocks: ({ project }) => {
      // Whoever looks at blocks will search the knowledge base next: its index, and what all sources say together of each
      // element, are there before the first key is pressed; but not before the block that is looked at first.
      warmed ??= setTimeout(() => void searchKnowledge('status:conflict', 1), WARM_AFTER_MS).unref()
      return withSession(parts, project, (session) => ok(privateBlocks(session)))
    },
    privateBlock: ({ project, key }) => withSession(parts, project, (session) => blockElements(session, key)),
    approveBlock: ({ project, ...approval }) => withSession(parts, project, (session) => approveBlock(session, parts.team, approval)),
    evidence: ({ project, paths }) => withSession(parts, project, (session) => elementEvidence(session, paths)),
  }
}
