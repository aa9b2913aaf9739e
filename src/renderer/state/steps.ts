import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { IconName } from '../shell/icons.ts'
import { api, noJob, useSession } from './session.ts'

/** The steps of the work, in its order: what the rail shows, and `Ctrl 1` … reach. */
export const STEPS = [
  { name: 'collection', title: 'Collection', icon: 'collection' },
  { name: 'inventory', title: 'Inventory', icon: 'inventory' },
  { name: 'profile', title: 'Profile', icon: 'profile' },
  { name: 'script', title: 'Script', icon: 'script' },
  { name: 'apply', title: 'Apply', icon: 'apply' },
  { name: 'review', title: 'Review', icon: 'review' },
] as const satisfies readonly { name: string; title: string; icon: IconName }[]
export type StepName = (typeof STEPS)[number]['name']

/** Which step is on the screen. Remembered for each project. */
export const useSteps = defineStore('steps', () => {
  const session = useSession()
  const chosen = ref<StepName>('collection')
  /** The project whose step is known; before that nothing is shown that would be exchanged at once. */
  const settled = ref('')
  const current = computed<StepName | 'home' | 'none'>(() => {
    if (session.summary === undefined) return 'home'
    return settled.value === session.project ? chosen.value : 'none'
  })

  watch(
    () => session.project,
    async (project) => {
      if (project === '') return
      const saved = await api.windowState({ project }, noJob)
      if (session.project !== project) return
      const step = saved.ok ? saved.value['step'] : undefined
      const first = (session.summary?.instances ?? 0) > 0 ? 'inventory' : 'collection'
      chosen.value = STEPS.find((one) => one.name === step)?.name ?? first
      settled.value = project
    },
  )

  function go(step: StepName): void {
    chosen.value = step
    if (session.project !== '') void api.saveWindowState({ project: session.project, state: { step } }, noJob)
  }

  return { current, go }
})
