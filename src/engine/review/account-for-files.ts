import { createHash } from 'node:crypto'
import { modulesOf } from '../../core/dictionary/iod-types.ts'
import { latestRun, rowsOfRun, type AppliedRow } from '../apply/apply-store.ts'
import { isInstance } from '../apply/is-instance.ts'
import type { InventoryStore, ScannedFile } from '../project/inventory-store.ts'
import type { Project } from '../project/project.ts'
import type { WrittenFile } from './review-handler.ts'
import { REVIEW } from './texts.ts'

/** Every file of the collection, as apply left it. */
export interface FileAccount {
  readonly written: number
  readonly failed: number
  readonly leftOut: number
  /** Written although they had been de-identified before: dates shifted or UIDs replaced a second time. */
  readonly treatedBefore: number
  /** Written, and of SOP Classes whose IOD is not known here. */
  readonly unknownClasses: number
  /** The commonest first. */
  readonly reasons: readonly { readonly reason: string; readonly files: number; readonly failed: boolean }[]
  /** Instances that are not those which were applied: changed or gone since, or new. */
  readonly changed: number
  /** Instances to which a run that was broken off has not come. */
  readonly unfinished: number
  /** Over names and digests of the written files, in the order of their originals. */
  readonly fingerprint: string
}

/** Holds the scan against the latest run, both in the order of their paths. */
export function accountForFiles(project: Project, store: InventoryStore): FileAccount {
  const run = latestRun(project)
  const reasons = new Map<string, { reason: string; files: number; failed: boolean }>()
  const digest = createHash('sha256')
  const counts = { written: 0, failed: 0, leftOut: 0, changed: 0, unfinished: 0, treatedBefore: 0, unknownClasses: 0 }
  const because = (reason: string, failed: boolean): void => {
    const key = `${failed}\0${reason}`
    const known = reasons.get(key)
    if (known === undefined) reasons.set(key, { reason, files: 1, failed })
    else known.files++
  }
  const applied = new Applied(run === undefined ? [] : rowsOfRun(project, run))
  for (const file of store.scannedFiles()) {
    if (!isInstance(file)) {
      counts.leftOut++
      because(file.kind === 'instance' ? REVIEW.dicomdir : file.reason, false)
      continue
    }
    const row = applied.at(file.path)
    if (row === undefined && run?.complete === false) counts.unfinished++
    else if (row === undefined || isOther(file, row)) counts.changed++
    if (row?.status === 'written' && modulesOf(file.context?.sopClass ?? '') === undefined) counts.unknownClasses++
  }
  applied.end()
  counts.changed += applied.unmet
  if (run !== undefined)
    for (const row of rowsOfRun(project, run)) {
      if (row.status === 'written') {
        counts.written++
        if (row.treatedBefore) counts.treatedBefore++
        digest.update(`${row.outputPath}\0${row.outputSha256}\n`)
        continue
      }
      if (row.status === 'failed') counts.failed++
      else counts.leftOut++
      because(row.problem, row.status === 'failed')
    }
  const sorted = [...reasons.values()].sort(
    (a, b) => Number(b.failed) - Number(a.failed) || b.files - a.files || (a.reason < b.reason ? -1 : 1),
  )
  return { ...counts, reasons: sorted, fingerprint: digest.digest('hex') }
}

function isOther(file: ScannedFile, row: AppliedRow): boolean {
  return file.size !== row.size || file.mtime !== row.mtime
}

/** Rows of a run, gone through once beside the scan. */
class Applied {
  /** Rows whose file the scan does not know any more. */
  unmet = 0
  readonly #rows: Iterator<AppliedRow>
  #next: AppliedRow | undefined

  constructor(rows: Iterable<AppliedRow>) {
    this.#rows = rows[Symbol.iterator]()
    this.#advance()
  }

  at(path: string): AppliedRow | undefined {
    while (this.#next !== undefined && Buffer.compare(Buffer.from(this.#next.path), Buffer.from(path)) < 0) {
      this.unmet++
      this.#advance()
    }
    const row = this.#next
    if (row?.path !== path) return undefined
    this.#advance()
    return row
  }

  end(): void {
    for (; this.#next !== undefined; this.#advance()) this.unmet++
  }

  #advance(): void {
    const next = this.#rows.next()
    this.#next = next.done === true ? undefined : next.value
  }
}

/** The files that apply wrote, numbered in the order of their originals. */
export function* writtenFiles(project: Project): Generator<WrittenFile> {
  const run = latestRun(project)
  if (run === undefined) return
  let number = 0
  for (const row of rowsOfRun(project, run)) {
    if (row.status !== 'written') continue
    const { path: source, outputPath: output, sourceSha256, outputSha256 } = row
    yield { number: number++, source, output, sourceSha256, outputSha256 }
  }
}
