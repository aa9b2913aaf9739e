import type { PathText } from '../dicom/attribute-path.ts'
import type { Comparison } from './compare-instances.ts'
import { exampleText } from './example-text.ts'
import type { InstancePair } from './instance-pair.ts'
import { operationWord, reasonOf } from './preservation.ts'
import type { Tally } from './tally.ts'
import { REVIEW } from './texts.ts'

/** Adds what became of the elements of one file. */
export function foldComparison(comparison: Comparison, { number, source, output }: InstancePair, tally: Tally): void {
  const { numbers } = tally
  numbers.compared += comparison.compared
  numbers.identical += comparison.identical
  numbers.privateKept += comparison.privateKept
  if (comparison.sameTransferSyntax) numbers.sameTransferSyntax++
  const seen = new Set<string>()
  let unexplained = false
  for (const change of comparison.changes) {
    if (change.kind === 'added') numbers.added++
    else if (change.kind === 'removed') numbers.removed++
    else numbers.changed++
    const because = reasonOf(change)
    if (because === undefined) unexplained = true
    foldChange(tally, seen, number, {
      ...change,
      word: operationWord(change),
      because,
      before: () => exampleText(change.before),
      after: () => exampleText(change.after),
    })
  }
  const [folder, file] = splitPath(source)
  const [newFolder, newFile] = splitPath(output)
  const place = { word: 'replace', because: REVIEW.changes.writtenAnew }
  if (file !== newFile)
    foldChange(tally, seen, number, { ...place, path: 'file-name', key: 'file-name', before: () => file, after: () => newFile })
  if (folder !== newFolder)
    foldChange(tally, seen, number, { ...place, path: 'folder-name', key: 'folder-name', before: () => folder, after: () => newFolder })
  for (const { path, key, operation } of comparison.untouched) {
    if (seen.has(`${key}	untouched`)) continue
    seen.add(`${key}	untouched`)
    const row = tally.untouched.get(key)
    if (row === undefined) tally.untouched.set(key, { path, files: 1, because: operation.because, first: number })
    else {
      row.files++
      if (number < row.first) Object.assign(row, { path, because: operation.because, first: number })
    }
  }
  if (unexplained) numbers.unexplainedFiles++
  if (comparison.untouched.length > 0) numbers.untouchedFiles++
}

interface FoldedChange {
  readonly path: PathText
  readonly key: string
  readonly word: string
  readonly because: string | undefined
  before(): string
  after(): string
}

/** Counts a file once for each path and verb; examples are made for the first file only. */
function foldChange(tally: Tally, seen: Set<string>, number: number, change: FoldedChange): void {
  const key = `${change.key}\t${change.word}`
  let row = tally.changes.get(key)
  const isNew = !seen.has(key)
  seen.add(key)
  if (row === undefined) {
    row = {
      path: change.path,
      operation: change.word,
      files: 0,
      first: Infinity,
      before: '',
      after: '',
      unexplained: 0,
      because: '',
    }
    tally.changes.set(key, row)
  }
  if (!isNew) return
  row.files++
  if (change.because === undefined) row.unexplained++
  if (number < row.first)
    Object.assign(row, { first: number, path: change.path, before: change.before(), after: change.after(), because: change.because ?? '' })
}

function splitPath(path: string): readonly [string, string] {
  const at = path.lastIndexOf('/')
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)]
}
