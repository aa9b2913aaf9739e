import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginRun, makeApplyTables, type PatientRow } from '../../../src/engine/apply/apply-store.ts'
import { openProject, type Project } from '../../../src/engine/project/project.ts'
import { crosswalkOf } from '../../../src/engine/script/index.ts'

const SETTINGS = { patientId: 'S-{n:3}', dateShift: 'key' }
let project: Project
beforeEach(() => {
  const opened = openProject(join(mkdtempSync(join(tmpdir(), 'tagbench-crosswalk-')), 'project'), { create: true })
  if (!opened.ok) throw new Error(opened.failure.message)
  project = opened.value
  makeApplyTables(project)
})
afterEach(() => {
  project.close()
  rmSync(join(project.dir, '..'), { recursive: true, force: true })
})

function applied(...patients: readonly PatientRow[]): void {
  const run = beginRun(project, { folder: '/copy', digest: 'd', script: JSON.stringify({ operations: [], settings: SETTINGS }) })
  const row = {
    status: 'written' as const,
    problem: '',
    size: 0,
    mtime: 0,
    sourceSha256: '',
    basePath: '',
    outputSize: 0,
    outputMtime: 0,
    outputSha256: '',
    identity: '',
    treatedBefore: false,
  }
  patients.forEach((patient, index) => run.settle({ ...row, path: String(index), outputPath: String(index) }, [], patient))
}
const patient = (key: string, id: string, newId: string, days: number, newName?: string): PatientRow => ({ key, id, newId, newName, days })

describe('the crosswalk for scripts', () => {
  it('is what apply settled, by old Patient ID', () => {
    applied(patient('A', 'A', 'S-001', -400), patient('B', 'B', 'S-002', -500))
    expect(crosswalkOf(project, SETTINGS)).toEqual({
      patientIds: new Map([
        ['A', 'S-001'],
        ['B', 'S-002'],
      ]),
      dayShifts: new Map([
        ['A', -400],
        ['B', -500],
      ]),
    })
  })

  it('has names where a mapping file gave a name, and then of everybody', () => {
    applied(patient('A', 'A', 'S-001', -400, 'One^Subject'), patient('B', 'B', 'S-002', -500))
    expect(crosswalkOf(project, SETTINGS)?.patientNames).toEqual(
      new Map([
        ['A', 'One^Subject'],
        ['B', 'S-002'],
      ]),
    )
  })

  it('is not there before anything was applied, or when the settings are others now', () => {
    expect(crosswalkOf(project, SETTINGS)).toBeUndefined()
    applied(patient('A', 'A', 'S-001', -400))
    expect(crosswalkOf(project, { ...SETTINGS, patientId: 'T-{n:3}' })).toBeUndefined()
    expect(crosswalkOf(project, { ...SETTINGS, dateShift: '1..9' })).toBeUndefined()
  })

  it('leaves out two patients of one Patient ID who became different', () => {
    applied(patient('A of X', 'A', 'S-001', -400), patient('A of Y', 'A', 'S-002', -400))
    expect(crosswalkOf(project, SETTINGS)).toEqual({ patientIds: new Map(), dayShifts: new Map([['A', -400]]) })
  })
})
