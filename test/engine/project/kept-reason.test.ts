import { afterEach, describe, expect, it } from 'vitest'
import { DICOM } from '../../../src/core/dicom/texts.ts'
import { collectionFiles } from '../../../src/engine/project/collection-files.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import type { Project } from '../../../src/engine/project/project.ts'
import { bytes, part10 } from '../../fixtures/dicom-bytes.ts'
import { folderOf } from '../../fixtures/small-collection.ts'
import { closeProjects, filesReport, newProject, scan } from '../scan/scanning.ts'

afterEach(closeProjects)

const CUT = DICOM.unreadable.truncated
const unreadable = (length: number): Uint8Array => part10([bytes(0x00420011, 'OB', new Uint8Array(length), { claims: 3000 })])
const otherWords = (project: Project, words: string): void => void project.db.prepare('UPDATE collection_file SET reason = ?').run(words)

async function scanned(): Promise<Project> {
  const project = newProject()
  await scan(project, folderOf({ one: unreadable(10), two: unreadable(20) }))
  return project
}

describe('Why a file could not be read', () => {
  it('is kept without words, and said in them with the place in the file', async () => {
    const project = await scanned()
    const kept = project.db.prepare('SELECT reason FROM collection_file ORDER BY path').all()
    expect(kept.every(({ reason }) => /^[a-z-]+@\d+$/.test(String(reason)))).toBe(true)
    const said = filesReport(project).map(({ reason }) => reason ?? '')
    expect(said.every((reason) => /^[A-Z].* \(byte \d+\)$/.test(reason))).toBe(true)
    expect([...createInventoryStore(project).scannedFiles()].map(({ reason }) => reason)).toEqual(said)
    expect(
      collectionFiles(project)
        .setAside('unreadable', undefined, 0, 9)
        .map(({ reason }) => reason),
    ).toEqual(said)
  })

  it('is counted by what is wrong, wherever, beside what earlier versions kept in words', async () => {
    const project = newProject()
    await scan(project, folderOf({ one: unreadable(10), two: unreadable(20), three: unreadable(40) }))
    project.db.prepare("UPDATE collection_file SET reason = ? WHERE path = 'three'").run(DICOM.unreadableAt(CUT, 99))
    const files = collectionFiles(project)
    expect(files.reasons('unreadable')).toEqual([{ reason: CUT, count: 3 }])
    expect(files.setAsideCount('unreadable', CUT)).toBe(3)
    expect(files.setAside('unreadable', CUT, 0, 9).map(({ path }) => path)).toEqual(['one', 'three', 'two'])
  })

  it('is said as it was kept where that was in words', async () => {
    const project = await scanned()
    otherWords(project, 'Die Datei kann nicht gelesen werden.')
    expect(collectionFiles(project).reasons('unreadable')).toEqual([{ reason: 'Die Datei kann nicht gelesen werden.', count: 2 }])
    expect([...createInventoryStore(project).scannedFiles()].map(({ reason }) => reason)).toContain('Die Datei kann nicht gelesen werden.')
  })
})
