import type { CurationApi } from '../contract/curation-api.ts'
import { collectionCalls } from './calls/collection-calls.ts'
import { decisionCalls } from './calls/decision-calls.ts'
import { elementCalls } from './calls/element-calls.ts'
import { headerCalls } from './calls/header-calls.ts'
import { inventoryCalls } from './calls/inventory-calls.ts'
import { knowledgeCalls } from './calls/knowledge-calls.ts'
import { privateCalls } from './calls/private-calls.ts'
import { projectCalls } from './calls/project-calls.ts'
import { resultCalls } from './calls/result-calls.ts'
import { scriptCalls } from './calls/script-calls.ts'
import { valueCalls } from './calls/value-calls.ts'
import { windowCalls } from './calls/window-calls.ts'
import { workCalls } from './calls/work-calls.ts'
import type { EngineParts } from './calls/engine-parts.ts'
import { createTeamStore } from './knowledge/team-store.ts'
import { createJobRegistry } from './session/job-registry.ts'
import { createSessionBook } from './session/session-book.ts'
import { createHeldLists } from './view/held-lists.ts'
import { keepFacetsAtLast } from './view/kept-facets.ts'
import { defaultStateFolder } from './window/state-folder.ts'
import { createWindowMemory } from './window/window-memory.ts'

export interface EngineOptions {
  /** Entry file of the worker threads. */
  readonly workerEntry: string
  /** Where this user's own state lies (default: where the system keeps such things). */
  readonly stateFolder?: string
}

/** The engine: everything that a shell can ask for, in this process. */
export type Engine = CurationApi & {
  /** Gives every project back. */
  shutdown(): Promise<void>
}

export function createEngine(options: EngineOptions): Engine {
  const stateFolder = options.stateFolder ?? defaultStateFolder()
  const team = createTeamStore(stateFolder)
  const parts: EngineParts = {
    sessions: createSessionBook(team, keepFacetsAtLast),
    team,
    jobs: createJobRegistry(),
    memory: createWindowMemory(stateFolder),
    lists: createHeldLists(),
    workerEntry: options.workerEntry,
    stateFolder,
  }
  return {
    ...projectCalls(parts),
    ...collectionCalls(parts),
    ...headerCalls(parts),
    ...inventoryCalls(parts),
    ...elementCalls(parts),
    ...valueCalls(parts),
    ...decisionCalls(parts),
    ...knowledgeCalls(parts),
    ...privateCalls(parts),
    ...workCalls(parts),
    ...resultCalls(parts),
    ...scriptCalls(parts),
    ...windowCalls(parts),
    shutdown: async () => {
      team.settle()
      return parts.sessions.closeAll()
    },
  }
}
