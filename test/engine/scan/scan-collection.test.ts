import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Job, Progress } from '../../../src/contract/job.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import { folderOf, instanceBytes, putFile, temporaryFolder } from '../../fixtures/small-collection.ts'
import { closeProjects, dump, filesReport, newProject, scan } from './scanning.ts'

afterEach(closeProjects)

const one = instanceBytes({ sop: '1.1' })

describe('A scan', () => {
  it('accounts for every file: instances, what is no DICOM, what cannot be read and why', async () => {
    const project = newProject()
    const collection = folderOf({
      'a/IM1': one,
      'a/IM2.txt': instanceBytes({ sop: '1.2' }),
      'notes.txt': 'nothing medical in here',
      empty: '',
      'cut.dcm': one.subarray(0, one.length - 20),
    })
    const result = await scan(project, collection)
    expect(result).toMatchObject({ ok: true, value: { files: 5, instances: 2, notDicom: 2, unreadable: 1 } })
    const report = filesReport(project)
    expect(report.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'a/IM1 instance',
      'a/IM2.txt instance',
      'cut.dcm unreadable',
      'empty not-dicom',
      'notes.txt not-dicom',
    ])
    for (const { kind, reason } of report) expect(reason === '').toBe(kind === 'instance')
  })

  it('counts files, series and patients of elements and values', async () => {
    const project = newProject()
    const collection = folderOf({
      '1': instanceBytes({ sop: '1.1', patient: 'P1', series: '1.2.1', nested: 'A1' }),
      '2': instanceBytes({ sop: '1.2', patient: 'P1', series: '1.2.1', nested: 'A1' }),
      '3': instanceBytes({ sop: '1.3', patient: 'P2', series: '1.2.2', nested: 'B1' }),
      '4': instanceBytes({ sop: '1.4', patient: 'P2', series: '1.2.3' }),
    })
    await scan(project, collection)
    const store = createInventoryStore(project)
    expect(store.elements().find(({ path }) => path === '(0040,0275)[*](0008,0050)')).toMatchObject({
      vrs: ['SH'],
      files: 3,
      series: 2,
      patients: 2,
      distinctValues: 2,
      modalities: ['CT'],
      equipment: [{ manufacturer: 'ACME', model: '', software: '' }],
    })
    expect(store.values('(0010,0020)')).toMatchObject([
      { value: 'P1', files: 2, series: 1, patients: 1 },
      { value: 'P2', files: 2, series: 2, patients: 1 },
    ])
    expect(store.counts()).toMatchObject({ patients: 2, studies: 1, series: 3 })
  })

  it('has the same inventory, whatever the number of workers', async () => {
    const files = Array.from({ length: 200 }, (_, index) => [
      `series${index % 7}/IM${index}`,
      instanceBytes({
        sop: `1.${index}`,
        series: `1.2.${index % 7}`,
        patient: `P${index % 3}`,
        creator: index % 2 === 0 ? 'Acme 1.1' : 'ACME 1.1',
        nested: `N${index % 50}`,
        implicit: index % 3 === 0,
      }),
    ])
    const collection = folderOf(Object.fromEntries(files) as Record<string, Uint8Array>)
    const dumps: unknown[] = []
    const reports: unknown[] = []
    for (const workers of [0, 1, 2]) {
      const project = newProject()
      expect(await scan(project, collection, workers)).toMatchObject({ ok: true, value: { instances: 200 } })
      dumps.push(dump(project))
      reports.push(filesReport(project))
    }
    expect(dumps[1]).toEqual(dumps[0])
    expect(dumps[2]).toEqual(dumps[0])
    expect(reports[2]).toEqual(reports[0])
  })

  it('does not write into the collection', async () => {
    const collection = folderOf({ 'a/1': one })
    const before = readdirSync(collection, { recursive: true })
    await scan(newProject(), collection)
    expect(readdirSync(collection, { recursive: true })).toEqual(before)
    expect(readFileSync(join(collection, 'a/1'))).toEqual(Buffer.from(one))
  })

  it('names files by their number in files.csv', async () => {
    const project = newProject()
    await scan(project, folderOf({ b: one, 'a.x': one, 'a/1': one, c: 'no' }))
    const scanned = [...createInventoryStore(project).scannedFiles()]
    expect(scanned.map(({ number, path }) => [number, path])).toEqual(filesReport(project).map(({ path }, index) => [index + 1, path]))
    expect(scanned[0]).toMatchObject({ kind: 'instance', sopInstance: '1.1', context: { patient: 'P1', study: '1.2', series: '1.2.3' } })
  })

  it('tells how far it is, to the end', async () => {
    const told: Progress[] = []
    const job: Job = { cancelled: false, onCancel: () => () => undefined, progress: (progress) => told.push(progress) }
    await scan(newProject(), folderOf({ '1': one, '2': one, '3': 'no' }), 0, job)
    const last = new Map(told.map(({ phase, done, total }) => [phase, { done, total }]))
    expect([...last.keys()]).toEqual([
      'Looking for files',
      'Reading files',
      'Listing files',
      'Looking for contradictions',
      'Looking at values',
    ])
    expect(last.get('Reading files')).toEqual({ done: 3, total: 3 })
    expect(last.get('Listing files')).toEqual({ done: 3, total: 3 })
    const values = last.get('Looking at values')
    expect(values?.done).toBe(values?.total)
    expect(values?.done).toBeGreaterThan(10)
  })
})

