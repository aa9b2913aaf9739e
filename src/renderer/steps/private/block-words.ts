import type { PrivateBlock, PrivateState } from '../../../contract/private-answers.ts'
import { hex } from '../../../core/dicom/tag.ts'
import type { Equipment } from '../../../core/inventory/inventory.ts'

/** What an element needs, the most pressing first: elements are grouped by it, not by their number. */
export const NEEDS: readonly PrivateState[] = ['conflicting', 'unknown', 'review', 'waiting', 'settled']

export const NEED_WORDS: Readonly<Record<PrivateState, { readonly title: string; readonly about: string }>> = {
  conflicting: { title: 'Conflict', about: 'the sources, or an earlier approval, disagree' },
  unknown: { title: 'Unknown', about: 'no source says what may be done' },
  review: { title: 'To look at', about: 'bytes, names, or somebody held it for review' },
  waiting: { title: 'Agreed, waiting', about: 'the sources agree; nobody has accepted it yet' },
  settled: { title: 'Settled', about: '' },
}

const LOOKS: Readonly<Record<Exclude<PrivateBlock['looksLike'], ''>, string>> = {
  identity: 'The creator itself overlaps an identity',
  name: 'The creator itself looks like a name',
  date: 'The creator itself looks like a date',
}

/** What is said of a creator that may identify somebody; empty for the others. */
export function looksWords({ looksLike }: Pick<PrivateBlock, 'looksLike'>): string {
  return looksLike === '' ? '' : LOOKS[looksLike]
}

export function creatorWords({ creator }: Pick<PrivateBlock, 'creator'>): string {
  return creator === '' ? 'No Private Creator' : creator
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((text) => text !== ''))]
const several = (texts: readonly string[], many: string): string =>
  texts.length === 0 ? '' : texts.length <= 2 ? texts.join(', ') : `${texts.length} ${many}`

/** `SIEMENS · 4 models · VE11, XA11`: the scanners of a block in one line. */
export function scannersWords(scanners: readonly Equipment[]): string {
  const parts = [
    several(unique(scanners.map(({ manufacturer }) => manufacturer)), 'manufacturers'),
    several(unique(scanners.map(({ model }) => model)), 'models'),
    several(unique(scanners.map(({ software }) => software)), 'versions'),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'scanner not named' : parts.join(' · ')
}

/** The first scanner of a block, by which it is found again. */
export function scannerName(block: Pick<PrivateBlock, 'scanners'> | undefined): string {
  const scanner = block?.scanners[0]
  return scanner === undefined ? '' : [scanner.manufacturer, scanner.model, scanner.software].join(' | ')
}

/** `(0019,…) (0051,…)`. */
export function groupsWords(groups: readonly number[]): string {
  return groups.map((group) => `(${hex(group, 4)},…)`).join(' ')
}

/** Elements on which nobody has decided, or only that somebody has to look. */
export function openOf({ elements, settled }: Pick<PrivateBlock, 'elements' | 'settled'>): number {
  return elements - settled
}
