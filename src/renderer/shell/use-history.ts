import { onMounted, ref, shallowRef, watch } from 'vue'
import type { Page } from '../../contract/inventory-answers.ts'
import type { HistoryDecision, HistoryLine } from '../../contract/history-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { useDecisions } from '../state/decisions.ts'
import { keepFresh } from '../state/keep-fresh.ts'
import { useNotices } from '../state/notices.ts'
import { api, noJob, useSession } from '../state/session.ts'
import { SHELL } from './texts.ts'

/** Lines that are asked for at once. */
const PAGE = 100

/** The history of the project, a page at a time, kept as it is now. */
export function useHistory() {
  const session = useSession()
  const decisions = useDecisions()
  const notices = useNotices()
  const search = ref('')
  const lines = shallowRef<readonly HistoryLine[]>([])
  const total = ref(0)
  const loaded = ref(false)
  /** The acts whose decisions are shown one by one. */
  const opened = shallowRef<ReadonlyMap<number, Page<HistoryDecision>>>(new Map())
  let wanted = PAGE

  const load = keepFresh(async () => {
    const asked = { project: session.project, search: search.value }
    const outcome = await api.projectHistory({ ...asked, limit: wanted }, noJob)
    if (!outcome.ok) return
    const acts = await Promise.all(
      [...opened.value].map(async ([act, { rows }]) => [act, await readAct(act, Math.max(PAGE, rows.length))] as const),
    )
    lines.value = outcome.value.rows
    total.value = outcome.value.total
    // What was opened or closed meanwhile stays so.
    const now = new Map(acts)
    opened.value = new Map(
      [...opened.value].flatMap(([act, page]) => {
        const read = now.has(act) ? now.get(act) : page
        return read === undefined ? [] : [[act, read]]
      }),
    )
    loaded.value = true
  })

  async function readAct(act: number, limit: number): Promise<Page<HistoryDecision> | undefined> {
    const outcome = await api.actDecisions({ project: session.project, act, search: search.value, limit }, noJob)
    return outcome.ok ? outcome.value : undefined
  }

  onMounted(load)
  watch(() => session.revision, load)
  watch(search, () => {
    wanted = PAGE
    void load()
  })

  function more(): Promise<void> {
    wanted += PAGE
    return load()
  }

  async function show(act: number, limit: number): Promise<void> {
    const asked = search.value
    const page = await readAct(act, limit)
    if (page !== undefined && search.value === asked) opened.value = new Map([...opened.value, [act, page]])
  }

  async function turn(act: number): Promise<void> {
    if (!opened.value.has(act)) return show(act, PAGE)
    opened.value = new Map([...opened.value].filter(([one]) => one !== act))
  }

  const moreOf = (act: number): Promise<void> => show(act, (opened.value.get(act)?.rows.length ?? 0) + PAGE)

  async function done<T>(call: Promise<Outcome<T>>, words: string): Promise<void> {
    const outcome = await call
    if (outcome.ok) notices.say(words)
    else notices.fail(outcome.failure)
    session.changed()
  }
  const of = (act: number, entry: number | undefined) => ({
    project: session.project,
    by: decisions.author,
    act,
    ...(entry === undefined ? {} : { entry }),
  })
  const takeBack = (act: number, entry?: number): Promise<void> => done(api.takeBack(of(act, entry), noJob), SHELL.history.tookBack)
  const putBack = (act: number, entry?: number): Promise<void> => done(api.putBack(of(act, entry), noJob), SHELL.history.putItBack)
  const takeProfileBack = (id: number): Promise<void> =>
    done(api.takeProfileBack({ project: session.project, id, by: decisions.author }, noJob), SHELL.history.profileBack)

  return { search, lines, total, loaded, opened, more, turn, moreOf, takeBack, putBack, takeProfileBack }
}
