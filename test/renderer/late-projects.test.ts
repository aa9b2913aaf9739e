import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeldEngine } from './held-engine.ts'

const held = vi.hoisted(() => ({ engine: undefined as HeldEngine | undefined }))
vi.mock('../../src/renderer/connection.ts', async () => {
  const { heldEngine } = await import('./held-engine.ts')
  held.engine = heldEngine()
  return { openConnection: () => ({ api: held.engine?.module.api, onState: () => undefined, onConnect: () => undefined }) }
})
vi.mock('../../src/renderer/state/other-windows.ts', () => ({ tellOthers: () => undefined, onWord: () => undefined }))
const { useSession } = await import('../../src/renderer/state/session.ts')
const { useJob } = await import('../../src/renderer/state/job.ts')
const engine = held.engine as HeldEngine

const summary = (project: string) => ({ project, instances: 1, files: 1 })

beforeEach(() => {
  setActivePinia(createPinia())
  engine.begin()
  vi.stubGlobal('sessionStorage', { setItem: () => undefined, getItem: () => null })
})

describe('the project of a window', () => {
  it('is the one that was asked for last, whichever is opened first', async () => {
    const session = useSession()
    void session.open('/one')
    void session.open('/two')
    await engine.answer('openProject', summary('/two'), 1)
    await engine.answer('openProject', summary('/one'))
    expect(session.project).toBe('/two')
  })

  it('does not come back by itself once it was closed', async () => {
    const session = useSession()
    void session.open('/one')
    await engine.answer('openProject', summary('/one'))
    void session.refresh()
    void session.close()
    await engine.answer('openProject', summary('/one'))
    expect(session.project).toBe('')
  })

  it('is told as it was read last', async () => {
    const session = useSession()
    void session.open('/one')
    await engine.answer('openProject', summary('/one'))
    void session.refresh()
    void session.refresh()
    await engine.answer('openProject', { ...summary('/one'), instances: 3 }, 1)
    await engine.answer('openProject', { ...summary('/one'), instances: 2 })
    expect(session.summary?.instances).toBe(3)
  })

  it('that was opened while another was being closed is the one that the next start opens', async () => {
    const session = useSession()
    void session.open('/one')
    await engine.answer('openProject', summary('/one'))
    void session.close()
    void session.open('/two')
    await engine.answer('openProject', summary('/two'))
    await engine.answer('closeProject', null)
    expect(engine.open('saveWindowState').at(-1)?.input).toEqual({ state: { lastProject: '/two' } })
  })
})

describe('the job in the status line', () => {
  it('is that of the project on the screen: the end of one that is left does not take it away', async () => {
    const session = useSession()
    const job = useJob()
    void session.open('/one')
    await engine.answer('openProject', summary('/one'))
    await engine.answer('running', undefined)
    const scan = job.run('scan', () => engine.ask('scan'))
    void session.open('/two')
    await engine.answer('openProject', summary('/two'))
    await engine.answer('running', { method: 'apply' })
    expect(job.kind).toBe('apply')
    await engine.answer('scan', {})
    await scan
    expect(job.kind).toBe('apply')
  })
})
