import { computed, type ComputedRef } from 'vue'
import { useAddress } from '../state/address.ts'

export const PANELS = ['problems', 'history'] as const
export type PanelName = (typeof PANELS)[number]

/** What is open below the step: the problems or the history. It stands in the address. */
export function usePanel(): { shown: ComputedRef<PanelName | undefined>; toggle(name: PanelName): void; close(): void } {
  const address = useAddress()
  const shown = computed(() => PANELS.find((name) => name === address.now.panel))
  return {
    shown,
    toggle: (name) => address.showPanel(shown.value === name ? undefined : name),
    close: () => address.showPanel(undefined),
  }
}
