/// <reference lib="dom" />
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { LONGEST_REQUEST } from '../../src/contract/read-message.ts'
import type { WireMessage } from '../../src/contract/wire.ts'
import type { LaunchedShell } from './launch-shell.ts'
import type { ShellCheck } from './shell-check.ts'

const CHANNEL = 'tagbench:message'
const LINE = 'a-line-of-the-test'
const call = (id: number, method: string, input: unknown = {}): string => JSON.stringify({ kind: 'call', id, method, input })

interface Bridge {
  send(text: unknown): void
  onMessage(listener: (text: string) => void): () => void
}
interface PageWindow {
  readonly tagbench: Bridge
}

/** What reaches the engine when a frame sends this. */
async function reaches(shell: LaunchedShell, event: object, ...values: readonly unknown[]): Promise<number> {
  const before = shell.engine.calls.length
  shell.shim.shell.emitIpc(CHANNEL, event, ...values)
  await new Promise((resolve) => setTimeout(resolve, 1))
  return shell.engine.calls.length - before
}

/** What reaches the engine when this is the main frame of our own window. */
async function reachesFrom(shell: LaunchedShell, frame: object | null): Promise<number> {
  const { window, contents } = shell
  const sender = Object.create(contents, { mainFrame: { value: frame } }) as object
  const put = (value: object): unknown => Object.defineProperty(window, 'webContents', { value, configurable: true, writable: true })
  put(sender)
  try {
    return await reaches(shell, { sender, senderFrame: frame }, LINE, call(1, 'recentProjects'))
  } finally {
    put(contents)
  }
}

const ours = ({ contents }: LaunchedShell): object => ({ sender: contents, senderFrame: contents.mainFrame })

/** Asks through the bridge of the page and waits for the answer. */
function askInPage(page: Page, text: string): Promise<WireMessage> {
  return page.evaluate(
    (request) =>
      new Promise<WireMessage>((resolve) => {
        const { tagbench } = globalThis as unknown as PageWindow
        const { id } = JSON.parse(request) as { id: number }
        const stop = tagbench.onMessage((answer) => {
          const message = JSON.parse(answer) as WireMessage
          if (message.id !== id || message.kind !== 'result') return
          stop()
          resolve(message)
        })
        tagbench.send(request)
      }),
    text,
  )
}

