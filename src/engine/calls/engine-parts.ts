import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail } from '../../core/result.ts'
import type { TeamStore } from '../knowledge/team-store.ts'
import { machineReason } from '../project/project.ts'
import type { JobRegistry } from '../session/job-registry.ts'
import { madeReady } from '../session/made-ready.ts'
import { ParameterListGone } from '../session/parameter-list.ts'
import type { Session } from '../session/session.ts'
import type { SessionBook } from '../session/session-book.ts'
import type { HeldLists } from '../view/held-lists.ts'
import type { WindowMemory } from '../window/window-memory.ts'
import { SESSION } from '../session/texts.ts'
import { CALLS } from './texts.ts'

/** What the calls of the engine share. */
export interface EngineParts {
  readonly sessions: SessionBook
  readonly jobs: JobRegistry
  readonly memory: WindowMemory
  readonly lists: HeldLists
  /** What the team knows of private elements. */
  readonly team: TeamStore
  /** Entry file of the worker threads. */
  readonly workerEntry: string
  /** Where this user's own state lies. */
  readonly stateFolder: string
}

/**
 * Does something with an open project, once everything that follows from it was made ready; what the machine refuses
 * becomes a failure, a defect goes on as one. Calls that wait are answered in their order.
 */
export function withSession<T>(
  parts: EngineParts,
  project: string,
  work: (session: Session) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return atOnce(parts, project, (session) => whenReady(session, () => work(session)))
}

/**
 * {@link withSession} for what may mend that nothing can be made ready, since the list that the profile names is gone: it
 * waits for its turn, and is done all the same.
 */
export function inTurn<T>(
  parts: EngineParts,
  project: string,
  work: (session: Session) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return atOnce(parts, project, (session) =>
    whenReady(session, () => work(session), { mends: (error) => error instanceof ParameterListGone }),
  )
}

/** {@link withSession} for what does not need the rows of the inventory: it does not wait for them. */
export async function atOnce<T>(
  parts: EngineParts,
  project: string,
  work: (session: Session) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const session = parts.sessions.open(project)
  if (!session.ok) return session
  return guarded(() => work(session.value))
}

export interface WhenReady {
  /** Makes ready what is needed (default: everything that follows from the project). */
  readonly make?: typeof madeReady
  /** Whether it is for who waits to mend what kept that from being made ready; else that goes on as it is. */
  readonly mends?: (error: unknown) => boolean
}

/** Does something with a project once what it needs was made ready. */
export function whenReady<T>(
  session: Session,
  work: () => Outcome<T> | Promise<Outcome<T>>,
  { make = madeReady, mends = () => false }: WhenReady = {},
): Outcome<T> | Promise<Outcome<T>> {
  const inPlace = (): Outcome<T> | Promise<Outcome<T>> =>
    session.project.isOpen() ? work() : fail({ code: 'refused', message: CALLS.closed })
  const allTheSame = (error: unknown): Outcome<T> | Promise<Outcome<T>> => {
    if (!mends(error)) throw error
    return inPlace()
  }
  let waiting: Promise<void> | undefined
  try {
    waiting = make(session)
  } catch (error) {
    return allTheSame(error)
  }
  // Each waits by one `then` on the same promise: with a step more or less the order of the calls would not be kept.
  return waiting === undefined ? work() : waiting.then(inPlace, allTheSame)
}

/** Runs a long job of a project under its name; one at a time. */
export async function asJob<T>(
  parts: EngineParts,
  session: Session,
  method: string,
  caller: Job,
  run: (job: Job) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.job })
  const running = parts.jobs.start(session.project.dir, method, caller, (job) => guarded(() => run(job)))
  return running ?? fail({ code: 'busy', message: CALLS.running })
}

/** What the machine refuses becomes a failure. */
export async function guarded<T>(work: () => Outcome<T> | Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ParameterListGone) return fail({ code: 'not-found', message: SESSION.noParameterList })
    if (!(error instanceof Error) || !('code' in error)) throw error
    return fail({
      code: 'io',
      message: CALLS.machine(machineReason(error)),
    })
  }
}
