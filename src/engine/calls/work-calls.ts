import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { ok } from '../../core/result.ts'
import type { ApplyResult } from '../../contract/copy-answers.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { applyCollection, latestApply, startWriters } from '../apply/index.ts'
import { findDemoCollection, writeDemoCollection } from '../demo/index.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { InventoryStore } from '../project/inventory-store.ts'
import { reviewCollection } from '../review/index.ts'
import { valuesFinal } from '../session/value-rows.ts'
import { checkCollectionFolder, COLLECTION, scanCollection } from '../scan/index.ts'
import { crosswalkOf, exportScript, projectRegions } from '../script/index.ts'
import { madeOperationsReady } from '../session/made-ready.ts'
import { reviewed, scriptWritten } from '../session/standing.ts'
import { keepFacetsAnew } from '../view/kept-facets.ts'
import { asJob, atOnce, whenReady, withSession, type EngineParts } from './engine-parts.ts'

const EXPRESSIBILITY = 'expressibility.csv'

/** The long work, and what it leaves outside the project. */
export function workCalls(parts: EngineParts): Pick<CurationApi, 'scan' | 'exportScript' | 'apply' | 'review' | 'demo'> {
  return {
    async scan({ project, collection, workers, digests }, job) {
      // A collection that is not there, or not to be read, must leave no new project behind.
      const folder = checkCollectionFolder(collection, resolve(project))
      if (!folder.ok) return folder
      const session = parts.sessions.open(project, { create: true })
      if (!session.ok) return session
      const options = { workerEntry: parts.workerEntry, ...(workers === undefined ? {} : { workers }), digests: digests === true }
      return asJob(parts, session.value, 'scan', job, async (inner) => {
        const scanned = await scanCollection(session.value.project, collection, options, inner)
        if (scanned.ok) await keepFacetsAnew(session.value)
        return scanned
      })
    },
    exportScript: ({ project, target, out, per, acceptWeaker }) =>
      withSession(parts, project, (session) => {
        const compiled = session.compiled()
        const copy = latestApply(session.project)?.out
        const crosswalk = crosswalkOf(session.project, compiled.settings)
        const regions = projectRegions(session.profile.current().settings)
        if (!regions.ok) return regions
        const written = exportScript({
          project: basename(session.project.dir),
          compiled,
          inventory: session.inventory,
          decisions: session.decisions(),
          team: session.team(),
          target,
          out,
          places: { collection: session.project.meta(COLLECTION) ?? '', ...(copy === undefined ? {} : { copy }) },
          ...(per === undefined ? {} : { per }),
          ...(acceptWeaker === undefined ? {} : { acceptWeaker }),
          ...(crosswalk === undefined ? {} : { crosswalk }),
          regions: regions.value,
        })
        if (!written.ok || session.project.lookOnly) return written
        // The window reads reports from the project; the script's own folder has the same file beside the script.
        const kept = writeAtomically(join(session.project.reports, EXPRESSIBILITY), readFileSync(join(out, EXPRESSIBILITY)))
        if (kept.ok) scriptWritten(session)
        return kept.ok ? written : kept
      }),
    apply: ({ project, out, workers }, job) =>
      atOnce(parts, project, async (session) => {
        const threads = { workerEntry: parts.workerEntry, ...(workers === undefined ? {} : { workers }) }
        // They get ready while the Operations are compiled.
        const started = startWriters(threads)
        try {
          const run = (): Promise<Outcome<ApplyResult>> => {
            const { operations, settings } = session.compiled()
            const options = { out, operations, settings, ...threads, started }
            return asJob(parts, session, 'apply', job, (inner) => applyCollection(session.project, options, inner))
          }
          return await whenReady(session, run, { make: madeOperationsReady })
        } finally {
          await started.stop()
        }
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
      const found = keep === true ? findDemoCollection(folder) : undefined
      const written = found === undefined ? await writeDemoCollection(folder) : ok(found)
      if (!written.ok) return written
      return ok({ dir: folder, project: join(folder, 'project'), ...written.value })
    },
  }
}
