import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import type { Steps } from '../../core/in-steps.ts'
import { fail, ok } from '../../core/result.ts'
import { POOL } from './texts.ts'

/** After so much work at once others are answered: too little to be noticed. */
const BREATH_MS = 20

/**
 * Work on the calling thread, in breaths: in between others are answered, and a cancel is heard.
 * @returns failure `cancelled` when the job was; the work is left off then
 */
export async function inBreaths<T>(steps: Steps<T>, job: Job): Promise<Outcome<T>> {
  let begun = performance.now()
  while (!job.cancelled) {
    const next = steps.next()
    if (next.done === true) return ok(next.value)
    if (performance.now() - begun < BREATH_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    begun = performance.now()
  }
  steps.return(undefined as never)
  return fail({ code: 'cancelled', message: POOL.cancelled })
}
