import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WebSocket } from 'ws'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { controlledJob } from '../../src/contract/job.ts'
import { fail, ok } from '../../src/core/result.ts'
import { appArguments, findAppBrowser } from '../../src/main/workstation/browsers.ts'
import { electronBinary, type ElectronPackage } from '../../src/main/workstation/electron-binary.ts'
import { shouldFetch } from '../../src/main/workstation/fetch-electron.ts'
import { makeLaunchFolder } from '../../src/main/workstation/launch-folder.ts'
import { hasDisplay } from '../../src/main/workstation/machine.ts'
import { openWorkstation, type OpenRequest } from '../../src/main/workstation/open-workstation.ts'
import { readPort } from '../../src/main/workstation/read-port.ts'
import { createFakeEngine, PROJECT, type FakeEngine } from './fake-engine.ts'
import { ask, openSocket, secretOf } from './http-client.ts'
import { requireBuilt } from './launch-shell.ts'
import { madeUpMachine, type MadeUpMachine, type Started } from './made-up-machine.ts'
import { SOON } from './soon.ts'

const CHROMIUM = '/usr/bin/chromium'
const OPENER = '/usr/bin/xdg-open'

let folder: string
let machine: MadeUpMachine
let engine: FakeEngine
let shutdowns: number
let said: string[]
let urls: string[]
let stopping: AbortController

beforeEach(() => {
  requireBuilt()
  folder = mkdtempSync(join(tmpdir(), 'tagbench-electron-'))
  engine = createFakeEngine()
  shutdowns = 0
  said = []
  urls = []
  stopping = new AbortController()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  machine?.remove()
})

/** An npm package of Electron, with or without its binary. */
function electronPackage(binary: boolean): ElectronPackage {
  if (binary) {
    mkdirSync(join(folder, 'dist'), { recursive: true })
    writeFileSync(join(folder, 'path.txt'), 'electron')
    writeFileSync(join(folder, 'dist', 'version'), '45.4.1')
    writeFileSync(join(folder, 'dist', 'electron'), '')
  }
  return { folder, version: '45.4.1' }
}

function open(electron: ElectronPackage | undefined, change: Partial<OpenRequest> = {}): ReturnType<typeof openWorkstation> {
  const api = Object.assign(Object.create(engine.api) as typeof engine.api, { shutdown: async () => void (shutdowns += 1) })
  const request: OpenRequest = {
    project: PROJECT,
    port: 0,
    open: true,
    browserOnly: false,
    fetchElectron: false,
    job: controlledJob(() => undefined),
    stop: stopping.signal,
    announce: (url) => void urls.push(url),
    say: (line) => void said.push(line),
    ...change,
  }
  return openWorkstation(machine, () => api, request, electron)
}

const served = async (): Promise<string> => {
  await vi.waitFor(() => expect(urls).toHaveLength(1), SOON)
  return urls[0] ?? ''
}
const commands = (): readonly string[] => machine.started.map(({ command }) => command)

/** A browser that shows the page: it follows the launch page, as Chromium would, and connects. */
async function connectFrom({ args }: Started): Promise<WebSocket> {
  const page = args.find((one) => one.startsWith('--app='))?.slice('--app='.length)
  const url = /location\.replace\("([^"]+)"\)/.exec(readFileSync(fileURLToPath(page ?? ''), 'utf8'))?.[1] ?? ''
  const { port } = new URL(url)
  const socket = await openSocket({ port: Number(port), protocols: ['tagbench.v1', secretOf(url)], origin: `http://127.0.0.1:${port}` })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

