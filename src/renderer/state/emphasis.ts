/** A piece of a sentence; what matters most in it is set off from the rest. */
export interface Piece {
  readonly text: string
  readonly isStrong: boolean
}

/** Signs of the private use area, which no standard gives a meaning: around what is set off. */
const [BEGIN, END] = ['\uE000', '\uE001']
const SET_OFF = new RegExp(`${BEGIN}([^${END}]*)${END}`)

/** What is set off in a sentence of a `texts.ts`: the sentence is whole there, and is drawn by `parts/SentenceText.vue`. */
export function strong(text: string): string {
  return `${BEGIN}${text}${END}`
}

/** A sentence in its pieces, as it is shown. */
export function emphasized(sentence: string): readonly Piece[] {
  return sentence
    .split(SET_OFF)
    .map((text, index) => ({ text, isStrong: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
