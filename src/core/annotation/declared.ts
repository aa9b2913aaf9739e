import type { ElementPath } from '../dicom/attribute-path.ts'
import { leafOf } from '../dicom/attribute-path.ts'
import { ANNOTATION } from './texts.ts'

/**
 * What the files themselves declare of their private elements: the Private Data Element Characteristics Sequence
 * (0008,0300) of PS3.3 C.12.1, as far as the values of one series give it. An inventory does not tell its items apart:
 * where a series has several, only what all of them say is taken.
 */
export interface DeclaredInSeries {
  /** (0008,0301), decimal. */
  readonly groups: readonly string[]
  /** (0008,0302). */
  readonly creators: readonly string[]
  /** (0008,0303): SAFE, UNSAFE, MIXED. */
  readonly statuses: readonly string[]
  /** (0008,0304): low bytes of elements that do not identify, decimal, joined by `\`. */
  readonly nonidentifying: readonly string[]
  /** (0008,0306) in (0008,0305): low bytes of elements that identify. */
  readonly identifying: readonly string[]
  /** (0008,0307) in (0008,0305): D, Z, X, U. */
  readonly actions: readonly string[]
}

const SEQUENCE = '(0008,0300)[*]'
/** Where each of them stands in an inventory. */
export const DECLARED_PATHS: Readonly<Record<keyof DeclaredInSeries, string>> = {
  groups: `${SEQUENCE}(0008,0301)`,
  creators: `${SEQUENCE}(0008,0302)`,
  statuses: `${SEQUENCE}(0008,0303)`,
  nonidentifying: `${SEQUENCE}(0008,0304)`,
  identifying: `${SEQUENCE}(0008,0305)[*](0008,0306)`,
  actions: `${SEQUENCE}(0008,0305)[*](0008,0307)`,
}

/** One statement of the files on an element, a basis to retain it or a recommended action; never a decision. */
export interface Declaration {
  readonly word: 'SAFE' | 'UNSAFE' | 'nonidentifying' | 'D' | 'Z' | 'X' | 'U'
  readonly series: number
}

/** What the series that hold a private element declare of it, one entry for each word. */
export function declarationsOn(path: ElementPath, series: readonly DeclaredInSeries[]): readonly Declaration[] {
  const leaf = leafOf(path)
  if (leaf.kind !== 'private') return []
  const counts = new Map<Declaration['word'], number>()
  for (const declared of series) {
    const names = new Set(declared.creators.map((creator) => creator.trim().toUpperCase()))
    if (!names.has(leaf.creator.trim().toUpperCase())) continue
    const alone = names.size === 1 && declared.groups.every((group) => Number(group) === leaf.group)
    for (const word of wordsOf(declared, leaf.element, alone)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, count]) => ({ word, series: count }))
}

function wordsOf(
  { statuses, nonidentifying, identifying, actions }: DeclaredInSeries,
  element: number,
  alone: boolean,
): readonly Declaration['word'][] {
  const said = new Set(statuses.map((status) => status.trim().toUpperCase()))
  const words: Declaration['word'][] = []
  if (said.size === 1 && said.has('SAFE')) words.push('SAFE')
  if (said.size === 1 && said.has('UNSAFE')) words.push('UNSAFE')
  if (!alone) return words
  if (holds(nonidentifying, element)) words.push('nonidentifying')
  const [action] = actions
  if (actions.length === 1 && holds(identifying, element) && isAction(action)) words.push(action)
  return words
}

function holds(lists: readonly string[], element: number): boolean {
  return lists.some((list) => list.split('\\').some((number) => number.trim() !== '' && (Number(number) & 0xff) === element))
}

function isAction(text: string | undefined): text is 'D' | 'Z' | 'X' | 'U' {
  return text === 'D' || text === 'Z' || text === 'X' || text === 'U'
}

/** A declaration in words. */
export function declarationSentence({ word, series }: Declaration): string {
  switch (word) {
    case 'SAFE':
      return ANNOTATION.declared.safe(series)
    case 'UNSAFE':
      return ANNOTATION.declared.unsafe(series)
    case 'nonidentifying':
      return ANNOTATION.declared.nonidentifying(series)
    default:
      return ANNOTATION.declared.identifying(word, series)
  }
}
