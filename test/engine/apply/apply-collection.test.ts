import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Job } from '../../../src/contract/job.ts'
import { uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import { appliedFiles, latestApply } from '../../../src/engine/apply/applied-files.ts'
import { keyedBySecret } from '../../../src/engine/apply/project-key.ts'
import { part10, read, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { folderOf, instanceBytes, putFile, temporaryFolder } from '../../fixtures/small-collection.ts'
import { closeProjects, newProject, scan } from '../scan/scanning.ts'
import { applied, apply, contentsOf, filesIn, newOutput, report, scriptFor } from './applying.ts'

afterEach(closeProjects)

const DICOMDIR = part10([text(0x00041130, 'CS', 'DISC')], { meta: [] })
/** File Meta Information of the fixture names Secondary Capture; a DICOMDIR names its own class. */
const dicomdir = Buffer.from(
  Buffer.from(DICOMDIR).toString('latin1').replace('1.2.840.10008.5.1.4.1.1.7\0', '1.2.840.10008.1.3.10\0\0\0\0\0\0'),
  'latin1',
)

const COLLECTION = {
  'a/1.dcm': instanceBytes({ sop: '1.2.3.1', patient: 'P1', name: 'DOE^JANE' }),
  'a/2.dcm': instanceBytes({ sop: '1.2.3.2', patient: 'P1', name: 'DOE^JANE', creator: 'ACME', nested: 'A1' }),
  'b/1': instanceBytes({ sop: '1.2.4.1', patient: 'P0', name: 'ROE^RICHARD', series: '1.2.4', implicit: true }),
  'notes.txt': 'Mrs Doe called',
}

async function scanned(files: Readonly<Record<string, Uint8Array | string>> = COLLECTION, secret = 'ab'.repeat(32)) {
  const collection = folderOf(files)
  const project = newProject()
  project.setMeta('secret', secret)
  const outcome = await scan(project, collection)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return { project, collection }
}

function remapped(project: Parameters<typeof apply>[0]): (uid: string) => string {
  const uids = uidRemapper(keyedBySecret(project.secret()), '2.25')
  return (uid) => uids.remap(uid)
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('apply writes a copy', () => {
  it('with every instance under its new identifiers, and nothing else', async () => {
    const { project } = await scanned()
    const out = newOutput()
    const result = await applied(project, { out })
    expect(result).toMatchObject({ output: out, written: 3, leftOut: 0, failed: 0, notCopied: 1 })
    const uid = remapped(project)
    expect(filesIn(out)).toEqual(
      [
        ['SUBJ-0002', '1.2', '1.2.3', '1.2.3.1'],
        ['SUBJ-0002', '1.2', '1.2.3', '1.2.3.2'],
        ['SUBJ-0001', '1.2', '1.2.4', '1.2.4.1'],
      ]
        .map(([patient, study = '', series = '', sop = '']) => `${patient}/${uid(study)}/${uid(series)}/${uid(sop)}.dcm`)
        .sort(),
    )
  })

  it('that reads back with the new values', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    for (const path of filesIn(out)) {
      const bytes = readFileSync(join(out, path))
      expect(read(bytes).ok).toBe(true)
      for (const name of ['DOE', 'ROE', 'P1', '1.2.3.1']) expect(bytes.includes(name)).toBe(false)
      expect(bytes.includes(path.split('/')[0] ?? '?')).toBe(true)
    }
  })

  it('without touching the originals', async () => {
    const { project, collection } = await scanned()
    const before = contentsOf(collection)
    await applied(project)
    expect(contentsOf(collection)).toEqual(before)
  })

  it('the same bytes under the same names, whatever the number of workers, the project folder and the time', async () => {
    const files: Record<string, Uint8Array> = {}
    for (let index = 0; index < 40; index += 1)
      files[`${index % 7}/${index}.dcm`] = instanceBytes({
        sop: `1.2.3.${index % 30}`,
        patient: `P${index % 5}`,
        implicit: index % 2 === 0,
      })
    const outputs: Record<string, string>[] = []
    for (const workers of [0, 1, 2]) {
      const { project } = await scanned(files)
      const out = newOutput()
      await applied(project, { out, workers })
      outputs.push(contentsOf(out))
    }
    expect(Object.keys(outputs[0] ?? {}).length).toBe(40)
    expect(outputs[1]).toEqual(outputs[0])
    expect(outputs[2]).toEqual(outputs[0])
  }, 60_000)

  it('of series whose files are alike too, with the same crosswalk, whoever has which part of a series', async () => {
    const files: Record<string, Uint8Array> = {}
    for (let index = 0; index < 200; index += 1) {
      const series = Math.floor(index / 70)
      const number = String(index).padStart(3, '0')
      files[`${series}/${number}.dcm`] = instanceBytes({
        sop: `1.2.3.${series}.1${number}`,
        series: `1.2.3.${series}`,
        patient: `P${series}`,
      })
    }
    const told: unknown[] = []
    for (const workers of [0, 1, 2]) {
      const { project } = await scanned(files)
      const out = newOutput()
      expect((await applied(project, { out, workers })).written).toBe(200)
      told.push([contentsOf(out), ...['applied.csv', 'uid-map.csv', 'patient-map.csv'].map((name) => report(project, name))])
      // A study, three series, two hundred instances.
      expect(report(project, 'uid-map.csv')).toHaveLength(204)
    }
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  }, 60_000)

  it('with a suffix for the later of two instances with one SOP Instance UID', async () => {
    const { project } = await scanned({
      'z.dcm': instanceBytes({ sop: '1.2.3.1', privateText: 'first' }),
      'a.dcm': instanceBytes({ sop: '1.2.3.1', creator: 'ACME' }),
      'm.dcm': instanceBytes({ sop: '1.2.3.1', nested: 'x' }),
    })
    await applied(project)
    const names = report(project, 'applied.csv').map((row) => [row['source_path'], row['output_path']?.split('/').at(-1)])
    const base = remapped(project)('1.2.3.1')
    expect(names).toEqual([
      ['a.dcm', `${base}.dcm`],
      ['m.dcm', `${base}-2.dcm`],
      ['z.dcm', `${base}-3.dcm`],
    ])
  })

  it('by the pattern of the setting', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out, settings: { outputPath: 'data/{patient}_{sop}' } })
    expect(filesIn(out)[0]).toMatch(/^data\/SUBJ-0001_2\.25\.\d+$/)
  })
})

