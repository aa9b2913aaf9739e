import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** Rows that are drawn beyond those that are seen. */
const SPARE = 8

/**
 * Of a long list the rows that are seen, all of one height: what is above and below them is empty room of the right
 * size. A list of a hundred thousand costs what its part on the screen costs.
 */
export function useRowWindow(scroller: Ref<HTMLElement | null>, total: () => number, height: () => number, head = 0) {
  const top = ref(0)
  const room = ref(600)
  let observer: ResizeObserver | undefined

  const first = computed(() => Math.max(0, Math.min(total() - 1, Math.floor(top.value / height()) - SPARE)))
  const last = computed(() => Math.min(total(), Math.ceil((top.value + room.value) / height()) + SPARE))
  const above = computed(() => first.value * height())
  const below = computed(() => Math.max(0, (total() - last.value) * height()))

  const scrolled = (): void => void (top.value = scroller.value?.scrollTop ?? 0)

  function attach(element: HTMLElement | null): void {
    observer?.disconnect()
    if (element === null) return
    observer = new ResizeObserver(() => (room.value = element.clientHeight))
    observer.observe(element)
    room.value = element.clientHeight
    scrolled()
  }

  /** Scrolls as little as is needed to see a row whole. */
  function show(index: number): void {
    const element = scroller.value
    if (element === null || index < 0) return
    const from = index * height()
    const seen = element.clientHeight - head
    if (from < element.scrollTop) element.scrollTop = from
    else if (from + height() > element.scrollTop + seen) element.scrollTop = from + height() - seen
    scrolled()
  }

  /** How many rows fit. */
  const fits = (): number => Math.max(1, Math.floor(((scroller.value?.clientHeight ?? 0) - head) / height()) - 1)

  watch(scroller, attach)
  onBeforeUnmount(() => observer?.disconnect())
  return { first, last, above, below, scrolled, show, fits }
}
