import { computed, type ComputedRef } from 'vue'
import { useJob, type JobKind } from '../state/job.ts'
import { useSession } from '../state/session.ts'
import { useStanding } from '../state/standing.ts'
import { useValuesLeft } from '../state/values-left.ts'
import type { StepName } from '../state/steps.ts'
import { brief } from '../state/words.ts'

/** What is left in a step, in a word or a number. */
export interface Badge {
  readonly text: string
  /** `n`: work is waiting; `ok`: done; `todo`: its turn comes; `run`: a job feeds it; `plain`: only said. */
  readonly kind: 'n' | 'ok' | 'todo' | 'run' | 'plain'
}

const DONE: Badge = { text: 'done', kind: 'ok' }
const TO_DO: Badge = { text: 'to do', kind: 'todo' }
const AGAIN: Badge = { text: 'again', kind: 'n' }

/** The step that a job feeds. */
const FED: Readonly<Record<JobKind, StepName>> = { demo: 'collection', scan: 'collection', apply: 'apply', review: 'review' }

/** The rail's badges. */
export function useStepBadges(): ComputedRef<Readonly<Partial<Record<StepName, Badge>>>> {
  const session = useSession()
  const standing = useStanding()
  const job = useJob()
  const values = useValuesLeft()

  const running = (): Readonly<Partial<Record<StepName, Badge>>> => {
    if (job.kind === undefined) return {}
    return { [FED[job.kind]]: { text: job.share === undefined ? 'running' : `${job.share} %`, kind: 'run' } }
  }

  const settled = (): Readonly<Partial<Record<StepName, Badge>>> => {
    const now = standing.standing
    const collection = standing.scanned ? (now?.collectionThere === false ? { text: 'moved', kind: 'n' as const } : DONE) : TO_DO
    if (!standing.scanned || now === undefined || session.summary === undefined) return { collection }
    const options = standing.profile?.options.length ?? 0
    return {
      collection,
      inventory: standing.openReviews > 0 ? { text: `${brief(standing.openReviews)} open`, kind: 'n' } : DONE,
      private: now.privateOpen > 0 ? { text: `${brief(now.privateOpen)} open`, kind: 'n' } : DONE,
      ...(values.standing === undefined
        ? {}
        : { values: values.standing.left > 0 ? { text: `${brief(values.standing.left)} left`, kind: 'n' as const } : DONE }),
      profile: { text: options === 0 ? 'Basic' : `+ ${options}`, kind: 'plain' },
      script: now.script === 'done' ? DONE : now.script === 'stale' ? AGAIN : TO_DO,
      apply: now.apply === 'done' ? DONE : now.apply === 'none' ? TO_DO : AGAIN,
      review: now.review === null ? TO_DO : now.review.gate === 'open' ? DONE : { text: `${brief(now.review.reasons)} open`, kind: 'n' },
    }
  }

  return computed(() => ({ ...settled(), ...running() }))
}
