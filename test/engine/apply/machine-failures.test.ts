import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { bytes, part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { closeProjects, newProject, scan } from '../scan/scanning.ts'
import { applied, apply, contentsOf, filesIn, newOutput, report } from './applying.ts'

afterEach(closeProjects)

/** A disk of its own, so small that it is soon full. */
const DISK = temporaryFolder()
const NO_DISK =
  process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', DISK]).status === 0
    ? ''
    : ' (skipped: a small disk can only be mounted as root)'
afterAll(() => {
  if (NO_DISK === '') spawnSync('umount', ['-l', DISK])
})

/** An instance of about so many bytes. */
function large(sop: string, size: number): Uint8Array {
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    text(0x00080018, 'UI', sop),
    text(0x00100020, 'LO', 'P1'),
    bytes(0x7fe00010, 'OW', new Uint8Array(size).fill(7)),
  ])
}

async function scanned(files: Readonly<Record<string, Uint8Array>>) {
  const collection = folderOf(files)
  const project = newProject()
  await scan(project, collection)
  return { project, collection }
}

describe(`a full disk${NO_DISK}`, () => {
  it.skipIf(NO_DISK !== '')('ends the run with one line, leaves nothing half-written, and the run goes on when there is room', async () => {
    const { project } = await scanned(
      Object.fromEntries(Array.from({ length: 8 }, (_none, index) => [`${index}`, large(`1.2.3.${index}`, 60_000)])),
    )
    const out = join(DISK, 'out')
    const filler = join(DISK, 'filler')
    writeFileSync(filler, new Uint8Array(64_000))
    const outcome = await apply(project, { out })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'io' } })
    const message = outcome.ok ? '' : outcome.failure.message
    expect(message).toMatch(/^The output folder cannot be written to \(no space left\)\. [1-4] of 8 instances are written, and complete\./)
    const there = filesIn(out)
    expect(there.every((path) => path.endsWith('.dcm'))).toBe(true)
    expect(there.length).toBe(Number(/(\d) of 8/.exec(message)?.[1]))
    for (const path of there) expect(readFileSync(join(out, path)).length).toBeGreaterThan(60_000)
    rmSync(filler)
    spawnSync('mount', ['-o', 'remount,size=2m', DISK])
    expect(await applied(project, { out })).toMatchObject({ written: 8 })
    expect(filesIn(out).length).toBe(8)
  })
})

describe('a killed process', () => {
  it('leaves a copy that the next run makes whole', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_none, index) => [`${index}.dcm`, instanceBytes({ sop: `1.2.3.${index}`, patient: `P${index % 3}` })]),
    )
    const { project } = await scanned(files)
    const out = newOutput()
    const { dir } = project
    closeProjects()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'apply-and-tell.ts'), dir, out], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) => {
      child.stdout.on('data', () => {
        child.kill('SIGKILL')
      })
      child.on('exit', () => resolve())
    })
    const there = existsSync(out) ? filesIn(out).length : 0
    expect(there).toBeLessThan(400)
    const again = newProject(dir)
    expect(await applied(again, { out })).toMatchObject({ written: 400 })
    const whole = newOutput()
    await applied(again, { out: whole })
    expect(contentsOf(out)).toEqual(contentsOf(whole))
  }, 60_000)
})

describe('a worker that dies', () => {
  it('costs the instance that it had, and no other', async () => {
    const { project } = await scanned(
      Object.fromEntries(Array.from({ length: 6 }, (_none, index) => [`${index}.dcm`, instanceBytes({ sop: `1.2.3.${index}` })])),
    )
    const out = newOutput()
    const workerEntry = new URL('dying-worker.ts', import.meta.url)
    expect(await applied(project, { out, workers: 1, workerEntry })).toMatchObject({ written: 5, failed: 1 })
    const rows = report(project, 'applied.csv')
    expect(rows.map((row) => row['status'])).toEqual(['written', 'written', 'failed', 'written', 'written', 'written'])
    expect(filesIn(out).length).toBe(5)
  }, 60_000)
})

describe('reports that cannot be written', () => {
  it('are told, after the copy is whole', async () => {
    const { project } = await scanned({ '1': instanceBytes({ sop: '1.2.3.1' }) })
    rmSync(project.reports, { recursive: true, force: true })
    writeFileSync(project.reports, 'in the way')
    const out = newOutput()
    expect(await apply(project, { out })).toMatchObject({ ok: false, failure: { code: 'io' } })
    expect(readdirSync(out).length).toBe(1)
    rmSync(project.reports)
    mkdirSync(project.reports)
    expect(await applied(project, { out })).toMatchObject({ written: 1 })
  })
})
