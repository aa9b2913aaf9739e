/**
 * Numbers inside sentences that core and engine make. The sentences are English, so numbers are written as English does,
 * by one formatter that is made once; a translation of the `texts.ts` files changes this module with them. Values out of
 * files, and numbers in the formats of files, go through none of this.
 */
const whole = new Intl.NumberFormat('en')

/** A whole number as a person reads it: `1,204`. */
export function count(value: number): string {
  return whole.format(value)
}

/** `1 file`, `1,204 files`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** `a, b, c`: a list inside a sentence. */
export function listed(texts: readonly string[]): string {
  return texts.join(', ')
}

/** `a and b`. */
export function both(texts: readonly string[]): string {
  return texts.join(' and ')
}

/** `this; that`: what is said of one thing, one after the other. */
export function joined(sentences: readonly string[]): string {
  return sentences.join('; ')
}
