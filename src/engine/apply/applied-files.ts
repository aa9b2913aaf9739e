import type { InstanceIdentity } from '../../core/deidentification/deidentify.ts'
import type { Operation, ScriptSettings } from '../../core/script/operation.ts'
import type { Project } from '../project/project.ts'
import { identityOf } from './kept-identity.ts'
import { latestRun, patientsOfRun, rowsOfRun, uidsOfRun, type PatientRow } from './apply-store.ts'

/** One instance of the latest run, as later steps see it. */
export interface AppliedFile {
  /** Relative to the collection, with `/`. */
  readonly sourcePath: string
  /** Relative to the output folder, with `/`; empty where nothing was written. */
  readonly outputPath: string
  readonly sourceSha256: string
  readonly outputSha256: string
  readonly status: 'written' | 'left-out' | 'failed'
  readonly problem: string
  /** Old and new identifiers; undefined where nothing was written. */
  readonly identity: InstanceIdentity | undefined
}

/** The latest run of apply, with the script it ran. */
export interface AppliedRun {
  /** The output folder. */
  readonly out: string
  /** Of the script, its settings and the files that they name. */
  readonly digest: string
  /** Whether it came to its end; a run that was broken off can be continued. */
  readonly complete: boolean
  readonly begun: string
  readonly operations: readonly Operation[]
  readonly settings: ScriptSettings
  /** Patients of written instances, by their key in the inventory. */
  patients(): readonly PatientRow[]
  /** Old and new UIDs. */
  uids(): Iterable<readonly [string, string]>
}

/** @returns undefined where nothing was applied yet */
export function latestApply(project: Project): AppliedRun | undefined {
  const run = latestRun(project)
  if (run === undefined) return undefined
  const { operations, settings } = JSON.parse(run.script) as { operations: readonly Operation[]; settings: ScriptSettings }
  return {
    out: run.out,
    digest: run.digest,
    complete: run.complete,
    begun: run.begun,
    operations,
    settings,
    patients: () => patientsOfRun(project, run),
    uids: () => uidsOfRun(project, run),
  }
}

/** The instances that the latest run has settled, by source path. */
export function* appliedFiles(project: Project): Generator<AppliedFile> {
  const run = latestRun(project)
  if (run === undefined) return
  for (const row of rowsOfRun(project, run)) {
    const { path, outputPath, sourceSha256, outputSha256, status, problem, identity } = row
    yield { sourcePath: path, outputPath, sourceSha256, outputSha256, status, problem, identity: identityOf(identity) }
  }
}
