import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Failure } from '../../contract/outcome.ts'
import { STATE } from './texts.ts'

/** What a person can do about a failure. */
export interface Remedy {
  readonly title: string
  run(): void
}

export interface Notice {
  readonly id: number
  readonly text: string
  readonly remedy?: Remedy
}

/**
 * What was done stands in the status line until the next thing is done; what failed stands above it until it is read.
 * Nothing moves or goes by itself.
 */
export const useNotices = defineStore('notices', () => {
  const said = ref('')
  /** How often something was said: the same sentence, said again, is news. */
  const times = ref(0)
  const failures = ref<readonly Notice[]>([])
  let next = 1

  function say(text: string): void {
    said.value = text
    times.value += 1
  }

  function fail(failure: Failure, remedy?: Remedy): void {
    if (failure.code === 'cancelled') return say(STATE.done.cancelled)
    const others = failures.value.filter((one) => one.text !== failure.message)
    failures.value = [...others, { id: next++, text: failure.message, ...(remedy === undefined ? {} : { remedy }) }]
  }

  function dismiss(id: number): void {
    failures.value = failures.value.filter((one) => one.id !== id)
  }

  function clear(): void {
    said.value = ''
    failures.value = []
  }

  return { said, times, failures, say, fail, dismiss, clear }
})
