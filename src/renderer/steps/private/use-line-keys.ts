import { onBeforeUnmount, onMounted } from 'vue'
import { isInDialog, isTyping } from '../../shell/use-shell-keys.ts'
import type { BlockRows } from './use-block-rows.ts'

/** What moving along the lines needs of the screen. */
export interface LineScreen {
  /** Lines that fit on the screen. */
  page(): number
  /** Shows the line that is looked at. */
  shown(): void
  /** Whether the lines are on the screen at all. */
  isThere(): boolean
}

/** Moving, selecting and folding with the keyboard, wherever in the room the focus is. */
export function useLineKeys(rows: BlockRows, screen: LineScreen, inTurn: (act: () => void) => void) {
  /** Where extending began. */
  let anchor = -1

  function move(to: number, extend: boolean): void {
    const from = rows.current.value
    rows.goTo(to)
    screen.shown()
    if (!extend) anchor = -1
    else {
      if (anchor < 0) anchor = from
      extendTo(rows.current.value)
    }
  }

  /** Selects the elements from where extending began to a line. */
  function extendTo(index: number): void {
    if (anchor < 0) anchor = Math.max(0, rows.current.value)
    const [from, to] = anchor < index ? [anchor, index] : [index, anchor]
    const between = rows.lines.value.slice(from, to + 1)
    rows.selectOnly(between.flatMap((line) => (line.kind === 'element' ? [line.row.row.element.path] : [])))
  }

  function lineFor(key: string): number | undefined {
    const at = rows.current.value
    switch (key) {
      case 'ArrowDown':
      case 'j':
        return at + 1
      case 'ArrowUp':
      case 'k':
        return at - 1
      case 'PageDown':
        return at + screen.page()
      case 'PageUp':
        return at - screen.page()
      case 'Home':
        return 0
      case 'End':
        return rows.lines.value.length - 1
      default:
        return undefined
    }
  }

  function toggle(): void {
    const line = rows.lines.value[rows.current.value]
    if (line === undefined) return
    if (line.kind === 'group') return rows.toggleFold(line.need)
    anchor = rows.current.value
    const { path } = line.row.row.element
    rows.select([path], !rows.selected.value.has(path))
  }

  /** `←` closes a group, from any of its lines; `→` opens one. */
  function fold(isOpening: boolean): void {
    const at = rows.current.value
    const line = rows.lines.value[at]
    if (line?.kind === 'group') {
      if (line.folded === isOpening) rows.toggleFold(line.need)
      else if (isOpening) rows.goTo(at + 1)
    } else if (!isOpening) {
      const head = rows.lines.value.slice(0, at).findLastIndex((one) => one.kind === 'group')
      if (head >= 0) rows.goTo(head)
    }
    screen.shown()
  }

  /** Enter and Space on a button are the button's. */
  function isForControl({ target, key }: KeyboardEvent): boolean {
    return target instanceof HTMLElement && [' ', 'Enter'].includes(key) && target.closest('button, a, input, summary') !== null
  }

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (!screen.isThere() || isInDialog() || isTyping(event) || isForControl(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (lineFor(key) !== undefined) inTurn(() => move(lineFor(key) ?? 0, event.shiftKey))
    else if (key === ' ' || key === 'Enter') inTurn(toggle)
    else if (key === 'ArrowLeft' || key === 'ArrowRight') inTurn(() => fold(key === 'ArrowRight'))
    else return
    event.preventDefault()
  }

  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
  return { extendTo }
}
