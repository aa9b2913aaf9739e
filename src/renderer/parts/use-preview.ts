import { ref, shallowRef, watch } from 'vue'
import type { Preview } from '../../contract/preview-answers.ts'
import type { Choice, Scope } from '../../core/decisions/decision.ts'
import { api, noJob, useSession } from '../state/session.ts'

/** Whoever runs over the choices, or along the rows, wants the preview of the one they stay on. */
const PAUSE_MS = 70
/** Values that are asked for; what changes among them is shown first. */
const SOME_VALUES = 200

/** What is asked to be shown beforehand: an element as it is decided, or as if a choice were made. */
export interface Considered {
  readonly path: string
  readonly choice: Choice | undefined
  readonly scope: Scope
}

/** What apply would make of the values of an element, before a file is written. */
export function usePreview(considered: () => Considered) {
  const session = useSession()
  const preview = shallowRef<Preview>()
  const failure = ref('')
  /** Of what the preview is; nothing old is shown as if it were of something new. */
  const of = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was asked: an earlier answer is of what was decided then. */
  let loads = 0
  const key = (): string => JSON.stringify(considered())

  async function load(): Promise<void> {
    const mine = ++loads
    const asked = key()
    const { path, choice, scope } = considered()
    const input = { project: session.project, path, limit: SOME_VALUES, ...(choice === undefined ? {} : { choice, scope }) }
    const outcome = await api.preview(input, noJob)
    if (mine !== loads || asked !== key()) return
    preview.value = outcome.ok ? outcome.value : undefined
    failure.value = outcome.ok ? '' : outcome.failure.message
    of.value = asked
  }

  watch(
    () => [key(), session.revision],
    () => {
      clearTimeout(timer)
      timer = setTimeout(load, PAUSE_MS)
    },
    { immediate: true },
  )

  return { preview, failure, isFresh: () => of.value === key() }
}
