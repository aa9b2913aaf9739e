import type { CurationApi } from './curation-api.ts'
import { isMethod } from './input-shape.ts'
import { UNWATCHED, type Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { Wire } from './wire.ts'
import { CONTRACT } from './texts.ts'

interface Pending {
  readonly job: Job
  readonly resolve: (outcome: Outcome<unknown>) => void
}

/** The engine at the other end of a wire, as if it were here. A call that is under way when the line is lost fails with `io`. */
export function connect(wire: Wire): CurationApi {
  const pending = new Map<number, Pending>()
  let next = 1
  let lost = false
  const lostOutcome: Outcome<unknown> = { ok: false, failure: { code: 'io', message: CONTRACT.lost } }
  wire.onMessage((message) => {
    if (message.kind === 'progress') pending.get(message.id)?.job.progress(message.progress)
    if (message.kind !== 'result') return
    pending.get(message.id)?.resolve(message.outcome)
    pending.delete(message.id)
  })
  wire.onClose(() => {
    lost = true
    for (const { resolve } of pending.values()) resolve(lostOutcome)
    pending.clear()
  })
  const call = (method: string, input: unknown, job: Job = UNWATCHED): Promise<Outcome<unknown>> => {
    if (lost) return Promise.resolve(lostOutcome)
    const id = next++
    return new Promise((resolve) => {
      const stop = job.onCancel(() => wire.send({ kind: 'cancel', id }))
      pending.set(id, {
        job,
        resolve: (outcome) => {
          stop()
          resolve(outcome)
        },
      })
      wire.send({ kind: 'call', id, method, input })
    })
  }
  return new Proxy({} as CurationApi, {
    get: (_target, name) =>
      typeof name === 'string' && isMethod(name) ? (input: unknown, job?: Job) => call(name, input, job) : undefined,
  })
}
