import type { CurationApi } from '../../contract/curation-api.ts'
import { ok } from '../../core/result.ts'
import { listFolder } from '../window/list-folder.ts'
import type { EngineParts } from './engine-parts.ts'

type WindowCalls = Pick<CurationApi, 'recentProjects' | 'listFolder' | 'pickFolder' | 'windowState' | 'saveWindowState'>

/** What a window needs apart from the work: its memory, and a way to choose a folder. */
export function windowCalls(parts: EngineParts): WindowCalls {
  return {
    recentProjects: async () => ok(parts.memory.recent()),
    listFolder: async ({ path, endings }) => listFolder(path, endings),
    pickFolder: async () => ok({ native: false, path: null }),
    windowState: async ({ project }) => ok(parts.memory.state(project)),
    async saveWindowState({ project, state }) {
      parts.memory.save(project, state)
      return ok(null)
    },
  }
}
