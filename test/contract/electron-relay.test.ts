import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../src/contract/job.ts'
import { connect } from '../../src/contract/proxy.ts'
import type { Wire, WireMessage } from '../../src/contract/wire.ts'
import { hasChromium, launchChromium, withChromium } from '../main/chromium.ts'
import type { FakeEngine } from '../main/fake-engine.ts'
import { launchShell, playEngine, requireBuilt, type LaunchedShell } from '../main/launch-shell.ts'
import { SOON } from '../main/soon.ts'
import { shellRoot, type ShellRoot } from '../main/shell-root.ts'
import { curationWireSuite, type TestLine } from './curation-wire.case.ts'

let browser: Browser
let root: ShellRoot
let launched: { readonly engine: FakeEngine; readonly shell: LaunchedShell } | undefined

beforeAll(async () => {
  if (!hasChromium) return
  requireBuilt()
  root = shellRoot()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  root?.remove()
})

/** A line from this test through the page's bridge, the built preload and the built main process to the engine. */
async function openLine(page: Page): Promise<TestLine> {
  const messages = new Set<(message: WireMessage) => void>()
  const closes = new Set<() => void>()
  const name = `heard${crypto.randomUUID().replaceAll('-', '')}`
  await page.exposeFunction(name, (text: string | null) => {
    if (text === null) for (const listener of closes) listener()
    else for (const listener of messages) listener(JSON.parse(text) as WireMessage)
  })
  await page.evaluate((heard) => {
    const world = globalThis as unknown as Record<string, (text: string | null) => void> & { tagbench: Bridge }
    world.tagbench.onMessage((text) => world[heard]?.(text))
    world.tagbench.onClose(() => world[heard]?.(null))
  }, name)
  let sending: Promise<unknown> = Promise.resolve()
  const wire: Wire = {
    send(message) {
      sending = sending.then(() =>
        page.evaluate((text) => (globalThis as unknown as { tagbench: Bridge }).tagbench.send(text), JSON.stringify(message)),
      )
    },
    onMessage: (listener) => (messages.add(listener), () => messages.delete(listener)),
    onClose: (listener) => (closes.add(listener), () => closes.delete(listener)),
  }
  return {
    wire,
    // What waits in a page that is loaded anew is gone with it.
    async lose() {
      messages.clear()
      await page.reload()
      for (const listener of closes) listener()
    },
  }
}

interface Bridge {
  send(text: string): void
  onMessage(listener: (text: string) => void): () => void
  onClose(listener: () => void): () => void
}

async function shellOf(engine: FakeEngine): Promise<LaunchedShell> {
  if (launched?.engine !== engine) launched = { engine, shell: await launchShell({ root: root.folder, browser, engine }) }
  return launched.shell
}

async function close(): Promise<void> {
  await launched?.shell.close()
  launched = undefined
}

curationWireSuite(
  `the bridge of the built Electron shell${withChromium}`,
  { open: async (engine) => openLine((await shellOf(engine)).page), close },
  !hasChromium,
)

describe.skipIf(!hasChromium)(`an engine that falls, under Electron${withChromium}`, () => {
  it('what waits fails with io; the next call goes to the engine that was started in its place', async () => {
    const shell = await launchShell({ root: root.folder, browser })
    const line = await openLine(shell.page)
    const api = connect(line.wire)
    const scan = api.scan({ project: '/projects/one', collection: '/collections/one' }, UNWATCHED)
    await expect.poll(() => shell.engine.calls.length, SOON).toBe(1)
    const { shell: state } = shell.shim
    state.onFork = (child) => playEngine(child, shell.engine)
    state.engines[0]?.emit('exit', 1)
    expect(await scan).toMatchObject({ ok: false, failure: { code: 'io' } })
    const again = connect((await openLine(shell.page)).wire)
    expect(await again.recentProjects({}, UNWATCHED)).toEqual({ ok: true, value: [] })
    expect(state.engines).toHaveLength(2)
    await shell.close()
  })
})
