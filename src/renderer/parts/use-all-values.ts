import { computed, ref, shallowRef, watch } from 'vue'
import type { ValueRow } from '../../contract/inventory-row.ts'
import { api, noJob, useSession } from '../state/session.ts'

/** Values that come at once. */
const A_PAGE = 200
/** Whoever types does not want what each letter finds. */
const PAUSE_MS = 80

/** All values of an element in their order, page by page, and those that hold a text: for elements that have more than anybody reads. */
export function useAllValues(path: () => string) {
  const session = useSession()
  const isOpen = ref(false)
  const search = ref('')
  const rows = shallowRef<readonly ValueRow[]>([])
  const total = ref(0)
  const failure = ref('')
  const isLoading = ref(false)
  let next: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was asked, so that an old answer is not taken for one to a new question. */
  let asked = 0

  async function load(limit: number, after: string | undefined): Promise<void> {
    const mine = (asked += 1)
    isLoading.value = true
    const asking = { project: session.project, path: path(), search: search.value, limit, ...(after === undefined ? {} : { after }) }
    const outcome = await api.elementValues(asking, noJob)
    if (mine !== asked) return
    isLoading.value = false
    failure.value = outcome.ok ? '' : outcome.failure.message
    if (!outcome.ok) return
    rows.value = after === undefined ? outcome.value.values : [...rows.value, ...outcome.value.values]
    total.value = outcome.value.total
    next = outcome.value.next
  }

  function close(): void {
    clearTimeout(timer)
    asked += 1
    isOpen.value = false
    isLoading.value = false
    search.value = ''
    rows.value = []
    failure.value = ''
  }

  /** @param text that values are to hold; empty for all of them */
  function open(text: string): void {
    isOpen.value = true
    search.value = text
    clearTimeout(timer)
    timer = setTimeout(() => void load(A_PAGE, undefined), rows.value.length === 0 ? 0 : PAUSE_MS)
  }

  watch(path, close)
  watch(
    () => session.revision,
    () => {
      if (isOpen.value) void load(Math.max(A_PAGE, rows.value.length), undefined)
    },
  )

  return {
    isOpen,
    search,
    rows,
    total,
    failure,
    isLoading,
    left: computed(() => total.value - rows.value.length),
    open,
    close,
    more: () => (isLoading.value ? undefined : load(A_PAGE, next)),
  }
}
