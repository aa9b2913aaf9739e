import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ProjectSummary } from '../../contract/project-answers.ts'
import { UNWATCHED } from '../../contract/job.ts'
import type { Failure } from '../../contract/outcome.ts'
import { onWord, tellOthers } from './other-windows.ts'
import { openConnection, type ConnectionState } from '../connection.ts'
import { STATE } from './texts.ts'

const connection = openConnection()

/** The engine's calls, for every store and screen. */
export const api = connection.api

/** For calls that are over in a moment. */
export const noJob = UNWATCHED

/** The project of this window, so that loading it again finds the same one whatever other windows show. */
const PROJECT_KEY = 'tagbench.project'

/** A project that could not be opened, and why. */
export interface Refusal {
  readonly folder: string
  readonly failure: Failure
}

/** The open project and the line to the engine. */
export const useSession = defineStore('session', () => {
  const line = ref<ConnectionState>('connecting')
  const summary = shallowRef<ProjectSummary>()
  const lookOnly = ref(false)
  const refusal = shallowRef<Refusal>()
  /** Grows with every change of decisions, profile or collection, so that screens know when to ask again. */
  const revision = ref(0)
  const project = computed(() => summary.value?.project ?? '')
  const name = computed(() => projectName(project.value))

  connection.onState((state) => (line.value = state))
  // An engine that was started again has the project closed; it must be opened as it was before anything is asked of it.
  connection.onConnect(async (fresh) => {
    const before = summary.value
    if (before === undefined) return
    const outcome = await fresh.openProject({ project: before.project, lookOnly: lookOnly.value }, noJob)
    if (project.value !== before.project) return
    if (outcome.ok) summary.value = outcome.value
    else if (outcome.failure.code !== 'io') {
      refusal.value = { folder: before.project, failure: outcome.failure }
      summary.value = undefined
    }
    revision.value += 1
  })

  /** Counts what was opened and closed: of several that are asked for, the last is what is shown. */
  let turns = 0

  async function open(folder: string, options: { create?: boolean; lookOnly?: boolean } = {}): Promise<Failure | undefined> {
    const mine = ++turns
    const outcome = await api.openProject({ lookOnly: false, ...options, project: folder }, noJob)
    if (mine !== turns) return outcome.ok ? undefined : outcome.failure
    if (!outcome.ok) {
      refusal.value = { folder, failure: outcome.failure }
      return outcome.failure
    }
    refusal.value = undefined
    lookOnly.value = options.lookOnly === true
    summary.value = outcome.value
    revision.value += 1
    sessionStorage.setItem(PROJECT_KEY, outcome.value.project)
    void api.saveWindowState({ state: { lastProject: outcome.value.project } }, noJob)
    return undefined
  }

  /**
   * Opens what the launch named, or what the address names, or what this window showed before it was loaded again, or
   * what was open last.
   */
  async function openFirst(last: unknown, named: string): Promise<void> {
    const before = sessionStorage.getItem(PROJECT_KEY)
    const known = [connection.startProject, before ?? last].find((one) => typeof one === 'string' && one !== '')
    const folder = typeof known === 'string' ? known : ''
    if (named !== '' && connection.startProject === undefined && named !== projectName(folder)) await openNamed(named)
    else if (folder !== '') await open(folder)
  }

  /** Opens the project that an address names: the one of that name that was open last. */
  async function openNamed(wanted: string): Promise<void> {
    const mine = ++turns
    const recent = await api.recentProjects({}, noJob)
    if (mine !== turns) return
    const found = recent.ok ? recent.value.find((one) => one.there && projectName(one.project) === wanted) : undefined
    if (found !== undefined) {
      await open(found.project)
      return
    }
    summary.value = undefined
    const message = STATE.unknownProject
    refusal.value = { folder: wanted, failure: { code: 'not-found', message } }
  }

  /** Reads the summary again, after a scan. */
  async function refresh(): Promise<void> {
    await readAgain()
    tellOthers({ project: project.value, what: 'changed' })
  }

  /** Counts how often the summary was read: an earlier answer is of before the last change. */
  let readings = 0

  async function readAgain(): Promise<void> {
    if (summary.value === undefined) return
    const mine = ++readings
    const asked = summary.value.project
    const outcome = await api.openProject({ project: asked, lookOnly: lookOnly.value }, noJob)
    // What was closed, or left for another project, meanwhile does not come back by itself.
    if (project.value !== asked || mine !== readings) return
    if (outcome.ok) summary.value = outcome.value
    revision.value += 1
  }

  function changed(): void {
    revision.value += 1
    tellOthers({ project: project.value, what: 'changed' })
  }

  onWord((word) => {
    if (word.what === 'changed' && word.project === project.value) void readAgain()
  })

  async function close(): Promise<void> {
    const mine = ++turns
    const before = summary.value
    summary.value = undefined
    refusal.value = undefined
    sessionStorage.setItem(PROJECT_KEY, '')
    if (before !== undefined) await api.closeProject({ project: before.project }, noJob)
    if (mine === turns) await api.saveWindowState({ state: { lastProject: '' } }, noJob)
  }

  return { line, summary, lookOnly, refusal, revision, project, name, open, openFirst, openNamed, refresh, changed, close }
})

/** What a project is called: its folder, or the one around it where it is only called `project`. */
export function projectName(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '')
  return (parts.at(-1) === 'project' ? parts.at(-2) : undefined) ?? nameOf(path)
}

/** The last part of a path, in either way of writing paths. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
