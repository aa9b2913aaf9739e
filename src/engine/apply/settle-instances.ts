import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withSuffix } from '../../core/deidentification/output-path.ts'
import { patientIdOf } from '../../core/deidentification/traits.ts'
import type { AppliedRow, PatientRow, RunRows } from './apply-store.ts'
import type { ApplyReply, ApplyTask } from './apply-task.ts'
import { pruneFolders, removeOutput, statOutput } from './output-folder.ts'
import { APPLY } from './texts.ts'
import { joined } from '../../core/words.ts'

/** A result that is to be settled when all earlier ones are. */
export type Settling = { readonly task: ApplyTask } & (ApplyReply | { readonly is: 'there-already'; readonly row: AppliedRow })

export interface Counts {
  written: number
  leftOut: number
  failed: number
}

/** Relative to the output folder. */
interface Renaming {
  readonly from: string
  readonly to: string
}

const NOTHING_WRITTEN = {
  outputPath: '',
  basePath: '',
  outputSize: 0,
  outputMtime: 0,
  outputSha256: '',
  identity: '',
  treatedBefore: false,
} as const

/** The name of the mapping file, and the date shift where dates are shifted. */
export type GivenToPatient = Pick<PatientRow, 'newName' | 'days'>

/**
 * Gives results, in the order of source paths, their final names: the first of several with one path has it, the next
 * `-2`, `-3` …. What is settled is in the database before the file has its name, so that no file of ours is ever unknown.
 */
export class Settler {
  readonly counts: Counts = { written: 0, leftOut: 0, failed: 0 }
  readonly #folder: string
  readonly #rows: RunRows
  readonly #givenTo: (patient: string) => GivenToPatient
  readonly #again: (task: ApplyTask) => ApplyReply
  /** Last suffix given to each path that is wanted more than once. */
  readonly #suffixes = new Map<string, number>()

  /**
   * @param givenTo what is used for a patient beside the new ID
   * @param again writes an instance anew, for a copy that is there but no longer under the right name
   */
  constructor(folder: string, rows: RunRows, givenTo: (patient: string) => GivenToPatient, again: (task: ApplyTask) => ApplyReply) {
    this.#folder = folder
    this.#rows = rows
    this.#givenTo = givenTo
    this.#again = again
  }

  /** Settles results in their order, in one transaction: what is written for each alone costs more than the rows. */
  settleTogether(results: readonly Settling[]): void {
    const renamings: Renaming[] = []
    this.#rows.together(() => {
      for (const result of results) this.#settle(result, renamings)
    })
    for (const { from, to } of renamings) {
      // No `join`: both are made of safe names, and it costs as much as a row.
      renameSync(`${this.#folder}/${from}`, `${this.#folder}/${to}`)
      this.counts.written += 1
    }
  }

  #settle(result: Settling, renamings: Renaming[]): void {
    if (result.is === 'there-already') {
      const { row, task } = result
      if (row.outputPath === this.#freePath(row.basePath) && isThere(this.#folder, row)) {
        this.#rows.settle(row, [], undefined)
        this.counts.written += 1
      } else this.#settle({ task, ...this.#again(task) }, renamings)
      return
    }
    const { task } = result
    const original = { path: task.path, size: task.size, mtime: task.mtime }
    if (result.is === 'written') renamings.push(this.#keep(result, original))
    else if (result.is === 'left-out') {
      this.#dropEarlier(task.path, '')
      this.#rows.settle(
        { ...original, status: 'left-out', problem: result.reason, sourceSha256: result.sourceSha256, ...NOTHING_WRITTEN },
        [],
        undefined,
      )
      this.counts.leftOut += 1
    } else {
      this.#dropEarlier(task.path, '')
      this.#rows.settle({ ...original, status: 'failed', problem: result.reason, sourceSha256: '', ...NOTHING_WRITTEN }, [], undefined)
      this.counts.failed += 1
    }
  }

  /** What was written but not settled, because the run was broken off, goes. */
  discard(result: Settling): void {
    if (result.is !== 'written') return
    rmSync(join(this.#folder, result.partial), { force: true })
    pruneFolders(this.#folder, result.partial)
  }

  #keep(result: Settling & { readonly is: 'written' }, original: Pick<AppliedRow, 'path' | 'size' | 'mtime'>): Renaming {
    const outputPath = this.#freePath(result.path)
    this.#dropEarlier(original.path, outputPath)
    const { identity, newId, problem, treatedBefore, uids } = result
    const patient = {
      key: result.patient,
      id: patientIdOf(result.patient),
      newId,
      ...this.#givenTo(result.patient),
    }
    const written = {
      outputPath,
      basePath: result.path,
      outputSize: result.size,
      outputMtime: result.mtime,
      outputSha256: result.outputSha256,
    }
    const problems = outputPath === result.path ? problem : joined([SUFFIXED, problem].filter((text) => text !== ''))
    this.#rows.settle(
      { ...original, status: 'written', problem: problems, sourceSha256: result.sourceSha256, ...written, identity, treatedBefore },
      uids,
      patient,
    )
    return { from: result.partial, to: outputPath }
  }

  #freePath(base: string): string {
    if (!this.#rows.isTaken(base)) return base
    for (let number = (this.#suffixes.get(base) ?? 1) + 1; ; number += 1) {
      const path = withSuffix(base, number)
      if (this.#rows.isTaken(path)) continue
      this.#suffixes.set(base, number)
      return path
    }
  }

  /** The copy that an earlier run made of this original, unless its name is needed or already someone else's. */
  #dropEarlier(path: string, next: string): void {
    const earlier = this.#rows.earlier(path)?.outputPath ?? ''
    if (earlier !== '' && earlier !== next && !this.#rows.isTaken(earlier)) removeOutput(this.#folder, earlier)
  }
}

const SUFFIXED = APPLY.files.suffix

/** Whether the copy that a row speaks of is there as it was written. */
export function isThere(folder: string, row: AppliedRow): boolean {
  if (row.status !== 'written') return false
  const stats = statOutput(folder, row.outputPath)
  return stats !== undefined && stats.size === row.outputSize && stats.mtime === row.outputMtime
}