describe('What there is in a folder besides readable files', () => {
  const machine = process.platform === 'win32' ? it.skip : it

  machine('pipes are reported and not opened', async () => {
    const collection = folderOf({ '1': one })
    spawnSync('mkfifo', [join(collection, 'pipe')])
    const project = newProject()
    expect(await scan(project, collection)).toMatchObject({ ok: true, value: { files: 2, unreadable: 1 } })
    expect(filesReport(project)[1]).toMatchObject({ path: 'pipe', kind: 'unreadable', reason: expect.stringContaining('pipe') as string })
  })

  machine('links that make loops are reported and not followed, each file is found once', async () => {
    const collection = folderOf({ 'a/1': one, 'a/b/2': instanceBytes({ sop: '1.2' }) })
    symlinkSync('..', join(collection, 'a/b/up'))
    symlinkSync(collection, join(collection, 'self'))
    symlinkSync(dirname(collection), join(collection, 'above'))
    symlinkSync('round', join(collection, 'round'))
    symlinkSync('nowhere', join(collection, 'broken'))
    const project = newProject()
    expect(await scan(project, collection)).toMatchObject({ ok: true, value: { files: 7, instances: 2, unreadable: 5 } })
    for (const { kind, reason } of filesReport(project)) if (kind === 'unreadable') expect(reason).toContain('link')
  })

  machine('links to files, and to folders elsewhere, are followed, each folder once', async () => {
    const elsewhere = folderOf({ 'x/1': one })
    symlinkSync('..', join(elsewhere, 'x/loop'))
    const collection = folderOf({ '1': one })
    symlinkSync('1', join(collection, '2'))
    symlinkSync(elsewhere, join(collection, 'linked'))
    symlinkSync(elsewhere, join(collection, 'linked-too'))
    const project = newProject()
    await scan(project, collection)
    expect(filesReport(project).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      '1 instance',
      '2 instance',
      'linked-too/ unreadable',
      'linked/x/1 instance',
      'linked/x/loop/ unreadable',
    ])
  })

  machine('names that are no UTF-8 are reported and harm nobody', async () => {
    const collection = folderOf({ '1': one })
    writeFileSync(Buffer.concat([Buffer.from(`${collection}/M`), Buffer.of(0xfc), Buffer.from('ller')]), one)
    writeFileSync(join(collection, 'Müller'), one)
    const project = newProject()
    await scan(project, collection)
    expect(filesReport(project).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      '1 instance',
      'M\\xFCller unreadable',
      'Müller instance',
    ])
  })
})

