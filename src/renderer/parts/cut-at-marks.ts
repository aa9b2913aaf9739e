export interface TextPart {
  readonly text: string
  readonly marked: boolean
}

/** A text in its parts: those between the marks, and those that are marked. Together they are the text. */
export function cutAtMarks(text: string, marks: readonly (readonly [number, number])[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const [from, to] of marks) {
    if (from > end) parts.push({ text: text.slice(end, from), marked: false })
    parts.push({ text: text.slice(from, to), marked: true })
    end = to
  }
  if (end < text.length) parts.push({ text: text.slice(end), marked: false })
  return parts
}
