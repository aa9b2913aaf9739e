import { computed, reactive, ref, shallowRef, watch } from 'vue'
import {
  COLLECTION_CHARTS,
  type CollectionChartName,
  type CollectionOverview,
  type CollectionProblem,
  type CollectionProblemKind,
  type CollectionQuery,
} from '../../../contract/collection-answers.ts'
import { keepFresh } from '../../state/keep-fresh.ts'
import { useNotices } from '../../state/notices.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { COLLECTION } from './texts.ts'

/** What of the collection is looked at: all of it is in the address. */
export interface CollectionView {
  filters: Readonly<Partial<Record<CollectionChartName, readonly string[]>>>
  withNew: boolean
  search: string
  /** Lines of the tree that are not as they are by themselves. */
  turned: readonly string[]
  /** The problem whose cases are listed; empty for the charts. */
  problem: CollectionProblemKind | ''
  /** Of files that are set aside: only those with this reason. */
  reason: string
}

/** The collection as it is looked at, and what the engine says of it. */
export function useCollection() {
  const session = useSession()
  const notices = useNotices()
  const view = reactive<CollectionView>({ filters: {}, withNew: false, search: '', turned: [], problem: '', reason: '' })
  const overview = shallowRef<CollectionOverview>()
  const problems = shallowRef<readonly CollectionProblem[]>()
  const scanned = computed(() => (session.summary?.files ?? 0) > 0)
  /** Grows with every answer that makes the tree another one. */
  const generation = ref(0)

  const query = computed<CollectionQuery>(() => ({ filters: view.filters, withNew: view.withNew }))
  const chosen = computed(() =>
    COLLECTION_CHARTS.flatMap((name) => (view.filters[name] ?? []).map((value) => ({ name, value, title: titleOf(name, value) }))),
  )

  function titleOf(name: CollectionChartName, value: string): string {
    const bars = overview.value?.charts.find((chart) => chart.name === name)?.bars
    return bars?.find((bar) => bar.value === value)?.title ?? (value === '' ? COLLECTION.tree.notSaid : value)
  }

  const loadOverview = keepFresh(async () => {
    const { project } = session
    const answer = await api.collection({ project, query: query.value }, noJob)
    if (session.project !== project) return
    if (answer.ok) overview.value = answer.value
    else notices.fail(answer.failure)
  })
  const loadProblems = keepFresh(async () => {
    const { project } = session
    const answer = await api.collectionProblems({ project }, noJob)
    if (answer.ok && session.project === project) problems.value = answer.value
  })

  /** Only what a scan can change: decisions change nothing of what is in the collection. */
  const collectionState = computed(() => JSON.stringify([session.project, session.summary]))
  watch(
    collectionState,
    () => {
      if (!scanned.value) return
      void loadOverview()
      void loadProblems()
      generation.value += 1
    },
    { immediate: true },
  )
  watch(query, () => {
    if (!scanned.value) return
    void loadOverview()
    generation.value += 1
  })

  function toggle(name: CollectionChartName, value: string): void {
    const before = view.filters[name] ?? []
    const values = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
    view.filters = { ...view.filters, [name]: values }
  }

  function clear(): void {
    view.filters = {}
    view.withNew = false
  }

  return { view, query, overview, problems, scanned, chosen, generation, toggle, clear }
}

export type CollectionState = ReturnType<typeof useCollection>