describe('A scan refuses, in one clear line and with nothing written,', () => {
  const refused = async (collection: string, projectDir = join(temporaryFolder(), 'project')): Promise<string> => {
    const project = newProject(projectDir)
    const outcome = await scan(project, collection)
    if (outcome.ok) throw new Error('it was not refused')
    expect(outcome.failure.message).not.toContain('\n')
    expect(outcome.failure.message).not.toContain(collection)
    expect(createInventoryStore(project).counts().files).toBe(0)
    return `${outcome.failure.code}: ${outcome.failure.message}`
  }

  it('a folder that does not exist', async () => {
    expect(await refused(join(temporaryFolder(), 'none'))).toMatch(/^not-found: .*does not exist/)
  })

  it('a file', async () => {
    expect(await refused(join(folderOf({ '1': one }), '1'))).toMatch(/^refused: .*not a folder/)
  })

  it('an empty folder, and one of empty folders', async () => {
    const empty = folderOf({})
    expect(await refused(empty)).toMatch(/^refused: .*empty folder/)
    mkdirSync(join(empty, 'a'))
    expect(await refused(empty)).toMatch(/^refused: .*empty folders/)
  })

  it('a collection in which the project lies', async () => {
    const collection = folderOf({ '1': one })
    expect(await refused(collection, join(collection, 'project'))).toMatch(/^refused: .*inside the collection/)
  })

  it('a collection that lies in the project', async () => {
    const dir = join(temporaryFolder(), 'project')
    const project = newProject(dir)
    putFile(dir, 'inner/1', one)
    expect(await scan(project, join(dir, 'inner'))).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringContaining('inside the project') as string },
    })
  })

  it('the project folder itself, also by another name', async () => {
    const project = newProject()
    const link = join(temporaryFolder(), 'link')
    symlinkSync(project.dir, link)
    expect(await scan(project, link)).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })

  it('a second collection while the first is still there', async () => {
    const project = newProject()
    const first = folderOf({ '1': one })
    const second = folderOf({ '1': one, '2': one })
    await scan(project, first)
    expect(await scan(project, second)).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringContaining('new project') as string },
    })
    expect(filesReport(project)).toHaveLength(1)
  })
})

describe('A folder without DICOM', () => {
  it('is a failure that says so, accounts for its files, and leaves a project that can be used', async () => {
    const project = newProject()
    const outcome = await scan(project, folderOf({ 'a.txt': 'no', 'b.txt': 'neither' }))
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'refused', message: expect.stringContaining('files.csv') as string } })
    expect(filesReport(project).map(({ kind }) => kind)).toEqual(['not-dicom', 'not-dicom'])
    expect(await scan(project, folderOf({ '1': one }))).toMatchObject({ ok: true, value: { files: 1, instances: 1 } })
  })
})

describe('A collection that was moved', () => {
  it('is the same collection, and nothing of it is read again', async () => {
    const project = newProject()
    const collection = folderOf({ '1': one })
    await scan(project, collection)
    const ids = [...createInventoryStore(project).scannedFiles()].map(({ id }) => id)
    const moved = `${collection}-moved`
    renameSync(collection, moved)
    expect(existsSync(collection)).toBe(false)
    const told: Progress[] = []
    const job: Job = { cancelled: false, onCancel: () => () => undefined, progress: (progress) => told.push(progress) }
    expect(await scan(project, moved, 0, job)).toMatchObject({ ok: true, value: { instances: 1 } })
    expect([...createInventoryStore(project).scannedFiles()].map(({ id }) => id)).toEqual(ids)
    expect(told.filter(({ phase }) => phase === 'Reading files').every(({ total }) => total === 0)).toBe(true)
  })
})
