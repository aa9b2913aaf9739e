import { ref, shallowRef, watch } from 'vue'
import type { HistoryEntry } from '../../contract/decision-answers.ts'
import type { ValueRow } from '../../contract/inventory-row.ts'
import { api, noJob, useSession } from '../state/session.ts'

/** Values that are asked for: those that say most. An element can have as many as there are files. */
const SOME_VALUES = 200
/** Whoever runs along the rows with a key held down does not want the values of each. */
const PAUSE_MS = 60

/** The values and the history of the element that the panel shows. */
export function useElementDetails(path: () => string) {
  const session = useSession()
  const values = shallowRef<readonly ValueRow[]>([])
  const history = shallowRef<readonly HistoryEntry[]>([])
  const failure = ref('')
  /** Of which element the details are; until they are there, nothing old is shown as if it were of the new one. */
  const of = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was asked: of the same element, too, an earlier answer says what was. */
  let loads = 0

  async function load(): Promise<void> {
    const mine = ++loads
    const asked = { project: session.project, path: path() }
    const [found, log] = await Promise.all([api.values({ ...asked, limit: SOME_VALUES }, noJob), api.history(asked, noJob)])
    if (mine !== loads || asked.path !== path()) return
    failure.value = found.ok ? '' : found.failure.message
    values.value = found.ok ? found.value : []
    history.value = log.ok ? log.value : []
    of.value = asked.path
  }

  watch(
    () => [path(), session.revision] as const,
    ([now], before) => {
      clearTimeout(timer)
      timer = setTimeout(load, before === undefined || before[0] === now ? 0 : PAUSE_MS)
    },
    { immediate: true },
  )

  return { values, history, failure, of }
}