describe('opening the workstation', () => {
  it('without a display it says so, prints the address and goes on serving until it is stopped', async () => {
    machine = madeUpMachine({ environment: { PATH: '/usr/bin' }, programs: [CHROMIUM, OPENER] })
    const opened = open(electronPackage(true))
    const url = await served()
    expect((await ask(Number(new URL(url).port), '/')).status).toBe(200)
    await vi.waitFor(() => expect(said.join()).toMatch(/no display here.*address above/), SOON)
    expect(machine.started).toEqual([])
    stopping.abort()
    expect(await opened).toEqual({ ok: true, value: null })
    expect(shutdowns).toBe(2)
    await expect(ask(Number(new URL(url).port), '/')).rejects.toThrow()
  })

  it('in Electron where its binary is there, which gets the project and an engine of its own', async () => {
    machine = madeUpMachine({
      environment: { DISPLAY: ':0', ELECTRON_RUN_AS_NODE: '1', LANG: 'C' },
      onSpawn: ({ child }) => {
        // By then our own engine has given the project back.
        expect(shutdowns).toBe(1)
        child.end(0)
      },
    })
    expect(await open(electronPackage(true))).toEqual({ ok: true, value: null })
    const [started] = machine.started
    expect(started?.command).toBe(join(folder, 'dist', 'electron'))
    expect(started?.args).toEqual([process.cwd(), `--project=${PROJECT}`])
    expect(started?.environment).toEqual({ DISPLAY: ':0', LANG: 'C' })
    expect([urls, said]).toEqual([[], []])
  })

  it('in Electron without its sandbox for the superuser only', async () => {
    machine = madeUpMachine({ superuser: true, onSpawn: ({ child }) => child.end(0) })
    await open(electronPackage(true))
    expect(machine.started[0]?.args[0]).toBe('--no-sandbox')
  })

  it('a stop reaches Electron', async () => {
    machine = madeUpMachine({ onSpawn: () => stopping.abort() })
    expect(await open(electronPackage(true))).toEqual({ ok: true, value: null })
    expect(machine.started[0]?.child.signals).toEqual(['SIGTERM'])
  })

  it('in a browser where Electron is there and cannot show a window', async () => {
    let window: WebSocket | undefined
    machine = madeUpMachine({
      programs: [CHROMIUM],
      onSpawn: async (started) => {
        if (started.command === CHROMIUM) window = await connectFrom(started)
        else started.child.end(127)
      },
    })
    const opened = open(electronPackage(true))
    await vi.waitFor(() => expect(window).toBeDefined(), SOON)
    expect(commands()).toEqual([join(folder, 'dist', 'electron'), CHROMIUM])
    expect(said).toEqual(['Electron is here but could not show a window; opening a browser window instead.'])
    stopping.abort()
    await opened
  })

  it('fetches Electron once, and remembers for a week that it could not', async () => {
    machine = madeUpMachine({ onSpawn: ({ child }) => child.end(1) })
    const fetches = (): number => machine.started.filter(({ args }) => args[0] === join(folder, 'install.js')).length
    const start = async (change: Partial<OpenRequest> = {}): Promise<void> => {
      stopping = new AbortController()
      urls = []
      const opened = open(electronPackage(false), change)
      await served()
      stopping.abort()
      await opened
    }
    await start()
    expect(fetches()).toBe(1)
    expect(said[0]).toMatch(/^Fetching Electron 45.4.1, once, for at most 60 s/)
    await start()
    expect(fetches()).toBe(1)
    await start({ fetchElectron: true })
    expect(fetches()).toBe(2)
  })

  it('opens in Electron once it was fetched', async () => {
    machine = madeUpMachine({
      onSpawn({ args, child }) {
        if (args[0] === join(folder, 'install.js')) electronPackage(true)
        child.end(0)
      },
    })
    expect(await open(electronPackage(false))).toEqual({ ok: true, value: null })
    expect(commands()).toEqual([process.execPath, join(folder, 'dist', 'electron')])
    expect(existsSync(join(machine.stateFolder, 'electron-fetch.json'))).toBe(false)
  })

  it('fetches nothing where there is no display, or where a browser is asked for', async () => {
    for (const [environment, browserOnly] of [
      [{}, false],
      [{ DISPLAY: ':0' }, true],
    ] as const) {
      machine?.remove()
      machine = madeUpMachine({ environment })
      urls = []
      stopping = new AbortController()
      const opened = open(electronPackage(false), { browserOnly })
      await served()
      stopping.abort()
      await opened
      expect(commands()).not.toContain(process.execPath)
    }
  })

  it('as an application where a browser can; a stop closes it, and leaves nothing behind', async () => {
    let window: WebSocket | undefined
    machine = madeUpMachine({ programs: [CHROMIUM, OPENER], onSpawn: async (started) => void (window = await connectFrom(started)) })
    const opened = open(undefined)
    const url = await served()
    await vi.waitFor(() => expect(window).toBeDefined(), SOON)
    const [started] = machine.started
    const page = fileURLToPath(started?.args.find((one) => one.startsWith('--app='))?.slice('--app='.length) ?? '')
    expect(started?.args.join(' ')).not.toContain(secretOf(url))
    expect([statSync(page).mode & 0o777, statSync(dirname(page)).mode & 0o777]).toEqual([0o600, 0o700])
    expect(started?.args).toContain(`--user-data-dir=${join(dirname(page), 'profile')}`)
    stopping.abort()
    expect(await opened).toEqual({ ok: true, value: null })
    expect(started?.child.signals).toEqual(['SIGTERM'])
    expect(existsSync(dirname(page))).toBe(false)
  })

  it('ends when its window is closed, and not while one is open somewhere else', async () => {
    let window: WebSocket | undefined
    machine = madeUpMachine({
      programs: [CHROMIUM],
      async onSpawn(started) {
        window = await connectFrom(started)
        started.child.end(0)
      },
    })
    let over = false
    const opened = open(undefined).then((outcome) => {
      over = true
      return outcome
    })
    await served()
    await vi.waitFor(() => expect(window).toBeDefined(), SOON)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(over).toBe(false)
    window?.close()
    expect(await opened).toEqual({ ok: true, value: null })
    expect(stopping.signal.aborted).toBe(false)
  })

  it("in the user's browser where none can show an application", async () => {
    machine = madeUpMachine({
      programs: [CHROMIUM, OPENER],
      onSpawn: ({ command, child }) => child.end(command === OPENER ? 0 : 1),
    })
    const opened = open(undefined)
    const url = await served()
    await vi.waitFor(() => expect(said).toEqual(['Tagbench is open in your browser. Ctrl+C ends it.']), SOON)
    expect(commands()).toEqual([CHROMIUM, OPENER])
    expect(machine.started[1]?.args.join(' ')).not.toContain(secretOf(url))
    expect(machine.started[1]?.args).toEqual([expect.stringMatching(/tagbench-window-[^/]+\/open\.html$/)])
    stopping.abort()
    await opened
  })

  it('says so where no browser can be started', async () => {
    machine = madeUpMachine({ programs: [OPENER], onSpawn: ({ child }) => child.end(3) })
    const opened = open(undefined)
    await served()
    await vi.waitFor(() => expect(said.join()).toMatch(/No browser was found.*address above/), SOON)
    stopping.abort()
    await opened
  })

  it('opens nothing where it is told so', async () => {
    machine = madeUpMachine({ programs: [CHROMIUM] })
    const opened = open(electronPackage(true), { open: false })
    await served()
    stopping.abort()
    await opened
    expect(machine.started).toEqual([])
  })

  it('a folder that is no project is one clear line', async () => {
    machine = madeUpMachine()
    expect(await open(undefined, { project: '/elsewhere' })).toEqual({
      ok: false,
      failure: { code: 'not-found', message: 'There is no project in that place.' },
    })
    expect([urls, shutdowns]).toEqual([[], 1])
  })
})

