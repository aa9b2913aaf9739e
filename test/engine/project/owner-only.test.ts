import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../../src/engine/project/project.ts'

describe('A new project', () => {
  it('keeps its database, which holds the originals, the secret and the crosswalks, for its owner alone', () => {
    const opened = openProject(join(mkdtempSync(join(tmpdir(), 'tagbench-owner-')), 'project'), { create: true })
    if (!opened.ok) throw new Error(opened.failure.message)
    opened.value.setMeta('one', 'more')
    const databases = readdirSync(opened.value.dir).filter((name) => name.startsWith('project.sqlite'))
    expect(databases).toContain('project.sqlite-wal')
    for (const name of databases) expect([name, statSync(join(opened.value.dir, name)).mode & 0o777]).toEqual([name, 0o600])
    opened.value.close()
  })
})
