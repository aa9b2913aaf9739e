import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Job, Progress } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { api, noJob, useSession } from './session.ts'

/** The one long job of the project: shown in the status line on every screen, found again after a reload. */
export const useJob = defineStore('job', () => {
  const session = useSession()
  const name = ref('')
  const progress = shallowRef<Progress>()
  const cancelling = ref(false)
  let cancel: () => void = () => undefined
  const running = computed(() => name.value !== '')

  function job(): Job {
    const listeners = new Set<() => void>()
    let cancelled = false
    cancel = () => {
      cancelled = true
      cancelling.value = true
      for (const listener of listeners) listener()
    }
    return {
      get cancelled() {
        return cancelled
      },
      onCancel: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
      progress: (next) => (progress.value = next),
    }
  }

  /** Runs a long call under a name that the status line shows. */
  async function run<T>(title: string, call: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    name.value = title
    progress.value = undefined
    cancelling.value = false
    const outcome = await call(job())
    if (!outcome.ok && outcome.failure.code === 'io' && session.line !== 'connected') return outcome
    name.value = ''
    return outcome
  }

  /** Takes up a job that goes on in the engine: after a reload, or when a lost line is back. */
  async function takeUp(): Promise<void> {
    if (session.project === '') return
    const found = await api.running({ project: session.project }, noJob)
    if (!found.ok || found.value === null) {
      if (name.value !== '') await session.refresh()
      name.value = ''
      return
    }
    await run(TITLES[found.value.method] ?? 'Working', (watcher) => api.watch({ project: session.project }, watcher))
    await session.refresh()
  }

  watch(
    () => session.line,
    (line) => {
      if (line === 'connected') void takeUp()
    },
  )

  return { name, progress, running, cancelling, run, takeUp, cancel: () => cancel() }
})

const TITLES: Readonly<Record<string, string>> = {
  scan: 'Reading the collection',
  apply: 'De-identifying',
  review: 'Reading the copy again',
  demo: 'Making the demonstration',
}
