import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { canMakeDicomdir, isOurDicomdir } from '../../../src/engine/apply/dicomdir.ts'
import { folderOf, instanceBytes } from '../../fixtures/small-collection.ts'
import { closeProjects, newProject, scan } from '../scan/scanning.ts'
import { applied, apply, filesIn, newOutput } from './applying.ts'

afterEach(closeProjects)

const NOT_HERE = canMakeDicomdir() ? '' : ' (skipped: no dcmmkdir here)'
const SHORT = '{patient:8}/{study:8}/{series:8}/{sop:8}'

async function scanned() {
  const files = {
    '1': instanceBytes({ sop: '1.2.3.1', patient: 'P1', name: 'DOE^JANE' }),
    '2': instanceBytes({ sop: '1.2.3.2', patient: 'P1', name: 'DOE^JANE' }),
    '3': instanceBytes({ sop: '1.2.3.2', patient: 'P2', name: 'ROE^RICHARD', series: '1.2.4' }),
  }
  const project = newProject()
  await scan(project, folderOf(files))
  return project
}

describe.skipIf(NOT_HERE !== '')(`a DICOMDIR over the copy${NOT_HERE}`, () => {
  it('names the files of the copy and nobody of the originals, and is the same each time', async () => {
    const project = await scanned()
    const out = newOutput()
    await applied(project, { out, settings: { dicomdir: 'make', outputPath: SHORT } })
    const file = join(out, 'DICOMDIR')
    const dump = spawnSync('dcmdump', [file], { encoding: 'utf8' })
    expect(dump.status).toBe(0)
    const named = [...dump.stdout.matchAll(/refFileID="([^"]+)"/g)].map(([, id = '']) => id.replaceAll('\\', '/'))
    expect(named.sort()).toEqual(filesIn(out).filter((path) => path !== 'DICOMDIR'))
    expect(dump.stdout).not.toMatch(/DOE|ROE|P1\b|1\.2\.3/)
    expect(isOurDicomdir(project, out)).toBe(true)
    const before = readFileSync(file)
    await applied(project, { out, settings: { dicomdir: 'make', outputPath: SHORT } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is read by dcmtk record by record, so that its offsets are true', async () => {
    const project = await scanned()
    const out = newOutput()
    await applied(project, { out, settings: { dicomdir: 'make', outputPath: SHORT } })
    const dump = spawnSync('dcmdump', ['+E', '+W', out, join(out, 'DICOMDIR')], { encoding: 'utf8' })
    const starts = new Set([...dump.stdout.matchAll(/offset=\$(\d+)/g)].map(([, offset]) => offset))
    const wanted = [...dump.stdout.matchAll(/\(0004,1(?:200|202|400|420)\) up (\d+)/g)].map(([, offset = '']) => offset)
    expect(wanted.length).toBeGreaterThan(8)
    expect(wanted.filter((offset) => offset !== '0' && !starts.has(offset))).toEqual([])
  })

  it('goes when it is no longer asked for; one that somebody else has put there is in the way', async () => {
    const project = await scanned()
    const out = newOutput()
    await applied(project, { out, settings: { dicomdir: 'make', outputPath: SHORT } })
    await applied(project, { out, settings: { outputPath: SHORT } })
    expect(existsSync(join(out, 'DICOMDIR'))).toBe(false)
    writeFileSync(join(out, 'DICOMDIR'), 'of the hospital')
    expect(await apply(project, { out, settings: { outputPath: SHORT } })).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })
})

describe('a DICOMDIR', () => {
  it('needs names that a medium takes, which is said before anything is written', async () => {
    const project = await scanned()
    const out = newOutput()
    const outcome = await apply(project, { out, settings: { dicomdir: 'make' } })
    expect(outcome.ok ? '' : outcome.failure.message).toContain('{patient:8}/{study:8}/{series:8}/{sop:8}')
    expect(existsSync(out)).toBe(false)
  })
})
