import { readFileSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { UNWATCHED, type Job, type Progress } from '../../../src/contract/job.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import type { Project } from '../../../src/engine/project/project.ts'
import { folderOf, instanceBytes, putFile } from '../../fixtures/small-collection.ts'
import { closeProjects, dump, filesReport, newProject, scan } from './scanning.ts'

afterEach(closeProjects)

/** Runs a scan and says how many files it read. */
async function read(project: Project, collection: string, digests = false, workers = 0): Promise<number> {
  const told: Progress[] = []
  const job: Job = { cancelled: false, onCancel: () => () => undefined, progress: (progress) => told.push(progress) }
  await scan(project, collection, workers, job, digests)
  return told.filter(({ phase }) => phase === 'Reading files').at(-1)?.total ?? -1
}

/** A clock for file times, so that no two changes fall into one tick of the machine's. */
let clock = 1_700_000_000

function write(collection: string, path: string, content: Uint8Array | string): void {
  putFile(collection, path, content)
  clock += 1
  utimesSync(join(collection, path), clock, clock)
}

const few = fc.constantFrom
const content = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        sop: few('1.1', '1.2', '1.3'),
        patient: few('P1', 'P2'),
        series: few('1.2.1', '1.2.2', '1.2.3'),
        name: few('DOE^JANE', 'ROE^RICHARD'),
        creator: few('Acme 1.1', 'ACME 1.1'),
        privateText: few('one', 'two'),
      })
      .map(instanceBytes),
  },
  { weight: 1, arbitrary: few('no DICOM', '') },
)
const path = few('1', '2', 'a/1', 'a/2', 'b/1')
/** What somebody does to the collection between two scans: writes files, new or changed, and removes some. */
const changes = fc.array(fc.tuple(path, fc.option(content, { freq: 3 })), { maxLength: 4 })

describe('A scan of a collection that has changed', () => {
  it('gives what a first scan of it as it is now gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 2, maxLength: 4 }), async (rounds) => {
        const collection = folderOf({})
        write(collection, 'always', instanceBytes({ sop: '1.9', creator: 'aCME 1.1' }))
        const project = newProject()
        await scan(project, collection)
        for (const round of rounds) {
          for (const [at, bytes] of round) {
            if (bytes === null) rmSync(join(collection, at), { force: true })
            else write(collection, at, bytes)
          }
          await scan(project, collection)
          const fresh = newProject()
          await scan(fresh, collection)
          expect(dump(project)).toEqual(dump(fresh))
          expect(filesReport(project)).toEqual(filesReport(fresh))
          expect(createInventoryStore(project).counts()).toEqual(createInventoryStore(fresh).counts())
        }
        closeProjects()
      }),
      { numRuns: 15 },
    )
  })

  it('reads nothing where nothing has changed', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }), '2': 'no', '3': instanceBytes({ sop: '1.2' }).subarray(0, 200) })
    const project = newProject()
    expect(await read(project, collection)).toBe(3)
    expect(await read(project, collection)).toBe(0)
  })

  it('reads only what is new where files were added', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }) })
    const project = newProject()
    await read(project, collection)
    write(collection, '2', instanceBytes({ sop: '1.2' }))
    expect(await read(project, collection)).toBe(1)
    expect(createInventoryStore(project).counts().instances).toBe(2)
  })

  it('reads the files of a context again in which a file changed, and those of no other', async () => {
    const collection = folderOf({
      '1': instanceBytes({ sop: '1.1', series: '1.1' }),
      '2': instanceBytes({ sop: '1.2', series: '1.1' }),
      '3': instanceBytes({ sop: '1.3', series: '1.3' }),
    })
    const project = newProject()
    await read(project, collection)
    write(collection, '1', instanceBytes({ sop: '1.1', series: '1.1', name: 'ROE^RICHARD' }))
    expect(await read(project, collection)).toBe(2)
    rmSync(join(collection, '2'))
    expect(await read(project, collection)).toBe(1)
  })

  it('notices another content by time or by size', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1', name: 'AAAA' }) })
    const project = newProject()
    const names = (): unknown =>
      createInventoryStore(project)
        .values('(0010,0010)')
        .map(({ value }) => value)
    await read(project, collection)
    write(collection, '1', instanceBytes({ sop: '1.1', name: 'BBBB' }))
    await read(project, collection)
    expect(names()).toEqual(['BBBB'])
    putFile(collection, '1', instanceBytes({ sop: '1.1', name: 'CCCCCC' }))
    utimesSync(join(collection, '1'), clock, clock)
    await read(project, collection)
    expect(names()).toEqual(['CCCCCC'])
  })

  it.each([0, 2])('notices another content of the same size and time where it is asked to compare, with %i workers', async (workers) => {
    const collection = folderOf({
      '1': instanceBytes({ sop: '1.1', series: '1.1', name: 'AAAA' }),
      '2': instanceBytes({ sop: '1.2', series: '1.2', name: 'AAAA' }),
      '3': 'no DICOM',
    })
    const project = newProject()
    const change = (name: string): void => {
      putFile(collection, '1', instanceBytes({ sop: '1.1', series: '1.1', name }))
      utimesSync(join(collection, '1'), 1_600_000_000, 1_600_000_000)
    }
    const names = (): unknown =>
      createInventoryStore(project)
        .values('(0010,0010)')
        .map(({ value }) => value)
    change('BBBB')
    expect(await read(project, collection, false, workers)).toBe(3)
    // Nobody has kept what the bytes were: everything is read again, once.
    change('CCCC')
    expect(await read(project, collection, false, workers)).toBe(0)
    expect(await read(project, collection, true, workers)).toBe(3)
    expect(names()).toEqual(['AAAA', 'CCCC'])
    expect(await read(project, collection, true, workers)).toBe(0)
    change('DDDD')
    expect(await read(project, collection, true, workers)).toBe(1)
    expect(names()).toEqual(['AAAA', 'DDDD'])
    const fresh = newProject()
    await scan(fresh, collection)
    expect(dump(project)).toEqual(dump(fresh))
  })

  it('tells of no change where a file is read again only because nobody knows what its bytes were', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1', name: 'AAAA' }), '2': instanceBytes({ sop: '1.2' }), '3': 'no DICOM' })
    utimesSync(join(collection, '1'), 1_600_000_000, 1_600_000_000)
    const project = newProject()
    const changed = async (): Promise<unknown> => {
      const outcome = await scan(project, collection, 0, UNWATCHED, true)
      return outcome.ok ? outcome.value.news : outcome.failure
    }
    await scan(project, collection)
    expect(await changed()).toMatchObject({ files: 0, changedFiles: 0, goneFiles: 0 })
    putFile(collection, '1', instanceBytes({ sop: '1.1', name: 'BBBB' }))
    utimesSync(join(collection, '1'), 1_600_000_000, 1_600_000_000)
    expect(await changed()).toMatchObject({ files: 0, changedFiles: 1, goneFiles: 0 })
    expect(await changed()).toMatchObject({ files: 0, changedFiles: 0, goneFiles: 0 })
  })

  it('leaves the project as it was where it is cancelled while it compares', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }) })
    const project = newProject()
    await read(project, collection, true)
    const before = dump(project)
    const job: Job = { cancelled: true, onCancel: () => () => undefined, progress: () => undefined }
    expect(await scan(project, collection, 0, job, true)).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(dump(project)).toEqual(before)
    expect(await read(project, collection, true)).toBe(0)
  })

  it('knows which elements are new', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }) })
    const project = newProject()
    await read(project, collection)
    write(collection, '2', instanceBytes({ sop: '1.2', creator: 'Acme 1.1' }))
    await read(project, collection)
    const store = createInventoryStore(project)
    expect(
      store
        .elements()
        .filter((element) => store.isNew(element.path))
        .map((element) => element.path),
    ).toEqual(['(0009,"Acme 1.1")', '(0009,"Acme 1.1",01)'])
    await read(project, collection)
    expect(store.elements().filter((element) => store.isNew(element.path))).toEqual([])
  })

  it('does not take a collection that is not mounted for one from which all was removed', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }) })
    const project = newProject()
    await read(project, collection)
    rmSync(join(collection, '1'))
    expect(await scan(project, collection)).toMatchObject({ ok: false })
    expect(createInventoryStore(project).counts().instances).toBe(1)
  })
})

