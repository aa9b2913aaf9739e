/** A collection de-identified from the first step to the last but the review, as `tagbench run … --unreviewed delete` does. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { readCsv } from '../../src/engine/reports/read-csv.ts'
import { temporaryFolder } from '../fixtures/small-collection.ts'

const WORKER = fileURLToPath(new URL('../../src/engine/worker.ts', import.meta.url))

export interface WrittenPair {
  /** Relative to the collection. */
  readonly name: string
  readonly source: string
  readonly output: string
}

export interface Deidentification {
  readonly project: string
  readonly out: string
  readonly pairs: readonly WrittenPair[]
}

export interface Asked {
  readonly preset?: string
  readonly options?: readonly string[]
  readonly set?: Readonly<Record<string, string>>
}

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

/** Everything accepted that is proposed; what stays open is deleted. */
export async function deidentified(
  collection: string,
  asked: Asked,
  project = join(temporaryFolder(), 'project'),
): Promise<Deidentification> {
  const engine = createEngine({ workerEntry: WORKER, stateFolder: join(temporaryFolder(), 'state') })
  const out = join(temporaryFolder(), 'out')
  const by = 'nobody'
  try {
    must(await engine.scan({ project, collection }, UNWATCHED))
    must(await engine.setProfile({ project, ...asked }, UNWATCHED))
    must(await engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    must(await engine.deleteUnreviewed({ project, by }, UNWATCHED))
    must(await engine.apply({ project, out }, UNWATCHED))
  } finally {
    await engine.shutdown()
  }
  const rows = readCsv(readFileSync(join(project, 'reports', 'applied.csv'), 'utf8')) ?? []
  const pairs = rows
    .filter((row) => row['status'] === 'written')
    .map((row) => ({
      name: row['source_path'] ?? '',
      source: join(collection, row['source_path'] ?? ''),
      output: join(out, row['output_path'] ?? ''),
    }))
  return { project, out, pairs }
}
