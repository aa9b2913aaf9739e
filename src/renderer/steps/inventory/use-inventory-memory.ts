import { effectScope, onBeforeUnmount, watch } from 'vue'
import { FACETS, type FacetName } from '../../../contract/inventory-answers.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import type { Chosen } from './use-list.ts'
import { GROUPS } from '../../parts/words.ts'

const SAVE_AFTER_MS = 400

/** What of the inventory is remembered for a project. */
export interface Remembered {
  readonly chosen: Omit<Chosen, 'sort'>
  /** The element that was looked at. */
  readonly path: string
  readonly facetsTurned: boolean
  readonly panelOpen: boolean
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')

/** What was remembered, as far as it still makes sense. */
function read(saved: unknown): Partial<Remembered> {
  if (typeof saved !== 'object' || saved === null) return {}
  const { chosen, path, facetsTurned, panelOpen } = saved as Record<string, unknown>
  const from = typeof chosen === 'object' && chosen !== null ? (chosen as Record<string, unknown>) : {}
  const filters: Partial<Record<FacetName, readonly string[]>> = {}
  for (const name of FACETS) {
    const values = (from['filters'] as Record<string, unknown> | undefined)?.[name]
    if (isTexts(values)) filters[name] = values
  }
  return {
    chosen: {
      search: typeof from['search'] === 'string' ? from['search'] : '',
      inValues: from['inValues'] === true,
      filters,
      groupBy: GROUPS.find((one) => one.value === from['groupBy'])?.value ?? 'none',
      folded: isTexts(from['folded']) ? from['folded'] : [],
    },
    ...(typeof path === 'string' ? { path } : {}),
    facetsTurned: facetsTurned === true,
    panelOpen: panelOpen !== false,
  }
}

/** Remembers the inventory of a project, between two looks at it and between two starts. */
export function useInventoryMemory(now: () => Remembered) {
  const { project } = useSession()
  let saving: ReturnType<typeof setTimeout> | undefined
  /** Begins later than the screen, and ends with it. */
  const watching = effectScope()

  async function restore(): Promise<{ project: Partial<Remembered>; grid: unknown }> {
    const [own, all] = await Promise.all([api.windowState({ project }, noJob), api.windowState({}, noJob)])
    return { project: own.ok ? read(own.value['inventory']) : {}, grid: all.ok ? all.value['grid'] : undefined }
  }

  function save(): void {
    clearTimeout(saving)
    saving = undefined
    void api.saveWindowState({ project, state: { inventory: now() } }, noJob)
  }

  function begin(): void {
    watching.run(() =>
      watch(now, () => {
        clearTimeout(saving)
        saving = setTimeout(save, SAVE_AFTER_MS)
      }),
    )
  }

  onBeforeUnmount(() => {
    watching.stop()
    if (saving !== undefined) save()
  })

  return { restore, begin }
}
