import { resolve } from 'node:path'
import { fail, ok } from '../../core/result.ts'
import type { Outcome } from '../../contract/outcome.ts'
import type { TeamStore } from '../knowledge/team-store.ts'
import { openProject } from '../project/project.ts'
import { openSession, type Session } from './session.ts'
import { SESSION } from './texts.ts'

/** The projects that this engine has open, each once. */
export interface SessionBook {
  /** The session of a project, opened when it is first asked for. */
  open(project: string, options?: { readonly create?: boolean; readonly lookOnly?: boolean }): Outcome<Session>
  close(project: string): void
  closeAll(): void
}

/**
 * @param team where what the team knows of private elements is found
 * @param closing told of each session before its project is closed
 */
export function createSessionBook(team?: Pick<TeamStore, 'knowledge'>, closing: (session: Session) => void = () => undefined): SessionBook {
  const sessions = new Map<string, Session>()
  const close = (folder: string): void => {
    const session = sessions.get(folder)
    sessions.delete(folder)
    if (session === undefined) return
    try {
      closing(session)
    } finally {
      session.project.close()
    }
  }
  return {
    open(project, options = {}) {
      if (project.trim() === '') return fail({ code: 'usage', message: SESSION.nameProject })
      const folder = resolve(project)
      const there = sessions.get(folder)
      if (there !== undefined && (options.lookOnly === undefined || options.lookOnly === there.project.lookOnly)) return ok(there)
      if (there !== undefined) close(folder)
      const opened = openProject(folder, options)
      if (!opened.ok) return opened
      const session = openSession(opened.value, team)
      sessions.set(folder, session)
      return ok(session)
    },
    close: (project) => close(resolve(project)),
    closeAll: () => [...sessions.keys()].forEach(close),
  }
}
