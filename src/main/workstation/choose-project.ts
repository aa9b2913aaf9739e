import type { CurationApi } from '../../contract/curation-api.ts'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'

/**
 * The project that the window opens on: the one that was named, once it is known to be one, or else the demonstration,
 * which is written and scanned at its first use and found again later.
 */
export async function chooseProject(api: CurationApi, named: string | undefined, job: Job): Promise<Outcome<string>> {
  if (named !== undefined) return checkProject(api, named, job)
  const demo = await api.demo({ keep: true }, job)
  if (!demo.ok) return demo
  const { project, collection } = demo.value
  const summary = await api.openProject({ project, create: true }, job)
  // Another window has it open: it was scanned then, and this window will offer to look only.
  if (!summary.ok) return summary.failure.code === 'busy' ? ok(project) : summary
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
