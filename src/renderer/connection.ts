import type { CurationApi } from '../contract/curation-api.ts'
import { isMethod } from '../contract/input-shape.ts'
import { UNWATCHED, type Job } from '../contract/job.ts'
import type { Outcome } from '../contract/outcome.ts'
import { connect } from '../contract/proxy.ts'
import type { Wire, WireMessage } from '../contract/wire.ts'
import { SECRET_KEY, secretOf } from './launch-secret.ts'

/** What the preload of the Electron shell puts into the page: one channel of messages as JSON text, nothing else. */
export interface TagbenchBridge {
  send(text: string): void
  onMessage(listener: (text: string) => void): () => void
  /** Called when the engine process has ended; it is started again, and the next message goes to the new one. */
  onClose(listener: () => void): () => void
}

declare global {
  interface Window {
    readonly tagbench?: TagbenchBridge
  }
}

/** `refused`: the engine is there, and does not know this window's launch. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused'

/** The engine, wherever it runs, with the state of the line to it. */
export interface Connection {
  readonly api: CurationApi
  /** Hears of every change of the line, and of its state at once. */
  onState(listener: (state: ConnectionState) => void): () => void
  /** Which shell this is: Electron has dialogs of its own, a browser window does not. */
  readonly shell: 'electron' | 'browser'
  /** The project that the launch named. */
  readonly startProject: string | undefined
  /** Does something on every new line to the engine before any other call goes over it. */
  onConnect(prepare: (api: CurationApi) => Promise<void>): void
}

/** Calls that only read: asked again by themselves when the line comes back. */
const READS: ReadonlySet<string> = new Set<keyof CurationApi>([
  'openProject',
  'collection',
  'collectionTree',
  'collectionProblems',
  'collectionCases',
  'header',
  'headerValue',
  'instanceWith',
  'inventory',
  'facets',
  'element',
  'elementFacts',
  'valueShape',
  'elementValues',
  'spreads',
  'preview',
  'previewSelection',
  'evidence',
  'values',
  'privateBlocks',
  'privateBlock',
  'evidence',
  'knowledgeSearch',
  'work',
  'workStanding',
  'workReach',
  'valuePlaces',
  'profile',
  'proposals',
  'history',
  'projectHistory',
  'actDecisions',
  'problems',
  'standing',
  'applyPlan',
  'optionEffects',
  'settingExamples',
  'lastReview',
  'readReport',
  'running',
  'recentProjects',
  'listFolder',
  'windowState',
])

const RETRY_FIRST_MS = 250
const RETRY_MOST_MS = 5000

