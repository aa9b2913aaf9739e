import type { ProjectSummary } from '../../../contract/project-answers.ts'
import { count } from '../../state/words.ts'

/** Columns of numbers, each as wide as its largest may be: a number that is cut reads as another. */
export type NumberRoom = Readonly<Record<'files' | 'series' | 'patients' | 'distinct_values', number>>

/** What a cell has beside its text: its padding and its border, in pixels. */
const AROUND = 12
/** Elements that occur several times in a file can have more values than there are files. */
const VALUES_PER_FILE = 9

/** The least width of the columns of numbers over a collection, in pixels. */
export function numberRoom(
  summary: Pick<ProjectSummary, 'files' | 'series' | 'patients' | 'values'> | undefined,
  width = textWidth,
): NumberRoom {
  const { files = 0, series = 0, patients = 0, values = 0 } = summary ?? {}
  const room = (most: number): number => Math.ceil(width(count(most).replaceAll(/\d/g, '0'))) + AROUND
  return {
    files: room(files),
    series: room(series),
    patients: room(patients),
    distinct_values: room(Math.min(values, VALUES_PER_FILE * files)),
  }
}

/** How wide a text stands in the grid, in pixels. */
function textWidth(text: string): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 0
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}
