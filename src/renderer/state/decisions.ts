import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { ApplyPlan, CurationApi, Recorded } from '../../contract/curation-api.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { useNotices } from './notices.ts'
import { api, noJob, useSession } from './session.ts'

/** What every screen shows of the decisions: how many Reviews are open, undo and redo, and who decides. */
export const useDecisions = defineStore('decisions', () => {
  const session = useSession()
  const notices = useNotices()
  const author = ref('')
  const plan = ref<ApplyPlan>()
  const openReviews = computed(() => plan.value?.openReviews ?? 0)

  async function refreshPlan(): Promise<void> {
    if (session.project === '' || session.summary?.instances === 0) {
      plan.value = undefined
      return
    }
    const outcome = await api.applyPlan({ project: session.project }, noJob)
    if (outcome.ok) plan.value = outcome.value
  }
  watch(() => [session.project, session.revision], refreshPlan, { immediate: true })

  /** Makes a change to the decisions and tells every screen. */
  async function change(call: () => Promise<Outcome<Recorded>>, done: (recorded: Recorded) => string): Promise<boolean> {
    const outcome = await call()
    if (!outcome.ok) {
      notices.fail(outcome.failure)
      return false
    }
    notices.say(done(outcome.value))
    session.changed()
    return true
  }

  const entries = (count: number): string => (count === 1 ? '1 decision' : `${count.toLocaleString('en')} decisions`)

  const undo = (): Promise<boolean> =>
    change(
      () => api.undo({ project: session.project, by: author.value }, noJob),
      (done) => `Took ${entries(done.entries)} back.`,
    )
  const redo = (): Promise<boolean> =>
    change(
      () => api.redo({ project: session.project, by: author.value }, noJob),
      (done) => `Put ${entries(done.entries)} back.`,
    )
  const decide = (decisions: Parameters<CurationApi['decide']>[0]['decisions']): Promise<boolean> =>
    change(
      () => api.decide({ project: session.project, decisions, by: author.value }, noJob),
      (done) => `Recorded ${entries(done.entries)}.`,
    )
  const accept = (which: Parameters<CurationApi['acceptProposals']>[0]['which']): Promise<boolean> =>
    change(
      () => api.acceptProposals({ project: session.project, which, by: author.value }, noJob),
      (done) => `Accepted ${entries(done.entries)}.`,
    )

  return { author, plan, openReviews, change, undo, redo, decide, accept, refreshPlan }
})
