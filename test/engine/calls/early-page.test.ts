import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { makeProject } from '../../bench/made-project.ts'

const by = 'A. Curator'
let folder: string
let project: string
let engine: Engine

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-ready-'))
  project = makeProject(folder, { files: 2000, elements: 6000 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  await engine?.shutdown()
  engine = createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })
})

/** The names of calls in the order in which they were answered. */
async function answered(calls: Readonly<Record<string, Promise<{ readonly ok: boolean }>>>): Promise<readonly string[]> {
  const order: string[] = []
  await Promise.all(
    Object.entries(calls).map(async ([name, call]) => {
      expect((await call).ok).toBe(true)
      order.push(name)
    }),
  )
  return order
}

describe('a large project that was just opened', () => {
  it('shows its first rows before all that follows from it is ready, the same as then', async () => {
    const query = { limit: 100, held: 'a', find: { path: '(0010,0010)' } }
    const whole = engine.standing({ project }, UNWATCHED)
    const first = engine.inventory({ project, query }, UNWATCHED)
    const next = engine.inventory({ project, query: { ...query, offset: 100 } }, UNWATCHED)
    expect(await answered({ whole, first, next })).toEqual(['first', 'next', 'whole'])
    const later = await engine.inventory({ project, query }, UNWATCHED)
    expect(await first).toEqual(later)
    const both = await engine.inventory({ project, query: { limit: 200 } }, UNWATCHED)
    expect([await first, await next].flatMap((page) => (page.ok ? page.value.rows : []))).toEqual(both.ok ? both.value.rows : undefined)
  })

  it('keeps the list that was shown, though rows of it are decided away', async () => {
    const held = { limit: 50, held: 'b' }
    const first = await engine.inventory({ project, query: held }, UNWATCHED)
    const paths = first.ok ? first.value.rows.flatMap((line) => (line.kind === 'element' ? [line.row.element.path] : [])) : []
    const [path = ''] = paths
    await engine.decide({ project, by, decisions: [{ path, choice: { decision: 'delete' } }] }, UNWATCHED)
    const after = await engine.inventory({ project, query: held }, UNWATCHED)
    expect(after.ok && after.value.rows.map((line) => (line.kind === 'element' ? line.row.element.path : ''))).toEqual(paths)
    expect(after.ok && after.value.rows[0]).toMatchObject({ row: { decision: { choice: { decision: 'delete' } } } })
  })

  it('answers in their order what must wait: a decision, its undo, what stands then', async () => {
    const path = '(0010,0010)'
    const decided = engine.decide({ project, by, decisions: [{ path, choice: { decision: 'delete' } }] }, UNWATCHED)
    const undone = engine.undo({ project, by }, UNWATCHED)
    const row = engine.element({ project, path }, UNWATCHED)
    expect(await answered({ decided, undone, row })).toEqual(['decided', 'undone', 'row'])
    const outcome = await row
    expect(outcome.ok && outcome.value.decision).toBeUndefined()
    const history = await engine.history({ project, path }, UNWATCHED)
    expect(history.ok && history.value[0]).toMatchObject({ takenBack: true })
  })

  it('answers in their order a change of the profile, too, and what the Options do then', async () => {
    const option = 'CleanGraphics'
    const chosen = async (): Promise<boolean> => {
      const effects = await engine.optionEffects({ project }, UNWATCHED)
      return effects.ok && effects.value.some((one) => one.option === option && one.chosen)
    }
    const on = engine.setProfile({ project, by, options: [option] }, UNWATCHED)
    const then = chosen()
    expect(await answered({ on, then: then.then((ok) => ({ ok })) })).toEqual(['on', 'then'])
  })

  it('says so to who waits when it is closed meanwhile', async () => {
    const waiting = engine.standing({ project }, UNWATCHED)
    await engine.closeProject({ project }, UNWATCHED)
    const outcome = await waiting
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(await engine.standing({ project }, UNWATCHED)).toMatchObject({ ok: true })
  })
})
