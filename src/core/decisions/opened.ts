import type { Annotation, Flag } from '../annotation/annotation.ts'
import { openedElement, type PathText } from '../dicom/attribute-path.ts'
import type { Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

const DATE_OR_NAME: readonly Flag[] = ['date-like', 'name-like']

/** What is said of an element whose opaque value was opened: how much is in it, and how much of that stands out. */
export function openedReasons(annotations: ReadonlyMap<PathText, Pick<Annotation, 'flags'>>): ReadonlyMap<PathText, string> {
  const counts = new Map<PathText, { entries: number; remarkable: number; identities: number }>()
  for (const [path, { flags }] of annotations) {
    const element = openedElement(path)
    if (element === undefined) continue
    const count = counts.get(element) ?? { entries: 0, remarkable: 0, identities: 0 }
    const identity = flags.includes('identity-overlap')
    counts.set(element, {
      entries: count.entries + 1,
      identities: count.identities + (identity ? 1 : 0),
      remarkable: count.remarkable + (!identity && flags.some((flag) => DATE_OR_NAME.includes(flag)) ? 1 : 0),
    })
  }
  return new Map([...counts].map(([path, count]) => [path, DECISIONS.opened(count.entries, count.identities, count.remarkable)]))
}

/** A value that was opened is still to be looked at; the reason says what there is to see. */
export function withOpened(suggestion: Suggestion, opened: string | undefined): Suggestion {
  return opened === undefined || suggestion.choice.decision !== 'review'
    ? suggestion
    : { ...suggestion, reason: DECISIONS.more(suggestion.reason, opened) }
}

/** What is inside an opaque value cannot be treated by itself: its bytes stay or go together. */
export function followsElement({ choice, source }: Suggestion, element: PathText): Suggestion {
  return { choice, source, reason: DECISIONS.follows(element) }
}
