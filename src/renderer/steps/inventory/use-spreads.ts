import { onBeforeUnmount, watch } from 'vue'
import type { ValueSpread } from '../../../contract/element-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'

/** Whoever scrolls on wants those of the lines they stay on. */
const PAUSE_MS = 90
/** So many are asked for at once, that a search or a mark between them waits for few. */
const TOGETHER = 16

/**
 * How the values of the elements that are seen spread over the files. They are asked for when a cell is drawn, a few at a
 * time, and drawn when they come; a cell that is no longer wanted by then costs nothing.
 * @param arrived draws those cells anew of which something else is known than when they were drawn
 */
export function useSpreads(arrived: () => void) {
  const session = useSession()
  const found = new Map<string, ValueSpread>()
  const wanted = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The list is no longer on the screen; an answer may still come. */
  let isGone = false

  const known = (path: string): ValueSpread | undefined => found.get(path)

  /** What is known of an element; what is not is asked for. */
  function of(path: string): ValueSpread | undefined {
    const spread = known(path)
    if (spread === undefined) {
      wanted.add(path)
      timer ??= setTimeout(ask, PAUSE_MS)
    }
    return spread
  }

  async function ask(): Promise<void> {
    // The latest first: they are what is seen now. What was scrolled past is asked for when it is seen again.
    const paths = [...wanted].slice(-TOGETHER)
    const { project, summary } = session
    const left = [...wanted].slice(-4 * TOGETHER, -TOGETHER)
    wanted.clear()
    for (const path of left) wanted.add(path)
    const answer = await api.spreads({ project, paths }, noJob)
    timer = undefined
    if (isGone || !answer.ok || session.project !== project) return
    // Another scan ended meanwhile: these are of the one before, and cells ask for theirs again.
    const isOld = session.summary?.scans !== summary?.scans
    for (const [index, path] of paths.entries()) {
      const spread = answer.value[index]
      if (spread !== undefined && !isOld) found.set(path, spread)
    }
    arrived()
    if (wanted.size > 0) timer = setTimeout(ask, 0)
  }

  /** Another scan, other values. */
  watch(
    () => session.summary?.scans,
    () => {
      found.clear()
      arrived()
    },
  )
  onBeforeUnmount(() => {
    isGone = true
    clearTimeout(timer)
  })

  return { of, known }
}

export type Spreads = ReturnType<typeof useSpreads>
