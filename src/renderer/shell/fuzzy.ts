/** Where a text was found in a title, and how well: the higher the better. */
export interface Found {
  readonly score: number
  /** Indexes of the letters that matched, ascending. */
  readonly at: readonly number[]
}

const WORD_START = 8
const IN_A_ROW = 5
const LETTER = 1
/** For a word that stands there as it was typed: more than a leap to another beginning brings. */
const AS_TYPED = 4

/**
 * Finds what somebody begins to type: every word of it, in any order, each by its letters in their order; beginnings of
 * words, letters in a row and words as they stand there count most, and of equals the shorter title.
 * @returns undefined where a letter is missing; an empty text is found in everything
 */
export function fuzzyFind(typed: string, title: string): Found | undefined {
  const text = title.toLowerCase()
  const at = new Set<number>()
  let score = 0
  for (const word of typed.toLowerCase().split(/\s+/)) {
    const found = findWord(word, text)
    if (found === undefined) return undefined
    score += found.score
    for (const index of found.at) at.add(index)
  }
  return { score: score - title.length / 100, at: [...at].sort((a, b) => a - b) }
}

const isStart = (text: string, index: number): boolean => index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')

/** The best of the ways to find the letters of a word, tried from each place where its first letter stands. */
function findWord(word: string, text: string): Found | undefined {
  if (word === '') return { score: 0, at: [] }
  let best: Found | undefined
  for (let from = text.indexOf(word[0] ?? ''); from >= 0; from = text.indexOf(word[0] ?? '', from + 1)) {
    const found = findFrom(word, text, from)
    if (found !== undefined && (best === undefined || found.score > best.score)) best = found
  }
  return best
}

function findFrom(word: string, text: string, from: number): Found | undefined {
  const at: number[] = []
  let score = 0
  for (const letter of word) {
    const last = at.at(-1)
    const index = text.indexOf(letter, last === undefined ? from : last + letter.length)
    if (index < 0) return undefined
    score += LETTER + (isStart(text, index) ? WORD_START : 0) + (last !== undefined && index === last + 1 ? IN_A_ROW : 0)
    at.push(index)
  }
  const first = at[0] ?? 0
  return { score: score + (text.startsWith(word, first) && at.at(-1) === first + word.length - 1 ? AS_TYPED : 0), at }
}