describe('apply accounts for every file', () => {
  it('in applied.csv and not-applied.csv', async () => {
    const { project, collection } = await scanned({ ...COLLECTION, DICOMDIR: dicomdir, 'cut.dcm': COLLECTION['a/1.dcm'].subarray(0, -5) })
    const out = newOutput()
    const result = await applied(project, { out })
    expect(result).toMatchObject({ written: 3, notCopied: 3 })
    const rows = report(project, 'applied.csv')
    expect(rows.map((row) => [row['source_path'], row['status']])).toEqual([
      ['a/1.dcm', 'written'],
      ['a/2.dcm', 'written'],
      ['b/1', 'written'],
    ])
    for (const row of rows) {
      expect(row['source_sha256']).toBe(sha256(join(collection, row['source_path'] ?? '')))
      expect(row['output_sha256']).toBe(sha256(join(out, row['output_path'] ?? '')))
    }
    const others = report(project, 'not-applied.csv')
    expect(others.map((row) => row['source_path'])).toEqual(['DICOMDIR', 'cut.dcm', 'notes.txt'])
    expect(others.every((row) => row['reason'] !== '')).toBe(true)
  })

  it('in crosswalks that only the owner can read', async () => {
    const { project } = await scanned()
    await applied(project)
    expect(report(project, 'patient-map.csv')).toEqual([
      { id_old: 'P0', id_new: 'SUBJ-0001' },
      { id_old: 'P1', id_new: 'SUBJ-0002' },
    ])
    const uid = remapped(project)
    expect(report(project, 'uid-map.csv')).toEqual(
      ['1.2', '1.2.3', '1.2.3.1', '1.2.3.2', '1.2.4', '1.2.4.1'].map((old) => ({ id_old: old, id_new: uid(old) })),
    )
    expect(readFileSync(join(project.reports, 'date-shift.csv'), 'utf8')).toBe('patient_id_old,days\r\n')
    for (const name of ['patient-map.csv', 'uid-map.csv', 'date-shift.csv', 'applied.csv', 'not-applied.csv'])
      expect(statSync(join(project.reports, name)).mode & 0o777).toBe(0o600)
  })

  it('and tells the new ID of a patient also where the first file has none to be mapped', async () => {
    const { project } = await scanned({
      '1.dcm': instanceBytes({ sop: '1.2.3.1', patient: 'P\u00001' }),
      '2.dcm': instanceBytes({ sop: '1.2.3.2', patient: 'P1' }),
      '3.dcm': instanceBytes({ sop: '1.2.3.3', patient: 'P\u00001' }),
    })
    await applied(project)
    expect(report(project, 'patient-map.csv')).toEqual([{ id_old: 'P1', id_new: 'SUBJ-0001' }])
  })

  it('and reads a mapping file with semicolons, as spreadsheets of some countries write it', async () => {
    const file = join(temporaryFolder(), 'map.csv')
    writeFileSync(file, '\uFEFFid_old;id_new\r\nP1;X1\r\nP0;X0\r\n')
    const { project } = await scanned()
    await applied(project, { settings: { patientId: file } })
    expect(report(project, 'patient-map.csv').map((row) => row['id_new'])).toEqual(['X0', 'X1'])
  })

  it('and tells the date shift of each patient where dates are shifted', async () => {
    const dated = (sop: string, patient: string): Uint8Array =>
      part10([
        text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
        text(0x00080018, 'UI', sop),
        text(0x00080020, 'DA', '20240410'),
        text(0x00100020, 'LO', patient),
      ])
    const { project } = await scanned({ '1': dated('1.2.1', 'P1'), '2': dated('1.2.2', 'P2') })
    await applied(project, { settings: { dateShift: '-40..-10' } })
    const rows = report(project, 'date-shift.csv')
    expect(rows.map((row) => row['patient_id_old'])).toEqual(['P1', 'P2'])
    for (const row of rows) expect(Number(row['days'])).toSatisfy((days: number) => days >= -40 && days <= -10)
  })

  it('and remembers for the review what was written, by which script', async () => {
    const { project } = await scanned()
    const operations = scriptFor(project)
    const out = newOutput()
    await applied(project, { out, operations })
    const run = latestApply(project)
    expect(run).toMatchObject({ out, complete: true })
    expect(run?.operations).toEqual(operations)
    expect([...appliedFiles(project)].map((file) => [file.sourcePath, file.status, file.identity?.patientOld])).toEqual([
      ['a/1.dcm', 'written', 'P1'],
      ['a/2.dcm', 'written', 'P1'],
      ['b/1', 'written', 'P0'],
    ])
  })
})

