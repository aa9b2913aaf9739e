import { characterSetsOf } from '../dicom/character-set.ts'
import type { Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { TAG } from '../dicom/tag.ts'
import { fateOfItem, type ContentSettings } from '../deidentification/content-items.ts'
import { METHOD_PATHS, type InstanceOperations, type OperationIndex } from '../deidentification/operation-index.ts'
import { traitsOf } from '../deidentification/traits.ts'
import type { Operation } from '../script/operation.ts'
import type { AcceptedValues } from './accepted-values.ts'
import { compareInstances, type Change, type SameBytes, type Side } from './compare-instances.ts'
import { foldComparison } from './fold-comparison.ts'
import { foldConformance } from './fold-conformance.ts'
import type { InstancePair } from './instance-pair.ts'
import { buildLeakSearch, type LeakSearch } from './leak-search.ts'
import { datesOf, localOriginals } from './local-originals.ts'
import type { Located } from './locate.ts'
import { foldPixels } from './pixel-risk.ts'
import { rootText } from './root-text.ts'
import { searchCopy } from './search-instance.ts'
import type { TextEncoding } from './spellings.ts'
import { addLeak, type Tally } from './tally.ts'

/** What is the same for every instance of a review. */
export interface ReviewRun {
  readonly operations: OperationIndex
  /** What is looked for in every file. */
  readonly leaks: LeakSearch
  readonly encodings: readonly TextEncoding[]
  readonly accepted: AcceptedValues
  readonly settings: ContentSettings
  /** The root of the interned paths that the run shares. */
  readonly paths: PathNode
  readonly sameBytes: SameBytes
  readonly gunzip: (bytes: Uint8Array) => Uint8Array | undefined
}

/** The part of {@link ReviewRun} that goes from file to file: the search for what one series shares. */
export class InstanceReviewer {
  private readonly run: ReviewRun
  private localKey = ''
  private local: LeakSearch | undefined

  constructor(run: ReviewRun) {
    this.run = run
  }

  /** Compares, searches and checks one written file, and adds what it finds to a tally. */
  review(pair: InstancePair, tally: Tally): void {
    const { run } = this
    const { before, after, number } = pair
    tally.numbers.files++
    tally.numbers.bytes += after.bytes.size
    const reference = before ?? after
    const traits = traitsOf(reference.file.elements, hereOf(reference.file), rootText(reference.file, TAG.sopClassUid))
    const operations = run.operations.forInstance(traits)
    const keptDates = new Set<string>()
    const comparison =
      before === undefined
        ? undefined
        : compareInstances({
            before,
            after,
            root: run.paths,
            sameBytes: run.sameBytes,
            operationFor: (path, added) => operationFor(operations, path, added),
            onKept: (_path, element) => {
              for (const date of datesOf(after.file.dataSet, element)) keptDates.add(date)
            },
          })
    if (comparison === undefined) tally.numbers.sourceGone++
    else {
      foldComparison(comparison, pair, tally)
      foldConformance(before as Side, after, comparison, number, tally) // there was a comparison, so there is a before
    }
    foldPixels(after.file, comparison, tally)
    const findings = searchCopy(
      {
        output: pair.output,
        after,
        root: run.paths,
        changes: comparison?.changes,
        accepted: run.accepted,
        scopedTo: traits,
        becauseOf: (path) => keeps(operationFor(operations, path, false)),
        becauseOfItem: (located) => keptItem(located, after.file, operations, run.settings),
        gunzip: run.gunzip,
      },
      run.leaks,
      this.localSearch(comparison?.changes ?? [], keptDates, tally),
    )
    let open = 0
    for (const [key, finding] of findings) {
      addLeak(tally, key, { ...finding, first: number, files: 1 })
      if (finding.state === 'open') open += finding.hits
      else tally.numbers.acceptedHits += finding.hits
    }
    tally.numbers.leakHits += open
    if (open > 0) tally.numbers.leakFiles++
  }

  /** The instances of a series share their dates, so the search for them is made once. */
  private localSearch(changes: readonly Change[], keptDates: ReadonlySet<string>, tally: Tally): LeakSearch | undefined {
    const originals = localOriginals(changes, keptDates)
    if (originals.length === 0) return undefined
    const key = JSON.stringify(originals)
    if (key !== this.localKey || this.local === undefined) {
      this.local = buildLeakSearch(originals, this.run.encodings, { denseCells: 1 << 14 })
      this.localKey = key
    }
    for (const entry of this.local.notSearched) tally.notSearched.set(`${entry.kind}\t${entry.text}`, entry)
    return this.local
  }
}

function keeps(operation: Operation | undefined): string | undefined {
  return operation?.do === 'keep' || operation?.do === 'clean' ? operation.because : undefined
}

/** A Content Item's own fate goes before the Operation of the element that its value stands in (PS3.15 E.3.4). */
function keptItem(
  { path, element, around }: Located,
  file: Part10File,
  operations: InstanceOperations,
  settings: ContentSettings,
): string | undefined {
  const sequence = around.at(-1)
  const isContent = path.parent !== undefined && operations.at(path.parent)?.content === true
  const item = isContent ? sequence?.items?.find(({ elements }) => elements.includes(element)) : undefined
  const littleEndian = around.reduce((inside, one) => one.encoding?.littleEndian ?? inside, file.transferSyntax.littleEndian)
  const fate = item === undefined ? undefined : fateOfItem(item, { ...hereOf(file), littleEndian }, settings)
  return fate?.do === 'keep' ? fate.because : undefined
}

/** The Operation of an element, or for one that came, the one that adds it. */
function operationFor(
  operations: InstanceOperations,
  path: Pick<PathNode, 'key'> & Partial<PathNode>,
  added: boolean,
): Operation | undefined {
  const method = METHOD_PATHS.find((one) => one === path.key)
  const addition = path.parent === undefined ? undefined : operations.additionsUnder(path.parent).find((one) => one.key === path.key)
  if (addition !== undefined) return addition.operation
  if (added) return method === undefined ? undefined : operations.methodAt(method)
  return operations.at(path) ?? (method === undefined ? undefined : operations.methodAt(method))
}

function hereOf(file: Part10File): Parameters<typeof traitsOf>[1] {
  return {
    source: file.dataSet,
    littleEndian: file.transferSyntax.littleEndian,
    characterSets: characterSetsOf(file.elements, file.dataSet),
  }
}
