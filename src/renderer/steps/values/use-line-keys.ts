import type { ValuesState } from './use-values.ts'

/**
 * Folding, going along and selecting with the keyboard in the worklist.
 *
 * @param go looks at another line
 * @param into goes into a word: the values that it is in
 * @returns what a key in the list does
 */
export function useLineKeys(state: ValuesState, go: (index: number) => void, into: (word: string) => void) {
  const { view, rows, current, line } = state
  /** From where the selection is extended. */
  let anchor = -1

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
    if (event.key === 'ArrowRight') rows.inTurn(unfold)
    else if (event.key === 'ArrowLeft') rows.inTurn(fold)
    else if (event.key === ' ') rows.inTurn(toggle)
    else if (event.shiftKey && event.key === 'ArrowDown') rows.inTurn(() => extend(1))
    else if (event.shiftKey && event.key === 'ArrowUp') rows.inTurn(() => extend(-1))
    else return
    event.preventDefault()
  }

  function unfold(): void {
    const at = line.value
    if (at?.kind === 'token') into(at.key)
    else if (at !== undefined && at.kind !== 'value' && !at.open) state.turn(at.key)
    else go(current.value + 1)
  }

  function fold(): void {
    const at = line.value
    if ((at?.kind === 'element' || at?.kind === 'fold') && at.open) state.turn(at.key)
    else if (state.isWord.value) view.token = ''
    else toHead()
  }

  function toggle(): void {
    const at = line.value
    if (at !== undefined && at.kind !== 'fold') state.select(at.key, !state.isSelected(at.key))
    anchor = current.value
  }

  function toHead(): void {
    for (let index = current.value - 1; index >= 0; index--) {
      const other = rows.at(index)
      if (other === undefined || other.kind !== 'value') return go(index)
    }
  }

  function extend(by: number): void {
    if (anchor < 0 || state.selected.value === 0) anchor = current.value
    const first = rows.at(current.value)
    if (first !== undefined && first.kind !== 'fold') state.select(first.key, true)
    go(current.value + by)
    const last = rows.at(current.value)
    if (last !== undefined && last.kind !== 'fold') state.select(last.key, true)
  }

  return press
}
