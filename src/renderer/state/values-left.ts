import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { WorkStanding } from '../../contract/value-answers.ts'
import { keepFresh } from './keep-fresh.ts'
import { api, noJob, useSession } from './session.ts'

/**
 * How far the review of values is, for the rail. It is known once somebody has looked at the values: to find them in a
 * large collection takes longer than a start may.
 */
export const useValuesLeft = defineStore('valuesLeft', () => {
  const session = useSession()
  const standing = shallowRef<WorkStanding>()

  const load = keepFresh(async () => {
    const { project } = session
    if (standing.value === undefined || project === '') return
    const answer = await api.workStanding({ project }, noJob)
    if (answer.ok && session.project === project) standing.value = answer.value
  })
  watch(
    () => [session.project, session.revision],
    ([project], before) => {
      if (project !== before?.[0]) standing.value = undefined
      void load()
    },
  )

  return { standing, say: (now: WorkStanding) => (standing.value = now) }
})
