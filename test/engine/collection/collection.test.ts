import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectionChartName, CollectionQuery, CollectionTreeQuery } from '../../../src/contract/collection-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, putFile, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
let collection: string

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

interface Few {
  readonly sop: string
  readonly patient?: string
  readonly study?: string
  readonly date?: string
  readonly series?: string
  readonly modality?: string
  readonly model?: string
  readonly name?: string
  readonly implicit?: boolean
}

function instance({ sop, patient = 'P1', study = '1.1', date = '20190312', series = '1.1.1', ...more }: Few): Uint8Array {
  const { modality = 'MR', model = 'ONE', name = 'DOE^J', implicit = false } = more
  const elements = [
    text(0x00080016, 'UI', modality === 'CT' ? '1.2.840.10008.5.1.4.1.1.2' : '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', sop),
    text(0x00080020, 'DA', date),
    text(0x00080060, 'CS', modality),
    text(0x00080070, 'LO', 'ACME'),
    text(0x00081030, 'LO', 'Brain'),
    text(0x0008103e, 'LO', `series of ${patient}`),
    text(0x00081090, 'LO', model),
    text(0x00100010, 'PN', name),
    text(0x00100020, 'LO', patient),
    text(0x0020000d, 'UI', study),
    text(0x0020000e, 'UI', series),
    text(0x00200011, 'IS', '4'),
  ]
  return part10(elements, { syntax: implicit ? IMPLICIT_LE : EXPLICIT_LE })
}

const overview = (query: CollectionQuery = {}) => good(engine.collection({ project, query }, UNWATCHED))
const tree = (query: CollectionTreeQuery = {}) => good(engine.collectionTree({ project, query }, UNWATCHED))
const bars = async (name: CollectionChartName, query: CollectionQuery = {}) =>
  Object.fromEntries(
    (await overview(query)).charts.find((chart) => chart.name === name)?.bars.map(({ value, instances }) => [value, instances]) ?? [],
  )
const shown = async (query: CollectionTreeQuery) => (await tree(query)).rows.map(({ level, title }) => `${level} ${title}`)
const problems = async () =>
  Object.fromEntries((await good(engine.collectionProblems({ project }, UNWATCHED))).map(({ kind, count }) => [kind, count]))

const FILES = {
  'p1/a': instance({ sop: '1' }),
  'p1/b': instance({ sop: '2', implicit: true }),
  'p1/c': instance({ sop: '3', study: '1.2', date: '20190801', series: '1.2.1', modality: 'CT', model: 'TWO' }),
  'p2/d': instance({ sop: '4', patient: 'P2', study: '2.1', date: '20191101', series: '2.1.1', modality: 'CT', model: 'TWO' }),
  'p2/e': instance({
    sop: '4',
    patient: 'P2',
    study: '2.1',
    date: '20191101',
    series: '2.1.1',
    modality: 'CT',
    model: 'TWO',
    name: 'ROE^J',
  }),
  'p3/f': instance({ sop: '6', patient: '', study: '3.1', date: '', series: '3.1.1' }),
  'notes.txt': 'no DICOM',
  empty: '',
}

