import { afterEach, describe, expect, it } from 'vitest'
import { makeApplyTables } from '../../../src/engine/apply/apply-store.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import type { Project } from '../../../src/engine/project/project.ts'
import { accountForFiles } from '../../../src/engine/review/account-for-files.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf } from '../../fixtures/small-collection.ts'
import { applied, newOutput } from '../apply/applying.ts'
import { closeProjects, newProject, scan } from '../scan/scanning.ts'

afterEach(closeProjects)

function instance(number: number, deidentified: 'YES' | 'NO'): Uint8Array {
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.66'),
    text(0x00080018, 'UI', `1.2.3.${number}`),
    text(0x00100020, 'LO', 'MRN77120'),
    text(0x00120062, 'CS', deidentified),
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', '1.2.3'),
  ])
}

const treatedBefore = (project: Project): number => accountForFiles(project, createInventoryStore(project)).treatedBefore

describe('Instances that had been de-identified before', () => {
  async function appliedOnce(): Promise<{ readonly project: Project; readonly out: string }> {
    const project = newProject()
    await scan(project, folderOf({ a: instance(1, 'YES'), b: instance(2, 'NO'), c: instance(3, 'YES') }))
    const out = newOutput()
    await applied(project, { out })
    return { project, out }
  }

  it('are counted in whatever language the run said what it noticed, also where the next one finds them there already', async () => {
    const { project, out } = await appliedOnce()
    project.db.exec("UPDATE apply_file SET problem = 'déjà traité' WHERE problem <> ''")
    expect(treatedBefore(project)).toBe(2)
    await applied(project, { out })
    expect(treatedBefore(project)).toBe(2)
  })

  it('are counted in a project that has only words of them, before and after it is written to again', async () => {
    const { project } = await appliedOnce()
    project.db.exec('ALTER TABLE apply_file DROP COLUMN treated_before')
    expect(treatedBefore(project)).toBe(2)
    makeApplyTables(project)
    expect(treatedBefore(project)).toBe(2)
  })
})
