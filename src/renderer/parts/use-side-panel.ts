import { computed, onBeforeUnmount, ref, type ComputedRef, type Ref } from 'vue'

/** Below this width, in CSS pixels, what stands beside the work lies over it: a window of 1280 at a zoom of 150 % and more. */
const ROOM_BESIDE = 900

export interface SidePanel {
  /** Whether it stands beside the work where there is room: what is remembered. */
  readonly beside: Ref<boolean>
  /** Whether it is seen now. */
  readonly shown: ComputedRef<boolean>
  /** Whether it lies over the work: there, it is closed first. */
  readonly isOver: ComputedRef<boolean>
  /** Opens or closes it; without a word, the one that it is not. */
  turn(open?: boolean): void
}

/**
 * The side panel of a room. Beside the work it is open until it is closed; where there is too little room for both (a
 * narrow window, or the browser's zoom: WCAG 2.2, 1.4.10) it is closed until it is asked for, and lies over the work.
 */
export function useSidePanel(): SidePanel {
  const query = window.matchMedia(`(max-width: ${ROOM_BESIDE - 1}px)`)
  const narrow = ref(query.matches)
  const beside = ref(true)
  const over = ref(false)
  const measure = (): void => void (narrow.value = query.matches)
  query.addEventListener('change', measure)
  onBeforeUnmount(() => query.removeEventListener('change', measure))

  const shown = computed(() => (narrow.value ? over.value : beside.value))
  return {
    beside,
    shown,
    isOver: computed(() => narrow.value && over.value),
    turn(open = !shown.value) {
      if (narrow.value) over.value = open
      else beside.value = open
    },
  }
}
