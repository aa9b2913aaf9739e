import { computed, onBeforeUnmount, watch, type Ref } from 'vue'
import { api, noJob, useSession } from '../../state/session.ts'
import { SCOPE_LEVELS, type ScopeLevel } from './scope-levels.ts'

/** Where somebody was in the private blocks of a project. */
interface Remembered {
  readonly creator: string
  readonly scanner: string
  readonly path: string
  readonly level: ScopeLevel
}

const SAVE_AFTER_MS = 400

export async function readPrivateMemory(project: string): Promise<Remembered> {
  const saved = await api.windowState({ project }, noJob)
  const own = (saved.ok ? saved.value['private'] : undefined) as Readonly<Record<string, unknown>> | undefined
  const text = (name: string): string => (typeof own?.[name] === 'string' ? own[name] : '')
  return {
    creator: text('creator'),
    scanner: text('scanner'),
    path: text('path'),
    level: SCOPE_LEVELS.find((level) => level === own?.['level']) ?? 'found',
  }
}

/** Remembers it with the project, a moment after it has changed; nothing before the screen is there. */
export function usePrivateMemory(ready: Readonly<Ref<boolean>>, now: () => Remembered): void {
  const { project } = useSession()
  const remembers = computed(now)
  let saving: ReturnType<typeof setTimeout> | undefined

  function save(): void {
    clearTimeout(saving)
    saving = undefined
    void api.saveWindowState({ project, state: { private: remembers.value } }, noJob)
  }
  watch(remembers, () => {
    if (!ready.value) return
    clearTimeout(saving)
    saving = setTimeout(save, SAVE_AFTER_MS)
  })
  onBeforeUnmount(() => {
    if (saving !== undefined) save()
  })
}
