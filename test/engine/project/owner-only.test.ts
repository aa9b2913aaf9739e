import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../../src/engine/project/project.ts'

/** The modes of the files of the database of a new project in a folder of this mode. */
function modesIn(folderMode: number): Readonly<Record<string, number>> {
  const dir = join(mkdtempSync(join(tmpdir(), 'tagbench-owner-')), 'project')
  mkdirSync(dir)
  chmodSync(dir, folderMode)
  const opened = openProject(dir, { create: true })
  if (!opened.ok) throw new Error(opened.failure.message)
  opened.value.setMeta('one', 'more')
  const databases = readdirSync(dir).filter((name) => name.startsWith('project.sqlite'))
  const modes = Object.fromEntries(databases.map((name) => [name, statSync(join(dir, name)).mode & 0o777]))
  opened.value.close()
  return modes
}

describe('A new project', () => {
  it('keeps its database, which holds the originals, the secret and the crosswalks, for its owner alone', () => {
    expect(modesIn(0o755)).toEqual({ 'project.sqlite': 0o600, 'project.sqlite-wal': 0o600, 'project.sqlite-shm': 0o600 })
  })

  it('shares it with the group that may write into its folder', () => {
    expect(modesIn(0o2770)).toEqual({ 'project.sqlite': 0o660, 'project.sqlite-wal': 0o660, 'project.sqlite-shm': 0o660 })
  })
})
