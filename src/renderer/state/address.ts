import { defineStore } from 'pinia'
import { effectScope, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { formatAddress, formatView, HOME, parseAddress, type Address, type View } from './address-text.ts'

/** Browsers refuse an address that changes faster than a few times a second. */
const PAUSE_MS = 250

/** The address of the window: the one place that reads and writes it. Back, forward and a pasted address arrive here. */
export const useAddress = defineStore('address', () => {
  const now = shallowRef<Address>(parseAddress(location.hash))
  /** Grows with every address that was not written by the room on the screen: by back, by hand, by a link. */
  const arrivals = ref(0)
  let pending: ReturnType<typeof setTimeout> | undefined

  function writeNow(): void {
    clearTimeout(pending)
    pending = undefined
    if (location.hash !== formatAddress(now.value)) history.replaceState(null, '', formatAddress(now.value))
  }

  window.addEventListener('popstate', () => {
    clearTimeout(pending)
    pending = undefined
    if (location.hash !== '' && !location.hash.startsWith('#/')) return
    now.value = parseAddress(location.hash)
    arrivals.value += 1
  })
  window.addEventListener('pagehide', writeNow)

  /** Goes on to another address, from which back leads here again. */
  function push(next: Address): void {
    if (formatAddress(next) === formatAddress(now.value)) return
    writeNow()
    now.value = next
    history.pushState(null, '', formatAddress(next))
  }

  /** Says better where the window is; back does not lead to what stood here before. */
  function replace(next: Address): void {
    now.value = next
    pending ??= setTimeout(writeNow, PAUSE_MS)
  }

  /** Goes to a step; without a view it is shown as it was left. */
  function go(project: string, step: string, view?: View): void {
    const before = now.value
    if (view === undefined && before.project === project && before.step === step) return
    const { panel } = before
    push({ project, step, ...(panel === undefined ? {} : { panel }), view })
    if (now.value !== before) arrivals.value += 1
  }

  /** Opens something below the step, or closes it. */
  function showPanel(panel: string | undefined): void {
    const { project, step, view } = now.value
    push({ project, step, ...(panel === undefined ? {} : { panel }), view })
  }

  function goHome(): void {
    push(HOME)
  }

  /** The address as text, to be copied: of this view, without anything of the launch or of this machine. */
  function copyable(): string {
    writeNow()
    return location.protocol.startsWith('http') ? location.href : formatAddress(now.value)
  }

  /** Goes to an address that a person gave: a whole one, or its part from `#` on. */
  function follow(text: string): boolean {
    const at = text.indexOf('#/')
    if (at < 0) return false
    push(parseAddress(text.slice(at).trim()))
    arrivals.value += 1
    return true
  }

  return { now, arrivals, push, replace, go, showPanel, goHome, copyable, follow }
})

/** How a room and the address speak to each other. */
export interface RoomView {
  /** What is shown now. Reactive, and cheap; what is at its default is undefined, empty or left out. */
  now(): View
  /** Shows what an address says. What the view does not name goes back to its default. */
  show(view: View): void | Promise<void>
  /**
   * Reads what the room remembers, where the address leaves it open, and returns what shows it. That is not done where
   * somebody has chosen something in the meantime. Without it: everything is at its default.
   */
  remembered?(): Promise<() => void | Promise<void>>
  /** Names whose changes are no step of their own for the back button: the row that is looked at, for example. */
  readonly quiet?: readonly string[]
  /** Names that are typed: a run of changes of one of them is one step back. */
  readonly typed?: readonly string[]
}

/**
 * Keeps the view of a room in the address, both ways. Called in the setup of the room's screen:
 *
 * ```ts
 * const search = ref('')
 * const chosen = ref<readonly string[]>([])
 * const { ready } = useAddressView('values', {
 *   now: () => ({ search: search.value, vr: chosen.value, at: path.value }),
 *   show: (view) => {
 *     search.value = textOf(view, 'search')
 *     chosen.value = listOf(view, 'vr')
 *     path.value = textOf(view, 'at')
 *   },
 *   remembered: restoreWhatWasSaved,
 *   typed: ['search'],
 *   quiet: ['at'],
 * })
 * ```
 *
 * On mounting, the address (a copied one, a link, back, a reload) is shown if it says anything, and otherwise what the
 * room remembers; from then on every change is in the address. Texts come from people: `show` takes only what it knows.
 * Links into another room are `useSteps().go('inventory', { state: ['open'] })`. Names agreed on by all rooms: `search`,
 * `sort` (`-name` descending), `by` (what is grouped by), `at` (the attribute path that is looked at), and facets by their own names.
 *
 * @returns `ready`: true once the room shows what it was asked to, so that a list need not be loaded twice
 */
export function useAddressView(step: string, room: RoomView): { readonly ready: Ref<boolean> } {
  const address = useAddress()
  const ready = ref(false)
  const watching = effectScope()
  let isGone = false
  /** An address is being shown: what changes by that is no new one. */
  let isArriving = false
  let lastTyped = ''

  const isMine = (): boolean => address.now.step === step

  async function arrive(): Promise<void> {
    const { view } = address.now
    isArriving = true
    await (view === undefined && room.remembered !== undefined ? recall(room.remembered) : room.show(view ?? {}))
    isArriving = false
    if (!isGone && isMine()) settle()
  }

  async function recall(read: NonNullable<RoomView['remembered']>): Promise<void> {
    const before = formatView(room.now())
    const show = await read()
    if (formatView(room.now()) === before) await show()
  }

  function settle(): void {
    lastTyped = ''
    address.replace({ ...address.now, view: room.now() })
  }

  function changed(): void {
    if (!isMine()) return
    const next = { ...address.now, view: room.now() }
    const names = differing(address.now.view ?? {}, next.view)
    if (names.length === 0) return
    const typed = names.length === 1 && room.typed?.includes(names[0] ?? '') === true ? (names[0] ?? '') : ''
    const isSmall = names.every((name) => room.quiet?.includes(name) === true) || (typed !== '' && typed === lastTyped)
    if (isArriving || isSmall) address.replace(next)
    else address.push(next)
    if (!isSmall) lastTyped = typed
  }

  onMounted(async () => {
    await arrive()
    ready.value = true
    if (isGone) return
    watching.run(() => {
      watch(() => formatView(room.now()), changed)
      watch(
        () => address.arrivals,
        () => {
          if (isMine()) void arrive()
        },
      )
    })
  })
  onBeforeUnmount(() => {
    isGone = true
    watching.stop()
  })
  return { ready }
}

/** The names under which two views differ. */
function differing(one: View, other: View): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => formatView({ v: one[name] }) !== formatView({ v: other[name] }))
}