/** Who is heard, and what: messages between the page and the engine. */
export const MESSAGE_CHECKS: readonly ShellCheck[] = [
  {
    rule: 'the page reaches the engine over its bridge',
    async run({ page, engine }) {
      const answer = await askInPage(page, call(7, 'windowState'))
      expect(answer).toEqual({ kind: 'result', id: 7, outcome: { ok: true, value: { theme: 'dark' } } })
      expect(engine.calls.at(-1)).toEqual({ method: 'windowState', input: {} })
    },
  },
  {
    rule: 'a page of another origin is not heard',
    async run(shell) {
      for (const url of ['https://evil.example/', 'app://tagbench.evil/', 'app://other/', 'file:///etc/passwd', 'about:blank', ''])
        expect([url, await reachesFrom(shell, { url })]).toEqual([url, 0])
    },
  },
  {
    rule: 'a frame inside the page is not heard',
    async run(shell) {
      const { page, contents, engine } = shell
      expect(
        await reaches(shell, { sender: contents, senderFrame: { url: contents.mainFrame.url } }, LINE, call(1, 'recentProjects')),
      ).toBe(0)
      const before = engine.calls.length
      await page.evaluate(async () => {
        const frame = document.createElement('iframe')
        frame.srcdoc = '<p>report</p>'
        document.body.append(frame)
        await new Promise((resolve) => frame.addEventListener('load', resolve))
      })
      const frame = page.frames().find((one) => one !== page.mainFrame())
      const has = await frame?.evaluate(
        async (text) => {
          const world = globalThis as unknown as { tagbench?: unknown; tagbenchShimSend(channel: string, values: unknown): Promise<void> }
          await world.tagbenchShimSend('tagbench:message', ['line', text])
          return world.tagbench !== undefined
        },
        call(1, 'recentProjects'),
      )
      expect([has, engine.calls.length - before]).toEqual([false, 0])
      await page.evaluate(() => document.querySelector('iframe')?.remove())
    },
  },
  {
    rule: 'a frame that is gone is not heard, and stops nothing',
    async run(shell) {
      expect(await reaches(shell, { sender: shell.contents, senderFrame: null }, LINE, call(1, 'recentProjects'))).toBe(0)
      expect(await reachesFrom(shell, null)).toBe(0)
    },
  },
  {
    rule: 'another window is not heard',
    async run(shell) {
      const frame = { url: 'app://tagbench/' }
      expect(await reaches(shell, { sender: { mainFrame: frame }, senderFrame: frame }, LINE, call(1, 'recentProjects'))).toBe(0)
    },
  },
  {
    rule: 'there is one channel, and no other',
    async run({ shim, contents }) {
      expect(shim.ipcMain.eventNames()).toEqual([CHANNEL])
      for (const channel of ['tagbench:lost', 'tagbench:other', 'ELECTRON_BROWSER_REQUIRE']) {
        shim.shell.emitIpc(channel, { sender: contents, senderFrame: contents.mainFrame }, LINE, call(1, 'recentProjects'))
        expect(shim.ipcMain.listenerCount(channel)).toBe(0)
      }
    },
  },
  {
    rule: 'a message that is no text is dropped',
    async run(shell) {
      const circle: { self?: unknown } = {}
      circle.self = circle
      for (const value of [undefined, null, 5, 10n, circle, [call(1, 'recentProjects')], { kind: 'call', id: 1, method: 'recentProjects' }])
        expect(await reaches(shell, ours(shell), LINE, value)).toBe(0)
    },
  },
  {
    rule: 'a line has a short name',
    async run(shell) {
      for (const line of [undefined, null, 5, {}, 'a'.repeat(65)])
        expect(await reaches(shell, ours(shell), line, call(1, 'recentProjects'))).toBe(0)
      expect(await reaches(shell, ours(shell), LINE, call(1, 'recentProjects'))).toBe(1)
    },
  },
  {
    rule: 'a text that is no request is dropped',
    async run(shell) {
      for (const text of [
        '',
        '{',
        'null',
        '[]',
        '{"kind":"call","id":"1","method":"recentProjects","input":{}}',
        '{"kind":"result","id":1}',
      ])
        expect(await reaches(shell, ours(shell), LINE, text)).toBe(0)
    },
  },
  {
    rule: 'a message longer than any of ours is dropped',
    async run(shell) {
      const state = { text: 'a'.repeat(LONGEST_REQUEST) }
      expect(await reaches(shell, ours(shell), LINE, call(1, 'saveWindowState', { state }))).toBe(0)
    },
  },
  {
    rule: 'an unknown call, or one of the wrong type, does not reach the engine',
    async run({ page, engine }) {
      const before = engine.calls.length
      for (const text of [
        call(1, 'shutdown'),
        call(2, '__proto__'),
        call(3, 'openProject', { project: 5 }),
        call(4, 'openProject', null),
      ]) {
        const answer = await askInPage(page, text)
        expect(answer.kind === 'result' && !answer.outcome.ok && answer.outcome.failure.code).toBe('usage')
      }
      expect(engine.calls).toHaveLength(before)
    },
  },
  {
    rule: "a folder is chosen in the system's own dialog, asked for in its own form",
    async run({ page, shim, engine }) {
      const before = engine.calls.length
      shim.shell.folder = '/chosen'
      const chosen = await askInPage(page, call(5, 'pickFolder', { title: 'The collection', create: true }))
      expect(chosen).toEqual({ kind: 'result', id: 5, outcome: { ok: true, value: { native: true, path: '/chosen' } } })
      expect(shim.shell.dialogs.at(-1)).toMatchObject({ title: 'The collection', properties: expect.arrayContaining(['createDirectory']) })
      shim.shell.folder = undefined
      const none = await askInPage(page, call(6, 'pickFolder', { title: 'The collection' }))
      expect(none).toMatchObject({ outcome: { ok: true, value: { native: true, path: null } } })
      const dialogs = shim.shell.dialogs.length
      const wrong = await askInPage(page, call(7, 'pickFolder', { title: { toString: 'evil' } }))
      expect(wrong).toMatchObject({ outcome: { ok: false, failure: { code: 'usage' } } })
      expect([shim.shell.dialogs.length, engine.calls.length]).toEqual([dialogs, before])
    },
  },
  {
    rule: 'the bridge has its three names, and cannot be changed',
    async run({ page }) {
      const seen = await page.evaluate(() => {
        const world = globalThis as unknown as Record<string, Record<string, unknown>>
        const bridge = world['tagbench'] ?? {}
        const before = bridge['send']
        try {
          bridge['send'] = () => 'mine'
          world['tagbench'] = {}
        } catch {
          // A frozen object says so in strict code.
        }
        return [Object.keys(bridge).sort(), world['tagbench'] === bridge && bridge['send'] === before]
      })
      expect(seen).toEqual([['onClose', 'onMessage', 'send'], true])
    },
  },
  {
    rule: 'the page never sees who sent a message',
    async run({ page, contents, shim }) {
      const heard = page.evaluate(
        () =>
          new Promise((resolve) => {
            const { tagbench } = globalThis as unknown as { tagbench: { onClose(listener: (...values: unknown[]) => void): () => void } }
            const stop = tagbench.onClose((...values) => {
              stop()
              resolve(values.length)
            })
          }),
      )
      await page.evaluate(() => 0)
      contents.send('tagbench:lost', 'something')
      expect(await heard).toBe(0)
      expect(shim.shell.engines).toHaveLength(1)
    },
  },
]
