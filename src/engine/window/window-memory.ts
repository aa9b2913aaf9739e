import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecentProject } from '../../contract/project-answers.ts'
import { writeAtomically } from '../files/atomic-write.ts'

const FILE = 'window.json'
const MOST_RECENT = 20

type State = Readonly<Record<string, unknown>>

interface Memory {
  readonly all: State
  readonly projects: Readonly<Record<string, State>>
  readonly recent: readonly { readonly project: string; readonly collection: string; readonly openedAt: string }[]
}

/** What windows remember between two starts. Losing it costs comfort, never work, so a damaged file starts anew. */
export interface WindowMemory {
  state(project: string | undefined): State
  save(project: string | undefined, state: State): void
  recent(): readonly RecentProject[]
  opened(project: string, collection: string): void
}

export function createWindowMemory(folder: string): WindowMemory {
  const path = join(folder, FILE)
  let memory = read(path)
  const write = (next: Memory): void => {
    memory = next
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeAtomically(path, JSON.stringify(memory), { mode: 0o600 })
  }
  return {
    state: (project) => (project === undefined ? memory.all : (memory.projects[project] ?? {})),
    save(project, state) {
      if (project === undefined) write({ ...memory, all: { ...memory.all, ...state } })
      else write({ ...memory, projects: { ...memory.projects, [project]: { ...memory.projects[project], ...state } } })
    },
    recent: () => memory.recent.map((one) => ({ ...one, there: existsSync(one.project) })),
    opened(project, collection) {
      const others = memory.recent.filter((one) => one.project !== project)
      write({ ...memory, recent: [{ project, collection, openedAt: new Date().toISOString() }, ...others].slice(0, MOST_RECENT) })
    },
  }
}

function read(path: string): Memory {
  const empty: Memory = { all: {}, projects: {}, recent: [] }
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null) return empty
    const { all, projects, recent } = value as Partial<Memory>
    return { all: all ?? {}, projects: projects ?? {}, recent: Array.isArray(recent) ? recent : [] }
  } catch {
    return empty
  }
}
