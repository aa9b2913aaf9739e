/** A stream of numbers that is the same for the same seed and name, on every machine: the generator draws from nothing else. */
export interface Random {
  /** The next number, 0 included, 1 not. */
  next(): number
  /** A whole number from 0 to `below - 1`. */
  integer(below: number): number
}

/** Small fast counter generator (sfc32), seeded from the text `seed/name`: a new series never shifts the numbers of another. */
export function seededRandom(seed: number, name: string): Random {
  const words = mixText(`${seed}/${name}`)
  let [a, b, c, counter] = words
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let round = 0; round < 12; round++) next()
  return { next, integer: (below) => Math.floor(next() * below) }
}

function mixText(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    words[0] = Math.imul(words[0] ^ code, 0x85ebca6b) | 0
    words[1] = Math.imul(words[1] ^ (code + index), 0xc2b2ae35) | 0
    words[2] = Math.imul((words[2] + code) ^ (words[2] >>> 13), 0x27d4eb2f) | 0
  }
  return words
}
