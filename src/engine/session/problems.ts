import { existsSync } from 'node:fs'
import type { GateReason, Problem } from '../../contract/standing-answers.ts'
import { deviationsOf } from '../review/deviations.ts'
import { COLLECTION } from '../scan/index.ts'
import { lastReview, standing } from './standing.ts'
import type { Session } from './session.ts'

/** Elements that are named beside a problem; the rest is where its link leads. */
const MOST_ELEMENTS = 50

/**
 * Everything that stands between a project and its open gate as it is now: what has changed since the last review, and
 * what the review itself found; before the first review, what can be said already. Most urgent first.
 */
export function problems(session: Session): readonly Problem[] {
  const { instances, unreadable, notDicom } = session.inventory.counts()
  const collection = session.project.meta(COLLECTION)
  if (instances === 0) return [closing('not-scanned', 1, 'collection is still to be read: nothing is known of it yet')]
  const all: readonly (Problem | undefined)[] = [
    collection !== undefined && !existsSync(collection)
      ? closing('moved', 1, 'folder of originals is no longer in its place: say where it is now')
      : undefined,
    openReviews(session),
    ...aboutTheCopy(session),
    deviations(session),
    {
      ...closing('unreadable', unreadable, `${unreadable === 1 ? 'file cannot' : 'files cannot'} be read, each with its reason; left out`),
      closes: false,
    },
    {
      ...closing('left-out', notDicom, `${notDicom === 1 ? 'file is' : 'files are'} no DICOM and not copied`),
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
  return closing('open-reviews', open.length, `${open.length === 1 ? 'element is' : 'elements are'} still to be reviewed`, open)
}

function deviations({ inventory, annotations, decisions }: Session): Problem {
  const found = deviationsOf({ inventory, annotations: annotations(), decisions: decisions() })
  const paths = [...new Set(found.map(({ path }) => path))]
  const message = `${found.length === 1 ? 'decision is' : 'decisions are'} weaker than the profile asks for; (0012,0063) will say so`
  return { ...closing('deviation', found.length, message, paths), closes: false }
}

/** What the review of the copy found, as long as what it found can still be so. */
function aboutTheCopy(session: Session): readonly Problem[] {
  const { apply } = standing(session)
  if (apply === 'none') return [closing('not-applied', 1, 'copy is still to be made: nothing was applied yet')]
  const review = lastReview(session)
  const reasons = (review?.reasons ?? []).filter(({ kind }) => kind !== 'open-reviews').map(fromReview)
  if (reasons.some(({ kind }) => kind === 'stale' || kind === 'not-applied')) return reasons
  const unfinished = apply === 'unfinished' ? [closing('not-applied', 1, 'copy was begun and is not whole: go on with it')] : []
  const stale = apply === 'stale' ? [closing('stale', 1, 'change of decisions or profile since the copy was made: apply again')] : []
  const unread = review === null ? [closing('not-reviewed', 1, 'copy is still to be read again and compared with its originals')] : []
  return [...unfinished, ...stale, ...unread, ...reasons]
}

const fromReview = ({ kind, count, message }: GateReason): Problem => closing(kind, count, message)
