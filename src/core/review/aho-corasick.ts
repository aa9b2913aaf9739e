/**
 * Many byte patterns looked for at once, in one pass over the text (Aho and Corasick, 1975). ASCII letters match
 * without regard to case. Between two calls of {@link search} one number says where the machine stands, so a file can
 * be read in pieces of any size.
 *
 * States are numbered breadth first: the children of a state stand side by side, and the states near the root, in which
 * a search spends nearly all its time, come first. Only those have a full row of transitions; deeper states have their
 * children and a failure link. So a hundred thousand UIDs cost about 20 bytes a state, not a kilobyte.
 */
export interface Automaton {
  /** Class of each byte; 0 stands for every byte that no pattern holds. */
  readonly classes: Uint8Array
  readonly classCount: number
  /** Rows of transitions, {@link classCount} wide, of the first {@link denseStates} states. */
  readonly dense: Int32Array
  readonly denseStates: number
  /** Children of state s: from `firstChild[s]` to `firstChild[s + 1]`. */
  readonly firstChild: Int32Array
  /** Class of the byte that leads into a state. */
  readonly label: Uint8Array
  readonly failure: Int32Array
  /** Pattern that ends in a state, or -1. Of patterns that differ in case only, the first stands for all. */
  readonly ending: Int32Array
  /** The state itself or the longest suffix of it in which a pattern ends; 0 for none. */
  readonly output: Int32Array
  /** Length of each pattern in bytes. */
  readonly lengths: Int32Array
}

/** The machine before it has read anything. */
export const START = 0

export interface AutomatonOptions {
  /** Where the tables are to lie, for a caller that shares them between threads. */
  readonly allocate?: (bytes: number) => ArrayBufferLike
  /** Bound on the cells of all full rows together; the default is 4 MB of them. */
  readonly denseCells?: number
}

/** Lower case of an ASCII letter; every other byte is itself. */
export function foldByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
}

/** The key under which patterns that differ in ASCII case only meet: one character a byte. */
export function foldedKey(pattern: Uint8Array): string {
  return String.fromCharCode(...pattern.map(foldByte))
}

/** @param patterns none of them empty; matches report the number of a pattern in this order */
export function buildAutomaton(patterns: Iterable<Uint8Array>, options: AutomatonOptions = {}): Automaton {
  const { allocate = (bytes) => new ArrayBuffer(bytes), denseCells = 1 << 20 } = options
  const firstOfKey = new Map<string, number>()
  const sizes: number[] = []
  for (const pattern of patterns) {
    if (pattern.length === 0) throw new Error('an empty pattern matches everywhere')
    const key = foldedKey(pattern)
    if (!firstOfKey.has(key)) firstOfKey.set(key, sizes.length)
    sizes.push(pattern.length)
  }
  const keys = [...firstOfKey.keys()].sort()
  const { classes, classCount } = byteClasses(keys, allocate)
  const trie = buildTrie(keys, classes, allocate)
  const lengths = new Int32Array(allocate(sizes.length * 4))
  lengths.set(sizes)
  const ending = new Int32Array(allocate(trie.states * 4)).fill(-1)
  trie.endings.forEach((state, key) => (ending[state] = firstOfKey.get(keys[key] ?? '') ?? -1))
  const denseStates = Math.min(trie.states, Math.max(1, Math.floor(denseCells / classCount)))
  const automaton = {
    classes,
    classCount,
    denseStates,
    dense: new Int32Array(allocate(denseStates * classCount * 4)),
    firstChild: trie.firstChild,
    label: trie.label,
    failure: new Int32Array(allocate(trie.states * 4)),
    ending,
    output: new Int32Array(allocate(trie.states * 4)),
    lengths,
  }
  link(automaton, trie.states)
  return automaton
}

function byteClasses(keys: readonly string[], allocate: (bytes: number) => ArrayBufferLike): { classes: Uint8Array; classCount: number } {
  const used = new Uint8Array(256)
  for (const key of keys) for (let i = 0; i < key.length; i++) used[key.charCodeAt(i)] = 1
  const classes = new Uint8Array(allocate(256))
  let classCount = 1
  for (let byte = 0; byte < 256; byte++) if (used[byte] === 1) classes[byte] = classCount++
  for (let byte = 0x41; byte <= 0x5a; byte++) classes[byte] = classes[byte | 0x20] ?? 0
  return { classes, classCount }
}