describe('an instance is left out, with the reason and without anything of its content,', () => {
  const statusOf = (project: Parameters<typeof report>[0], path: string) =>
    report(project, 'applied.csv').find((row) => row['source_path'] === path)

  it('when it was changed since the scan', async () => {
    const { project, collection } = await scanned()
    writeFileSync(join(collection, 'a/1.dcm'), instanceBytes({ sop: '1.2.3.1', name: 'DOE^JANET' }))
    const result = await applied(project)
    expect(result).toMatchObject({ written: 2, leftOut: 1 })
    expect(statusOf(project, 'a/1.dcm')).toMatchObject({
      status: 'left-out',
      output_path: '',
      problem: 'changed since the scan: scan again',
    })
  })

  it('when it is gone', async () => {
    const { project, collection } = await scanned()
    rmSync(join(collection, 'a/1.dcm'))
    await applied(project)
    expect(statusOf(project, 'a/1.dcm')).toMatchObject({ status: 'left-out', problem: 'no longer there: scan again' })
  })

  it('when the script does not know one of its elements', async () => {
    const { project, collection } = await scanned()
    const operations = scriptFor(project).filter(({ path }) => path !== '(0009,"ACME",01)')
    await applied(project, { operations })
    expect(statusOf(project, 'a/2.dcm')).toMatchObject({
      status: 'left-out',
      problem: '(0009,"ACME",01): element not in the inventory: scan again',
      source_sha256: sha256(join(collection, 'a/2.dcm')),
    })
  })

  it('when its SOP Class is private', async () => {
    const elements = [text(0x00080016, 'UI', '1.2.840.113619.4.30'), text(0x00080018, 'UI', '1.2.9'), text(0x00100020, 'LO', 'P1')]
    const { project } = await scanned({ ...COLLECTION, private: part10(elements) })
    expect(await applied(project)).toMatchObject({ written: 3, leftOut: 1 })
    expect(statusOf(project, 'private')?.['problem']).toContain('private SOP Class')
  })

  it('when the mapping file does not name its patient', async () => {
    const { project } = await scanned()
    const file = join(temporaryFolder(), 'map.csv')
    writeFileSync(file, 'id_old,id_new\r\nP1,CASE-7\r\n')
    expect(await applied(project, { settings: { patientId: file } })).toMatchObject({ written: 2, leftOut: 1 })
    expect(statusOf(project, 'b/1')?.['problem']).toContain('no new Patient ID')
    expect(report(project, 'patient-map.csv')).toEqual([{ id_old: 'P1', id_new: 'CASE-7' }])
  })
})

