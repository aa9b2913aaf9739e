import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import { readPending } from '../../../src/engine/scan/read-pending.ts'
import { scanCollection } from '../../../src/engine/scan/scan-collection.ts'
import { walkCollection } from '../../../src/engine/scan/walk-collection.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { closeProjects, newProject } from './scanning.ts'

afterEach(closeProjects)

describe('Reading what is pending', () => {
  it('finds out by itself which file kills its worker, and reads all others', async () => {
    const instances = Array.from({ length: 150 }, (_, index) => [String(1000 + index), instanceBytes({ sop: `1.${index}` })] as const)
    const collection = folderOf(Object.fromEntries(instances))
    const store = createInventoryStore(newProject(join(temporaryFolder(), 'project')))
    store.beginScan()
    store.files.note([...instances.map(([path]) => path), '1077-kills'].map((path) => ({ path, size: 1000, mtime: 1, reason: '' })))
    store.files.settle()
    const workerEntry = new URL('./mortal-worker.ts', import.meta.url)
    expect(await readPending(store, collection, { workers: 2, workerEntry }, UNWATCHED)).toEqual({ ok: true, value: null })
    const files = [...store.scannedFiles()]
    expect(files.filter(({ kind }) => kind === 'instance')).toHaveLength(150)
    expect(files.filter(({ kind }) => kind !== 'instance')).toMatchObject([{ path: '1077-kills', kind: 'unreadable' }])
    expect(store.elements().find(({ path }) => path === '(0008,0018)')?.files).toBe(150)
  })

  it('does not read a file again that killed its worker and has not changed, though nobody looked at it before', async () => {
    const collection = folderOf({ a: instanceBytes({ sop: '1.1' }), kills: '12345' })
    const project = newProject(join(temporaryFolder(), 'project'))
    const workerEntry = new URL('./mortal-worker.ts', import.meta.url)
    const kinds = async (): Promise<readonly string[]> => {
      const scanned = await scanCollection(project, collection, { workers: 1, workerEntry }, UNWATCHED)
      expect(scanned.ok).toBe(true)
      return [...createInventoryStore(project).scannedFiles()].map(({ kind, size }) => `${kind} ${kind === 'instance' ? '' : size}`)
    }
    expect(await kinds()).toEqual(['instance ', 'unreadable 5'])
    createInventoryStore(project).files.note([...walkCollection(collection)])
    createInventoryStore(project).files.settle()
    expect(createInventoryStore(project).files.pendingCount()).toBe(0)
  })

  it('reports a file that is gone when it is to be read', async () => {
    const collection = folderOf({ '1': instanceBytes({ sop: '1.1' }) })
    const store = createInventoryStore(newProject())
    store.beginScan()
    store.files.note(['1', 'gone'].map((path) => ({ path, size: 1000, mtime: 1, reason: '' })))
    store.files.settle()
    const workerEntry = new URL('../../../src/engine/worker.ts', import.meta.url)
    await readPending(store, collection, { workers: 0, workerEntry }, UNWATCHED)
    expect([...store.scannedFiles()]).toMatchObject([
      { path: '1', kind: 'instance' },
      { path: 'gone', kind: 'unreadable', reason: 'The file cannot be read (not there).' },
    ])
  })
})
