import type { CurationApi } from './curation-api.ts'
import type { Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { Wire, WireMessage } from './wire.ts'

/**
 * The names that may be called from outside. The list is complete by type: a method of the API that is missing here does
 * not compile, and nothing else can be called.
 */
const METHODS: Readonly<Record<keyof CurationApi, true>> = {
  openProject: true,
  closeProject: true,
  scan: true,
  inventory: true,
  facets: true,
  element: true,
  values: true,
  profile: true,
  setProfile: true,
  decide: true,
  importDecisions: true,
  exportDecisions: true,
  undo: true,
  redo: true,
  proposals: true,
  acceptProposals: true,
  deleteUnreviewed: true,
  exportScript: true,
  apply: true,
  review: true,
  writeReport: true,
  applyPlan: true,
  optionEffects: true,
  lastReview: true,
  readReport: true,
  demo: true,
  running: true,
  watch: true,
  recentProjects: true,
  listFolder: true,
  pickFolder: true,
  windowState: true,
  saveWindowState: true,
}

export function isMethod(name: string): name is keyof CurationApi {
  return Object.hasOwn(METHODS, name)
}

/**
 * Answers the calls that come over a wire with the engine behind it.
 * Jobs go on when the line is lost, so that a window that reloads loses nothing.
 * @returns how to stop listening
 */
export function dispatch(api: CurationApi, wire: Wire): () => void {
  const running = new Map<number, RemoteJob>()
  const receive = (message: WireMessage): void => {
    if (message.kind === 'cancel') running.get(message.id)?.cancel()
    if (message.kind !== 'call') return
    const { id, method, input } = message
    if (!isMethod(method) || typeof input !== 'object' || input === null) {
      wire.send({ kind: 'result', id, outcome: { ok: false, failure: { code: 'usage', message: 'The engine has no such call.' } } })
      return
    }
    const job = remoteJob((progress) => wire.send({ kind: 'progress', id, progress }))
    running.set(id, job)
    const call = api[method] as (input: unknown, job: Job) => Promise<Outcome<unknown>>
    call(input, job)
      .catch((): Outcome<unknown> => ({
        ok: false,
        failure: { code: 'bug', message: 'An unexpected fault stopped this. Nothing was half-written.' },
      }))
      .then((outcome) => {
        running.delete(id)
        wire.send({ kind: 'result', id, outcome })
      })
  }
  return wire.onMessage(receive)
}

type RemoteJob = Job & { cancel(): void }

function remoteJob(progress: Job['progress']): RemoteJob {
  const listeners = new Set<() => void>()
  let cancelled = false
  return {
    get cancelled() {
      return cancelled
    },
    onCancel(listener) {
      if (cancelled) listener()
      else listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel() {
      cancelled = true
      for (const listener of listeners) listener()
      listeners.clear()
    },
    progress,
  }
}