describe('the demonstration', () => {
  const request = { browserOnly: true, open: false }
  const demo = (): { dir: string; project: string } => ({ dir: folder, project: join(folder, 'project') })

  async function openDemonstration(summaries: readonly object[]): Promise<readonly string[]> {
    machine = madeUpMachine()
    const calls: string[] = []
    const left = [...summaries]
    const own = {
      demo: async (input: object) => (
        calls.push(`demo ${JSON.stringify(input)}`),
        ok({ ...demo(), collection: '/c', planted: '', instances: 76 })
      ),
      openProject: async () => (calls.push('open'), left.shift()),
      scan: async () => (calls.push('scan'), ok({})),
    }
    engine = { ...engine, api: Object.assign(Object.create(engine.api) as typeof engine.api, own) }
    const { project: _none, ...nothing } = { project: undefined }
    const opened = openWorkstation(
      machine,
      () => Object.assign(Object.create(engine.api) as typeof engine.api, { shutdown: async () => undefined }),
      {
        ...nothing,
        port: 0,
        fetchElectron: false,
        job: controlledJob(() => undefined),
        stop: stopping.signal,
        announce: (url) => void urls.push(url),
        say: (line) => void said.push(line),
        ...request,
      },
      undefined,
    )
    await served()
    stopping.abort()
    await opened
    return calls
  }
  const summary = (instances: number): object => ok({ project: join(folder, 'project'), instances })

  it('is scanned at its first use', async () => {
    expect(await openDemonstration([summary(0)])).toEqual(['demo {"keep":true}', 'open', 'scan'])
    expect(new URLSearchParams(new URL(urls[0] ?? '').hash.slice(1)).get('project')).toBe(join(folder, 'project'))
  })

  it('is found again later, as it was left', async () => {
    expect(await openDemonstration([summary(76)])).toEqual(['demo {"keep":true}', 'open'])
  })

  it('is made anew where another version made it', async () => {
    mkdirSync(join(folder, 'project'))
    const refused = fail({ code: 'refused', message: 'This project was made by another version of Tagbench.' })
    expect(await openDemonstration([refused, summary(0)])).toEqual(['demo {"keep":true}', 'open', 'open', 'scan'])
    expect(existsSync(join(folder, 'project'))).toBe(false)
  })

  it('is opened to look only by the window where another one has it', async () => {
    const busy = fail({ code: 'busy', message: 'The project is in use.' })
    expect(await openDemonstration([busy])).toEqual(['demo {"keep":true}', 'open'])
  })
})

