import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Failure } from '../../contract/outcome.ts'

export interface Notice {
  readonly id: number
  readonly kind: 'info' | 'failure'
  readonly text: string
}

/** One-line messages. A failure stays until it is read; an information goes with the next one. Nothing moves by itself. */
export const useNotices = defineStore('notices', () => {
  const notices = ref<Notice[]>([])
  let next = 1

  function say(text: string): void {
    notices.value = [...notices.value.filter((one) => one.kind === 'failure'), { id: next++, kind: 'info', text }]
  }

  function fail(failure: Failure): void {
    if (failure.code === 'cancelled') return say('Cancelled. What was done so far is kept.')
    notices.value = [...notices.value, { id: next++, kind: 'failure', text: failure.message }]
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((one) => one.id !== id)
  }

  return { notices, say, fail, dismiss }
})
