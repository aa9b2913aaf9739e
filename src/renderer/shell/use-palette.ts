import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { useActionBook, type Action } from '../state/actions.ts'
import { useAddress } from '../state/address.ts'
import { keepFresh } from '../state/keep-fresh.ts'
import { api, noJob, projectName, useSession } from '../state/session.ts'
import { useSteps } from '../state/steps.ts'
import { fuzzyFind } from './fuzzy.ts'
import { SHELL } from './texts.ts'

/** A line of the palette: an action, with the letters of its title that were found. */
export interface PaletteLine {
  readonly action: Action
  readonly at: readonly number[]
}

const MOST_ELEMENTS = 6

/** What the palette offers for what is typed: actions, elements of the inventory, places to go. */
export function usePalette(): { typed: Ref<string>; lines: ComputedRef<readonly PaletteLine[]> } {
  const book = useActionBook()
  const session = useSession()
  const steps = useSteps()
  const address = useAddress()
  const typed = ref('')
  const recent = shallowRef<readonly Action[]>([])
  const found = shallowRef<{ readonly of: string; readonly elements: readonly Action[] }>({ of: '', elements: [] })
  /** What was found for another text is not offered for this one: Enter would lead there. */
  const elements = computed(() => (found.value.of === typed.value.trim() ? found.value.elements : []))
  const words = SHELL.palette

  void api.recentProjects({}, noJob).then((outcome) => {
    if (!outcome.ok) return
    recent.value = outcome.value
      .filter(({ project, there }) => there && project !== session.project)
      .map(({ project }) => ({
        id: `palette.open-${project}`,
        group: words.projects,
        title: words.open(projectName(project)),
        run: () => session.open(project),
      }))
  })

  const findElements = keepFresh(async () => {
    const search = typed.value.trim()
    if (search.length < 2 || session.summary === undefined) return
    const outcome = await api.inventory({ project: session.project, query: { search, limit: MOST_ELEMENTS } }, noJob)
    const rows = outcome.ok ? outcome.value.rows : []
    found.value = { of: search, elements: rows.flatMap((line) => (line.kind === 'element' ? [goTo(line.row, search)] : [])) }
  })
  watch(typed, () => void findElements())

  const goTo = ({ element, annotation }: InventoryRow, search: string): Action => ({
    id: `palette.element-${element.path}`,
    group: words.elements,
    title: `${element.path} ${annotation.name}`,
    run: () => steps.go('inventory', { search, at: element.path }),
  })

  /** What can be made of the text itself. */
  const asTyped = computed<readonly Action[]>(() => {
    const text = typed.value.trim()
    if (text.includes('#/')) return [{ id: 'palette.follow', group: words.places, title: words.follow, run: () => address.follow(text) }]
    if (text.length < 2 || session.summary === undefined) return []
    return [
      { id: 'palette.names', group: words.places, title: words.searchNames(text), run: () => steps.go('inventory', { search: text }) },
      {
        id: 'palette.values',
        group: words.places,
        title: words.searchValues(text),
        run: () => steps.go('inventory', { search: text, in: 'values' }),
      },
    ]
  })

  const lines = computed<readonly PaletteLine[]>(() => {
    const text = typed.value.trim()
    const matching = [...book.all, ...recent.value]
      .filter(({ run }) => run !== undefined)
      .flatMap((action) => {
        const inTitle = fuzzyFind(text, action.title)
        const elsewhere = inTitle ?? fuzzyFind(text, `${action.title} ${action.group} ${action.also ?? ''}`)
        if (elsewhere === undefined) return []
        return [{ action, at: inTitle?.at ?? [], score: inTitle === undefined ? elsewhere.score / 2 : inTitle.score }]
      })
    const best = text === '' ? matching : matching.toSorted((one, other) => other.score - one.score)
    const plain = [...elements.value, ...asTyped.value].map((action) => ({ action, at: [] }))
    return [...best, ...plain]
  })
  return { typed, lines }
}
