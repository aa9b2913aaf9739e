import { existsSync } from 'node:fs'
import type { GateReason, Problem } from '../../contract/standing-answers.ts'
import { deviationsOf } from '../review/deviations.ts'
import { COLLECTION } from '../scan/index.ts'
import { lastReview, standing } from './standing.ts'
import type { Session } from './session.ts'
import { SESSION } from './texts.ts'

/** Elements that are named beside a problem; the rest is where its link leads. */
const MOST_ELEMENTS = 50

/**
 * Everything that stands between a project and its open gate as it is now: what has changed since the last review, and
 * what the review itself found; before the first review, what can be said already. Most urgent first.
 */
export function problems(session: Session): readonly Problem[] {
  const { instances, unreadable, notDicom } = session.inventory.counts()
  const collection = session.project.meta(COLLECTION)
  if (instances === 0) return [closing('not-scanned', 1, SESSION.problems.notScanned)]
  const all: readonly (Problem | undefined)[] = [
    collection !== undefined && !existsSync(collection) ? closing('moved', 1, SESSION.problems.moved) : undefined,
    openReviews(session),
    ...aboutTheCopy(session),
    deviations(session),
    {
      ...closing('unreadable', unreadable, SESSION.problems.unreadable(unreadable)),
      closes: false,
    },
    {
      ...closing('left-out', notDicom, SESSION.problems.notDicom(notDicom)),
      closes: false,
    },
  ]
  return all.filter((one) => one !== undefined).filter(({ count }) => count > 0)
}

function closing(kind: Problem['kind'], count: number, message: string, elements: readonly string[] = []): Problem {
  return { kind, closes: true, count, message, elements: elements.slice(0, MOST_ELEMENTS) }
}

function openReviews(session: Session): Problem {
  const { openReviews: open } = session.compiled()
  return closing('open-reviews', open.length, SESSION.problems.openReviews(open.length), open)
}

function deviations({ inventory, annotations, decisions }: Session): Problem {
  const found = deviationsOf({ inventory, annotations: annotations(), decisions: decisions() })
  const paths = [...new Set(found.map(({ path }) => path))]
  return { ...closing('deviation', found.length, SESSION.problems.deviations(found.length), paths), closes: false }
}

/** What the review of the copy found, as long as what it found can still be so. */
function aboutTheCopy(session: Session): readonly Problem[] {
  const { apply } = standing(session)
  if (apply === 'none') return [closing('not-applied', 1, SESSION.problems.notApplied)]
  const review = lastReview(session)
  const reasons = (review?.reasons ?? []).filter(({ kind }) => kind !== 'open-reviews').map(fromReview)
  if (reasons.some(({ kind }) => kind === 'stale' || kind === 'not-applied')) return reasons
  const unfinished = apply === 'unfinished' ? [closing('not-applied', 1, SESSION.problems.unfinished)] : []
  const stale = apply === 'stale' ? [closing('stale', 1, SESSION.problems.stale)] : []
  const unread = review === null ? [closing('not-reviewed', 1, SESSION.problems.unread)] : []
  return [...unfinished, ...stale, ...unread, ...reasons]
}

const fromReview = ({ kind, count, message }: GateReason): Problem => closing(kind, count, message)
