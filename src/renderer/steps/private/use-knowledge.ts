import { ref, shallowRef } from 'vue'
import type { KnowledgeFound } from '../../../contract/knowledge-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'

/** Found elements that are shown. */
const MOST = 300

/** The knowledge base, searched with every key that is pressed; what comes late for a text that is gone is left. */
export function useKnowledge() {
  const session = useSession()
  const found = shallowRef<KnowledgeFound>({ total: 0, elements: [], here: [] })
  const current = ref(-1)
  const failure = ref('')
  /** Whether what is found is for another text than the one that was typed last. */
  const waits = ref(false)
  let asked = 0
  let answer: Promise<void> = Promise.resolve()

  function search(text: string): Promise<void> {
    asked += 1
    waits.value = true
    answer = ask(text, asked)
    return answer
  }

  async function ask(text: string, mine: number): Promise<void> {
    const outcome = await api.knowledgeSearch({ text, limit: MOST, project: session.project }, noJob)
    if (mine !== asked) return
    waits.value = false
    failure.value = outcome.ok ? '' : outcome.failure.message
    if (!outcome.ok) return
    const looked = found.value.elements[current.value]?.path
    found.value = outcome.value
    // Whoever has gone into the list stays in it, on the same element where it is still found.
    if (looked !== undefined) current.value = outcome.value.elements.findIndex(({ path }) => path === looked)
    if (looked !== undefined && current.value < 0 && outcome.value.elements.length > 0) current.value = 0
  }

  /** Waits for the answer to what was typed last: a key that is pressed meanwhile is for that. */
  const answered = (): Promise<void> => answer

  function move(by: number): void {
    current.value = Math.max(-1, Math.min(found.value.elements.length - 1, current.value + by))
  }

  function look(index: number): void {
    current.value = index
  }

  return {
    found,
    current,
    failure,
    waits,
    search,
    answered,
    move,
    look,
    isHere: (path: string): boolean => found.value.here.includes(path),
  }
}

export type Knowledge = ReturnType<typeof useKnowledge>
