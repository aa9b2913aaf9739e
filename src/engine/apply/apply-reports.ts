import { join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { InventoryStore } from '../project/inventory-store.ts'
import type { Project } from '../project/project.ts'
import { csvText, type Cell } from '../reports/csv.ts'
import { DICOMDIR, isInstance } from './is-instance.ts'
import { latestRun, listedRowsOfRun, patientsOfRun, uidsOfRun, type LatestApply } from './apply-store.ts'
import { APPLY } from './texts.ts'

/** Crosswalks lead from the copy back to the patient, and names of files too: for the owner of the project only. */
const OWNER_ONLY = 0o600

/** The five files that a run leaves in the project's reports, never in the output folder. Machines read them. */
export function writeApplyReports(project: Project, store: InventoryStore): Outcome<null> {
  const run = latestRun(project)
  if (run === undefined) return ok(null)
  const reports: readonly (readonly [string, readonly string[], Iterable<readonly Cell[]>])[] = [
    ['applied.csv', ['source_path', 'output_path', 'source_sha256', 'output_sha256', 'status', 'problem'], listedRowsOfRun(project, run)],
    ['not-applied.csv', ['source_path', 'reason'], notApplied(store)],
    ['uid-map.csv', ['id_old', 'id_new'], uidsOfRun(project, run)],
    ['patient-map.csv', ['id_old', 'id_new'], patients(project, run)],
    ['date-shift.csv', ['patient_id_old', 'days'], shifts(project, run)],
  ]
  for (const [name, header, rows] of reports) {
    const written = writeAtomically(join(project.reports, name), csvText(header, rows, { guard: false }), { mode: OWNER_ONLY })
    if (!written.ok) return written
  }
  return ok(null)
}

function* notApplied(store: InventoryStore): Generator<readonly Cell[]> {
  for (const file of store.scannedFiles()) {
    if (isInstance(file)) continue
    yield [file.path, file.context?.sopClass === DICOMDIR ? APPLY.files.dicomdir : file.reason]
  }
}

function* patients(project: Project, run: LatestApply): Generator<readonly Cell[]> {
  for (const { id, newId } of patientsOfRun(project, run)) if (id !== '') yield [id, newId]
}

function* shifts(project: Project, run: LatestApply): Generator<readonly Cell[]> {
  for (const { id, days } of patientsOfRun(project, run)) if (days !== undefined) yield [id, days]
}
