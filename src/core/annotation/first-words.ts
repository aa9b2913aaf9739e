const SLOTS = 1 << 18

/**
 * A set of words as {@link wordsOf} cuts them, made for one question: may a text hold any of them? Most texts hold none,
 * and are told from the others without being cut into words.
 */
export class FirstWords {
  readonly #marks = new Uint8Array(SLOTS)

  add(word: string): void {
    let hash = 0
    for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at))
    this.#marks[slot(hash)] = 1
  }

  /** True for every text that holds one of the words, for every text beyond ASCII, and for some others. */
  mayBeIn(text: string): boolean {
    let hash = 0
    let isWord = false
    for (let at = 0; at < text.length; at++) {
      let code = text.charCodeAt(at)
      if (code >= 0x80) return true
      if (code >= 0x61 && code <= 0x7a) code -= 0x20
      if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)) {
        hash = step(hash, code)
        isWord = true
      } else if (isWord) {
        if (this.#marks[slot(hash)] === 1) return true
        hash = 0
        isWord = false
      }
    }
    return isWord && this.#marks[slot(hash)] === 1
  }
}

function step(hash: number, code: number): number {
  return (Math.imul(hash, 0x01000193) + code) | 0
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1)
}
