import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import type { WorkLine, WorkQuery, WorkTargets } from '../../../src/contract/value-answers.ts'
import type { Choice } from '../../../src/core/decisions/decision.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
const by = 'A. Curator'
const engines: Engine[] = []

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

interface Few {
  readonly study: string
  readonly series: string
  readonly comment?: string
}

let sop = 0
function instance({ study, series, comment = 'none' }: Few): Uint8Array {
  sop += 1
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', `1.${sop}`),
    text(0x00080060, 'CS', 'MR'),
    text(0x00081030, 'LO', study),
    text(0x0008103e, 'LO', series),
    text(0x00100010, 'PN', 'QUILLFEATHER^JANE'),
    text(0x00100020, 'LO', 'P1'),
    text(0x00181030, 'LO', `${sop}`),
    text(0x0020000d, 'UI', '1.1'),
    text(0x0020000e, 'UI', '1.1.1'),
    text(0x00204000, 'LT', comment),
  ])
}

const page = (query: WorkQuery) => good(engine.work({ project, query }, UNWATCHED))
const wordOf = (line: WorkLine): string =>
  line.kind === 'value' ? line.text : line.kind === 'element' ? `${line.key} ${line.left}/${line.values}` : `${line.kind} ${line.key}`
const shown = async (query: WorkQuery) => (await page(query)).rows.map(wordOf)
const standing = () => good(engine.workStanding({ project }, UNWATCHED))
const decide = (targets: WorkTargets, choice: Choice = { decision: 'retain', treatment: 'keep' }) =>
  good(engine.decideValues({ project, targets, choice, by }, UNWATCHED))
const STUDY = '(0008,1030)'
const SERIES = '(0008,103E)'
const OPEN: WorkQuery = { by: 'element', open: [STUDY, SERIES] }

beforeEach(async () => {
  const folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  engines.push(engine)
  const collection = folderOf({
    a: instance({ study: 'BRAIN', series: 't1 mprage' }),
    b: instance({ study: 'BRAIN', series: 'BRAIN' }),
    c: instance({ study: 'knee of Quillfeather', series: 't2 tse' }),
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED))
})
afterAll(() => Promise.all(engines.map((one) => one.shutdown())))

describe('the values that need review', () => {
  it('stand by element, those that are settled as a whole left out', async () => {
    const lines = await shown({ by: 'element' })
    expect(lines).toContain(`${STUDY} 2/2`)
    expect(lines).toContain(`${SERIES} 3/3`)
    expect(lines.some((line) => line.startsWith('(0010,0010)'))).toBe(false)
  })

  it('stand below their element when it is open, what shares something with an identity first', async () => {
    const { rows } = await page(OPEN)
    const at = rows.findIndex((line) => line.key === STUDY)
    expect(rows.slice(at + 1, at + 3).map(wordOf)).toEqual(['knee of Quillfeather', 'BRAIN'])
    const first = rows[at + 1]
    expect(first?.kind === 'value' && first.overlaps).toEqual([[8, 20]])
  })

  it('stand once by value, with all the places that they occur in', async () => {
    const { rows } = await page({ by: 'value' })
    const brain = rows.find((line) => line.kind === 'value' && line.text === 'BRAIN')
    expect(brain).toMatchObject({ places: 2, left: 2, files: 3, names: ['Study Description', 'Series Description'] })
    const places = await good(engine.valuePlaces({ project, text: 'BRAIN' }, UNWATCHED))
    expect(places.map(({ path, files }) => [path, files])).toEqual([
      [STUDY, 2],
      [SERIES, 1],
    ])
  })

  it('stand by the words in them', async () => {
    const { rows } = await page({ by: 'token' })
    expect(rows[0]).toMatchObject({ kind: 'token', key: 'quillfeather', isOverlap: true, texts: 1, left: 1 })
    expect(await shown({ by: 'token', token: 'brain' })).toEqual(['BRAIN'])
  })

  it('are folded where there are only numbers, or only one', async () => {
    const folds = (await page({ by: 'element' })).rows.filter((line) => line.kind === 'fold')
    for (const fold of folds) expect(fold).toMatchObject({ open: false })
    const { rows } = await page({ by: 'element', open: ['constant', 'numeric'] })
    expect(rows.length).toBeGreaterThan((await page({ by: 'element' })).rows.length)
  })

  it('are searched and paged', async () => {
    expect(await shown({ by: 'value', search: 'T1' })).toEqual(['t1 mprage'])
    const whole = await shown(OPEN)
    const first = await page({ ...OPEN, limit: 3 })
    const rest = await page({ ...OPEN, offset: 3 })
    expect(first.total).toBe(whole.length)
    expect([...first.rows, ...rest.rows].map(wordOf)).toEqual(whole)
    expect(await shown({ by: 'element', search: 't1' })).toEqual([`${SERIES} 3/3`, 't1 mprage'])
  })
})

