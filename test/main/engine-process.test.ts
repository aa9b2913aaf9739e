import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FromEngine, ToEngine } from '../../src/main/electron/engine-lines.ts'
import { BUILT, requireBuilt } from './launch-shell.ts'

/** Gives a process of plain Node the port that Electron gives to a utility process. */
const PORT = `process.parentPort = {
  postMessage: (message) => process.send(message),
  on: (_name, listener) => process.on('message', (data) => listener({ data })),
}`

/** The built entry of the engine's process, with the real engine in it. */
describe('the engine in a process of its own', () => {
  let state: string
  let child: ChildProcess

  beforeAll(() => {
    requireBuilt()
    state = mkdtempSync(join(tmpdir(), 'tagbench-engine-'))
    child = fork(join(BUILT, 'main', 'engine.js'), {
      execArgv: ['--import', `data:text/javascript,${encodeURIComponent(PORT)}`],
      env: { ...process.env, TAGBENCH_STATE: state },
      serialization: 'advanced',
    })
  })
  afterAll(() => {
    child.kill('SIGKILL')
    rmSync(state, { recursive: true, force: true })
  })

  async function ask(line: string, id: number, method: string, input: unknown): Promise<FromEngine> {
    const answer = once(child, 'message')
    child.send({ line, request: { kind: 'call', id, method, input } } satisfies ToEngine)
    const [message] = (await answer) as [FromEngine]
    return message
  }

  it('answers a call on the line that it came over', async () => {
    const project = join(state, 'project')
    const { line, text } = await ask('line-1', 3, 'openProject', { project, create: true })
    expect(line).toBe('line-1')
    expect(JSON.parse(text)).toMatchObject({ kind: 'result', id: 3, outcome: { ok: true, value: { project, files: 0 } } })
    expect(existsSync(join(project, 'project.holder.json'))).toBe(true)
  })

  it('answers a failure as a value, and refuses what it does not have', async () => {
    const none = await ask('line-2', 1, 'openProject', { project: join(state, 'none') })
    expect(JSON.parse(none.text)).toMatchObject({ outcome: { ok: false, failure: { code: 'not-found' } } })
    const unknown = await ask('line-2', 2, 'shutdown', {})
    expect(JSON.parse(unknown.text)).toMatchObject({ outcome: { ok: false, failure: { code: 'usage' } } })
  })

  it('gives its projects back before it ends', async () => {
    const end = once(child, 'exit')
    child.send({ stop: true } satisfies ToEngine)
    expect((await end)[0]).toBe(0)
    expect(existsSync(join(state, 'project', 'project.holder.json'))).toBe(false)
  })
})
