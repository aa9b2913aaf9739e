import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PrivateBlock, PrivateBlockDetail } from '../../src/contract/private-answers.ts'
import { effectScope, nextTick } from 'vue'
import { settled, type HeldEngine } from './held-engine.ts'

const held = vi.hoisted(() => ({ engine: undefined as HeldEngine | undefined }))
vi.mock('../../src/renderer/state/session.ts', async () => {
  const { heldEngine } = await import('./held-engine.ts')
  held.engine = heldEngine()
  return held.engine.module
})
const { useBlockRows } = await import('../../src/renderer/steps/private/use-block-rows.ts')
const { useBlockWalk } = await import('../../src/renderer/steps/private/use-block-walk.ts')
const { usePagedRows } = await import('../../src/renderer/parts/use-paged-rows.ts')
const { useElementDetails } = await import('../../src/renderer/parts/use-element-details.ts')
const { useHistory } = await import('../../src/renderer/shell/use-history.ts')
const { useDecisions } = await import('../../src/renderer/state/decisions.ts')
const { useMarks } = await import('../../src/renderer/steps/inventory/use-marks.ts')
const { useSpreads } = await import('../../src/renderer/steps/inventory/use-spreads.ts')
const { useValues } = await import('../../src/renderer/steps/values/use-values.ts')
const engine = held.engine as HeldEngine

