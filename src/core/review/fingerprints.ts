/**
 * Texts by number, as fingerprints of 64 bits in one array: 12 bytes and some room to spare for each, whatever its length.
 * For as many texts as there are files, of which the memory of scripts would hold a hundred bytes each. That two of a
 * million differ and have one fingerprint is as likely as one in thirty million.
 */
export class Fingerprints {
  /** Three cells a slot: both halves of a fingerprint, and the number plus one; 0 for a slot that is free. */
  #slots: Int32Array = new Int32Array(CELLS * FEWEST_SLOTS)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(text: string): number | undefined {
    const found = slotOf(this.#slots, ...fingerprint(text))
    const number = this.#slots[found + 2] ?? 0
    return number === 0 ? undefined : number - 1
  }

  /** @param number not negative */
  set(text: string, number: number): void {
    if (CELLS * this.#size >= FULL * this.#slots.length) this.#slots = withRoom(this.#slots, this.#size + 1)
    const [a, b] = fingerprint(text)
    const at = slotOf(this.#slots, a, b)
    if (this.#slots[at + 2] === 0) this.#size++
    put(this.#slots, at, a, b, number + 1)
  }

  /** Those whose number is wanted, in slots as {@link slotOf} looks through them: the third cell is the number plus one. */
  toSlots(
    isWanted: (number: number) => boolean,
    allocate: (bytes: number) => ArrayBufferLike,
  ): { readonly slots: Int32Array; readonly size: number } {
    let size = 0
    for (let at = 2; at < this.#slots.length; at += CELLS) if (isUsed(this.#slots[at], isWanted)) size++
    return { slots: withRoom(this.#slots, size, isWanted, allocate), size }
  }
}

const CELLS = 3
const FEWEST_SLOTS = 64
/** More of the slots are not taken, so that a search ends soon. */
const FULL = 0.7

/** What a fingerprint begins with: {@link mixA} and {@link mixB} add a character each. */
export const BEGIN_A = 0x2545f491
export const BEGIN_B = 0x1b873593

export function mixA(half: number, character: number): number {
  return Math.imul(((half << 5) | (half >>> 27)) ^ character, 0x9e3779b1)
}

export function mixB(half: number, character: number): number {
  return Math.imul(((half << 13) | (half >>> 19)) ^ character, 0x85ebca6b)
}

function fingerprint(text: string): readonly [number, number] {
  let a = BEGIN_A
  let b = BEGIN_B
  for (let i = 0; i < text.length; i++) {
    a = mixA(a, text.charCodeAt(i))
    b = mixB(b, text.charCodeAt(i))
  }
  return [a, b]
}

/** The first cell of the slot that has a fingerprint, or of the free one where it would lie. */
export function slotOf(slots: Int32Array, a: number, b: number): number {
  const count = slots.length / CELLS
  let slot = spread(a, b) & (count - 1)
  for (;;) {
    const at = slot * CELLS
    if (slots[at + 2] === 0 || (slots[at] === a && slots[at + 1] === b)) return at
    slot = (slot + 1) & (count - 1)
  }
}

function spread(a: number, b: number): number {
  const mixed = Math.imul(a ^ (b >>> 15) ^ (b << 17), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function put(slots: Int32Array, at: number, a: number, b: number, cell: number): void {
  slots[at] = a
  slots[at + 1] = b
  slots[at + 2] = cell
}

/** The same in as many slots as `size` need. */
function withRoom(
  slots: Int32Array,
  size: number,
  isWanted: (number: number) => boolean = () => true,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Int32Array {
  let count = FEWEST_SLOTS
  while (size >= FULL * count) count *= 2
  const into = new Int32Array(allocate(count * CELLS * Int32Array.BYTES_PER_ELEMENT))
  for (let at = 0; at < slots.length; at += CELLS) {
    const [a = 0, b = 0, cell = 0] = [slots[at], slots[at + 1], slots[at + 2]]
    if (isUsed(cell, isWanted)) put(into, slotOf(into, a, b), a, b, cell)
  }
  return into
}

function isUsed(cell: number | undefined, isWanted: (number: number) => boolean): boolean {
  return cell !== undefined && cell !== 0 && isWanted(cell - 1)
}
