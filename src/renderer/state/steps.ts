import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
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
  const current = computed<StepName | 'home'>(() => (session.summary === undefined ? 'home' : chosen.value))

  function go(step: StepName): void {
    chosen.value = step
    if (session.project !== '') void api.saveWindowState({ project: session.project, state: { step } }, noJob)
  }

  function restore(saved: unknown): void {
    chosen.value = STEPS.find((one) => one.name === saved)?.name ?? 'collection'
  }

  return { current, go, restore }
})
