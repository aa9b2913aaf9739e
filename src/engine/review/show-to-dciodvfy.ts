import { dirname, join } from 'node:path'
import type { Job } from '../../contract/job.ts'
import { CONDITIONS } from '../../core/confidentiality/conditions.ts'
import { formatTag } from '../../core/dicom/tag.ts'
import { Fingerprints } from '../../core/review/fingerprints.ts'
import { foldProblem } from '../../core/review/fold-conformance.ts'
import { sortedChanges } from '../../core/review/report/csv-rows.ts'
import type { Tally } from '../../core/review/tally.ts'
import { progressMeter } from '../pool/index.ts'
import { dciodvfyProblems, findDciodvfy } from './dciodvfy.ts'
import type { WrittenFile } from './review-handler.ts'
import { REVIEW } from './texts.ts'

/** Series of which a file is shown: some in every part of the collection. */
const MOST_SHOWN = 60
const AT_ONCE = 2

export interface ShownToDciodvfy {
  /** Undefined where dciodvfy is not installed. */
  readonly looked: number | undefined
  readonly worse: number
}

/**
 * Has dciodvfy look at one file of each series (by its folder), before and after, where it is installed. Only errors
 * that the original does not have count; they go into the tally under its name.
 */
export async function showToDciodvfy(
  places: { readonly root: string; readonly out: string; readonly files: () => Iterable<WrittenFile> },
  tally: Tally,
  job: Job,
): Promise<ShownToDciodvfy> {
  const tool = findDciodvfy()
  if (tool === undefined) return { looked: undefined, worse: 0 }
  const chosen = oneOfEachFolder(places.files)
  const meter = progressMeter(job, REVIEW.phases.dciodvfy, chosen.length)
  let looked = 0
  let worse = 0
  let next = 0
  const lane = async (): Promise<void> => {
    for (let file = chosen[next++]; file !== undefined && !job.cancelled; file = chosen[next++]) {
      const before = await dciodvfyProblems(tool, join(places.root, file.source))
      const after = await dciodvfyProblems(tool, join(places.out, file.output))
      if (before === undefined || after === undefined) continue
      looked++
      meter.to(looked)
      const fresh = [...after.keys()].filter((key) => !before.has(key))
      if (fresh.length > 0) worse++
      for (const [key, problem] of new Map([...before, ...after]))
        foldProblem(tally, file.number, 'dciodvfy', problem, {
          before: before.has(key),
          after: after.has(key),
          worse: fresh.includes(key),
          operation: fresh.includes(key) ? atFault(tally, problem.path) : '',
        })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  meter.end()
  return { looked, worse }
}

/** Of the first files of all folders some, evenly; there may be as many folders as files. */
function oneOfEachFolder(files: () => Iterable<WrittenFile>): readonly WrittenFile[] {
  let folders = 0
  for (const _ of firstOfEachFolder(files())) folders++
  const step = Math.max(1, folders / MOST_SHOWN)
  const wanted = new Set(Array.from({ length: Math.min(folders, MOST_SHOWN) }, (_, index) => Math.floor(index * step)))
  const chosen: WrittenFile[] = []
  let index = 0
  for (const file of firstOfEachFolder(files())) if (wanted.has(index++)) chosen.push(file)
  return chosen
}

function* firstOfEachFolder(files: Iterable<WrittenFile>): Generator<WrittenFile> {
  const known = new Fingerprints()
  for (const file of files) {
    const folder = dirname(file.output)
    if (known.get(folder) !== undefined) continue
    known.set(folder, 0)
    yield file
  }
}

/** What was done to the attribute somewhere in the collection, or to the one that its condition hangs on. */
function atFault(tally: Tally, path: string): string {
  if (path === '') return ''
  const on = CONDITIONS.filter(({ attribute }) => formatTag(attribute) === path).map(({ names }) => formatTag(names))
  const changes = sortedChanges(tally)
  const row = [path, ...on].map((place) => changes.find((one) => one.path.endsWith(place))).find((one) => one !== undefined)
  return row === undefined ? '' : `${row.operation}: ${row.because}`
}