beforeAll(async () => {
  const folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  collection = folderOf(FILES)
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('a collection in charts', () => {
  it('counts instances by what they are', async () => {
    expect(await bars('modality')).toEqual({ MR: 3, CT: 3 })
    expect(await bars('model')).toEqual({ ONE: 3, TWO: 3 })
    expect(await bars('transferSyntax')).toEqual({ [EXPLICIT_LE.uid]: 5, [IMPLICIT_LE.uid]: 1 })
    const { whole, charts } = await overview()
    expect(whole).toMatchObject({ patients: 2, studies: 4, series: 4, instances: 6, files: 8, setAside: 2, scanners: 2, makers: 1 })
    expect(charts.find(({ name }) => name === 'sopClass')?.bars.map(({ title }) => title)).toEqual(['CT Image', 'MR Image'])
  })

  it('filters every other chart by what is chosen in one, and its own not', async () => {
    const filters = { model: ['TWO'] }
    expect(await bars('modality', { filters })).toEqual({ CT: 3 })
    expect(await bars('model', { filters })).toEqual({ ONE: 3, TWO: 3 })
    expect((await overview({ filters })).matching).toEqual({ patients: 2, studies: 2, series: 2, instances: 3 })
  })

  it('lets several filters react to each other', async () => {
    const filters = { modality: ['MR'], transferSyntax: [IMPLICIT_LE.uid] }
    expect((await overview({ filters })).matching.instances).toBe(1)
    expect(await bars('modality', { filters })).toEqual({ MR: 1 })
    expect(await bars('transferSyntax', { filters })).toEqual({ [EXPLICIT_LE.uid]: 2, [IMPLICIT_LE.uid]: 1 })
  })

  it('shows a choice of which nothing is left, so that it can be given up', async () => {
    const filters = { modality: ['MR'], model: ['TWO'] }
    expect((await overview({ filters })).matching.instances).toBe(0)
    expect(await bars('model', { filters })).toEqual({ ONE: 3, TWO: 0 })
  })

  it('draws time without gaps, each study once', async () => {
    const { charts } = await overview()
    const dates = charts.find(({ name }) => name === 'studyDate')
    expect(dates?.step).toBe('month')
    expect(dates?.bars.map(({ value, studies }) => [value, studies])).toEqual([
      ['2019-03', 1],
      ['2019-04', 0],
      ['2019-05', 0],
      ['2019-06', 0],
      ['2019-07', 0],
      ['2019-08', 1],
      ['2019-09', 0],
      ['2019-10', 0],
      ['2019-11', 1],
      ['', 1],
    ])
  })
})

describe('the tree of patients, studies and series', () => {
  const p1 = JSON.stringify(['P1'])
  const study = JSON.stringify(['P1', '1.1'])
  const series = JSON.stringify(['P1', '1.1', '1.1.1'])

  it('has a line a patient, and opens down to the files', async () => {
    expect(await shown({})).toEqual(['1 ', '1 P1', '1 P2'])
    expect(await shown({ turned: [p1, study, series] })).toEqual([
      '1 ',
      '1 P1',
      '2 2019-03-12  Brain',
      '3 4  series of P1',
      '4 a',
      '4 b',
      '2 2019-08-01  Brain',
      '1 P2',
    ])
  })

  it('is paged, and a line is found by its key', async () => {
    const turned = [p1, study, series]
    const { total, rows, found } = await tree({ turned, offset: 4, limit: 3, find: series })
    expect([total, found]).toEqual([8, 3])
    expect(rows.map(({ title }) => title)).toEqual(['a', 'b', '2019-08-01  Brain'])
  })

  it('is searched: what is found stands open down to it', async () => {
    expect(await shown({ search: 'series of p2' })).toEqual(['1 P2', '2 2019-11-01  Brain', '3 4  series of P2'])
    expect(await shown({ search: '2019-08' })).toEqual(['1 P1', '2 2019-08-01  Brain'])
  })

  it('follows the filters of the charts', async () => {
    expect(await shown({ filters: { modality: ['CT'] } })).toEqual(['1 P1', '1 P2'])
    expect((await tree({ filters: { modality: ['CT'] } })).rows.map(({ instances }) => instances)).toEqual([1, 2])
  })

  it('says on the line what contradicts itself', async () => {
    const { rows } = await tree({})
    expect(rows.map(({ doubts }) => doubts)).toEqual([[], [], [{ several: 'names', many: 2 }]])
  })
})

describe('what is doubtful in a collection', () => {
  it('is counted by kind', async () => {
    expect(await problems()).toEqual({
      'same-instance-other-content': 1,
      'patient-of-several-names': 1,
      'no-patient-id': 1,
      'not-dicom': 2,
    })
  })

  it('is listed case by case, with the files it is about', async () => {
    const twice = await good(engine.collectionCases({ project, kind: 'same-instance-other-content' }, UNWATCHED))
    expect(twice.total).toBe(1)
    expect(twice.rows[0]).toMatchObject({ what: '4', detail: ['p2/d', 'p2/e'] })
    expect(twice.rows[0]?.files).toHaveLength(2)
    const names = await good(engine.collectionCases({ project, kind: 'patient-of-several-names' }, UNWATCHED))
    expect(names.rows).toEqual([{ what: 'P2', detail: ['DOE^J', 'ROE^J'], search: 'P2' }])
  })

  it('names files that are set aside, each with its reason', async () => {
    const { total, rows, reasons } = await good(engine.collectionCases({ project, kind: 'not-dicom' }, UNWATCHED))
    expect(total).toBe(2)
    expect(rows.map(({ what }) => what)).toEqual(['empty', 'notes.txt'])
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    const reason = reasons[0]?.reason ?? ''
    expect((await good(engine.collectionCases({ project, kind: 'not-dicom', reason }, UNWATCHED))).total).toBe(reasons[0]?.count)
  })
})

describe('what is new since the last scan', () => {
  it('is nothing after the first', async () => {
    expect((await overview()).news).toMatchObject({ scans: 1, files: 0, changed: 0, gone: 0, patients: 0, series: 0 })
  })

  it('is what came, what changed and what went', async () => {
    putFile(collection, 'p4/new', instance({ sop: '9', patient: 'P4', study: '4.1', series: '4.1.1' }))
    putFile(collection, 'p1/g', instance({ sop: '10' }))
    putFile(collection, 'p1/c', instance({ sop: '3', study: '1.2', date: '20190801', series: '1.2.1', modality: 'CT', model: 'THREE' }))
    rmSync(join(collection, 'notes.txt'))
    await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
    expect((await overview()).news).toMatchObject({ scans: 2, files: 2, changed: 1, gone: 1, patients: 1, studies: 1, series: 1 })
    expect((await overview({ withNew: true })).matching).toEqual({ patients: 2, studies: 2, series: 2, instances: 4 })
    expect((await tree({ withNew: true })).rows.map(({ title, fresh }) => [title, fresh])).toEqual([
      ['P1', 1],
      ['P4', 1],
    ])
  })
})
