import { computed, shallowRef } from 'vue'
import type { InventoryRow } from '../../../contract/inventory-row.ts'

/** What is selected: certain rows, or everything that matches but for some. */
export type Selection =
  | { readonly kind: 'rows'; readonly rows: ReadonlyMap<string, InventoryRow> }
  | { readonly kind: 'all'; readonly elements: number; readonly except: ReadonlySet<string> }

const NONE: Selection = { kind: 'rows', rows: new Map() }

/** The selection of the inventory. Everything that matches is one sentence, never a list of thousands. */
export function useSelection(paint: () => void) {
  const selection = shallowRef<Selection>(NONE)
  const count = computed(() =>
    selection.value.kind === 'rows' ? selection.value.rows.size : selection.value.elements - selection.value.except.size,
  )

  function become(next: Selection): void {
    selection.value = next
    paint()
  }

  function has(path: string): boolean {
    return selection.value.kind === 'rows' ? selection.value.rows.has(path) : !selection.value.except.has(path)
  }

  function set(rows: readonly InventoryRow[], on: boolean): void {
    const now = selection.value
    if (now.kind === 'rows') {
      const next = new Map(now.rows)
      for (const row of rows) {
        if (on) next.set(row.element.path, row)
        else next.delete(row.element.path)
      }
      return become({ kind: 'rows', rows: next })
    }
    const except = new Set(now.except)
    for (const row of rows) {
      if (on) except.delete(row.element.path)
      else except.add(row.element.path)
    }
    become({ ...now, except })
  }

  /** Selects exactly these. */
  function only(rows: readonly InventoryRow[]): void {
    become({ kind: 'rows', rows: new Map(rows.map((row) => [row.element.path, row])) })
  }

  function toggle(row: InventoryRow): void {
    set([row], !has(row.element.path))
  }

  function all(elements: number): void {
    become({ kind: 'all', elements, except: new Set() })
  }

  function clear(): void {
    if (count.value > 0 || selection.value.kind === 'all') become(NONE)
  }

  /** Rows that came anew from the engine say what is decided now. */
  function renewed(rows: readonly InventoryRow[]): void {
    const now = selection.value
    if (now.kind !== 'rows' || !rows.some((row) => now.rows.has(row.element.path))) return
    const next = new Map(now.rows)
    for (const row of rows) if (next.has(row.element.path)) next.set(row.element.path, row)
    selection.value = { kind: 'rows', rows: next }
  }

  return { selection, count, has, set, only, toggle, all, clear, renewed }
}

export type InventorySelection = ReturnType<typeof useSelection>
