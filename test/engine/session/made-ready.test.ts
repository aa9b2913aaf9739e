import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject } from '../../../src/engine/project/project.ts'
import { isReady, madeOperationsReady, madeReady } from '../../../src/engine/session/made-ready.ts'
import { openSession, type Session } from '../../../src/engine/session/session.ts'
import { makeProject } from '../../bench/made-project.ts'

let folder: string
let project: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-made-ready-'))
  project = makeProject(folder, { files: 200, elements: 600 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function withSession(work: (session: Session) => Promise<void>): Promise<void> {
  const opened = openProject(project)
  if (!opened.ok) throw new Error(opened.failure.message)
  await work(openSession(opened.value)).finally(() => opened.value.close())
}

describe('the Operations of a project that nobody looks at', () => {
  it('are made ready without the rows that a window would show, which are made for who asks after it', () =>
    withSession(async (session) => {
      await madeOperationsReady(session)
      expect(isReady(session)).toBe(false)
      const compiled = session.compiled()
      expect(compiled.operations).not.toEqual([])
      await madeReady(session)
      expect(isReady(session)).toBe(true)
      expect(session.compiled()).toBe(compiled)
    }))

  it('are waited for by who asks for anything meanwhile, so that calls are answered in their order', () =>
    withSession(async (session) => {
      const operations = madeOperationsReady(session)
      expect(madeReady(session)).toBe(operations)
      await operations
    }))

  it('come with everything else where that is ready, or being made so', () =>
    withSession(async (session) => {
      const all = madeReady(session)
      expect(madeOperationsReady(session)).toBe(all)
      await all
      expect(isReady(session)).toBe(true)
      expect(madeOperationsReady(session)).toBeUndefined()
    }))
})
