import { computed, type ComputedRef } from 'vue'
import { useJob, type JobKind } from '../state/job.ts'
import { useSession } from '../state/session.ts'
import { useStanding } from '../state/standing.ts'
import type { StepName } from '../state/steps.ts'
import { brief, percent } from '../state/words.ts'
import { SHELL } from './texts.ts'

/** What is left in a step, in a word or a number. */
export interface Badge {
  /** Stands by itself where there is no room for the word. */
  readonly figure?: string
  readonly word: string
  /** `n`: work is waiting; `ok`: done; `todo`: its turn comes; `run`: a job feeds it; `plain`: only said. */
  readonly kind: 'n' | 'ok' | 'todo' | 'run' | 'plain'
}

const words = SHELL.badges
const DONE: Badge = { word: words.done, kind: 'ok' }
const TO_DO: Badge = { word: words.toDo, kind: 'todo' }
const MOVED: Badge = { figure: words.moved, word: '', kind: 'n' }
const AGAIN: Badge = { figure: words.again, word: '', kind: 'n' }
const openOr = (open: number): Badge => (open > 0 ? { figure: brief(open), word: words.open, kind: 'n' } : DONE)

/** The step that a job feeds. */
const FED: Readonly<Record<JobKind, StepName>> = { demo: 'collection', scan: 'collection', apply: 'apply', review: 'review' }

/** The rail's badges. */
export function useStepBadges(): ComputedRef<Readonly<Partial<Record<StepName, Badge>>>> {
  const session = useSession()
  const standing = useStanding()
  const job = useJob()

  const running = (): Readonly<Partial<Record<StepName, Badge>>> => {
    if (job.kind === undefined) return {}
    return {
      [FED[job.kind]]: { ...(job.share === undefined ? { word: words.running } : { figure: percent(job.share), word: '' }), kind: 'run' },
    }
  }

  const settled = (): Readonly<Partial<Record<StepName, Badge>>> => {
    const now = standing.standing
    const collection = standing.scanned ? (now?.collectionThere === false ? MOVED : DONE) : TO_DO
    if (!standing.scanned || now === undefined || session.summary === undefined) return { collection }
    const options = standing.profile?.options.length ?? 0
    return {
      collection,
      inventory: openOr(standing.openReviews),
      private: openOr(now.privateOpen),
      values: openOr(now.valuesOpen),
      profile: { figure: options === 0 ? '' : `+ ${options}`, word: options === 0 ? words.basic : '', kind: 'plain' },
      script: now.script === 'done' ? DONE : now.script === 'stale' ? AGAIN : TO_DO,
      apply: now.apply === 'done' ? DONE : now.apply === 'none' ? TO_DO : AGAIN,
      review: now.review === null ? TO_DO : now.review.gate === 'open' ? DONE : openOr(now.review.reasons),
    }
  }

  return computed(() => ({ ...settled(), ...running() }))
}
