import { inBackground } from './in-background.ts'
import type { Session } from './session.ts'

const states = new WeakMap<Session, 'ready' | Promise<void>>()

/**
 * Makes everything that follows from an opened project ready for the first time, a little at a time, so that meanwhile
 * other calls are answered. What changes later is found out when it is asked for.
 * @returns undefined where it is ready; else when it is, or when the project was closed
 */
export function madeReady(session: Session): Promise<void> | undefined {
  const state = states.get(session)
  if (state !== undefined) return state === 'ready' ? undefined : state
  const steps = session.prepare()
  // A small project is ready at once.
  if (steps.next().done === true) {
    states.set(session, 'ready')
    return undefined
  }
  const work = (async (): Promise<void> => {
    try {
      await inBackground(session.project, steps)
      states.set(session, 'ready')
      // Whoever looks at an element will look at its values. Where this fails, who asks for them is told.
      inBackground(session.project, session.inventory.prepareValues()).catch(() => undefined)
    } catch (error) {
      // Who asks again may find the machine in a better state.
      states.delete(session)
      throw error
    }
  })()
  states.set(session, work)
  return work
}

/** Whether everything was made ready once. */
export function isReady(session: Session): boolean {
  return states.get(session) === 'ready'
}
