import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, noJob } from './session.ts'

/** The first tour: which of its sentences is shown; it begins by itself once, on the demonstration. */
export const useTour = defineStore('tour', () => {
  /** From 0; undefined while no tour is on. */
  const at = ref<number>()
  let isKnown = true

  function restore(saved: unknown): void {
    isKnown = saved === 'seen'
  }

  /** Begins where nobody has seen it yet. */
  function offer(): void {
    if (!isKnown) begin()
  }

  function begin(): void {
    at.value = 0
  }

  function end(): void {
    at.value = undefined
    isKnown = true
    void api.saveWindowState({ state: { tour: 'seen' } }, noJob)
  }

  return { at, restore, offer, begin, end }
})
