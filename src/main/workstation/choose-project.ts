import { rmSync } from 'node:fs'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'

/**
 * The project that the window opens on: the one that was named, once it is known to be one, or else the demonstration,
 * which is written and scanned at its first use and found again later.
 */
export async function chooseProject(api: CurationApi, named: string | undefined, job: Job): Promise<Outcome<string>> {
  return named === undefined ? demonstration(api, job) : checkProject(api, named, job)
}

async function demonstration(api: CurationApi, job: Job): Promise<Outcome<string>> {
  const demo = await api.demo({ keep: true }, job)
  if (!demo.ok) return demo
  const { project, collection } = demo.value
  let summary = await api.openProject({ project, create: true }, job)
  // Another window has it open: it was scanned then, and this window will offer to look only.
  if (!summary.ok && summary.failure.code === 'busy') return ok(project)
  // It is our own, and of no use to this version: an earlier one made it.
  if (!summary.ok && summary.failure.code === 'refused') {
    rmSync(project, { recursive: true, force: true })
    summary = await api.openProject({ project, create: true }, job)
  }
  if (!summary.ok) return summary
  if (summary.value.instances === 0) {
    const scan = await api.scan({ project, collection }, job)
    if (!scan.ok) return scan
  }
  return ok(summary.value.project)
}

/** Looks only, so that a project that another process holds is one too: what to do about that, the window asks. */
export async function checkProject(api: CurationApi, project: string, job: Job): Promise<Outcome<string>> {
  const summary = await api.openProject({ project, lookOnly: true }, job)
  if (!summary.ok) return summary
  await api.closeProject({ project }, job)
  return ok(summary.value.project)
}
