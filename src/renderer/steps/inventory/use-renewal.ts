import { effectScope, onBeforeUnmount, watch } from 'vue'
import { keepFresh } from '../../state/keep-fresh.ts'
import type { KeyQueue } from '../../parts/key-queue.ts'
import { useSession } from '../../state/session.ts'
import type { InventoryGridState } from './use-grid.ts'
import type { InventoryList } from './use-list.ts'
import type { Marks } from './use-marks.ts'
import type { InventorySelection } from './use-selection.ts'

/** Whoever marks row after row waits for none of them; what follows from the marks is asked for in the pauses. */
const PAUSE_MS = 120

/** Keeps the list as it was asked for, and its rows as they are decided. Keys wait for a list that was asked for. */
export function useRenewal(list: InventoryList, grid: InventoryGridState, selection: InventorySelection, marks: Marks, inTurn: KeyQueue) {
  const session = useSession()
  const { chosen } = list
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Begins later than the screen, and ends with it. */
  const watching = effectScope()

  /** Another search or filter: the first line is looked at, and nothing is selected that might not be seen any more. */
  const anew = keepFresh(async () => {
    selection.clear()
    const shown = grid.renew()
    void list.loadFacets()
    await shown
  })

  /** The same elements, in another order or under other heads: the eye stays on the one it was on. */
  const rearranged = keepFresh(async () => {
    const { line } = grid.current.value
    await grid.renew(line?.kind === 'element' ? { path: line.row.element.path } : undefined)
  })

  function refreshSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (marks.busy.value) return refreshSoon()
      if (list.total.value === 0) return inTurn.hold(anew())
      grid.refresh()
      void list.loadFacets()
    }, PAUSE_MS)
  }

  function begin(): void {
    void list.loadFacets()
    watching.run(watchAll)
  }

  function watchAll(): void {
    watch(
      () => [chosen.search, chosen.inValues, chosen.filters],
      () => inTurn.hold(anew()),
    )
    watch(
      () => [chosen.groupBy, chosen.sort],
      () => inTurn.hold(rearranged()),
    )
    watch(() => session.revision, refreshSoon)
  }

  onBeforeUnmount(() => {
    watching.stop()
    clearTimeout(timer)
  })

  return { begin, renew: anew }
}
