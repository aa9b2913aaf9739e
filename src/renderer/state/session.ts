import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ProjectSummary } from '../../contract/curation-api.ts'
import type { Failure } from '../../contract/outcome.ts'
import { openConnection, type ConnectionState } from '../connection.ts'

const connection = openConnection()

/** The engine's calls, for every store and screen. */
export const api = connection.api
export const shell = connection.shell
export const startProject = connection.startProject

/** The open project and the line to the engine. */
export const useSession = defineStore('session', () => {
  const line = ref<ConnectionState>('connecting')
  const summary = shallowRef<ProjectSummary>()
  const lookOnly = ref(false)
  const failure = shallowRef<Failure>()
  /** Grows with every change of decisions, profile or collection, so that screens know when to ask again. */
  const revision = ref(0)
  connection.onState((state) => (line.value = state))

  const project = computed(() => summary.value?.project ?? '')

  async function open(folder: string, options: { create?: boolean; lookOnly?: boolean } = {}): Promise<Failure | undefined> {
    const outcome = await api.openProject({ project: folder, ...options }, noJob)
    if (!outcome.ok) return (failure.value = outcome.failure)
    failure.value = undefined
    summary.value = outcome.value
    lookOnly.value = options.lookOnly === true
    revision.value += 1
    await api.saveWindowState({ state: { lastProject: outcome.value.project } }, noJob)
    return undefined
  }

  /** Reads the summary again, after a scan. */
  async function refresh(): Promise<void> {
    if (summary.value === undefined) return
    const outcome = await api.openProject({ project: summary.value.project, lookOnly: lookOnly.value }, noJob)
    if (outcome.ok) summary.value = outcome.value
    revision.value += 1
  }

  function changed(): void {
    revision.value += 1
  }

  async function close(): Promise<void> {
    const open = summary.value
    summary.value = undefined
    if (open !== undefined) await api.closeProject({ project: open.project }, noJob)
    await api.saveWindowState({ state: { lastProject: '' } }, noJob)
  }

  return { line, summary, lookOnly, failure, revision, project, open, refresh, changed, close }
})

/** For calls that are over in a moment. */
export const noJob = { cancelled: false, onCancel: () => () => undefined, progress: () => undefined }
