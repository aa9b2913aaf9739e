import { someText, type ReadsTexts } from '../script-target.ts'
import type { CtpRow } from '../ctp/rows.ts'
import { removedInstead, type TargetAction, type Wording } from '../wording.ts'
import { isSayable, regexFor } from './path-text.ts'
import { SCRIPT } from '../texts.ts'
import { DICOMEDIT } from './texts.ts'

/** Above so many values a condition is no longer read by anybody. */
const LISTED = 200

/** A wording as far as DicomEdit can follow it; where it cannot, something stricter. */
export function narrowed(wording: Wording, row: CtpRow, input: ReadsTexts): Wording {
  const { action } = wording
  switch (action.do) {
    case 'text':
      return isSayable(action.text) ? wording : removedInstead(DICOMEDIT.unsaid.spelling)
    case 'cap-age':
      if (row.level === 'root') return wording
      return { action: { do: 'empty' }, loses: DICOMEDIT.unsaid.agesInItems }
    case 'values':
      return valuesWording(wording, action, row)
    case 'shift':
      return someText(input, row.node.element.path, (text) => text === '')
        ? { action: { do: 'empty' }, loses: SCRIPT.unsaid.emptied(DICOMEDIT.unsaid.emptyDates) }
        : wording
    default:
      return wording
  }
}

type ByValues = Extract<TargetAction, { readonly do: 'values' }>

function valuesWording(wording: Wording, { values, otherwise }: ByValues, { level, node }: CtpRow): Wording {
  const staying = values.filter((value) => value.do !== 'remove')
  if (staying.length === 0) return { ...wording, action: { do: otherwise } }
  if (level === 'item') return removedInstead(DICOMEDIT.unsaid.valuesInItems)
  if (node.leaf?.kind !== 'public') return removedInstead(DICOMEDIT.unsaid.privateValues)
  if (values.length > LISTED) return removedInstead(DICOMEDIT.unsaid.manyValues(values.length))
  // A condition may look at the first of several values only.
  if (values.some(({ value }) => value.includes('\\'))) return removedInstead(DICOMEDIT.unsaid.severalValues)
  const unsaid = staying.filter(
    ({ value, digest, with: made }) => digest !== undefined || regexFor(value) === undefined || !isSayable(made ?? ''),
  )
  if (unsaid.length > 0) return removedInstead(DICOMEDIT.unsaid.unsafeValues(unsaid.length))
  const outcome = new Map(staying.map((value) => [value.value.trim(), value.do === 'replace' ? (value.with ?? '') : value.value.trim()]))
  // Statements follow one another: what one has written the next would change again.
  const chained = [...outcome].some(([from, to]) => from !== to && (outcome.has(to) || values.some(({ value }) => value.trim() === to)))
  return chained || outcome.size < staying.length ? removedInstead(DICOMEDIT.unsaid.chained) : wording
}
