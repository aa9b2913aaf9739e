import type { PrivateBlock, PrivateState } from '../../../contract/private-answers.ts'
import { hex } from '../../../core/dicom/tag.ts'
import type { Equipment } from '../../../core/inventory/inventory.ts'
import { PRIVATE } from './texts.ts'
import { listed } from '../../state/words.ts'

/** What an element needs, the most pressing first: elements are grouped by it, not by their number. */
export const NEEDS: readonly PrivateState[] = ['conflicting', 'unknown', 'review', 'waiting', 'settled']

/** What is said of a creator that may identify somebody; empty for the others. */
export function looksWords({ looksLike }: Pick<PrivateBlock, 'looksLike'>): string {
  return PRIVATE.creator.looks[looksLike]
}

export function creatorWords({ creator }: Pick<PrivateBlock, 'creator'>): string {
  return creator === '' ? PRIVATE.creator.none : creator
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((text) => text !== ''))]
const several = (texts: readonly string[], many: (many: number) => string): string =>
  texts.length <= 2 ? listed(texts) : many(texts.length)

/** `SIEMENS · 4 models · VE11, XA11`: the scanners of a block in one line. */
export function scannersWords(scanners: readonly Equipment[]): string {
  const words = PRIVATE.scanners
  const parts = [
    several(unique(scanners.map(({ manufacturer }) => manufacturer)), words.manufacturers),
    several(unique(scanners.map(({ model }) => model)), words.models),
    several(unique(scanners.map(({ software }) => software)), words.versions),
  ].filter((part) => part !== '')
  return parts.length === 0 ? words.notNamed : parts.join(' · ')
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