describe('what opening a window depends on', () => {
  it('a display is named on Linux, and is always there elsewhere', () => {
    const on = (platform: NodeJS.Platform, environment: Record<string, string>): boolean => hasDisplay({ platform, environment })
    expect([on('linux', {}), on('linux', { DISPLAY: '' }), on('linux', { DISPLAY: ':0' })]).toEqual([false, false, true])
    expect([on('linux', { WAYLAND_DISPLAY: 'wayland-0' }), on('darwin', {}), on('win32', {})]).toEqual([true, true, true])
  })

  it('an attempt to fetch Electron is made again after a week, for another version, and after a clock that went back', () => {
    const failed = { version: '45.4.1', failedAt: '2026-11-20T12:00:00Z' }
    const at = (time: string, version = '45.4.1'): boolean => shouldFetch(failed, version, new Date(time))
    expect(shouldFetch(undefined, '45.4.1', new Date())).toBe(true)
    expect([at('2026-11-20T12:00:01Z'), at('2026-11-27T11:59:59Z'), at('2026-11-27T12:00:00Z')]).toEqual([false, false, true])
    expect([at('2026-11-20T12:00:01Z', '45.5.0'), at('2026-11-01T00:00:00Z')]).toEqual([true, true])
    expect(shouldFetch({ ...failed, failedAt: 'nonsense' }, '45.4.1', new Date())).toBe(true)
  })

  it("Electron's binary is there whole, of the package's own version, or not at all", () => {
    const electron = electronPackage(true)
    const binary = join(folder, 'dist', 'electron')
    expect(electronBinary(electron, { environment: {} })).toBe(binary)
    expect(electronBinary({ ...electron, version: '46.0.0' }, { environment: {} })).toBeUndefined()
    expect(electronBinary(electron, { environment: { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' } })).toBeUndefined()
    expect(electronBinary(electron, { environment: { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') } })).toBe(binary)
    rmSync(join(folder, 'dist', 'electron'))
    expect(electronBinary(electron, { environment: {} })).toBeUndefined()
  })

  it('browsers are found where each system has them', () => {
    const found = (platform: NodeJS.Platform, environment: Record<string, string>, ...programs: string[]): string | undefined => {
      machine?.remove()
      machine = madeUpMachine({ platform, environment, programs })
      return findAppBrowser(machine)
    }
    expect(found('linux', { PATH: '/a:/b' }, '/b/google-chrome', '/b/chromium')).toBe('/b/chromium')
    expect(found('linux', { PATH: '/a:/b' }, '/b/firefox')).toBeUndefined()
    expect(found('linux', {})).toBeUndefined()
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(found('darwin', { PATH: '/b' }, '/b/chromium', chrome)).toBe(chrome)
    const edge = join('C:\\Programs', 'Microsoft\\Edge\\Application\\msedge.exe')
    expect(found('win32', { 'ProgramFiles(x86)': 'C:\\Programs' }, edge)).toBe(edge)
  })

  it("Chromium keeps its sandbox for everybody but the superuser, and looks at nothing of the user's own browser", () => {
    const folderOf = { page: '/tmp/x/open.html', profile: '/tmp/x/profile' }
    const usual = appArguments(folderOf, { platform: 'linux', superuser: false })
    expect(usual).toEqual(
      expect.arrayContaining(['--app=file:///tmp/x/open.html', '--user-data-dir=/tmp/x/profile', '--disable-extensions']),
    )
    expect(usual.filter((one) => one.includes('sandbox'))).toEqual([])
    expect(appArguments(folderOf, { platform: 'linux', superuser: true })).toContain('--no-sandbox')
  })

  it('the launch page holds an address of any form as it is', () => {
    const url = 'http://127.0.0.1:1/#secret=a&project=%2F"</script><b>&amp;'
    const launch = makeLaunchFolder(url)
    const text = readFileSync(launch.page, 'utf8')
    launch.remove()
    expect(text.match(/<\/script>/g)).toHaveLength(1)
    expect(JSON.parse(/location\.replace\((".*?")\)<\/script>/.exec(text)?.[1] ?? '')).toBe(url)
    expect(existsSync(launch.page)).toBe(false)
  })

  it('a port is a whole number of its range', () => {
    expect([undefined, '1', '65535'].map(readPort)).toEqual([0, 1, 65_535])
    for (const wrong of ['0', '65536', '-1', '1.5', '80a', '', ' 80', '0x50', '1e3'])
      expect([wrong, readPort(wrong)]).toEqual([wrong, undefined])
  })
})