describe('a mapping file', () => {
  it('may name the Issuer, for one Patient ID of two patients, and give names', async () => {
    const instance = (sop: string, ...more: readonly Built[]) =>
      part10([
        text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
        text(0x00080018, 'UI', sop),
        text(0x00100010, 'PN', 'DOE^JANE'),
        text(0x00100020, 'LO', 'P1'),
        ...more,
      ])
    const { project } = await scanned({ here: instance('1.2.1'), there: instance('1.2.2', text(0x00100021, 'LO', 'THERE')) })
    const file = join(temporaryFolder(), 'map.csv')
    writeFileSync(file, 'id_old,issuer_old,id_new,name_new\r\nP1,,CASE-7,\r\nP1,THERE,CASE-8,Case^Eight\r\n')
    const out = newOutput()
    expect(await applied(project, { out, settings: { patientId: file } })).toMatchObject({ written: 2 })
    const named = (source: string) => {
      const written = readFileSync(
        join(out, report(project, 'applied.csv').find((row) => row['source_path'] === source)?.['output_path'] ?? ''),
      )
      return ['CASE-7', 'CASE-8', 'Case^Eight'].filter((word) => written.includes(word))
    }
    expect(named('here')).toEqual(['CASE-7'])
    expect(named('there')).toEqual(['CASE-8', 'Case^Eight'])
  })
})

describe('apply refuses, before it writes anything,', () => {
  const refusal = async (given: Parameters<typeof apply>[1], from = scanned()) => {
    const { project } = await from
    const outcome = await apply(project, given)
    return outcome.ok ? undefined : outcome.failure
  }

  it('an output folder that is, holds or is in the collection or the project, also behind a link', async () => {
    const { project, collection } = await scanned()
    const link = join(temporaryFolder(), 'link')
    symlinkSync(collection, link)
    const before = contentsOf(collection)
    for (const out of [
      collection,
      join(collection, 'a', 'new'),
      dirname(collection),
      join(link, 'new'),
      link,
      project.dir,
      join(project.dir, 'out'),
      dirname(project.dir),
    ]) {
      const outcome = await apply(project, { out })
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'refused' } })
    }
    expect(contentsOf(collection)).toEqual(before)
    expect(existsSync(join(project.dir, 'out'))).toBe(false)
  })

  it('an output folder with files that it did not write, and leaves them alone', async () => {
    const out = newOutput()
    putFile(out, 'thesis.txt', 'mine')
    putFile(out, '.tagbench-1.part', 'mine too')
    expect(await refusal({ out })).toMatchObject({ code: 'refused' })
    expect(filesIn(out)).toEqual(['.tagbench-1.part', 'thesis.txt'])
  })

  it('a path that names a file', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await refusal({ out: file })).toMatchObject({ code: 'refused' })
  })

  it('a copy of its own into which somebody has put a link', async () => {
    const { project, collection } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    symlinkSync(collection, join(out, 'SUBJ-0009'))
    expect(await refusal({ out }, Promise.resolve({ project, collection }))).toMatchObject({ code: 'refused' })
  })

  it('while an element is still to be reviewed', async () => {
    const { project, collection } = await scanned()
    const operations = scriptFor(project, { '(0008,0060)': 'blocked' })
    const failure = await refusal({ operations }, Promise.resolve({ project, collection }))
    expect(failure?.message).toMatch(/^1 element\(s\) are still to be reviewed/)
  })

  it('when nothing was scanned', async () => {
    const outcome = await apply(newProject(), { operations: [] })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })

  it('when the collection is no longer where it was', async () => {
    const { project, collection } = await scanned()
    renameSync(collection, `${collection}-moved`)
    expect(await refusal({}, Promise.resolve({ project, collection }))).toMatchObject({ code: 'not-found' })
  })

  it.each([
    ['uid-root', { uidRoot: '1.02.3' }],
    ['output-path', { outputPath: '../{sop}' }],
    ['patient-id', { patientId: '{name}' }],
    ['date-shift', { dateShift: '9..1' }],
  ])('a setting that makes no sense: %s', async (name, settings) => {
    const failure = await refusal({ settings })
    expect(failure).toMatchObject({ code: 'usage' })
    expect(failure?.message).toContain(name)
  })

  it('a mapping file that is not there, or has other columns', async () => {
    expect(await refusal({ settings: { patientId: '/nowhere/map.csv' } })).toMatchObject({ code: 'not-found' })
    const file = join(temporaryFolder(), 'map.csv')
    for (const rows of ['old,new\r\nP1,X\r\n', 'P1,X\r\n', '']) {
      writeFileSync(file, rows)
      expect(await refusal({ settings: { patientId: file } }), JSON.stringify(rows)).toMatchObject({ code: 'usage' })
    }
  })

  it('a mapping that makes two patients one, without making the folder', async () => {
    const file = join(temporaryFolder(), 'map.csv')
    writeFileSync(file, 'id_old,id_new\r\nP1,X\r\nP0,X\r\n')
    const out = newOutput()
    expect(await refusal({ out, settings: { patientId: file } })).toMatchObject({ code: 'refused' })
    expect(existsSync(out)).toBe(false)
  })
})

