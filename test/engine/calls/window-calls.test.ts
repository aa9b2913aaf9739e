import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InventoryLine, InventoryQuery } from '../../../src/contract/inventory-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
const by = 'A. Curator'

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
const list = (query: InventoryQuery) => good(engine.inventory({ project, query }, UNWATCHED))
const pathOf = (line: InventoryLine): string => (line.kind === 'element' ? line.row.element.path : line.key)
const mark = (path: string, decision: 'retain' | 'delete' | 'review') =>
  good(engine.decide({ project, decisions: [{ path, choice: { decision } }], by }, UNWATCHED))

beforeAll(async () => {
  const folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  const collection = folderOf({
    'a.dcm': instanceBytes({ sop: '1.1', name: 'DOE^JANE', creator: 'ACME 1', privateText: 'knee Jane' }),
    'b.dcm': instanceBytes({ sop: '1.2', name: 'DOE^JANE', creator: 'ACME 1', privateText: 'knee' }),
    'c.dcm': instanceBytes({ sop: '1.3', name: 'DOE^JANE', creator: 'ACME 1', privateText: 'knee' }),
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('a list that is held under a name', () => {
  it('keeps the rows that no longer match, with what they say now, until another name is given', async () => {
    const open: InventoryQuery = { filters: { decision: ['undecided'] }, held: 'one' }
    const before = await list(open)
    await mark('(0008,0070)', 'delete')
    const after = await list(open)
    expect(after.rows.map(pathOf)).toEqual(before.rows.map(pathOf))
    const row = after.rows.find((line) => pathOf(line) === '(0008,0070)')
    expect(row?.kind === 'element' && row.row.decision?.choice.decision).toBe('delete')
    expect((await list({ ...open, held: 'two' })).total).toBe(before.total - 1)
    await good(engine.undo({ project, by }, UNWATCHED))
  })
})

describe('a line is found', () => {
  it('by its path, at the index at which the page has it', async () => {
    const { found = -1, rows } = await list({ find: { path: '(0010,0010)' } })
    expect(pathOf(rows[found] as InventoryLine)).toBe('(0010,0010)')
    expect((await list({ find: { path: '(0010,9999)' } })).found).toBeUndefined()
  })

  it('as the next open one, and from the start again after the last', async () => {
    const { rows } = await list({})
    const open = rows.flatMap((line, index) => (line.kind === 'element' && line.row.operations.includes('blocked') ? [index] : []))
    const [first = -1, second = -1] = open
    const find = async (from: number, back = false) => (await list({ limit: 0, find: { next: 'open', from, back } })).found
    expect(await find(first)).toBe(second)
    expect(await find(second, true)).toBe(first)
    expect(await find(rows.length - 1)).toBe(first)
    expect(await find(0, true)).toBe(open.at(-1))
  })

  it('as the head of the next group; a folded group counts by its head', async () => {
    const { rows } = await list({ groupBy: 'group' })
    const heads = rows.flatMap((line, index) => (line.kind === 'group' ? [index] : []))
    expect((await list({ groupBy: 'group', limit: 0, find: { next: 'group', from: heads[0] ?? -1 } })).found).toBe(heads[1])
    expect((await list({ groupBy: 'group', folded: ['0010'], limit: 0, find: { path: '(0010,0010)' } })).found).toBeUndefined()
  })
})

describe('a decision for everything that matches', () => {
  const matching = { query: { search: '(0010' }, except: ['(0010,0020)'] }

  it('is one act on all of it but what is left out', async () => {
    const recorded = await good(engine.decideMatching({ project, matching, choice: { decision: 'delete' }, by }, UNWATCHED))
    const rows = (await list({ search: '(0010' })).rows
    const decided = rows.filter((line) => line.kind === 'element' && line.row.decision?.choice.decision === 'delete')
    expect(decided.map(pathOf)).not.toContain('(0010,0020)')
    expect(recorded.entries).toBe(rows.length - 1)
    await good(engine.undo({ project, by }, UNWATCHED))
    expect((await list({ search: '(0010' })).rows.some((line) => line.kind === 'element' && line.row.decision !== undefined)).toBe(false)
  })

  it('leaves out, and counts, what it cannot be made for', async () => {
    const everything = { query: { search: '(000' } }
    const recorded = await good(engine.decideMatching({ project, matching: everything, choice: { decision: 'retain' }, by }, UNWATCHED))
    expect(recorded.leftOut).toBeGreaterThan(0)
    const meta = await good(engine.element({ project, path: '(0002,0010)' }, UNWATCHED))
    expect(meta.decision).toBeUndefined()
    await good(engine.undo({ project, by }, UNWATCHED))
  })
})

describe('accepting what is proposed for certain elements', () => {
  it('replaces what was decided otherwise, keeps the source, and passes over proposals to review', async () => {
    await mark('(0010,0010)', 'review')
    const paths = ['(0010,0010)', '(0009,"ACME 1",01)']
    const recorded = await good(engine.acceptProposals({ project, which: 'all', by, paths }, UNWATCHED))
    expect(recorded.leftOut).toBe(1)
    const [latest, earlier] = await good(engine.history({ project, path: '(0010,0010)' }, UNWATCHED))
    expect(latest?.source).toBe('standard')
    expect(earlier?.choice.decision).toBe('review')
    await good(engine.undo({ project, by }, UNWATCHED))
    await good(engine.undo({ project, by }, UNWATCHED))
  })
})

describe('the history of an element', () => {
  it('tells of what was taken back too, the latest first', async () => {
    await mark('(0020,000E)', 'delete')
    await mark('(0020,000E)', 'retain')
    await good(engine.undo({ project, by }, UNWATCHED))
    const history = await good(engine.history({ project, path: '(0020,000E)' }, UNWATCHED))
    expect(history.map(({ choice, takenBack }) => [choice.decision, takenBack])).toEqual([
      ['retain', true],
      ['delete', false],
    ])
    await good(engine.undo({ project, by }, UNWATCHED))
  })
})

describe('where the work stands', () => {
  it('says what undo and redo would act on', async () => {
    await mark('(0008,0060)', 'delete')
    const decided = await good(engine.standing({ project }, UNWATCHED))
    expect(decided.undo).toEqual({ decisions: 1, path: '(0008,0060)', choice: { decision: 'delete' } })
    await good(engine.undo({ project, by }, UNWATCHED))
    const taken = await good(engine.standing({ project }, UNWATCHED))
    expect(taken.redo).toEqual(decided.undo)
    expect(taken.decidedAt >= decided.decidedAt).toBe(true)
  })

  it('knows a script that was written with other decisions', async () => {
    await good(engine.exportScript({ project, target: 'tagbench', out: join(temporaryFolder(), 'script') }, UNWATCHED))
    expect((await good(engine.standing({ project }, UNWATCHED))).script).toBe('done')
    await mark('(0008,0060)', 'delete')
    expect((await good(engine.standing({ project }, UNWATCHED))).script).toBe('stale')
    await good(engine.undo({ project, by }, UNWATCHED))
  })

  it('knows a copy that was made with other decisions, and closes the gate for it', async () => {
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    const out = join(temporaryFolder(), 'copy')
    await good(engine.apply({ project, out, workers: 1 }, UNWATCHED))
    const review = await good(engine.review({ project }, UNWATCHED))
    expect(await good(engine.standing({ project }, UNWATCHED))).toMatchObject({ apply: 'done', output: out, review: { gate: review.gate } })
    await mark('(0008,0060)', 'delete')
    await mark('(0010,0020)', 'retain')
    const later = await good(engine.standing({ project }, UNWATCHED))
    expect(later).toMatchObject({ apply: 'stale', review: { gate: 'closed' } })
    expect((await good(engine.lastReview({ project }, UNWATCHED)))?.reasons.map(({ kind }) => kind)).toContain('stale')
    await good(engine.apply({ project, out, workers: 1 }, UNWATCHED))
    expect(await good(engine.lastReview({ project }, UNWATCHED))).toBeNull()
  })
})

describe('the values of an element', () => {
  it('begin with those that overlap an identity, and say which part does', async () => {
    const values = await good(engine.values({ project, path: '(0009,"ACME 1",01)', limit: 1 }, UNWATCHED))
    expect(values.map(({ value, overlaps }) => [value, overlaps])).toEqual([['knee Jane', [[5, 9]]]])
  })
})

describe('whoever watches a job that somebody else began', () => {
  it('hears that it failed, and why', async () => {
    const other = join(temporaryFolder(), 'project')
    const scan = engine.scan({ project: other, collection: folderOf({ 'a.txt': 'no DICOM' }), workers: 1 }, UNWATCHED)
    const watched = await engine.watch({ project: other }, UNWATCHED)
    expect(watched).toEqual(await scan)
    expect(watched.ok).toBe(false)
  })
})
