import type { ReviewResult } from '../../contract/copy-answers.ts'
import type { ValueRow } from '../../contract/inventory-row.ts'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import { describe } from '../../core/annotation/describe.ts'
import { TABLE_E11_EDITION } from '../../core/confidentiality/table-e11.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import { parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { DATA_DICTIONARY_EDITION, IOD_TYPES_EDITION, UID_REGISTRY_EDITION } from '../../core/dictionary/index.ts'
import { IMPLEMENTATION_VERSION_NAME } from '../../core/deidentification/file-meta.ts'
import { fail, ok } from '../../core/result.ts'
import { gate } from '../../core/review/gate.ts'
import type { LeakSearch } from '../../core/review/leak-search.ts'
import { sortedNotSearched } from '../../core/review/report/csv-rows.ts'
import type { ReviewReport } from '../../core/review/report/review-report.ts'
import type { Compiled } from '../../core/script/compile.ts'
import { latestApply } from '../apply/index.ts'
import { defaultWorkers } from '../pool/index.ts'
import type { InventoryStore } from '../project/inventory-store.ts'
import { machineReason, type Project } from '../project/project.ts'
import { VALUES_COLUMNS } from '../reports/values-table.ts'
import { COLLECTION } from '../scan/index.ts'
import { accountForFiles, writtenFiles } from './account-for-files.ts'
import { deviationsOf } from './deviations.ts'
import { finalValueRows } from './final-values.ts'
import { gateFindings } from './gate-findings.ts'
import { acceptedBy, leakSearchFor } from './leak-data.ts'
import { inventoryOutput } from './output-inventory.ts'
import { outsideReferences } from './outside-references.ts'
import { checkReportsFolder } from './reports-folder.ts'
import { reviewFiles } from './review-files.ts'
import { showToDciodvfy } from './show-to-dciodvfy.ts'
import { spellPaths } from './spell-paths.ts'
import { characterSetValues } from './text-encodings.ts'
import { guardedCsv, writeReport, writeReviewReports } from './write-review-reports.ts'
import { REVIEW } from './texts.ts'

export interface ReviewInput {
  /** Where the reports go; where it is not said, the project's own reports folder. */
  readonly out?: string
  readonly inventory: InventoryStore
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly decisions: DecisionTable
  /** As the decisions stand now; what the copy was made with, apply remembers. */
  readonly compiled: Compiled
  /** The distinct values of the copy that a person has to read. */
  readonly finalValues: (output: InventoryStore) => Iterable<ValueRow>
  /** Threads that read; 0 reads on the calling thread. */
  readonly workers?: number
  /** Entry file of the workers. */
  readonly workerEntry: string | URL
}

/**
 * The final review: reads the written files again, holds them against their originals whatever apply says of them,
 * writes the reports, and says whether the copy may leave.
 * @returns failure `refused` where nothing was applied or the reports may not lie there, `cancelled`, or `io`
 */
export async function reviewCollection(project: Project, input: ReviewInput, job: Job): Promise<Outcome<ReviewResult>> {
  try {
    return await review(project, input, job)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({
      code: 'io',
      message: REVIEW.stopped(machineReason(error)),
    })
  }
}

async function review(project: Project, input: ReviewInput, job: Job): Promise<Outcome<ReviewResult>> {
  const run = latestApply(project)
  const collection = project.meta(COLLECTION)
  if (run === undefined || collection === undefined) return fail({ code: 'refused', message: REVIEW.nothingApplied })
  const folder = checkReportsFolder(input.out ?? project.reports, { collection, out: run.out })
  if (!folder.ok) return folder

  const { inventory, decisions, compiled, workerEntry } = input
  const workers = input.workers ?? defaultWorkers()
  const files = accountForFiles(project, inventory)
  const leaks = leakSearchFor(inventory.plain, run.operations, run.uids())
  const data = {
    root: collection,
    out: run.out,
    operations: run.operations,
    leaks: { ...leaks, notSearched: [] },
    characterSets: characterSetValues(inventory.plain),
    accepted: acceptedBy(decisions),
    settings: run.settings,
  }
  const read = await reviewFiles({ data, files: writtenFiles(project), total: files.written, workers, workerEntry }, job)
  if (!read.ok) return read
  const tally = read.value
  spellPaths(tally, inventory)
  const shown = await showToDciodvfy({ root: collection, out: run.out, files: () => writtenFiles(project) }, tally, job)
  const output = await inventoryOutput(project, run.out, { workers, workerEntry }, job)
  if (!output.ok) return output

  const values = { distinct: 0, unread: 0 }
  const rows = finalValueRows(input.finalValues(output.value.store), decisions, values)
  const finalValues = writeReport(folder.value, 'final-values.csv', guardedCsv(VALUES_COLUMNS, rows))
  if (!finalValues.ok) return finalValues
  const references = outsideReferences(inventory, run.operations)
  const outside = writeReport(
    folder.value,
    'outside-references.csv',
    guardedCsv(
      ['path', 'uid', 'files'],
      references.map(({ path, uid, files: count }) => [path, uid, count]),
    ),
  )
  if (!outside.ok) return outside
  const deviations = deviationsOf(input)
  const state = gate(
    gateFindings({
      project,
      run,
      compiled,
      tally,
      files,
      foreign: output.value.foreign,
      deviations: deviations.length,
      unreadValues: values.unread,
      outsideReferences: new Set(references.map(({ uid }) => uid)).size,
      shown,
    }),
  )
  const report: ReviewReport = {
    reviewedAt: new Date().toISOString(),
    gate: state,
    tally,
    fingerprint: files.fingerprint,
    files: { written: files.written, failed: files.failed, leftOut: files.leftOut },
    notWritten: files.reasons,
    values,
    deviations,
    searched: searchedByKind(leaks),
    notSearched: [...leaks.notSearched, ...sortedNotSearched(tally)],
    settings: run.settings,
    dciodvfy: shown.looked,
    madeWith: MADE_WITH,
    nameOf,
  }
  const written = writeReviewReports(folder.value, report, run.operations)
  if (!written.ok) return written
  return ok({ gate: state.gate, reasons: state.reasons, reports: [...written.value, finalValues.value, outside.value] })
}

const MADE_WITH = [
  IMPLEMENTATION_VERSION_NAME,
  `Table E.1-1: ${TABLE_E11_EDITION}`,
  `Data dictionary: ${DATA_DICTIONARY_EDITION}; UIDs: ${UID_REGISTRY_EDITION}`,
  `Attribute Types: ${IOD_TYPES_EDITION}`,
]

function searchedByKind({ originals, uids }: LeakSearch): ReviewReport['searched'] {
  const counts = { name: 0, id: 0, date: 0, uid: uids.count, text: 0 }
  for (const { kind } of originals) counts[kind]++
  return counts
}

function nameOf(path: PathText): string {
  const parsed = parsePath(path)
  return parsed === undefined ? '' : describe(parsed).name
}
