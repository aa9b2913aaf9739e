import type { ValueOperation } from '../operation.ts'

/**
 * What CTP's `@lookup` makes of the values of an element. CTP finds a value by its text without backslashes and outer
 * blanks, so that two values may meet in one key; where they are to become different things the key has no answer, and
 * what has no answer goes.
 */
export interface ValueTable {
  /** Undefined: the key has no answer. All values of the element are here. */
  readonly answers: ReadonlyMap<string, string | undefined>
  /** Values that go although they were to stay: the table cannot say them. */
  readonly lost: number
}

/** The answer by which CTP leaves a value untouched. */
export const KEPT = '@keep()'

/** The key under which CTP looks a value up: several values of an element run together, outer white space goes. */
export function lookupKey(value: string): string {
  return trimmed(value.replaceAll('\\', ''))
}

/** Java's `trim`: everything up to U+0020. */
export function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1
  return text.slice(start, end)
}

/** @param canReplace whether CTP can write another text into the element */
export function tableOf(values: readonly ValueOperation[], canReplace: boolean): ValueTable {
  const answers = new Map<string, string | undefined>()
  const staying: string[] = []
  for (const operation of values) {
    const key = lookupKey(operation.value)
    const answer = answerFor(operation, canReplace)
    if (operation.do !== 'remove') staying.push(key)
    answers.set(key, answers.has(key) && answers.get(key) !== answer ? undefined : answer)
  }
  return { answers, lost: staying.filter((key) => answers.get(key) === undefined).length }
}

function answerFor(operation: ValueOperation, canReplace: boolean): string | undefined {
  // CTP sees the text of a value, not the bytes of one that is no text.
  if (operation.digest !== undefined) return undefined
  switch (operation.do) {
    case 'keep':
      return KEPT
    case 'remove':
      return undefined
    case 'replace':
      return canReplace ? answerText(operation.with ?? '') : undefined
  }
}

/** `@` begins a function, or in newer versions another key of the table. */
function answerText(text: string): string | undefined {
  const answer = trimmed(text)
  return answer.startsWith('@') || answer.includes('@remove()') ? undefined : answer
}

/** One table for two places with one tag: what they disagree on goes. */
export function mergedTables(one: ValueTable, other: ValueTable): ValueTable {
  const answers = new Map(one.answers)
  let lost = one.lost + other.lost
  for (const [key, answer] of other.answers) {
    if (answers.has(key) && answers.get(key) !== answer) {
      if (answers.get(key) !== undefined || answer !== undefined) lost += 1
      answers.set(key, undefined)
    } else answers.set(key, answer)
  }
  return { answers, lost }
}

/** Whether a merged table says of every value of one place what that place's own table says. */
export function agrees(own: ValueTable, merged: ValueTable): boolean {
  for (const [key, answer] of own.answers) if (merged.answers.get(key) !== answer) return false
  return true
}
