import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import type { IconName } from '../shell/icons.ts'
import { SHELL } from '../shell/texts.ts'
import type { View } from './address-text.ts'
import { useAddress } from './address.ts'
import { api, noJob, useSession } from './session.ts'

/** The steps of the work, in its order: what the rail shows, and `Ctrl 1` … reach. Last what holds for all of them. */
export const STEPS = [
  { name: 'collection', title: SHELL.steps.collection, icon: 'collection' },
  { name: 'inventory', title: SHELL.steps.inventory, icon: 'inventory' },
  { name: 'private', title: SHELL.steps.private, icon: 'private' },
  { name: 'values', title: SHELL.steps.values, icon: 'values' },
  { name: 'script', title: SHELL.steps.script, icon: 'script' },
  { name: 'apply', title: SHELL.steps.apply, icon: 'apply' },
  { name: 'review', title: SHELL.steps.review, icon: 'review' },
  { name: 'profile', title: SHELL.steps.profile, icon: 'profile' },
] as const satisfies readonly { name: string; title: string; icon: IconName }[]
export type StepName = (typeof STEPS)[number]['name']

const stepNamed = (name: unknown): StepName | undefined => STEPS.find((one) => one.name === name)?.name

/** Which step is on the screen: the one in the address. Remembered for each project. */
export const useSteps = defineStore('steps', () => {
  const session = useSession()
  const address = useAddress()
  const current = computed<StepName | 'home' | 'none'>(() => {
    if (session.summary === undefined) return 'home'
    return address.now.project === session.name ? (stepNamed(address.now.step) ?? 'none') : 'none'
  })

  /** Finds the step of a project that the address does not name. */
  async function settle(project: string): Promise<void> {
    const saved = await api.windowState({ project }, noJob)
    if (session.project !== project || current.value !== 'none') return
    const step = saved.ok ? stepNamed(saved.value['step']) : undefined
    const first = (session.summary?.instances ?? 0) > 0 ? 'inventory' : 'collection'
    const next = { project: session.name, step: step ?? first, view: undefined }
    if (location.hash === '') address.replace(next)
    else address.push(next)
  }

  watch(
    () => session.project,
    (project) => {
      if (project === '') address.goHome()
      else if (current.value === 'none') void settle(project)
    },
  )
  watch(
    () => address.arrivals,
    () => {
      const { project } = address.now
      if (project === '' && session.summary !== undefined) void session.close()
      else if (project !== '' && project !== session.name) void session.openNamed(project)
      else if (project !== '' && current.value === 'none') void settle(session.project)
    },
  )
  watch(current, (step) => {
    if (step === 'home' || step === 'none') return
    void api.saveWindowState({ project: session.project, state: { step } }, noJob)
  })

  /** Goes to a step, as it was left or with a view of its own; back leads here again. */
  function go(step: StepName, view?: View): void {
    if (session.summary !== undefined) address.go(session.name, step, view)
  }

  return { current, go }
})
