import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import {
  PER_TARGETS,
  SCRIPT_PER,
  SCRIPT_TARGETS,
  type Expressibility,
  type PresetScript,
  type ScriptPer,
  type ScriptTarget,
} from '../../../contract/script-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'

export const PARTS = ['decisions', 'text', 'simulation', 'preview', 'check', 'compare', 'import'] as const
export type PartName = (typeof PARTS)[number]

/** What is chosen in the script room: for which engine, in how many scripts, and what was accepted by name. */
export const useScriptRoom = defineStore('script-room', () => {
  const session = useSession()
  const target = ref<ScriptTarget>('tagbench')
  const per = ref<ScriptPer>()
  const part = ref<PartName>('decisions')
  /** Paths for which somebody accepted by name that the target is weaker than the decision. */
  const accepted = shallowRef<ReadonlySet<string>>(new Set())
  const presets = shallowRef<readonly PresetScript[]>([])
  /** What the chosen target makes of the decisions, without rows. */
  const summary = shallowRef<Expressibility>()
  let asked = 0

  const request = (): { project: string; target: ScriptTarget; per?: ScriptPer } => ({
    project: session.project,
    target: target.value,
    ...(PER_TARGETS.includes(target.value) && per.value !== undefined ? { per: per.value } : {}),
  })

  async function summarise(): Promise<void> {
    const mine = ++asked
    summary.value = undefined
    if (session.project === '') return
    const outcome = await api.expressibility({ ...request(), limit: 0 }, noJob)
    if (mine === asked) summary.value = outcome.ok ? outcome.value : undefined
  }

  async function loadPresets(): Promise<void> {
    if (presets.value.length > 0) return
    const outcome = await api.presetScripts({}, noJob)
    if (outcome.ok) presets.value = outcome.value
  }

  function accept(path: string, is: boolean): void {
    const next = new Set(accepted.value)
    if (is) next.add(path)
    else next.delete(path)
    accepted.value = next
    remember()
  }

  function acceptThese(paths: readonly string[]): void {
    accepted.value = new Set(paths)
    remember()
  }

  function remember(): void {
    if (session.project === '' || session.lookOnly) return
    const script = { target: target.value, per: per.value ?? '', accepted: [...accepted.value] }
    void api.saveWindowState({ project: session.project, state: { script } }, noJob)
  }

  /** Reads what this project's window remembers, and returns what chooses it again. */
  async function restore(): Promise<() => void> {
    const before = accepted.value
    const saved = await api.windowState({ project: session.project }, noJob)
    const script = saved.ok ? saved.value['script'] : undefined
    if (typeof script !== 'object' || script === null) return () => undefined
    const found = script as Readonly<Record<string, unknown>>
    const paths = found['accepted']
    // Of another project by now, or somebody has accepted something meanwhile.
    if (accepted.value !== before) return () => undefined
    accepted.value = new Set(Array.isArray(paths) ? paths.filter((one): one is string => typeof one === 'string') : [])
    return () => {
      target.value = SCRIPT_TARGETS.find((one) => one === found['target']) ?? target.value
      per.value = SCRIPT_PER.find((one) => one === found['per'])
    }
  }

  watch(
    () => session.project,
    () => {
      accepted.value = new Set()
      summary.value = undefined
    },
  )

  return { target, per, part, accepted, presets, summary, request, summarise, loadPresets, accept, acceptThese, remember, restore }
})
