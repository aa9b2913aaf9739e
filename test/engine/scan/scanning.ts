import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UNWATCHED, type Job } from '../../../src/contract/job.ts'
import type { ScanResult } from '../../../src/contract/project-answers.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import { openProject, type Project } from '../../../src/engine/project/project.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { scanCollection } from '../../../src/engine/scan/scan-collection.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

const opened: Project[] = []

export function newProject(dir = join(temporaryFolder(), 'project')): Project {
  const project = openProject(dir, { create: true })
  if (!project.ok) throw new Error(project.failure.message)
  opened.push(project.value)
  return project.value
}

export function closeProjects(): void {
  for (const project of opened.splice(0)) project.close()
}

export function scan(
  project: Project,
  collection: string,
  workers = 0,
  job: Job = UNWATCHED,
  digests = false,
): Promise<Outcome<ScanResult>> {
  const workerEntry = new URL('../../../src/engine/worker.ts', import.meta.url)
  return scanCollection(project, collection, { workers, workerEntry, digests }, job)
}

/** Everything that the inventory of a project says, but for the time at which it was first seen. */
export function dump(project: Project): unknown {
  const store = createInventoryStore(project)
  return store.elements().map((element) => ({ element, values: store.values(element.path).map((value) => ({ ...value, firstSeen: 0 })) }))
}

export function filesReport(project: Project): readonly Readonly<Record<string, string>>[] {
  return readCsv(readFileSync(join(project.reports, 'files.csv'), 'utf8')) ?? []
}
