import { computed, ref, shallowRef, watch } from 'vue'
import type { PrivateBlock, PrivateBlockDetail, PrivateElementRow, PrivateState } from '../../../contract/private-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { linesOf, openInTurn, placed, renewed, type PlacedRow } from './lines.ts'

/** What a curator has just decided of an element, before the engine's own rows say so. */
export type Shown = Pick<PrivateElementRow, 'state' | 'row'> & Partial<Pick<PrivateElementRow, 'choice'>>

/**
 * The elements of the open block as lines of the grid, grouped by what they need. The grouping is made when the block is
 * opened and stays until it is asked for anew: a row that is decided keeps its place.
 */
export function useBlockRows() {
  const session = useSession()
  const detail = shallowRef<PrivateBlockDetail>()
  /** The block whose rows these are; the one that is open in the list may still be on its way. */
  const of = shallowRef<PrivateBlock>()
  const places = shallowRef<readonly PlacedRow[]>([])
  const marks = shallowRef<ReadonlyMap<string, Shown>>(new Map())
  const folded = ref<ReadonlySet<PrivateState>>(new Set())
  const current = ref(-1)
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const failure = ref('')
  /** Elements that were looked at since the block was opened: who passed one over is not led back to it. */
  const seen = new Set<string>()
  /** Marks that the next rows of the engine know of: an answer that another has overtaken leaves them for that one. */
  const known = new Set<string>()
  let asked = 0
  /** A block that was asked for and is not here yet. */
  let opening: Promise<unknown> | undefined

  const rows = computed<readonly PlacedRow[]>(() =>
    places.value.map(({ row, need }) => ({ row: { ...row, ...marks.value.get(row.row.element.path) }, need })),
  )
  /** The paths of the elements of the block, whatever is decided of them. */
  const elements = computed(() => places.value.map(({ row }) => row.row.element.path))
  const lines = computed(() => linesOf(rows.value, folded.value))
  const looked = computed<PrivateElementRow | undefined>(() => {
    const line = lines.value[current.value]
    return line?.kind === 'element' ? line.row : undefined
  })
  watch(looked, (now) => now !== undefined && seen.add(now.row.element.path), { flush: 'sync' })
  const chosen = computed<readonly PrivateElementRow[]>(() =>
    rows.value.map(({ row }) => row).filter(({ row }) => selected.value.has(row.element.path)),
  )
  /** Whether rows stand in a group that they would not be put into now. */
  const isOutOfPlace = computed(() => rows.value.some(({ row, need }) => row.state !== need))

  const indexOf = (path: string): number => lines.value.findIndex((line) => line.kind === 'element' && line.row.row.element.path === path)
  const firstElement = (): number => lines.value.findIndex((line) => line.kind === 'element')

  async function ask(block: PrivateBlock): Promise<PrivateBlockDetail | undefined> {
    asked += 1
    const mine = asked
    const outcome = await api.privateBlock({ project: session.project, key: block.key }, noJob)
    if (mine !== asked) return undefined
    failure.value = outcome.ok ? '' : outcome.failure.message
    return outcome.ok ? outcome.value : undefined
  }

  /** Opens a block: its elements by what they need, the first one looked at, or a named one. */
  async function open(block: PrivateBlock, path = ''): Promise<boolean> {
    const asking = ask(block)
    opening = asking
    const found = await asking
    // Another block was asked for since.
    if (opening !== asking) return false
    opening = undefined
    if (found === undefined) {
      detail.value = undefined
      places.value = []
      return false
    }
    detail.value = found
    of.value = block
    seen.clear()
    known.clear()
    places.value = placed(found.rows)
    marks.value = new Map()
    folded.value = new Set()
    selected.value = new Set()
    const at = path === '' ? -1 : indexOf(path)
    current.value = at >= 0 ? at : firstElement()
    return true
  }

  /** Done once the block is here that was asked for last. */
  async function opened(): Promise<void> {
    const asking = opening
    if (asking === undefined) return
    await asking
    await opened()
  }

  /** The same block as it stands now; rows and the eye keep their places. One that is just being opened is not overtaken. */
  async function refresh(block: PrivateBlock, done: readonly string[]): Promise<void> {
    if (opening !== undefined) return
    for (const one of done) known.add(one)
    const found = await ask(block)
    if (found === undefined) return
    of.value = block
    const path = looked.value?.row.element.path
    detail.value = found
    places.value = renewed(places.value, found.rows)
    if (known.size > 0) unmark(known)
    known.clear()
    stay(path)
  }

  /** Groups anew by what is needed now. */
  function regroup(): void {
    const path = looked.value?.row.element.path
    places.value = placed(rows.value.map(({ row }) => row))
    stay(path)
  }

  function stay(path: string | undefined): void {
    const at = path === undefined ? -1 : indexOf(path)
    current.value = at >= 0 ? at : Math.min(current.value, lines.value.length - 1)
  }

  function mark(shown: ReadonlyMap<string, Shown>): void {
    marks.value = new Map([...marks.value, ...shown])
    for (const path of shown.keys()) known.delete(path)
  }

  function unmark(paths: Iterable<string>): void {
    const left = new Map(marks.value)
    for (const path of paths) left.delete(path)
    marks.value = left
  }

  /** Those of some marks that no later one has taken the place of. */
  function stillMarked(shown: ReadonlyMap<string, Shown>): readonly string[] {
    return [...shown].flatMap(([path, one]) => (marks.value.get(path) === one ? [path] : []))
  }

  function goTo(index: number): void {
    current.value = Math.max(lines.value.length === 0 ? -1 : 0, Math.min(lines.value.length - 1, index))
  }

  function goToPath(path: string): boolean {
    const place = places.value.find(({ row }) => row.row.element.path === path)
    if (place === undefined) return false
    if (folded.value.has(place.need)) toggleFold(place.need)
    goTo(indexOf(path))
    return true
  }

  function toggleFold(need: PrivateState): void {
    const path = looked.value?.row.element.path
    const next = new Set(folded.value)
    if (!next.delete(need)) next.add(need)
    folded.value = next
    const at = path === undefined ? -1 : indexOf(path)
    const head = lines.value.findIndex((line) => line.kind === 'group' && line.need === need)
    goTo(at >= 0 ? at : head)
  }

  /**
   * The next element that is open now, whether its group is folded or not: further on, or else on the other side, of what
   * was not looked at since the block was opened. Undefined where there is none.
   */
  function nextOpen(back: boolean): string | undefined {
    const all = rows.value.map(({ row }) => row)
    const line = lines.value[current.value]
    // The head of a group stands before its first element.
    const at = line?.kind === 'element' ? all.indexOf(line.row) : rows.value.findIndex(({ need }) => need === line?.need)
    const [above, below] = [all.slice(0, Math.max(0, at)), all.slice(Math.max(0, line?.kind === 'element' ? at + 1 : at))]
    return openInTurn(above, below, { back, seen })
  }

  /** Any open element but the one that is looked at, passed over before or not. */
  function leftOpen(): string | undefined {
    const path = looked.value?.row.element.path
    return rows.value.find(({ row }) => row.state !== 'settled' && row.row.element.path !== path)?.row.row.element.path
  }

  function select(paths: Iterable<string>, on: boolean): void {
    const next = new Set(selected.value)
    for (const path of paths) {
      if (on) next.add(path)
      else next.delete(path)
    }
    selected.value = next
  }

  function selectOnly(paths: Iterable<string>): void {
    selected.value = new Set(paths)
  }

  return {
    detail,
    of,
    opened,
    rows,
    elements,
    lines,
    current,
    looked,
    selected,
    chosen,
    failure,
    isOutOfPlace,
    open,
    refresh,
    regroup,
    mark,
    unmark,
    stillMarked,
    goTo,
    goToPath,
    toggleFold,
    nextOpen,
    leftOpen,
    select,
    selectOnly,
  }
}

export type BlockRows = ReturnType<typeof useBlockRows>
