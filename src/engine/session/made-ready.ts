import { inBackground } from './in-background.ts'
import { areSame } from './kept.ts'
import type { Session } from './session.ts'

/** How far what follows from a project is found out. */
interface Readiness {
  /** What it followed from when all of it was ready last; undefined before the first time. */
  ground: readonly unknown[] | undefined
  /** While it is being made ready. */
  work: Promise<void> | undefined
}

const states = new WeakMap<Session, Readiness>()

/**
 * Makes everything that follows from a project ready, a little at a time, so that meanwhile other calls are answered:
 * when it was opened, and again when much of it is to be found out anew, as after one decision for very many elements.
 * @returns undefined where it is ready; else when it is, or when the project was closed
 */
export function madeReady(session: Session): Promise<void> | undefined {
  const state = stateOf(session)
  if (state.work !== undefined) return state.work
  const ground = session.ground()
  if (state.ground !== undefined && areSame(state.ground, ground)) return undefined
  const isFirst = state.ground === undefined
  const steps = session.prepare()
  // Of a small project, or after one decision, all is ready at once.
  if (steps.next().done === true) {
    state.ground = ground
    return undefined
  }
  state.work = (async (): Promise<void> => {
    try {
      await inBackground(session.project, steps)
      // What has changed meanwhile is found out with whoever asks next.
      state.ground = ground
      // Whoever looks at an element will look at its values. Where this fails, who asks for them is told.
      if (isFirst) inBackground(session.project, session.inventory.prepareValues()).catch(() => undefined)
    } finally {
      // Who asks again after a failure may find the machine in a better state.
      state.work = undefined
    }
  })()
  return state.work
}

/**
 * {@link madeReady} for who needs the Operations and nothing else: where nobody has asked for more yet, the terminal will
 * not. Who asks meanwhile waits for it, so that calls are answered in their order.
 */
export function madeOperationsReady(session: Session): Promise<void> | undefined {
  const state = stateOf(session)
  if (state.ground !== undefined || state.work !== undefined) return madeReady(session)
  state.work = inBackground(session.project, session.prepareOperations()).finally(() => {
    state.work = undefined
  })
  return state.work
}

function stateOf(session: Session): Readiness {
  const state = states.get(session) ?? { ground: undefined, work: undefined }
  states.set(session, state)
  return state
}

/** Whether everything was made ready once. */
export function isReady(session: Session): boolean {
  return states.get(session)?.ground !== undefined
}
