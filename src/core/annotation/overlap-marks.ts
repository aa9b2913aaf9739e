import type { IdentityOverlap } from './identity-overlap.ts'

/** From, to: characters of a text, the end left out. */
export type TextSpan = readonly [number, number]

/** Longest run of words that is looked at as one identity. */
const LONGEST_RUN = 8
const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** The parts of a text that it shares with identities of the collection, each as short as it can be told. */
export function overlapMarks(text: string, overlap: IdentityOverlap): readonly TextSpan[] {
  if (overlap(text) === undefined) return []
  const words = [...text.matchAll(WORD)].map((match): TextSpan => [match.index, match.index + match[0].length])
  const marks: TextSpan[] = []
  for (let at = 0; at < words.length;) {
    const run = shortestRun(text, words, at, overlap)
    const [first, last] = [words[at], words[at + run - 1]]
    if (run > 0 && first !== undefined && last !== undefined) marks.push([first[0], last[1]])
    at += Math.max(1, run)
  }
  return marks
}

/** How many words from one on tell somebody; 0 where they do not. */
function shortestRun(text: string, words: readonly TextSpan[], at: number, overlap: IdentityOverlap): number {
  for (let run = 1; run <= LONGEST_RUN; run++) {
    const [first, last] = [words[at], words[at + run - 1]]
    if (first === undefined || last === undefined) return 0
    if (overlap(text.slice(first[0], last[1])) !== undefined) return startsHere(text, words, at, run, overlap) ? run : 0
  }
  return 0
}

/** Whether the first word belongs to what was recognised, and does not merely stand before it. */
function startsHere(text: string, words: readonly TextSpan[], at: number, run: number, overlap: IdentityOverlap): boolean {
  const [second, last] = [words[at + 1], words[at + run - 1]]
  return run === 1 || second === undefined || last === undefined || overlap(text.slice(second[0], last[1])) === undefined
}
