import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ApplyPlan } from '../../contract/copy-answers.ts'
import type { Standing } from '../../contract/standing-answers.ts'
import type { Profile } from '../../core/confidentiality/profile.ts'
import { keepFresh } from './keep-fresh.ts'
import { api, noJob, useSession } from './session.ts'

/** Where the work stands, for the edges of the window: open Reviews, what was done, the gate, the profile. */
export const useStanding = defineStore('standing', () => {
  const session = useSession()
  const plan = shallowRef<ApplyPlan>()
  const standing = shallowRef<Standing>()
  const profile = shallowRef<Profile>()
  const scanned = computed(() => (session.summary?.instances ?? 0) > 0)
  const openReviews = computed(() => plan.value?.openReviews ?? 0)

  function forget(): void {
    plan.value = undefined
    standing.value = undefined
    profile.value = undefined
  }

  const load = keepFresh(async () => {
    const { project } = session
    if (project === '') return forget()
    const asked = { project }
    // The profile is known at once; the others follow from every element.
    const known = api.profile(asked, noJob).then((now) => {
      if (now.ok && session.project === project) profile.value = now.value
    })
    const [where, planned] = await Promise.all([api.standing(asked, noJob), scanned.value ? api.applyPlan(asked, noJob) : undefined, known])
    if (session.project !== project) return
    if (where.ok) standing.value = where.value
    plan.value = planned?.ok === true ? planned.value : undefined
  })
  watch(
    () => [session.project, session.revision],
    ([project], before) => {
      if (project !== before?.[0]) forget()
      void load()
    },
    { immediate: true },
  )

  return { plan, standing, profile, scanned, openReviews, load }
})
