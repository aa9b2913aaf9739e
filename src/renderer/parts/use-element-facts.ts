import { computed, shallowRef, watch } from 'vue'
import type { ElementFacts, ValueShape } from '../../contract/element-answers.ts'
import type { ElementEvidence } from '../../contract/private-answers.ts'
import { api, noJob, useSession } from '../state/session.ts'

/** Whoever runs along the rows with a key held down does not want all this of each. */
const PAUSE_MS = 120
/** From so many distinct values on their shape says more than a list. */
export const MANY_VALUES = 13
/** Of so many values the evidence is gathered only when somebody asks. */
const TOO_MANY_VALUES = 20_000

/** What an element is, what its values have in common and what they tell; it changes with the collection and the profile, not with a decision. */
export function useElementFacts(path: () => string, distinctValues: () => number) {
  const session = useSession()
  const facts = shallowRef<ElementFacts>()
  const shape = shallowRef<ValueShape>()
  const evidence = shallowRef<ElementEvidence>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Counts what was asked: of the same element, too, an earlier answer says what was. */
  let loads = 0

  async function load(): Promise<void> {
    const mine = ++loads
    const asked = { project: session.project, path: path() }
    const isMine = (): boolean => mine === loads && asked.path === path()
    const found = await api.elementFacts(asked, noJob)
    if (!isMine()) return
    facts.value = found.ok ? found.value : undefined
    if (distinctValues() >= MANY_VALUES) {
      const looked = await api.valueShape(asked, noJob)
      if (isMine() && looked.ok) shape.value = looked.value
    }
    if (isMine() && distinctValues() > 0 && distinctValues() <= TOO_MANY_VALUES) await gather()
  }

  /** Gathers the evidence, which reads every value. */
  async function gather(): Promise<void> {
    const [mine, asked] = [loads, path()]
    const outcome = await api.evidence({ project: session.project, paths: [asked] }, noJob)
    if (mine === loads && asked === path() && outcome.ok) evidence.value = outcome.value[0]
  }

  watch(
    () => [path(), session.summary] as const,
    ([now, collection], before) => {
      if (before !== undefined && before[0] === now && before[1] === collection) return
      clearTimeout(timer)
      shape.value = undefined
      evidence.value = undefined
      timer = setTimeout(load, before === undefined ? 0 : PAUSE_MS)
    },
    { immediate: true },
  )

  return {
    /** Nothing old is shown as if it were of the element that is looked at now. */
    facts: computed(() => (facts.value?.path === path() ? facts.value : undefined)),
    shape,
    evidence,
    waits: computed(() => evidence.value === undefined && distinctValues() > TOO_MANY_VALUES),
    gather,
  }
}
