import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { WorkLine, WorkPage, WorkQuery, WorkReach, WorkStanding, WorkTargets } from '../../../contract/value-answers.ts'
import type { Choice } from '../../../core/decisions/decision.ts'
import { usePagedRows } from '../../parts/use-paged-rows.ts'
import { useDecisions } from '../../state/decisions.ts'
import { useNotices } from '../../state/notices.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { VALUES } from './texts.ts'

/** What of the worklist is looked at: all of it is in the address. */
export interface ValuesView {
  by: WorkQuery['by']
  only: NonNullable<WorkQuery['only']>
  search: string
  /** A word that was gone into: the values that it is in. */
  token: string
  open: readonly string[]
}

export type Selection =
  | { readonly kind: 'lines'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string>; readonly reach: WorkReach }

const NONE: Selection = { kind: 'lines', keys: new Set() }

/** The worklist, the selection in it, and every way to decide. */
export function useValues() {
  const session = useSession()
  const notices = useNotices()
  const decisions = useDecisions()
  const view = reactive<ValuesView>({ by: 'element', only: 'left', search: '', token: '', open: [] })
  const current = ref(0)
  const selection = shallowRef<Selection>(NONE)
  const standing = shallowRef<WorkStanding>()
  /** What was decided after this stays in the list. Undefined: the next answer says from when the list is. */
  let since: number | undefined
  const isWord = computed(() => view.by === 'token' && view.token !== '')

  const query = (): WorkQuery => ({
    by: view.by,
    only: view.only,
    search: view.search,
    open: view.open,
    ...(isWord.value ? { token: view.token } : {}),
  })
  /** What is asked for, as a word by which it is told from another question; lines that are folded are no other. */
  const question = (): string => JSON.stringify([view.by, view.only, view.search, view.token])
  const held = (): WorkQuery => ({ ...query(), ...(since === undefined ? {} : { since }) })

  const rows = usePagedRows<WorkLine, WorkPage>(
    async (offset, limit) => {
      const answer = await api.work({ project: session.project, query: { ...held(), offset, limit } }, noJob)
      if (!answer.ok) return void notices.fail(answer.failure)
      return answer.value
    },
    (page) => {
      standing.value = page.standing
      since ??= page.standing.seq
    },
  )
  const line = computed(() => rows.pages.value && rows.at(current.value))

  /** Another list: from now on, from its first line. */
  async function anew(): Promise<void> {
    since = undefined
    current.value = 0
    selection.value = NONE
    await rows.another()
  }
  watch(question, anew)
  watch(
    () => view.open,
    () => void rows.another(),
  )
  watch(
    () => session.revision,
    () => void rows.renew(),
  )

  const isSelected = (key: string): boolean =>
    selection.value.kind === 'lines' ? selection.value.keys.has(key) : !selection.value.except.has(key)
  const selected = computed(() =>
    selection.value.kind === 'lines' ? selection.value.keys.size : selection.value.reach.decisions - selection.value.except.size,
  )

  function select(key: string, on: boolean): void {
    const now = selection.value
    const set = new Set(now.kind === 'lines' ? now.keys : now.except)
    if (on === (now.kind === 'lines')) set.add(key)
    else set.delete(key)
    selection.value = now.kind === 'lines' ? { kind: 'lines', keys: set } : { ...now, except: set }
  }

  const all = (): WorkTargets => ({ query: query() })
  async function reach(): Promise<WorkReach | undefined> {
    const answer = await api.workReach({ project: session.project, targets: all() }, noJob)
    if (answer.ok) return answer.value
    notices.fail(answer.failure)
    return undefined
  }

  /** The values of a word are named like those of every other list of values. */
  const keysBy = (): WorkQuery['by'] => (isWord.value ? 'value' : view.by)

  function targets(): WorkTargets | undefined {
    const now = selection.value
    if (now.kind === 'all') return { query: query(), except: [...now.except] }
    if (now.keys.size > 0) return { by: keysBy(), keys: [...now.keys] }
    const at = line.value
    if (at === undefined || at.kind === 'fold') return undefined
    return { by: keysBy(), keys: [at.key] }
  }

  /** Decides the selection, or the line that is looked at. The line says so before the engine has answered. */
  async function decide(choice: Choice): Promise<void> {
    const what = targets()
    if (what === undefined || session.lookOnly) return
    paint(choice)
    await decisions.change(
      () => api.decideValues({ project: session.project, by: decisions.author, targets: what, choice }, noJob),
      (done) => VALUES.decided(done.entries, done.leftOut),
    )
  }

  function paint(choice: Choice): void {
    const isOne = selected.value === 0
    for (const [page, lines] of rows.pages.value) {
      for (const [index, at] of lines.entries()) {
        const place = page * 100 + index
        const isMeant = isOne ? place === current.value : isSelected(at.key)
        if (isMeant && at.kind === 'value') rows.replace(place, { ...at, choice, left: choice.decision === 'review' ? at.places : 0 })
      }
    }
  }

  /** Where the next line is that is left. */
  async function next(back: boolean): Promise<number | undefined> {
    const findNext = { from: current.value, back }
    const answer = await api.work({ project: session.project, query: { ...held(), findNext, limit: 0 } }, noJob)
    if (answer.ok) return answer.value.found
    notices.fail(answer.failure)
    return undefined
  }

  function turn(key: string): void {
    view.open = view.open.includes(key) ? view.open.filter((one) => one !== key) : [...view.open, key]
  }

  return {
    view,
    current,
    rows,
    line,
    standing,
    selection,
    selected,
    isSelected,
    isWord,
    select,
    clear: () => (selection.value = NONE),
    selectAll: (found: WorkReach) => (selection.value = { kind: 'all', except: new Set(), reach: found }),
    question,
    reach,
    decide,
    next,
    turn,
    anew,
  }
}

export type ValuesState = ReturnType<typeof useValues>