describe('apply goes on', () => {
  /** Cancels when so many instances are settled. */
  const cancelAfter = (count: number): Job => {
    let cancelled = false
    let done = 0
    return {
      get cancelled() {
        return cancelled
      },
      onCancel: () => () => undefined,
      progress(progress) {
        done = progress.done
        if (done >= count) cancelled = true
      },
    }
  }

  it('where an interrupted run stopped: what is there is not written again', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_none, index) => [`${index}.dcm`, instanceBytes({ sop: `1.2.3.${index}` })]),
    )
    const { project } = await scanned(many)
    const out = newOutput()
    const first = await apply(project, { out, job: cancelAfter(1) })
    expect(first).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    const there = filesIn(out)
    expect(there.length).toSatisfy((count: number) => count > 0 && count < 300)
    expect(latestApply(project)?.complete).toBe(false)
    const before = there.map((path) => statSync(join(out, path)).ino)
    expect(await applied(project, { out })).toMatchObject({ written: 300 })
    expect(there.map((path) => statSync(join(out, path)).ino)).toEqual(before)
    expect(report(project, 'applied.csv').length).toBe(300)
    const { project: other } = await scanned(many)
    const whole = newOutput()
    await applied(other, { out: whole })
    expect(contentsOf(out)).toEqual(contentsOf(whole))
  })

  it('in a project in which an earlier version kept more of each file', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    const [identities, rows] = [() => [...appliedFiles(project)].map(({ identity }) => identity), report(project, 'applied.csv')]
    const kept = identities()
    project.db.exec(`
      DROP INDEX apply_file_name;
      ALTER TABLE apply_file ADD COLUMN output_key TEXT NOT NULL DEFAULT '';
      ALTER TABLE apply_file ADD COLUMN digest TEXT NOT NULL DEFAULT '';
      UPDATE apply_file SET output_key = lower(output_path), base_path = output_path, identity = iif(identity = '', '', json_object(
        'patientOld', identity ->> 0, 'patientNew', identity ->> 1, 'studyOld', identity ->> 2, 'studyNew', identity ->> 3,
        'seriesOld', identity ->> 4, 'seriesNew', identity ->> 5, 'sopOld', identity ->> 6, 'sopNew', identity ->> 7));
      CREATE INDEX apply_file_key ON apply_file (output_key, output, run)`)
    const before = filesIn(out).map((path) => statSync(join(out, path)).ino)
    expect(identities()).toEqual(kept)
    await applied(project, { out })
    expect(filesIn(out).map((path) => statSync(join(out, path)).ino)).toEqual(before)
    expect(report(project, 'applied.csv')).toEqual(rows)
    expect(identities()).toEqual(kept)
  })

  it('after a crash that left a file half-written', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    rmSync(join(out, filesIn(out)[0] ?? ''))
    const folder = dirname(join(out, filesIn(out)[0] ?? ''))
    writeFileSync(join(folder, '.tagbench-2.part'), 'half')
    await applied(project, { out })
    expect(filesIn(out).filter((path) => path.includes('.part'))).toEqual([])
  })

  it('and writes a copy again that was changed or removed meanwhile', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    const whole = contentsOf(out)
    const [first = '', second = ''] = filesIn(out)
    const bytes = readFileSync(join(out, first))
    writeFileSync(join(out, first), bytes.fill(0))
    utimesSync(join(out, first), 1, 1)
    rmSync(join(out, second))
    await applied(project, { out })
    expect(contentsOf(out)).toEqual(whole)
  })

  it('with a grown collection: suffixes are again by source path', async () => {
    const { project, collection } = await scanned({ 'm.dcm': instanceBytes({ sop: '1.2.3.1', name: 'MIDDLE' }) })
    const out = newOutput()
    await applied(project, { out })
    putFile(collection, 'a.dcm', instanceBytes({ sop: '1.2.3.1', creator: 'ACME' }))
    await scan(project, collection)
    await applied(project, { out })
    const fresh = newProject()
    fresh.setMeta('secret', 'ab'.repeat(32))
    await scan(fresh, collection)
    const whole = newOutput()
    await applied(fresh, { out: whole })
    expect(contentsOf(out)).toEqual(contentsOf(whole))
    expect(report(project, 'applied.csv')).toEqual(report(fresh, 'applied.csv'))
  })

  it('with other decisions: what no longer belongs there is removed, with its folders', async () => {
    const { project, collection } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    rmSync(join(collection, 'b/1'))
    await scan(project, collection)
    await applied(project, { out, operations: scriptFor(project, { '(0010,0020)': 'empty', '(0010,0010)': 'remove' }) })
    const left = filesIn(out)
    expect(left.length).toBe(2)
    expect(left.every((path) => path.startsWith('no-patient-'))).toBe(true)
    expect(existsSync(join(out, 'SUBJ-0001'))).toBe(false)
  })

  it('and takes the copy of an instance away that is now left out', async () => {
    const { project } = await scanned()
    const out = newOutput()
    await applied(project, { out })
    const operations = scriptFor(project).filter(({ path }) => path !== '(0009,"ACME",01)')
    expect(await applied(project, { out, operations })).toMatchObject({ written: 2, leftOut: 1 })
    expect(filesIn(out).length).toBe(2)
  })

  it('and gives patients of a later delivery the next numbers', async () => {
    const { project, collection } = await scanned({ '1': instanceBytes({ sop: '1.2.3.1', patient: 'P5' }) })
    await applied(project)
    putFile(collection, '2', instanceBytes({ sop: '1.2.3.2', patient: 'P4' }))
    await scan(project, collection)
    await applied(project)
    expect(report(project, 'patient-map.csv')).toEqual([
      { id_old: 'P4', id_new: 'SUBJ-0002' },
      { id_old: 'P5', id_new: 'SUBJ-0001' },
    ])
  })
})

