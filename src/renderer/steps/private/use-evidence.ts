import { shallowRef, watch } from 'vue'
import type { ElementEvidence } from '../../../contract/private-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'

/** Asked for together: one pass over the project's facts for all of them. */
const TOGETHER = 64

/** What the values of the elements of the open block look like; it comes after the elements, and changes with no decision. */
export function useEvidence(paths: () => readonly string[]) {
  const session = useSession()
  const found = shallowRef<ReadonlyMap<string, ElementEvidence>>(new Map())

  /** Counts what was asked for: what comes of an earlier scan is not taken for that of a later one. */
  let loads = 0

  async function load(wanted: readonly string[]): Promise<void> {
    const mine = ++loads
    const { project } = session
    const missing = wanted.filter((path) => !found.value.has(path))
    for (let at = 0; at < missing.length; at += TOGETHER) {
      const part = missing.slice(at, at + TOGETHER)
      const outcome = await api.evidence({ project, paths: part }, noJob)
      if (session.project !== project || mine !== loads) return
      if (outcome.ok) found.value = new Map([...found.value, ...outcome.value.map((one) => [one.path, one] as const)])
    }
  }

  watch(paths, (wanted) => void load(wanted))
  /** Another scan brings other values. */
  watch(
    () => session.summary,
    () => {
      found.value = new Map()
      void load(paths())
    },
  )

  return { found, of: (path: string): ElementEvidence | undefined => found.value.get(path) }
}

export type Evidence = ReturnType<typeof useEvidence>
