import type { CurationApi } from '../../contract/curation-api.ts'
import type { ProjectSummary } from '../../contract/project-answers.ts'
import { ok } from '../../core/result.ts'
import { COLLECTION } from '../scan/index.ts'
import type { Session } from '../session/session.ts'
import { atOnce, type EngineParts } from './engine-parts.ts'

/** Opening and closing projects, and the jobs that go on in them. */
export function projectCalls(parts: EngineParts): Pick<CurationApi, 'openProject' | 'closeProject' | 'running' | 'watch'> {
  return {
    async openProject({ project, create, lookOnly }) {
      const session = parts.sessions.open(project, {
        ...(create === undefined ? {} : { create }),
        ...(lookOnly === undefined ? {} : { lookOnly }),
      })
      if (!session.ok) return session
      return atOnce(parts, project, (open) => {
        const found = summary(open)
        parts.memory.opened(found.project, found.collection)
        return ok(found)
      })
    },
    async closeProject({ project }) {
      if (parts.jobs.running(project) === null) parts.sessions.close(project)
      return ok(null)
    },
    async running({ project }) {
      return ok(parts.jobs.running(project))
    },
    watch: ({ project }, job) => parts.jobs.watch(project, job),
  }
}

function summary({ project, inventory }: Session): ProjectSummary {
  return { project: project.dir, collection: project.meta(COLLECTION) ?? '', scans: inventory.scanCount, ...inventory.counts() }
}
