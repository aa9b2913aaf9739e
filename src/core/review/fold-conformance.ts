import type { PathText } from '../dicom/attribute-path.ts'
import { TAG } from '../dicom/tag.ts'
import { valueBytes, valueLength } from '../dicom/value-bytes.ts'
import type { Change, Comparison, Side } from './compare-instances.ts'
import { newProblems, problemKey, typeProblems, type ConformanceProblem } from './conformance.ts'
import { operationWord } from './preservation.ts'
import { rootText } from './root-text.ts'
import type { Tally } from './tally.ts'
import { valueProblem } from './value-legality.ts'

/** Holds one file against its original: only what was not wrong before counts. */
export function foldConformance(before: Side, after: Side, comparison: Comparison, number: number, tally: Tally): void {
  const sopClass = rootText(after.file, TAG.sopClassUid)
  const types = typeProblems(after.file, sopClass)
  const typesBefore = typeProblems(before.file, sopClass)
  if (types === undefined || typesBefore === undefined) tally.numbers.notCovered++
  const wasWrong = new Map(typesBefore ?? [])
  const isWrong = new Map(types ?? [])
  for (const change of comparison.changes) {
    const was = legality(change, change.before)
    const is = legality(change, change.after)
    if (was !== undefined) wasWrong.set(problemKey(was), was)
    if (is !== undefined) isWrong.set(problemKey(is), is)
  }
  const worse = newProblems(wasWrong, isWrong)
  if (worse.length > 0) tally.numbers.worseFiles++
  const fresh = new Set(worse.map(problemKey))
  for (const [key, problem] of new Map([...wasWrong, ...isWrong])) {
    const operation = fresh.has(key) ? atFault(comparison.changes, problem.path) : ''
    foldProblem(tally, number, 'tagbench', problem, {
      before: wasWrong.has(key),
      after: isWrong.has(key),
      worse: fresh.has(key),
      operation,
    })
  }
}

/** What is wrong with a value that was written, or that stood where it was written. */
function legality(change: Change, standing: Change['after']): ConformanceProblem | undefined {
  if (standing === undefined) return undefined
  const { element, source } = standing
  if (element.items !== undefined || element.fragments !== undefined || valueLength(element) > 1 << 16) return undefined
  const detail = valueProblem(valueBytes(source, element), element.vr)
  return detail === undefined ? undefined : { kind: 'Value not valid for its VR', path: change.path, detail: `${element.vr}: ${detail}` }
}

/** The Operation that made an attribute worse: its own, or that of a Sequence around it. */
function atFault(changes: readonly Change[], path: PathText): string {
  const own = changes.find((change) => change.path === path) ?? changes.find((change) => path.startsWith(`${change.path}[`))
  if (own === undefined) return ''
  return own.operation === undefined ? operationWord(own) : `${own.operation.do}: ${own.operation.because}`
}

export interface ProblemFold {
  readonly before: boolean
  readonly after: boolean
  readonly worse: boolean
  readonly operation: string
}

/** Counts a problem of one file. */
export function foldProblem(
  tally: Tally,
  number: number,
  checker: string,
  { kind, path, detail }: { kind: string; path: PathText; detail: string },
  { before, after, worse, operation }: ProblemFold,
): void {
  const key = `${checker}\t${kind}\t${path}\t${detail}`
  let row = tally.problems.get(key)
  if (row === undefined) {
    row = { checker, kind, path, detail, before: 0, after: 0, worse: 0, operation: '', first: Infinity }
    tally.problems.set(key, row)
  }
  if (before) row.before++
  if (after) row.after++
  if (!worse) return
  row.worse++
  if (number < row.first) Object.assign(row, { first: number, operation })
}