describe('patients whose new IDs differ in upper and lower case only', () => {
  it('have a folder each on every system, and keep it when the collection grows', async () => {
    const { project, collection } = await scanned({ '1': instanceBytes({ sop: '1.2.3.1', patient: 'P5' }) })
    const file = join(temporaryFolder(), 'map.csv')
    writeFileSync(file, 'id_old,id_new\r\nP4,case\r\nP5,CASE\r\n')
    const given = { out: newOutput(), settings: { patientId: file } }
    const folders = () => report(project, 'applied.csv').map((row) => row['output_path']?.split('/')[0])
    await applied(project, given)
    expect(folders()).toEqual(['CASE'])
    putFile(collection, '0', instanceBytes({ sop: '1.2.3.2', patient: 'P4' }))
    await scan(project, collection)
    await applied(project, given)
    expect(folders()).toEqual([expect.stringMatching(/^case-[0-9A-Z]{6}$/), 'CASE'])
    expect(report(project, 'patient-map.csv').map((row) => row['id_new'])).toEqual(['case', 'CASE'])
  })
})

describe('days from an event', () => {
  const DAYS = [
    { path: '(0012,0052)', when: {}, do: 'add', with: '{days}', pattern: true, because: 'the test says so' },
    { path: '(0012,0053)', when: {}, do: 'add', with: '{event}', pattern: true, because: 'the test says so' },
  ] as const
  const study = (sop: string, patient: string, date: string): Uint8Array =>
    part10([
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
      text(0x00080018, 'UI', sop),
      text(0x00080020, 'DA', date),
      text(0x00100020, 'LO', patient),
    ])
  const STUDIES = { '1': study('1.2.1', 'P1', '20200301'), '2': study('1.2.2', 'P1', '20200228'), '3': study('1.2.3', 'P2', '20190101') }

  /** The days of each patient's studies, sorted. */
  function daysIn(out: string): Record<string, readonly number[]> {
    const found: Record<string, number[]> = {}
    for (const path of filesIn(out)) {
      const result = read(readFileSync(join(out, path)))
      if (!result.ok) throw new Error(result.failure.message)
      const file = result.value
      const element = file.elements.find(({ tag }) => tag === 0x00120052)
      if (element === undefined) continue
      const bytes = file.dataSet.bytes(element.valueOffset, 8)
      const own = (found[path.slice(0, path.indexOf('/'))] ??= [])
      own.push(new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true))
    }
    for (const own of Object.values(found)) own.sort((a, b) => a - b)
    return found
  }

  it('are counted from the first study of each patient, or from the dates that a file gives', async () => {
    const { project } = await scanned(STUDIES)
    const operations = [...scriptFor(project), ...DAYS]
    const out = newOutput()
    await applied(project, { out, operations, settings: { temporalOffset: 'baseline' } })
    expect(daysIn(out)).toEqual({ 'SUBJ-0001': [0, 2], 'SUBJ-0002': [0] })
    const events = join(temporaryFolder(), 'events.csv')
    writeFileSync(events, 'patient_id_old,event_date\nP1,20200229\n')
    await applied(project, { out, operations, settings: { temporalOffset: events } })
    expect(daysIn(out)).toEqual({ 'SUBJ-0001': [-1, 1] })
    // The same file with another date is another script: the copy is made anew.
    writeFileSync(events, 'patient_id_old,event_date\nP1,20200227\n')
    await applied(project, { out, operations, settings: { temporalOffset: events } })
    expect(daysIn(out)).toEqual({ 'SUBJ-0001': [1, 3] })
  })

  it('are never counted from a date that stands for none, which would tell the true one', async () => {
    const files = {
      ...STUDIES,
      '4': study('1.2.4', 'P1', '00010101'),
      '5': study('1.2.5', 'P2', '19000101'),
      '6': study('1.2.6', 'P3', '19700101'),
    }
    const { project } = await scanned(files)
    const out = newOutput()
    await applied(project, { out, operations: [...scriptFor(project), ...DAYS], settings: { temporalOffset: 'baseline' } })
    expect(daysIn(out)).toEqual({ 'SUBJ-0001': [0, 2], 'SUBJ-0002': [0] })
  })

  it.each([
    ['has no such columns', 'patient,date\nP1,20200101\n', /columns patient_id_old,event_date/],
    ['has a date that is none', 'patient_id_old,event_date\nP1,2020-13-01\n', /no date/],
    ['names a patient twice', 'patient_id_old,event_date\nP1,20200101\nP1,20200102\n', /twice/],
    ['has an event that is no code', 'patient_id_old,event_date,event\nP1,20200101,first visit of Mrs Doe\n', /no code/],
  ])('are not counted from a file that %s', async (_what, content, why) => {
    const { project } = await scanned(STUDIES)
    const events = join(temporaryFolder(), 'events.csv')
    writeFileSync(events, content)
    const outcome = await apply(project, { settings: { temporalOffset: events } })
    expect(outcome.ok ? '' : outcome.failure.message).toMatch(why)
  })
})
