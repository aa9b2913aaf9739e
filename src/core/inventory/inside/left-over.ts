import { printableStrings } from '../printable-strings.ts'

/** What is left in unused bytes is seen up to this many characters of one value. */
const MOST = 4000

/**
 * What stands behind the end of texts in fields of fixed size: nobody wrote it there, it was in memory, and it can be
 * anything. Only what a person could read counts.
 */
export class LeftOver {
  #text = ''

  /** Bytes of a field of zero-terminated text, from the NUL on. */
  addField(bytes: Uint8Array, from: number, to: number): void {
    let at = from
    while (at < to && bytes[at] !== 0) at += 1
    this.add(bytes, at + 1, to)
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    if (to - from < 4 || this.#text.length >= MOST) return
    let at = from
    while (at < to && bytes[at] === 0) at += 1
    if (to - at < 4) return
    const found = printableStrings(bytes.subarray(at, to), MOST - this.#text.length)
    if (found !== '') this.#text += this.#text === '' ? found : ` ${found}`
  }

  get text(): string {
    return this.#text
  }
}
