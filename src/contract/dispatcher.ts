import type { CurationApi } from './curation-api.ts'
import { isInputOf, isMethod } from './input-shape.ts'
import { controlledJob, type ControlledJob, type Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { Wire, WireMessage } from './wire.ts'
import { CONTRACT } from './texts.ts'

/**
 * Answers the calls that come over a wire with the engine behind it.
 * Jobs go on when the line is lost, so that a window that reloads loses nothing.
 * A call that the engine does not have, or whose input is not what it takes, fails with `usage` and never reaches it.
 * @returns how to stop listening
 */
export function dispatch(api: CurationApi, wire: Wire): () => void {
  const running = new Map<number, ControlledJob>()
  const receive = (message: WireMessage): void => {
    if (message.kind === 'cancel') running.get(message.id)?.cancel()
    if (message.kind !== 'call') return
    const { id, method, input } = message
    const answer = (outcome: Outcome<unknown>): void => wire.send({ kind: 'result', id, outcome })
    if (!isMethod(method)) return answer(refused(CONTRACT.noCall))
    if (!isInputOf(method, input)) return answer(refused(CONTRACT.wrongForm))
    const job = controlledJob((progress) => wire.send({ kind: 'progress', id, progress }))
    running.set(id, job)
    const call = api[method] as (input: unknown, job: Job) => Promise<Outcome<unknown>>
    void perform(() => call(input, job)).then((outcome) => {
      running.delete(id)
      answer(outcome)
    })
  }
  return wire.onMessage(receive)
}

const refused = (message: string): Outcome<never> => ({ ok: false, failure: { code: 'usage', message } })

/** A defect of the engine, thrown at once or later, is an answer too: the process that serves the window lives on. */
async function perform(call: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  try {
    return await call()
  } catch {
    return { ok: false, failure: { code: 'bug', message: CONTRACT.fault } }
  }
}
