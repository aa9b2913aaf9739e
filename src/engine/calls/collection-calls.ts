import type { CurationApi } from '../../contract/curation-api.ts'
import { ok } from '../../core/result.ts'
import { collectionCases, collectionOverview, collectionProblems, collectionTree } from '../collection/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

type CollectionCalls = Pick<CurationApi, 'collection' | 'collectionTree' | 'collectionProblems' | 'collectionCases'>

/** Looking at the collection itself. */
export function collectionCalls(parts: EngineParts): CollectionCalls {
  return {
    collection: ({ project, query = {} }) => withSession(parts, project, (session) => ok(collectionOverview(session, query))),
    collectionTree: ({ project, query = {} }) => withSession(parts, project, (session) => ok(collectionTree(session, query))),
    collectionProblems: ({ project }) => withSession(parts, project, (session) => ok(collectionProblems(session))),
    collectionCases: ({ project, ...asked }) => withSession(parts, project, (session) => ok(collectionCases(session, asked))),
  }
}
