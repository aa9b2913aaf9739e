/** 2^24 bits: of a million texts less than one in a hundred that is not there is taken for one that is. */
const BITS = 1 << 24

/**
 * Says of a text that it was never added, or that it may have been (Bloom, CACM 13, 1970): 2 MB whatever is added, where
 * a set of texts would grow.
 */
export class MaybeSet {
  readonly #bits = new Uint32Array(BITS / 32)

  add(text: string): void {
    const [one, other] = placesOf(text)
    this.#set(one)
    this.#set(other)
  }

  mayHave(text: string): boolean {
    const [one, other] = placesOf(text)
    return this.#has(one) && this.#has(other)
  }

  #set(place: number): void {
    const word = place >>> 5
    this.#bits[word] = (this.#bits[word] as number) | (1 << (place & 31))
  }

  #has(place: number): boolean {
    return ((this.#bits[place >>> 5] as number) & (1 << (place & 31))) !== 0
  }
}

/** FNV-1a over the characters, and the same mixed once more. */
function placesOf(text: string): readonly [number, number] {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return [(hash ^ (hash >>> 15)) & (BITS - 1), (again ^ (again >>> 16)) & (BITS - 1)]
}