/** Opens the line to the engine. The only place that knows whether it is a socket or a bridge. */
export function openConnection(): Connection {
  const launch = readLaunch()
  const listeners = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'connecting'
  let current: CurationApi | undefined
  /** Counts the lines, so that one that is lost while it is prepared is not taken for the current one. */
  let line = 0
  let waiting: (() => void)[] = []
  const preparations: ((api: CurationApi) => Promise<void>)[] = []

  const setState = (next: ConnectionState): void => {
    state = next
    for (const listener of listeners) listener(next)
  }
  const connected = async (wire: Wire): Promise<void> => {
    const mine = ++line
    const api = connect(wire)
    for (const prepare of preparations) await prepare(api)
    if (mine !== line) return
    current = api
    setState('connected')
    for (const resume of waiting) resume()
    waiting = []
  }
  const down = (as: 'lost' | 'refused'): void => {
    line += 1
    current = undefined
    if (state !== as) setState(as)
  }
  const lost = (): void => down('lost')

  const onWire = (wire: Wire): void => void connected(wire)
  if (window.tagbench === undefined) void secretOf(launch.secret).then((secret) => openSocket(secret, onWire, down))
  else openBridge(window.tagbench, onWire, lost)

  const ready = (): Promise<void> => (current === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve())
  const call = async (method: keyof CurationApi, input: unknown, job: Job): Promise<Outcome<unknown>> => {
    for (;;) {
      await ready()
      const api = current
      if (api === undefined) continue
      const outcome = await (api[method] as (input: unknown, job: Job) => Promise<Outcome<unknown>>)(input, job)
      const interrupted = !outcome.ok && outcome.failure.code === 'io' && current !== api
      if (!interrupted || !READS.has(method)) return outcome
    }
  }
  const api = new Proxy({} as CurationApi, {
    get: (_target, name) =>
      typeof name === 'string' && isMethod(name) ? (input: unknown, job: Job = UNWATCHED) => call(name, input, job) : undefined,
  })
  return {
    api,
    shell: window.tagbench === undefined ? 'browser' : 'electron',
    startProject: launch.project,
    onConnect: (prepare) => void preparations.push(prepare),
    onState(listener) {
      listeners.add(listener)
      listener(state)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * The launch's secret comes in the fragment, which no server sees; it is taken out of the address at once. So is the
 * project: whoever loads the page again means the one that is open then. A fragment that begins with a slash is the
 * address of a view, and stays.
 */
function readLaunch(): { secret: string; project: string | undefined } {
  const fragment = new URLSearchParams(isView() ? '' : location.hash.slice(1))
  const secret = fragment.get('secret')
  if (secret !== null) sessionStorage.setItem(SECRET_KEY, secret)
  if (location.hash !== '' && !isView()) history.replaceState(null, '', location.pathname)
  // The link of a new launch, followed in a page of an earlier one.
  window.addEventListener('hashchange', () => {
    if (location.hash.startsWith('#secret=')) location.reload()
  })
  return { secret: sessionStorage.getItem(SECRET_KEY) ?? '', project: fragment.get('project') ?? undefined }
}

const isView = (): boolean => location.hash.startsWith('#/')

function openBridge(bridge: TagbenchBridge, connected: (wire: Wire) => void, lost: () => void): void {
  const open = (): void => {
    const messages = new Set<(message: WireMessage) => void>()
    const closes = new Set<() => void>()
    const stop = bridge.onMessage((text) => {
      const message = JSON.parse(text) as WireMessage
      for (const listener of messages) listener(message)
    })
    const stopClose = bridge.onClose(() => {
      stop()
      stopClose()
      lost()
      for (const listener of closes) listener()
      setTimeout(open, RETRY_FIRST_MS)
    })
    connected({
      send: (message) => bridge.send(JSON.stringify(message)),
      onMessage: (listener) => (messages.add(listener), () => messages.delete(listener)),
      onClose: (listener) => (closes.add(listener), () => closes.delete(listener)),
    })
  }
  open()
}

/** Whether who served this page is there. */
const isServed = (): Promise<boolean> =>
  fetch(location.pathname, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

function openSocket(secret: string, connected: (wire: Wire) => void, down: (as: 'lost' | 'refused') => void): void {
  let delay = RETRY_FIRST_MS
  const open = (): void => {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws'), secret === '' ? ['tagbench.v1'] : ['tagbench.v1', secret])
    const messages = new Set<(message: WireMessage) => void>()
    const closes = new Set<() => void>()
    let wasOpen = false
    socket.addEventListener('open', () => {
      wasOpen = true
      delay = RETRY_FIRST_MS
      connected({
        send: (message) => socket.send(JSON.stringify(message)),
        onMessage: (listener) => (messages.add(listener), () => messages.delete(listener)),
        onClose: (listener) => (closes.add(listener), () => closes.delete(listener)),
      })
    })
    socket.addEventListener('message', (event) => {
      const message = JSON.parse(String(event.data)) as WireMessage
      for (const listener of messages) listener(message)
    })
    socket.addEventListener('close', () => {
      if (wasOpen) down('lost')
      else void isServed().then((there) => down(there ? 'refused' : 'lost'))
      for (const listener of closes) listener()
      setTimeout(open, delay)
      delay = Math.min(RETRY_MOST_MS, delay * 2)
    })
  }
  open()
}
