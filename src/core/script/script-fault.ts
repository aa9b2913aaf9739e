/** Why a text is no script of an engine, or what the engine would not take as it looks. Names places, never values. */
export interface ScriptNote {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** One plain sentence. */
  readonly message: string
  /** A fault is refused by the engine; a warning is taken, but does something else than it seems to. */
  readonly severity: 'fault' | 'warning'
}

let lastText = ''
let lineStarts: readonly number[] = [0]

/** Line and column, from 1, of an offset in a text. Asked for many places of one text in turn. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  if (text !== lastText) {
    const starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    lineStarts = starts
    lastText = text
  }
  let [low, high] = [0, lineStarts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
}
