/** A data set as the simulated engines see it: values as text, several joined by `\`. They change it in place. */
export interface SimDataSet {
  readonly elements: Map<number, SimElement>
  /** Of the file, where the data set is the root of one; Explicit VR where nothing is said. */
  readonly transferSyntax?: string
}

export interface SimElement {
  readonly vr: string
  readonly value: string
  readonly items?: readonly SimDataSet[]
}

export function copyOf({ elements: all, ...of }: SimDataSet): SimDataSet {
  const elements = [...all].map(([tag, element]): [number, SimElement] => [
    tag,
    element.items === undefined ? element : { ...element, items: element.items.map(copyOf) },
  ])
  return { ...of, elements: new Map(elements) }
}

/** The creator that claims the block of a private tag in its data set, trimmed; empty where none does. */
export function creatorOf(tag: number, { elements }: SimDataSet): string {
  return elements.get(((tag & 0xffff0000) | ((tag >>> 8) & 0xff)) >>> 0)?.value.trim() ?? ''
}

export function isPrivateTag(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1
}

/** A number for a text, the same each time: what the simulated engines make of a UID or a hash. */
export function numberFor(text: string): string {
  let [a, b] = [7, 11]
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    a = (a * 31 + code) % 999_983
    b = (b * 37 + code) % 998_244_353
  }
  return `${a + 1}${String(b).padStart(9, '0')}`
}

/** A day moved by whole days; undefined where the text is none. What stands behind the day stays. */
export function movedDay(text: string, days: number): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(text)
  if (match === null) return undefined
  const moved = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + days))
  return Number.isNaN(moved.getTime()) ? undefined : moved.toISOString().slice(0, 10).replaceAll('-', '') + text.slice(8)
}