describe('a decision on values', () => {
  it('is made once for all places that a value occurs in, and taken back once', async () => {
    const before = await standing()
    const recorded = await decide({ by: 'value', keys: ['BRAIN'] })
    expect(recorded.entries).toBe(2)
    const after = await standing()
    expect([before.left - after.left, before.textsLeft - after.textsLeft]).toEqual([2, 1])
    expect(
      (await good(engine.valuePlaces({ project, text: 'BRAIN' }, UNWATCHED))).every(({ choice }) => choice?.decision === 'retain'),
    ).toBe(true)
    await good(engine.undo({ project, by }, UNWATCHED))
    expect((await standing()).left).toBe(before.left)
  })

  it('settles an element when the last of its values is decided', async () => {
    const before = await standing()
    await decide({ by: 'element', keys: [JSON.stringify([STUDY, 'BRAIN'])] })
    await decide({ by: 'element', keys: [JSON.stringify([STUDY, 'knee of Quillfeather'])] }, { decision: 'delete' })
    const row = await good(engine.element({ project, path: STUDY }, UNWATCHED))
    expect(row.operations).toEqual(['clean'])
    expect((await standing()).elementsLeft).toBe(before.elementsLeft - 1)
    expect(await shown({ by: 'element' })).not.toContain(`${STUDY} 0/2`)
  })

  it('by a word is for every value that it is in', async () => {
    await decide({ by: 'token', keys: ['quillfeather'] }, { decision: 'delete' })
    expect((await standing()).overlapsLeft).toBe(0)
    expect((await page({ by: 'token' })).rows.some((line) => line.key === 'quillfeather')).toBe(false)
  })

  it('on everything that matches is one sentence, but for what is left out', async () => {
    const reach = await good(engine.workReach({ project, targets: { query: { by: 'value', search: 't' }, except: ['t2 tse'] } }, UNWATCHED))
    const recorded = await decide({ query: { by: 'value', search: 't' }, except: ['t2 tse'] })
    expect(recorded.entries).toBe(reach.decisions)
    expect(await shown({ by: 'value', search: 't2' })).toEqual(['t2 tse'])
    expect(await shown({ by: 'value', search: 't1' })).toEqual([])
  })

  it('on everything that matches by element is for its values, not for elements as a whole', async () => {
    await decide({ query: { by: 'element', search: 'Series Description' } })
    expect((await good(engine.element({ project, path: SERIES }, UNWATCHED))).decidedValues).toBe(3)
    expect((await good(engine.element({ project, path: SERIES }, UNWATCHED))).decision).toBeUndefined()
  })

  it('on an element as a whole settles it with all its values', async () => {
    await decide({ by: 'element', keys: [SERIES] }, { decision: 'delete' })
    expect((await shown({ by: 'element' })).some((line) => line.startsWith(SERIES))).toBe(false)
    expect(await shown({ by: 'value', search: 't1' })).toEqual([])
  })

  it('leaves a line in its place for a list that began before it', async () => {
    const { seq } = await standing()
    const list: WorkQuery = { by: 'value', since: seq }
    const before = await shown(list)
    await decide({ by: 'value', keys: ['BRAIN'] })
    expect(await shown(list)).toEqual(before)
    const { rows } = await page(list)
    expect(rows.find((line) => line.key === 'BRAIN')).toMatchObject({ left: 0, choice: { decision: 'retain' } })
    expect(await shown({ by: 'value' })).not.toContain('BRAIN')
  })

  it('is followed by the next that is left, once around', async () => {
    const { seq } = await standing()
    const list: WorkQuery = { by: 'value', since: seq }
    const lines = await shown(list)
    const brain = lines.indexOf('BRAIN')
    await decide({ by: 'value', keys: ['BRAIN'] })
    const next = async (from: number, back = false) => (await page({ ...list, limit: 0, findNext: { from, back } })).found
    expect(await next(brain - 1)).toBe(brain + 1)
    expect(await next(brain + 1, true)).toBe(brain - 1)
    expect(await next(lines.length - 1)).toBe(0)
  })

  it('on a value of an element that stands open goes on within it', async () => {
    const { rows } = await page(OPEN)
    const first = rows.findIndex((line) => line.kind === 'value')
    const found = (await page({ ...OPEN, findNext: { from: first } })).found ?? -1
    expect(rows[found]).toMatchObject({ kind: 'value', left: 1 })
    expect(found).toBe(first + 1)
  })
})

it('what is decided is there after a restart', async () => {
  await decide({ by: 'value', keys: ['BRAIN'] })
  const { left } = await standing()
  await good(engine.closeProject({ project }, UNWATCHED))
  expect((await standing()).left).toBe(left)
})