describe('A scan that is cancelled', () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`s${index % 5}/${index}`, instanceBytes({ sop: `1.${index}`, series: `1.2.${index % 5}` })]),
  )

  it.each([0, 2])('keeps what it has read, and the next one goes on from there, with %i workers', async (workers) => {
    const collection = folderOf(many)
    const project = newProject()
    const job = cancelledIn('Reading files')
    expect(await scan(project, collection, workers, job)).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    const { instances } = createInventoryStore(project).counts()
    expect(instances).toBeGreaterThan(0)
    expect(instances).toBeLessThan(300)
    expect(await read(project, collection)).toBe(300 - instances)
    const fresh = newProject()
    await scan(fresh, collection)
    expect(dump(project)).toEqual(dump(fresh))
    expect(createInventoryStore(project).scanCount).toBe(1)
  })

  it.each(['Listing files', 'Looking for contradictions', 'Looking at values'])(
    'at its end (%s) is brought to it by the next',
    async (phase) => {
      const collection = folderOf(many)
      const project = newProject()
      expect(await scan(project, collection, 0, cancelledIn(phase))).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
      expect(await read(project, collection)).toBe(0)
      const fresh = newProject()
      await scan(fresh, collection)
      expect(dump(project)).toEqual(dump(fresh))
      expect(filesReport(project)).toEqual(filesReport(fresh))
      expect(readFileSync(join(project.reports, 'inconsistencies.csv'))).toEqual(readFileSync(join(fresh.reports, 'inconsistencies.csv')))
      expect(createInventoryStore(project).evidence()).toEqual(createInventoryStore(fresh).evidence())
      expect(createInventoryStore(project).scanCount).toBe(1)
    },
  )
})

/** A job that is cancelled as soon as something is done in a phase, or as soon as it begins where it cannot be counted. */
function cancelledIn(wanted: string): Job {
  const listeners = new Set<() => void>()
  const state = { cancelled: false }
  return {
    get cancelled() {
      return state.cancelled
    },
    onCancel(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    progress({ phase, done, total }) {
      if (phase !== wanted || (done === 0 && total !== undefined) || state.cancelled) return
      state.cancelled = true
      listeners.forEach((listener) => listener())
    },
  }
}
