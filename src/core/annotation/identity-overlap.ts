import type { IdentifierKind, IdentifyingToken } from './identifiers.ts'
import { FirstWords } from './first-words.ts'
import { isOrdinary, wordsOf } from './words.ts'

/**
 * Tells whether a text holds an identifying value of the collection, and of which kind.
 * @param shortest identifying values with fewer characters are passed over (default: none)
 */
export type IdentityOverlap = (text: string, shortest?: number) => IdentifierKind | undefined

interface Sequence {
  readonly words: readonly string[]
  readonly kind: IdentifierKind
  readonly length: number
}

/**
 * A search for the identifying values of a collection: they are cut into words once, and a text is looked up word by
 * word, so that the cost is that of the texts alone, however many values there are.
 * @param thorough looks for dates of any kind and for devices too; of one patient they are few enough to tell something
 */
export function identityOverlap(tokens: readonly Pick<IdentifyingToken, 'token' | 'kind'>[], thorough = false): IdentityOverlap {
  const byFirst = new Map<string, Sequence[]>()
  const firstWords = new FirstWords()
  const known = new Set<string>()
  for (const { token, kind } of tokens) {
    for (const words of spellings(token, kind, thorough)) {
      const key = words.join(' ')
      const [first] = words
      if (first === undefined || known.has(key)) continue
      known.add(key)
      const sequence: Sequence = { words, kind, length: words.join('').length }
      const sequences = byFirst.get(first)
      firstWords.add(first)
      if (sequences === undefined) byFirst.set(first, [sequence])
      else sequences.push(sequence)
    }
  }
  return (text, shortest = 0) => {
    if (!firstWords.mayBeIn(text)) return undefined
    const words = wordsOf(text)
    for (const [at, word] of words.entries()) {
      const sequences = byFirst.get(word)
      if (sequences === undefined) continue
      for (const sequence of sequences) {
        if (sequence.length >= shortest && sequence.words.every((one, index) => words[at + index] === one)) return sequence.kind
      }
    }
    return undefined
  }
}

/** The word sequences by which a value is recognised; none where it is too short or too ordinary to say anything. */
function spellings(token: string, kind: IdentifierKind, thorough: boolean): readonly (readonly string[])[] {
  switch (kind) {
    case 'name':
      return nameSpellings(token)
    case 'id':
      return idSpellings(token)
    case 'birth-date':
      return dateSpellings(token)
    case 'address':
    case 'phone':
    case 'institution': {
      const words = wordsOf(token)
      const length = words.join('').length
      const telling = words.length > 1 || !isOrdinary(words[0] ?? '')
      return length >= SHORTEST_PHRASE && telling ? [words] : []
    }
    case 'device':
      return thorough ? idSpellings(token) : []
    case 'date':
      return thorough ? dateSpellings(token) : []
    case 'uid':
      return []
  }
}

const SHORTEST_PHRASE = 5
const LETTERS = /\p{L}/gu
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Each part of the name that is long enough to be told from other words, and family and given name written as one. */
function nameSpellings(name: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  for (const group of name.split('=')) {
    const components = group.split('^').map(wordsOf)
    for (const word of components.flat()) if (isTelling(word)) found.push([word])
    const [family = '', given = ''] = components.map((words) => words.join(''))
    if (family === '' || given === '') continue
    const glued = [family + given, given + family]
    for (const word of glued) if (isTelling(word) && (word.length >= 6 || IDEOGRAPHS.test(word))) found.push([word])
  }
  return found
}

function isTelling(word: string): boolean {
  const letters = word.match(LETTERS)?.length ?? 0
  return (letters >= 3 || (letters >= 2 && IDEOGRAPHS.test(word))) && !isOrdinary(word)
}

/** An identifier in its parts and without its separators; numbers also without leading zeros. */
function idSpellings(id: string): readonly (readonly string[])[] {
  const words = wordsOf(id)
  const glued = words.join('')
  const shortest = /^\d+$/.test(glued) ? 5 : /\d/.test(glued) ? 4 : 6
  if (glued.length < shortest || isOrdinary(glued) || words.every(isOrdinary)) return []
  const short = glued.replace(/^0+/, '')
  return [words, [glued], ...(short.length >= 5 ? [[short]] : [])]
}

/** A birth date in the orders in which dates are written. */
function dateSpellings(date: string): readonly (readonly string[])[] {
  const match = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})/.exec(date)
  if (match === null) return []
  const [, year = '', month = '', day = ''] = match
  return [[year + month + day], [day + month + year], [month + day + year], [year, month, day], [day, month, year], [month, day, year]]
}
