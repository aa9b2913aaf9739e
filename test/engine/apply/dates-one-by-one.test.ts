import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { part10, read, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'
import { WORKER } from './applying.ts'

const DATES = ['20200110', '20200120', 'SOON']
const STUDY_DATE = '(0008,0020)'

function instance(date: string, number: number): Uint8Array {
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.66'),
    text(0x00080018, 'UI', `1.2.3.${number}`),
    text(0x00080020, 'DA', date),
    text(0x00100020, 'LO', 'MRN77120'),
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', '1.2.3'),
  ])
}

const folder = temporaryFolder()
const project = join(folder, 'project')
const by = 'A. Curator'
const engine = createEngine({ workerEntry: fileURLToPath(WORKER), stateFolder: join(folder, 'state') })

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

async function openReviews(): Promise<readonly string[]> {
  const problems = await good(engine.problems({ project }, UNWATCHED))
  return problems.find(({ kind }) => kind === 'open-reviews')?.elements ?? []
}

/** Study Dates of the copy, in the order of the originals; `undefined` where the element is gone. */
async function copied(): Promise<{ readonly dates: readonly (string | undefined)[]; readonly problems: readonly string[] }> {
  const out = join(temporaryFolder(), 'out')
  await good(engine.apply({ project, out }, UNWATCHED))
  const rows = readCsv(readFileSync(join(project, 'reports', 'applied.csv'), 'utf8')) ?? []
  const dates = rows.map((row) => {
    const file = read(readFileSync(join(out, row['output_path'] ?? '')))
    if (!file.ok) throw new Error(file.failure.message)
    const date = file.value.elements.find(({ tag }) => tag === 0x00080020)
    return date === undefined ? undefined : Buffer.from(file.value.dataSet.bytes(date.valueOffset, date.length)).toString('latin1')
  })
  return { dates, problems: rows.map((row) => row['problem'] ?? '') }
}

beforeAll(async () => {
  const files = DATES.map((date, index): [string, Uint8Array] => [`${index}.dcm`, instance(date, index)])
  await good(engine.scan({ project, collection: folderOf(Object.fromEntries(files)) }, UNWATCHED))
  const options = ['RetainLongitudinalModifiedDates']
  await good(engine.setProfile({ project, options, set: { 'date-shift': '-10..-10' } }, UNWATCHED))
  await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('of dates of which one is none', () => {
  it('that one is open, and it alone is to be looked at', async () => {
    expect(await openReviews()).toContain(STUDY_DATE)
    const before = await good(engine.values({ project, mode: 'before' }, UNWATCHED))
    expect(before.filter(({ path }) => path === STUDY_DATE).map(({ value }) => value)).toEqual(['SOON'])
    const { rows } = await good(engine.work({ project, query: { by: 'element', open: ['constant', STUDY_DATE] } }, UNWATCHED))
    expect(rows.filter((row) => row.kind === 'value').map((row) => row.text)).toEqual(['SOON'])
  })

  it('nobody having looked, the dates are shifted, that one goes alone, and the copy says so', async () => {
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    expect(await openReviews()).toEqual([])
    const { dates, problems } = await copied()
    expect(dates).toEqual(['20191231', '20200110', undefined].map((date) => date ?? expect.toBeOneOf(['', undefined])))
    expect(problems.map((problem) => problem.includes(STUDY_DATE))).toEqual([false, false, true])
  })

  it('it becomes what a curator says it is, and the preview knows', async () => {
    const choice = { decision: 'retain', treatment: 'replace', replacement: '20200101' } as const
    await good(engine.decide({ project, by, decisions: [{ path: STUDY_DATE, value: 'SOON', choice }] }, UNWATCHED))
    expect(await openReviews()).toEqual([])
    const preview = await good(engine.preview({ project, path: STUDY_DATE }, UNWATCHED))
    expect(JSON.stringify(preview)).toContain('20200101')
    expect((await copied()).dates).toEqual(['20191231', '20200110', '20200101'])
  })
})
