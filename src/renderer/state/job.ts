import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { controlledJob, type Job, type Progress } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { useNotices } from './notices.ts'
import { onWord, tellOthers } from './other-windows.ts'
import { api, noJob, useSession } from './session.ts'
import { STATE } from './texts.ts'

/** The call of another window is on its way to the engine when we hear of it. */
const SETTLE_MS = 400
export type JobKind = keyof typeof STATE.jobs

const isKind = (method: string): method is JobKind => Object.hasOwn(STATE.jobs, method)

/** The one long job of the project: shown in the status line on every screen, found again after a reload. */
export const useJob = defineStore('job', () => {
  const session = useSession()
  const notices = useNotices()
  const kind = ref<JobKind>()
  const progress = shallowRef<Progress>()
  const cancelling = ref(false)
  let cancel: () => void = () => undefined
  /** Counts the jobs begun, so that an old question about a running one is not answered into a new one. */
  let begun = 0
  const running = computed(() => kind.value !== undefined)
  const title = computed(() => (kind.value === undefined ? '' : STATE.jobs[kind.value]))
  /** Per cent; undefined while the end is not known. */
  const share = computed(() => {
    const now = progress.value
    return now?.total === undefined || now.total === null || now.total === 0 ? undefined : Math.floor((100 * now.done) / now.total)
  })

  function watched(): Job {
    const mine = begun
    const job = controlledJob((next) => {
      if (mine === begun) progress.value = next
    })
    cancel = () => {
      cancelling.value = true
      job.cancel()
    }
    return job
  }

  /**
   * Runs a long call under the name that the status line shows.
   * @returns undefined where the line was lost: the job goes on in the engine, and is taken up by {@link takeUp}
   */
  async function run<T>(method: JobKind, call: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    const answer = follow(method, call)
    if (session.project !== '') tellOthers({ project: session.project, what: 'job' })
    return answer
  }

  async function follow<T>(method: JobKind, call: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    const mine = ++begun
    kind.value = method
    progress.value = undefined
    cancelling.value = false
    const outcome = await call(watched())
    if (!outcome.ok && outcome.failure.code === 'io' && session.line !== 'connected') return undefined
    // Another may be followed since: of another project, for example.
    if (mine === begun) kind.value = undefined
    return outcome
  }

  /** Takes up a job that goes on in the engine: after a reload, or when a lost line is back. */
  async function takeUp(): Promise<void> {
    const { project } = session
    if (project === '') return
    const before = begun
    const found = await api.running({ project }, noJob)
    if (begun !== before || session.project !== project) return
    const method = found.ok ? found.value?.method : undefined
    if (method === undefined || !isKind(method)) {
      if (!running.value) return
      notices.say(STATE.jobLost(title.value))
      kind.value = undefined
      return session.refresh()
    }
    const outcome = await follow(method, (job) => api.watch({ project }, job))
    if (outcome === undefined) return
    if (outcome.ok) notices.say(STATE.jobDone(STATE.jobs[method]))
    else notices.fail(outcome.failure)
    await session.refresh()
  }

  onWord((word) => {
    if (word.what === 'job' && word.project === session.project && !running.value) setTimeout(() => void takeUp(), SETTLE_MS)
  })
  watch(
    () => session.line,
    (line, before) => {
      if (line === 'connected' && before !== 'connecting') void takeUp()
    },
  )
  watch(
    () => session.project,
    () => {
      kind.value = undefined
      void takeUp()
    },
    { flush: 'sync' },
  )

  return { kind, title, progress, share, running, cancelling, run, takeUp, cancel: () => cancel() }
})
