import type { Result } from '../core/result.ts'

/** Why something asked of the engine was not done. Messages name no value, no path of a patient's file, no identity. */
export interface Failure {
  readonly code:
    /** What was asked makes no sense: unknown option, malformed path, missing argument. */
    | 'usage'
    /** A file, folder, project or element that is not there. */
    | 'not-found'
    /** The engine will not do this: writing into the source, a foreign folder, an open Review. */
    | 'refused'
    /** Another process holds the project. */
    | 'busy'
    /** The machine failed: disk full, no permission. */
    | 'io'
    | 'cancelled'
    /** A defect of this program. */
    | 'bug'
  /** One clear line: what, where, what to do. */
  readonly message: string
}

export type Outcome<T> = Result<T, Failure>
