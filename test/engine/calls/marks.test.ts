import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { openProject } from '../../../src/engine/project/project.ts'
import { decide, step } from '../../../src/engine/session/record-decisions.ts'
import { stepOne } from '../../../src/engine/session/project-history.ts'
import { openSession, type Session } from '../../../src/engine/session/session.ts'
import { makeProject } from '../../bench/made-project.ts'

const by = 'A. Curator'
const path = '(0010,0010)'
const matching = { query: {} }
let folder: string
let project: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-marks-'))
  project = makeProject(folder, { files: 2000, elements: 6000 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A session of which nothing that follows from decisions may be asked for. */
function withoutConsequences(session: Session): Session {
  const asked = (): never => {
    throw new Error('a mark waited for what follows from marks')
  }
  return { ...session, decisions: asked, proposals: asked, compiled: asked, rows: asked, row: asked, rowsAt: asked, prepare: asked }
}

describe('a mark', () => {
  it('waits for nothing that follows from marks, and neither does taking it back', () => {
    const opened = openProject(project)
    if (!opened.ok) throw new Error(opened.failure.message)
    const session = withoutConsequences(openSession(opened.value))
    const made = decide(session, [{ path, choice: { decision: 'delete' } }], by, 'curator')
    expect(made).toMatchObject({ ok: true, value: { entries: 1 } })
    const act = made.ok ? made.value.act : 0
    expect(step(session, 'undo', by)).toMatchObject({ ok: true, value: { entries: 1, act } })
    expect(step(session, 'redo', by)).toMatchObject({ ok: true, value: { entries: 1, act } })
    expect(stepOne(session, 'back', { act }, by)).toMatchObject({ ok: true, value: { entries: 1, act } })
    expect(session.log.entries().map(({ kind }) => kind)).toEqual(['decide', 'undo', 'redo', 'undo'])
    opened.value.close()
  })

  it('is recorded, and others are answered, while what follows from a mark of very many is found out', async () => {
    const engine: Engine = createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })
    await engine.standing({ project }, UNWATCHED)
    await engine.decideMatching({ project, by, matching, choice: { decision: 'retain' } }, UNWATCHED)
    const order: string[] = []
    const note = (name: string) => () => void order.push(name)
    const counted = engine.facets({ project }, UNWATCHED).then(note('counts'))
    const marked = engine.decide({ project, by, decisions: [{ path, choice: { decision: 'delete' } }] }, UNWATCHED).then(note('mark'))
    const told = engine.history({ project, path }, UNWATCHED).then(note('history'))
    await Promise.all([counted, marked, told])
    expect(order).toEqual(['mark', 'history', 'counts'])
    const row = await engine.element({ project, path }, UNWATCHED)
    expect(row).toMatchObject({ ok: true, value: { decision: { choice: { decision: 'delete' } } } })
    await engine.shutdown()
  })
})
