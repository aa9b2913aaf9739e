import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findDemoCollection, writeDemoCollection } from '../../../src/engine/demo/index.ts'
import { demo } from './demo-files.ts'

const made: string[] = []

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'tagbench-demo-'))
  made.push(root)
  return root
}

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true })
})

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

describe('writing the demonstration', () => {
  it('puts the collection into a folder of its own, and the list beside it', async () => {
    const root = join(folder(), 'new', 'place')
    const written = await writeDemoCollection(root)
    expect(written).toEqual({
      ok: true,
      value: { collection: join(root, 'collection'), planted: join(root, 'planted.csv'), instances: (await demo()).instances },
    })
    expect(filesBelow(join(root, 'collection'))).toEqual((await demo()).files.map(({ file }) => file).sort())
    expect(readFileSync(join(root, 'planted.csv'), 'utf8')).toMatch(/^text,kind,where,path,file,bytes\r\n/)
    const sizes = filesBelow(root).map((file) => statSync(join(root, file)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(15_000_000)
  })

  it('is found again as long as it is whole, without being written again', async () => {
    const root = join(folder(), 'kept')
    expect(findDemoCollection(root)).toBeUndefined()
    const written = await writeDemoCollection(root)
    expect(written.ok && findDemoCollection(root)).toEqual(written.ok && written.value)
    const [first = ''] = filesBelow(join(root, 'collection'))
    rmSync(join(root, 'collection', first))
    expect(findDemoCollection(root)).toBeUndefined()
  })

  it('refuses a folder that holds anything else, and leaves it as it was', async () => {
    const root = folder()
    writeFileSync(join(root, 'thesis.txt'), 'mine')
    expect(await writeDemoCollection(root)).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(filesBelow(root)).toEqual(['thesis.txt'])
  })

  it('refuses a place that is no folder', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    expect(await writeDemoCollection(file)).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })

  it('replaces an earlier demonstration, and what another seed had named otherwise', async () => {
    const root = folder()
    await writeDemoCollection(root, { seed: 1 })
    mkdirSync(join(root, 'project'))
    writeFileSync(join(root, 'project', 'report.csv'), 'a')
    expect((await writeDemoCollection(root)).ok).toBe(true)
    expect(filesBelow(join(root, 'collection'))).toEqual((await demo()).files.map(({ file }) => file).sort())
    expect(existsSync(join(root, 'project', 'report.csv'))).toBe(true)
  })

  it('refuses an earlier demonstration to which somebody added a file', async () => {
    const root = folder()
    await writeDemoCollection(root)
    const added = join(root, 'collection', 'wendreda', 'mine.dcm')
    writeFileSync(added, 'mine')
    expect(await writeDemoCollection(root)).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(readFileSync(added, 'utf8')).toBe('mine')
  })

  it('does not follow a link that took the place of the collection', async () => {
    const [root, elsewhere] = [folder(), folder()]
    await writeDemoCollection(root)
    rmSync(join(root, 'collection'), { recursive: true })
    symlinkSync(elsewhere, join(root, 'collection'))
    expect(await writeDemoCollection(root)).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('takes no word from a marker that somebody else wrote', async () => {
    const root = folder()
    writeFileSync(join(root, 'tagbench-demo.json'), '{"files":["../../thesis.txt"]}')
    expect(await writeDemoCollection(root)).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })
})
