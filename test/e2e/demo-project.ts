import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { engineFor } from './built-window.ts'

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tagbench-e2e-'))
}

export async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

export interface DemoProject {
  readonly folder: string
  readonly project: string
  readonly collection: string
  /** A project of its own with the same content. */
  copy(): string
}

/** The demonstration, read and with its profile, and nothing decided; with `whole` every step was done on it. */
export async function demoProject(whole = false): Promise<DemoProject> {
  const folder = temporaryFolder()
  const engine = engineFor(join(folder, 'state'))
  const { project, collection } = await good(engine.demo({ dir: join(folder, 'demo') }, UNWATCHED))
  await good(engine.scan({ project, collection }, UNWATCHED))
  await good(engine.setProfile({ project, preset: 'TCIA', set: { 'patient-id': 'DEMO-{n:4}' } }, UNWATCHED))
  if (whole) {
    const by = 'A. Curator'
    await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    await good(engine.exportScript({ project, target: 'ctp', out: join(folder, 'script') }, UNWATCHED))
    await good(engine.apply({ project, out: join(folder, 'copy') }, UNWATCHED))
    await good(engine.review({ project }, UNWATCHED))
  }
  await engine.shutdown()
  let copies = 0
  return {
    folder,
    project,
    collection,
    copy() {
      const to = join(folder, `copy-${++copies}`, 'project')
      cpSync(project, to, { recursive: true })
      return to
    },
  }
}