interface Trie {
  readonly states: number
  readonly firstChild: Int32Array
  readonly label: Uint8Array
  /** State in which a key ends. */
  readonly endings: Int32Array
}

/** Level by level: a state is the range of sorted keys that share its prefix. Only the ranges of two levels are held. */
function buildTrie(keys: readonly string[], classes: Uint8Array, allocate: (bytes: number) => ArrayBufferLike): Trie {
  const endings = new Int32Array(keys.length)
  const first = new GrowingNumbers()
  const labels = new GrowingNumbers()
  labels.add(0)
  let level = [0, keys.length]
  let states = 1
  for (let depth = 0; level.length > 0; depth++) {
    const next: number[] = []
    const begin = states - level.length / 2
    for (let range = 0; range < level.length; range += 2) {
      first.add(states)
      let at = level[range] ?? 0
      const end = level[range + 1] ?? 0
      if (at < end && keys[at]?.length === depth) endings[at++] = begin + range / 2
      while (at < end) {
        const byte = keys[at]?.charCodeAt(depth) ?? 0
        const from = at
        while (at < end && keys[at]?.charCodeAt(depth) === byte) at++
        next.push(from, at)
        labels.add(classes[byte] ?? 0)
        states++
      }
    }
    level = next
  }
  first.add(states)
  const firstChild = first.into(new Int32Array(allocate((states + 1) * 4)))
  return { states, firstChild, label: labels.into(new Uint8Array(allocate(states))), endings }
}

/** Numbers as they come, of which there are too many for a list of scripts. */
class GrowingNumbers {
  #numbers = new Int32Array(1024)
  #count = 0

  add(number: number): void {
    if (this.#count === this.#numbers.length) {
      const grown = new Int32Array(this.#count * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.#count++] = number
  }

  into<Numbers extends Int32Array | Uint8Array>(numbers: Numbers): Numbers {
    numbers.set(this.#numbers.subarray(0, this.#count))
    return numbers
  }
}

/** Failure links, outputs and dense rows: each needs only states nearer to the root, which come earlier. */
function link(automaton: Automaton, states: number): void {
  const { firstChild, label, failure, ending, output, dense, classCount, denseStates } = automaton
  for (let state = 0; state < states; state++) {
    const fallback = failure[state] ?? 0
    output[state] = (ending[state] ?? -1) >= 0 ? state : state === 0 ? 0 : (output[fallback] ?? 0)
    const from = firstChild[state] ?? 0
    const to = firstChild[state + 1] ?? 0
    for (let child = from; child < to; child++) failure[child] = state === 0 ? 0 : step(automaton, fallback, label[child] ?? 0)
    if (state >= denseStates) continue
    const row = state * classCount
    if (state !== 0) dense.copyWithin(row, fallback * classCount, (fallback + 1) * classCount)
    for (let child = from; child < to; child++) dense[row + (label[child] ?? 0)] = child
  }
}

function step(automaton: Automaton, from: number, byteClass: number): number {
  const { firstChild, label, failure, dense, classCount, denseStates } = automaton
  let state = from
  while (state >= denseStates) {
    const end = firstChild[state + 1] ?? 0
    for (let child = firstChild[state] ?? 0; child < end; child++) if (label[child] === byteClass) return child
    state = failure[state] ?? 0
  }
  return dense[state * classCount + byteClass] ?? 0
}

/**
 * Reads a piece of text.
 * @param state where the machine stood after the piece before; {@link START} at the beginning
 * @param onMatch called for each occurrence, with the offset after its last byte in this piece; where patterns end at
 *   one place, the longest first
 * @returns where the machine stands now
 */
export function search(automaton: Automaton, state: number, text: Uint8Array, onMatch: (pattern: number, end: number) => void): number {
  const { classes, classCount, dense, denseStates, output, ending, failure } = automaton
  let at = state
  for (let i = 0; i < text.length; i++) {
    // Indices are in range by construction; `?? 0` costs nothing and satisfies the compiler.
    const byteClass = classes[text[i] ?? 0] ?? 0
    at = at < denseStates ? (dense[at * classCount + byteClass] ?? 0) : step(automaton, at, byteClass)
    if (output[at] === 0) continue
    for (let hit = output[at] ?? 0; hit !== 0; hit = output[failure[hit] ?? 0] ?? 0) onMatch(ending[hit] ?? 0, i + 1)
  }
  return at
}
