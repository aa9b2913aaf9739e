import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplyResult } from '../../../src/contract/copy-answers.ts'
import { UNWATCHED, type Job } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { DEFAULT_SETTINGS } from '../../../src/core/confidentiality/profile.ts'
import type { Operation, OperationKind, ScriptSettings } from '../../../src/core/script/operation.ts'
import { applyCollection } from '../../../src/engine/apply/apply-collection.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import type { Project } from '../../../src/engine/project/project.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

export const SETTINGS: ScriptSettings = {
  ...DEFAULT_SETTINGS,
  patientId: 'SUBJ-{n:4}',
  options: [],
  methodCodes: ['113100'],
  methodTexts: ['Tagbench'],
  longitudinal: 'REMOVED',
}

/** By path, else by what a person would do with everything of that kind. */
export type Choices = Readonly<Record<string, OperationKind>>

/** A script for everything that was scanned: patients mapped, UIDs remapped, dates shifted, Sequences gone through, all else kept. */
export function scriptFor(project: Project, choices: Choices = {}): Operation[] {
  return createInventoryStore(project)
    .elements()
    .map(({ path, vrs }) => ({ path, when: {}, do: choices[path] ?? usual(path, vrs), because: 'the test says so' }))
}

function usual(path: string, vrs: readonly string[]): OperationKind {
  if (path === '(0010,0010)' || path === '(0010,0020)') return 'map-patient'
  if (vrs.includes('SQ')) return 'process'
  if (vrs.includes('UI')) return 'remap-uid'
  return vrs.includes('DA') || vrs.includes('DT') ? 'shift-date' : 'keep'
}

export interface Applying {
  readonly out?: string
  readonly operations?: readonly Operation[]
  readonly settings?: Partial<ScriptSettings>
  readonly workers?: number
  readonly job?: Job
  readonly workerEntry?: URL
}

export const WORKER = new URL('../../../src/engine/worker.ts', import.meta.url)

export function newOutput(): string {
  return join(temporaryFolder(), 'out')
}

export function apply(project: Project, given: Applying = {}): Promise<Outcome<ApplyResult>> {
  return applyCollection(
    project,
    {
      out: given.out ?? newOutput(),
      operations: given.operations ?? scriptFor(project),
      settings: { ...SETTINGS, ...given.settings },
      workers: given.workers ?? 0,
      workerEntry: given.workerEntry ?? WORKER,
    },
    given.job ?? UNWATCHED,
  )
}

/** For runs that are to succeed. */
export async function applied(project: Project, given: Applying = {}): Promise<ApplyResult> {
  const outcome = await apply(project, given)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

/** Every file below a folder by its path with `/`, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path)).toString('base64')]))
}

export function report(project: Project, name: string): readonly Readonly<Record<string, string>>[] {
  return readCsv(readFileSync(join(project.reports, name), 'utf8')) ?? []
}
