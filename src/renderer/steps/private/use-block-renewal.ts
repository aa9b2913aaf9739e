import { onBeforeUnmount, watch, type Ref } from 'vue'
import { useSession } from '../../state/session.ts'
import type { BlockMarks } from './use-block-marks.ts'
import type { BlockRows } from './use-block-rows.ts'
import type { BlockWalk } from './use-block-walk.ts'
import type { Blocks } from './use-blocks.ts'

/** Whoever marks element after element waits for none of them; what follows is asked for in the pauses. */
const PAUSE_MS = 120

interface Renewed {
  readonly blocks: Blocks
  readonly rows: BlockRows
  readonly marks: BlockMarks
  readonly walk: Pick<BlockWalk, 'openFirst'>
}

/** Keeps the blocks and the rows of the open one as they are decided, from when the room is `ready`. */
export function useBlockRenewal({ blocks, rows, marks, walk }: Renewed, ready: Readonly<Ref<boolean>>): void {
  const session = useSession()
  let timer: ReturnType<typeof setTimeout> | undefined

  function refreshSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(refresh, PAUSE_MS)
  }

  async function refresh(): Promise<void> {
    if (marks.busy.value) return refreshSoon()
    const done = marks.settledMarks()
    await blocks.load()
    await rows.opened()
    const block = blocks.current.value
    if (block === undefined) return walk.openFirst()
    await rows.refresh(block, done)
  }

  watch(
    () => session.revision,
    () => {
      if (ready.value) refreshSoon()
    },
  )
  onBeforeUnmount(() => clearTimeout(timer))
}
