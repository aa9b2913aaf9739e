import { readdirSync, writeFileSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { walkCollection } from '../../../src/engine/scan/walk-collection.ts'
import { folderOf } from '../../fixtures/small-collection.ts'

describe('The walk through a collection', () => {
  it('goes folder by folder, names by code point', () => {
    const root = folderOf({ b: '', 'a/2': '', 'a/10': '', 'a/Z': '', 'a/c/1': '', Ä: '', B: '' })
    expect([...walkCollection(root)].map(({ path }) => path)).toEqual(['B', 'b', 'Ä', 'a/10', 'a/2', 'a/Z', 'a/c/1'])
  })

  it('finds size and time of each file', () => {
    const [found] = walkCollection(folderOf({ a: '12345' }))
    expect(found).toMatchObject({ path: 'a', size: 5, reason: '' })
    expect(Math.abs((found?.mtime ?? 0) - Date.now())).toBeLessThan(600_000)
  })

  it('finds the same files without looking at them where their size and time are not wanted', () => {
    const root = folderOf({ b: '1', 'a/2': '22', 'a/c/1': '' })
    const looked = [...walkCollection(root)]
    expect([...walkCollection(root, { stats: false })]).toEqual(looked.map(({ path }) => ({ path, size: 0, mtime: -1, reason: '' })))
  })

  it('reports a folder that cannot be listed, and goes on', () => {
    const root = folderOf({ 'a/1': '', 'b/1': '', c: '' })
    const list = (path: string): readonly Dirent[] => {
      if (path === join(root, 'a/')) throw Object.assign(new Error(path), { code: 'EACCES' })
      return readdirSync(path, { withFileTypes: true, encoding: 'latin1' })
    }
    expect([...walkCollection(root, { list })].map(({ path, reason }) => ({ path, reason }))).toEqual([
      { path: 'c', reason: '' },
      { path: 'a/', reason: 'The folder cannot be listed (no permission).' },
      { path: 'b/1', reason: '' },
    ])
  })

  it('finds each file once, also where one is called what another is reported as, whose name is not UTF-8', () => {
    const root = folderOf({ 'n\\xFF': '', m: '' })
    const names = ['n\xff', 'n\\xFF\xff', 'n\xff\xff']
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]), '')
    const found = [...walkCollection(root)]
    expect(new Set(found.map(({ path }) => path)).size).toBe(5)
    expect(found.filter(({ reason }) => reason === '').map(({ path }) => path)).toEqual(['m', 'n\\xFF'])
  })

  it('reports a file that is gone before it is reached', () => {
    const root = folderOf({ a: '', b: '' })
    const list = (path: string): readonly Dirent[] =>
      readdirSync(path, { withFileTypes: true, encoding: 'latin1' }).map((entry) =>
        Object.assign(Object.create(Object.getPrototypeOf(entry) as object) as Dirent, entry, {
          name: entry.name === 'a' ? 'gone' : entry.name,
        }),
      )
    expect([...walkCollection(root, { list })].map(({ path, reason }) => ({ path, reason }))).toEqual([
      { path: 'b', reason: '' },
      { path: 'gone', reason: 'The file cannot be reached (not there).' },
    ])
  })

  it('follows folders as deep as they are', () => {
    const deep = Array.from({ length: 300 }, () => 'd').join('/')
    expect([...walkCollection(folderOf({ [`${deep}/1`]: '' }))].map(({ path }) => path)).toEqual([`${deep}/1`])
  })
})