beforeEach(() => {
  setActivePinia(createPinia())
  engine.begin()
  vi.stubGlobal('document', { activeElement: null })
  // Composables are called without a screen around them.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => void vi.restoreAllMocks())

const block = (creator: string): PrivateBlock => ({ key: creator, creator, scanners: [] }) as unknown as PrivateBlock
const detailOf = (creator: string, ...paths: readonly string[]): PrivateBlockDetail =>
  ({
    block: block(creator),
    rows: paths.map((path) => ({ row: { element: { path } }, state: 'unknown' })),
    losses: [],
  }) as unknown as PrivateBlockDetail

describe('the elements of a block that is asked for', () => {
  it('come whatever is decided meanwhile: a renewal does not overtake them', async () => {
    const rows = useBlockRows()
    const first = rows.open(block('ONE'))
    await engine.answer('privateBlock', detailOf('ONE', 'a', 'b'))
    expect(await first).toBe(true)
    const second = rows.open(block('TWO'), 'd')
    void rows.refresh(block('TWO'), [])
    await engine.answer('privateBlock', detailOf('TWO', 'c', 'd'))
    expect(await second).toBe(true)
    expect(rows.looked.value?.row.element.path).toBe('d')
    expect(engine.open('privateBlock')).toEqual([])
  })

  it('are what keys are for that were pressed after it was asked for', async () => {
    const rows = useBlockRows()
    const current = { value: undefined as PrivateBlock | undefined }
    const holds: Promise<unknown>[] = []
    const blocks = { current, neighbour: () => block('TWO') } as never
    const walk = useBlockWalk({ blocks, rows, opening: () => undefined, hold: (until) => holds.push(until) }, () => null)
    const opened = walk.openBlock(block('ONE'))
    await engine.answer('privateBlock', detailOf('ONE', 'a'))
    await opened
    void walk.openBlock(block('TWO'))
    // Until they are here, what is on the screen is of the block before.
    expect([current.value?.creator, rows.of.value?.creator]).toEqual(['TWO', 'ONE'])
    let isHere = false
    void holds.at(-1)?.then(() => (isHere = true))
    await settled()
    expect(isHere).toBe(false)
    await engine.answer('privateBlock', detailOf('TWO', 'c'))
    expect([isHere, rows.of.value?.creator, rows.looked.value?.row.element.path]).toEqual([true, 'TWO', 'c'])
  })

  it('leave none of another block on the screen where they cannot be read', async () => {
    const rows = useBlockRows()
    void rows.open(block('ONE'))
    await engine.answer('privateBlock', detailOf('ONE', 'a'))
    const second = rows.open(block('TWO'))
    await engine.refuse('privateBlock')
    expect(await second).toBe(false)
    expect([rows.lines.value, rows.looked.value, rows.failure.value]).toEqual([[], undefined, 'It was refused.'])
  })
})

describe('a long list', () => {
  it('that is asked for again before it is here keeps keys waiting until it is', async () => {
    const answers: ((page: { total: number; rows: readonly string[] }) => void)[] = []
    const rows = usePagedRows<string>(() => new Promise((done) => answers.push(done)))
    void rows.another()
    const met: (string | undefined)[] = []
    rows.inTurn(() => void met.push(rows.at(0)))
    void rows.renew()
    answers[0]?.({ total: 1, rows: ['of the question before'] })
    await settled()
    expect(met).toEqual([])
    answers[1]?.({ total: 1, rows: ['as it is'] })
    await settled()
    expect(met).toEqual(['as it is'])
  })

  it('tells nothing of an answer that another question has overtaken', async () => {
    const answers: ((page: { total: number; rows: readonly string[]; left: number }) => void)[] = []
    const told: number[] = []
    const rows = usePagedRows<string, { total: number; rows: readonly string[]; left: number }>(
      () => new Promise((done) => answers.push(done)),
      ({ left }) => told.push(left),
    )
    void rows.renew()
    void rows.renew()
    answers[1]?.({ total: 0, rows: [], left: 2 })
    await settled()
    answers[0]?.({ total: 0, rows: [], left: 3 })
    await settled()
    expect(told).toEqual([2])
  })
})

describe('the worklist of values', () => {
  const page = (seq: number, left: number) => ({ total: 0, rows: [], standing: { seq, left } })

  it('holds what is decided from its own beginning on, not from that of the list before', async () => {
    const state = useValues()
    void state.rows.renew()
    state.view.search = 'smith'
    await nextTick()
    await engine.answer('work', page(7, 3), 1)
    await engine.answer('work', page(5, 4))
    expect(state.standing.value).toMatchObject({ seq: 7, left: 3 })
    void state.rows.renew()
    expect(engine.open('work').at(-1)?.input).toMatchObject({ query: { search: 'smith', since: 7 } })
  })
})

describe('the comment of a mark', () => {
  it('goes with it; what is written for the next one, before it is recorded, stays', async () => {
    const row = { element: { path: '(0010,0010)', vrs: ['PN'] }, proposal: { choice: { decision: 'delete' } }, scoped: [], operations: [] }
    const list = { outdate: () => undefined } as never
    const rows = new Map([['(0010,0010)', row]])
    const marks = useMarks(list, { targets: () => ({ kind: 'rows', rows }) as never, loaded: () => [], show: () => undefined })
    marks.reason.value = 'a name'
    const marked = marks.decide('delete')
    expect(marks.reason.value).toBe('')
    marks.reason.value = 'for the next row'
    await engine.answer('decide', { entries: 1, act: 1 })
    await marked
    expect(marks.reason.value).toBe('for the next row')
  })
})

describe('a decision that was sent while the line was lost', () => {
  it('is sent again to the project that it was for, whichever is open by then', async () => {
    const decisions = useDecisions()
    void decisions.decide([{ path: '(0010,0010)', choice: { decision: 'delete' } }])
    engine.session.line = 'lost'
    await engine.refuse('decide', 'io')
    engine.session.project = '/another'
    await engine.answer('history', [])
    expect(engine.open('decide').map(({ input }) => input)).toMatchObject([{ project: '/project' }])
  })
})

describe('what an element is and what becomes of it', () => {
  it('is told as the last answer has it, also where an earlier one of the same element comes after it', async () => {
    vi.useFakeTimers()
    const scope = effectScope()
    const details = scope.run(() => useElementDetails(() => '(0010,0010)'))
    vi.advanceTimersByTime(100)
    engine.session.revision += 1
    await nextTick()
    vi.advanceTimersByTime(100)
    vi.useRealTimers()
    await engine.answer('values', ['now'], 1)
    await engine.answer('history', ['now'], 1)
    await engine.answer('values', ['before'])
    await engine.answer('history', ['before'])
    expect([details?.values.value, details?.history.value]).toEqual([['now'], ['now']])
    scope.stop()
  })
})

describe('how values spread', () => {
  it('is asked for again where another scan ended before the answer came', async () => {
    vi.useFakeTimers()
    const scope = effectScope()
    const spreads = scope.run(() => useSpreads(() => void spreads?.of('(0010,0010)')))
    spreads?.of('(0010,0010)')
    vi.advanceTimersByTime(100)
    vi.useRealTimers()
    engine.session.summary = { instances: 1, files: 1, scans: 2 }
    await nextTick()
    await engine.answer('spreads', ['of the first scan'])
    expect(spreads?.known('(0010,0010)')).toBeUndefined()
    await settled()
    await engine.answer('spreads', ['of the second'])
    expect(spreads?.known('(0010,0010)')).toBe('of the second')
    scope.stop()
  })
})

describe('the history', () => {
  it('leaves open what was opened while it was read again, and closed what was closed', async () => {
    const scope = effectScope()
    const history = scope.run(useHistory)
    const page = { total: 1, rows: ['one'] }
    for (const act of [1, 2]) {
      void history?.turn(act)
      await engine.answer('actDecisions', page)
    }
    engine.session.revision += 1
    await nextTick()
    await engine.answer('projectHistory', { total: 3, rows: [] })
    void history?.turn(3)
    void history?.turn(2)
    await engine.answer('actDecisions', page, 2)
    await engine.answer('actDecisions', page)
    await engine.answer('actDecisions', page)
    expect([...(history?.opened.value.keys() ?? [])]).toEqual([1, 3])
    scope.stop()
  })
})
