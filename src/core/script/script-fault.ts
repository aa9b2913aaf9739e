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

/** Line and column, from 1, of an offset in a text. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
