import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsideredElement, Preview, SelectionPreview } from '../../../src/contract/preview-answers.ts'
import { controlledJob, UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { part10, sequence, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let folder: string
let project: string
const by = 'A. Curator'

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

function instance(sop: string, patient: string, date: string, comment: string): Uint8Array {
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    text(0x00080018, 'UI', sop),
    text(0x00080020, 'DA', date),
    text(0x00080060, 'CS', 'CT'),
    text(0x00081030, 'LO', comment),
    sequence(0x00081140, [[text(0x00081155, 'UI', '1.2.3.9')]]),
    text(0x00090010, 'LO', 'ACME'),
    text(0x00091001, 'LO', comment),
    text(0x00100010, 'PN', `NAME^${patient}`),
    text(0x00100020, 'LO', patient),
    text(0x00101010, 'AS', '093Y'),
    text(0x0020000d, 'UI', '1.2.3.1'),
    text(0x0020000e, 'UI', '1.2.3.2'),
    text(0x00200010, 'SH', 'STUDY 7'),
  ])
}

const CHOICES: Readonly<Record<string, readonly [string, string]>> = {
  '(0008,0016)': ['retain', 'keep'],
  '(0008,0018)': ['retain', 'remap-uid'],
  '(0008,0020)': ['retain', 'shift-date'],
  '(0008,0060)': ['retain', 'keep'],
  '(0008,1030)': ['retain', 'clean'],
  '(0008,1140)': ['retain', 'keep'],
  '(0008,1140)[*](0008,1155)': ['retain', 'remap-uid'],
  '(0009,"ACME",01)': ['delete', 'remove'],
  '(0010,0010)': ['retain', 'map-patient'],
  '(0010,0020)': ['retain', 'map-patient'],
  '(0010,1010)': ['retain', 'keep'],
  '(0020,000D)': ['retain', 'remap-uid'],
  '(0020,000E)': ['retain', 'remap-uid'],
  '(0020,0010)': ['delete', 'empty'],
}

beforeAll(async () => {
  folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  const collection = folderOf({
    'a.dcm': instance('1.2.3.4', 'P1', '20200110', 'knee of Jane'),
    'b.dcm': instance('1.2.3.5', 'P1', '20200110', 'knee'),
    'c.dcm': instance('1.2.3.6', 'P2', '20210301', 'knee'),
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, set: { 'patient-id': 'S-{n:3}', 'date-shift': 'key' } }, UNWATCHED))
  const decisions = Object.entries(CHOICES).map(([path, [decision, treatment]]) => ({
    path,
    choice: { decision: decision as 'retain', treatment: treatment as 'keep' },
  }))
  const values = [
    { path: '(0008,1030)', value: 'knee', choice: { decision: 'retain' as const } },
    {
      path: '(0008,1030)',
      value: 'knee of Jane',
      choice: { decision: 'retain' as const, treatment: 'replace' as const, replacement: 'KNEE' },
    },
  ]
  await good(engine.decide({ project, decisions: [...decisions, ...values], by }, UNWATCHED))
})
afterAll(() => engine.shutdown())

const ask = (path?: string, more: object = {}): Promise<Preview> =>
  good(engine.preview({ project, ...(path === undefined ? {} : { path }), ...more }, UNWATCHED))
const changes = ({ elements }: Preview): readonly string[] =>
  elements.flatMap(({ values }) => values.map(({ old, fate, new: made, files }) => `${old} ${fate} ${made} ${files}`.trim()))
const report = (name: string): readonly Readonly<Record<string, string>>[] =>
  readCsv(readFileSync(join(project, 'reports', name), 'utf8')) ?? []

describe('a preview of several elements', () => {
  const choice = { decision: 'delete', treatment: 'empty' } as const
  const together = (elements: readonly ConsideredElement[]): Promise<SelectionPreview> =>
    good(engine.previewSelection({ project, elements }, UNWATCHED))

  it('sums up by what is done what is said of each', async () => {
    const found = await together([{ path: '(0008,1030)', choice }, { path: '(0020,0010)' }, { path: '(0008,0018)' }])
    const fates = { of: 3, kept: 0, changed: 0, emptied: 3, removed: 0, open: 0, unknown: 0 }
    expect(found.effects[0]).toEqual({ operation: 'empty', elements: 2, distinctValues: 3, fates })
    const uid = await ask('(0008,0018)', { limit: 1 })
    expect(found.effects[1]).toMatchObject({ operation: 'remap-uid', elements: 1, fates: uid.elements[0]?.fates })
    expect(found.around).toBe(0)
  })

  it('leaves out what its choice does not fit and what is not there', async () => {
    const illegal = { decision: 'retain', treatment: 'shift-date' } as const
    expect(await together([{ path: '(0008,0060)', choice: illegal }, { path: '(0010,4000)' }])).toEqual({ effects: [], around: 0 })
  })

  it('is left off when nobody wants it any more', async () => {
    const job = controlledJob(() => undefined)
    job.cancel()
    const answer = await engine.previewSelection({ project, elements: [{ path: '(0008,1030)' }] }, job)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })
})

