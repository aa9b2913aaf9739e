import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import { closeProjects, dump, filesReport, newProject, scan } from './scanning.ts'

const CORPUS = resolve(process.env['TAGBENCH_CORPUS'] ?? '../shared/corpus')

afterEach(closeProjects)

describe.skipIf(!existsSync(CORPUS))('The corpus of real files (skipped where ../shared/corpus is not there)', () => {
  it('is accounted for, each file exactly once', async () => {
    const project = newProject()
    const outcome = await scan(project, CORPUS, 2)
    const there = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(CORPUS, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    const report = filesReport(project)
    expect(report.map(({ path }) => path).toSorted()).toEqual(there.toSorted())
    expect(outcome).toMatchObject({ ok: true, value: { files: there.length } })
    for (const { kind, reason } of report) expect(reason === '').toBe(kind === 'instance')
    expect(createInventoryStore(project).files.pendingCount()).toBe(0)
  })

  it('has the same inventory, whoever reads it', async () => {
    const digests: string[] = []
    for (const workers of [0, 2]) {
      const project = newProject()
      await scan(project, CORPUS, workers)
      digests.push(
        createHash('sha256')
          .update(JSON.stringify(dump(project)))
          .digest('hex'),
      )
    }
    expect(digests[1]).toBe(digests[0])
  })

  it('is reported without a word of what is in it', async () => {
    const project = newProject()
    await scan(project, CORPUS)
    const reasons = new Set(filesReport(project).map(({ reason }) => reason?.replace(/byte \d+/, 'byte N')))
    expect([...reasons].every((reason) => reason === '' || /^[A-Z][a-zA-Z ,:-]+[.](?: \(byte N\))?$/.test(reason ?? ''))).toBe(true)
    expect(readFileSync(join(project.reports, 'files.csv'), 'utf8')).not.toContain('\uFFFD')
  })
})
