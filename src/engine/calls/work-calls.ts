import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ok } from '../../core/result.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import { applyCollection } from '../apply/index.ts'
import { writeDemoCollection } from '../demo/index.ts'
import type { InventoryStore } from '../project/inventory-store.ts'
import { reviewCollection } from '../review/index.ts'
import { valuesFinal } from '../session/value-rows.ts'
import { checkCollectionFolder, scanCollection } from '../scan/index.ts'
import { reviewed } from '../session/standing.ts'
import { asJob, withSession, type EngineParts } from './engine-parts.ts'

export function workCalls(parts: EngineParts): Pick<CurationApi, 'scan' | 'apply' | 'review' | 'demo'> {
  return {
    async scan({ project, collection, workers }, job) {
      // A collection that is not there, or not to be read, must leave no new project behind.
      const folder = checkCollectionFolder(collection, resolve(project))
      if (!folder.ok) return folder
      const session = parts.sessions.open(project, { create: true })
      if (!session.ok) return session
      const options = { workerEntry: parts.workerEntry, ...(workers === undefined ? {} : { workers }) }
      return asJob(parts, session.value, 'scan', job, (inner) => scanCollection(session.value.project, collection, options, inner))
    },
    apply: ({ project, out, workers }, job) =>
      withSession(parts, project, (session) => {
        const { operations, settings } = session.compiled()
        const options = { out, operations, settings, workerEntry: parts.workerEntry, ...(workers === undefined ? {} : { workers }) }
        return asJob(parts, session, 'apply', job, (inner) => applyCollection(session.project, options, inner))
      }),
    review: ({ project, out }, job) =>
      withSession(parts, project, async (session) => {
        const input = {
          inventory: session.inventory,
          annotations: session.annotations(),
          decisions: session.decisions(),
          compiled: session.compiled(),
          finalValues: (output: InventoryStore) => valuesFinal(session, output),
          workerEntry: parts.workerEntry,
          ...(out === undefined ? {} : { out }),
        }
        const result = await asJob(parts, session, 'review', job, (inner) => reviewCollection(session.project, input, inner))
        if (result.ok) reviewed(session, result.value)
        return result
      }),
    async demo({ dir, keep }) {
      const own = join(parts.stateFolder, 'demonstration')
      const folder = resolve(dir ?? (keep === true ? own : mkdtempSync(join(tmpdir(), 'tagbench-demo-'))))
      const written = await writeDemoCollection(folder)
      if (!written.ok) return written
      return ok({ dir: folder, project: join(folder, 'project'), ...written.value })
    },
  }
}