describe('a preview of one element', () => {
  it('has each old value with its new one and its files, the commonest first', async () => {
    expect(changes(await ask('(0008,1030)'))).toEqual(['knee kept knee 2', 'knee of Jane changed KNEE 1'])
    expect(changes(await ask('(0020,0010)'))).toEqual(['STUDY 7 emptied  3'])
    expect(changes(await ask('(0009,"ACME",01)'))).toEqual(['knee removed  2', 'knee of Jane removed  1'])
    expect(changes(await ask('(0010,1010)'))).toEqual(['093Y changed 090Y 3'])
  })

  it('has as many values as are asked for', async () => {
    expect(changes(await ask('(0008,1030)', { limit: 1 }))).toHaveLength(1)
  })

  it('can be had as if something else were decided, and nothing is decided by that', async () => {
    const choice = { decision: 'delete', treatment: 'empty' }
    expect(changes(await ask('(0008,1030)', { choice }))).toEqual(['knee emptied  2', 'knee of Jane emptied  1'])
    expect(changes(await ask('(0008,1030)'))).toEqual(['knee kept knee 2', 'knee of Jane changed KNEE 1'])
  })

  it('says that an open Review writes nothing', async () => {
    expect(changes(await ask('(0008,1030)', { choice: { decision: 'review' } }))).toEqual(['knee open  2', 'knee of Jane open  1'])
  })

  it('of what is in a Sequence that goes says that it is removed, whatever is decided of it', async () => {
    const around = (decision: 'retain' | 'delete'): Promise<unknown> =>
      good(engine.decide({ project, decisions: [{ path: '(0008,1140)', choice: { decision } }], by }, UNWATCHED))
    const inside = '(0008,1140)[*](0008,1155)'
    await around('delete')
    expect(changes(await ask(inside))).toEqual(['1.2.3.9 removed  3'])
    expect(changes(await ask(inside, { choice: { decision: 'retain', treatment: 'keep' } }))).toEqual(['1.2.3.9 removed  3'])
    await around('retain')
    expect(changes(await ask(inside, { choice: { decision: 'retain', treatment: 'keep' } }))).toEqual(['1.2.3.9 kept 1.2.3.9 3'])
  })

  it('of what is not in the inventory is a failure', async () => {
    expect(await engine.preview({ project, path: '(0010,4000)' }, UNWATCHED)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})

describe('a preview of the whole script', () => {
  it('has what changes, and nothing else', async () => {
    const paths = (await ask()).elements.map(({ path }) => path)
    expect(paths).toEqual(
      Object.keys(CHOICES)
        .filter((path) => !['(0008,0016)', '(0008,0060)', '(0008,1140)'].includes(path))
        .concat('(0009,"ACME")')
        .sort(),
    )
  })
})

describe('a page of the whole script', () => {
  it('goes on where the last one ended, and ends', async () => {
    const all = (await ask()).elements.map(({ path }) => path)
    const found: string[] = []
    for (let from: number | null = 0; from !== null;) {
      const page: Preview = await ask(undefined, { from, count: 3 })
      expect(page.elements.length).toBeLessThanOrEqual(3)
      found.push(...page.elements.map(({ path }) => path))
      from = page.next
    }
    expect(found).toEqual(all)
  })

  it('is searched by path, name and value, and by what is done', async () => {
    const paths = async (more: object): Promise<readonly string[]> => (await ask(undefined, more)).elements.map(({ path }) => path)
    expect(await paths({ search: '(0020,0010)' })).toEqual(['(0020,0010)'])
    expect(await paths({ search: 'patient’s age'.replace('’', "'") })).toEqual(['(0010,1010)'])
    expect(await paths({ search: 'of jane' })).toEqual(['(0008,1030)', '(0009,"ACME",01)'])
    expect(await paths({ operation: 'shift-date' })).toEqual(['(0008,0020)'])
    expect((await ask(undefined, { search: 'of jane' })).operations).toEqual(
      expect.arrayContaining([
        { operation: 'clean', elements: 1 },
        { operation: 'remove', elements: 1 },
      ]),
    )
  })
})

describe('a script before it is written', () => {
  it('can be read, but for the table of patients', async () => {
    const { files } = await good(engine.scriptFiles({ project, target: 'ctp' }, UNWATCHED))
    const [script, table] = ['ctp-anonymizer.script', 'ctp-lookup.properties'].map((name) => files.find((file) => file.name === name))
    expect(script).toMatchObject({ secret: false, isWhole: true })
    expect(script?.text).toContain('<e en="T" t="00200010"')
    expect(table).toMatchObject({ secret: true, text: '' })
    expect(table?.lines).toBeGreaterThan(0)
  })

  it('says of each decision what the target makes of it, what is weaker first, page by page', async () => {
    const all = await good(engine.expressibility({ project, target: 'ctp' }, UNWATCHED))
    expect(all.counts.yes + all.counts.stricter + all.counts.no).toBe(all.total)
    const stricter = await good(engine.expressibility({ project, target: 'ctp', expressed: ['stricter'], limit: 1 }, UNWATCHED))
    expect(stricter.total).toBe(all.counts.stricter)
    expect(stricter.rows).toHaveLength(1)
    const dates = await good(engine.expressibility({ project, target: 'ctp', search: 'study date' }, UNWATCHED))
    expect(dates.rows).toMatchObject([{ path: '(0008,0020)', name: 'Study Date', decision: 'retain:shift-date' }])
  })

  it('is compared with one that comes with the program, with the values that are concerned', async () => {
    const presets = await good(engine.presetScripts({}, UNWATCHED))
    expect(presets.map(({ name }) => name)).toEqual(expect.arrayContaining(['TCIA-Basic', 'DICOM-PS3.15-Basic']))
    const { differences } = await good(
      engine.compareScripts({ project, target: 'ctp', one: { current: true }, other: { preset: 'TCIA-Basic' } }, UNWATCHED),
    )
    expect(differences.find(({ path }) => path === '(0010,0010)')).toMatchObject({ name: "Patient's Name", values: 2, files: 3 })
  })

  it('is run as its engine would run it, and so is a script that was pasted', async () => {
    const ours = await good(engine.simulateScript({ project, target: 'ctp', source: { current: true } }, UNWATCHED))
    expect(ours.differences.filter(({ weaker }) => weaker)).toEqual([])
    const pasted = '<script><e en="T" t="00080020" n="">@keep()</e></script>'
    const theirs = await good(engine.simulateScript({ project, target: 'ctp', source: { text: pasted } }, UNWATCHED))
    expect(theirs.differences.find(({ path }) => path === '(0008,0020)')).toMatchObject({ weaker: true })
  })

  it('that was pasted is checked with line and column', async () => {
    const pasted = '<script>\n<e en="T" t="0010,0010" n="">@remove()</e>\n</script>'
    expect(await good(engine.checkScript({ target: 'ctp', source: { text: pasted } }, UNWATCHED))).toMatchObject({
      notes: [{ line: 2, column: 1, severity: 'fault' }],
    })
  })

  it('must be named in one way', async () => {
    expect(await engine.checkScript({ target: 'ctp', source: { current: true } }, UNWATCHED)).toMatchObject({ ok: false })
    expect(await engine.checkScript({ target: 'ctp', source: { preset: 'NONE' } }, UNWATCHED)).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    })
  })
})

describe('what a preview shows', () => {
  it('is what apply writes', async () => {
    const before = await ask()
    await good(engine.apply({ project, out: join(folder, 'copy'), workers: 1 }, UNWATCHED))
    const uids = new Map(report('uid-map.csv').map((row) => [row['id_old'], row['id_new']]))
    const patients = new Map(report('patient-map.csv').map((row) => [row['id_old'], row['id_new']]))
    const shown = (path: string): readonly (readonly [string, string])[] =>
      before.elements.filter((one) => one.path === path).flatMap(({ values }) => values.map((value) => [value.old, value.new] as const))
    for (const path of ['(0008,0018)', '(0008,1140)[*](0008,1155)', '(0020,000D)', '(0020,000E)'])
      for (const [old, made] of shown(path)) expect(made, path).toBe(uids.get(old))
    expect(shown('(0010,0020)')).toHaveLength(2)
    for (const [old, made] of shown('(0010,0020)')) expect(made).toBe(patients.get(old))
    const [shift] = report('date-shift.csv')
    expect(before.exampleDays).toBe(Number(shift?.['days']))
    expect(before.elements.find(({ path }) => path === '(0008,0020)')).toMatchObject({ perPatient: true })
  })
})
