import type { FacetName } from '../../../contract/curation-api.ts'
import type { Flag } from '../../../core/annotation/annotation.ts'
import { CODE_WORDS, DECISION_WORDS, FLAG_WORDS, isDecisionWord } from '../../parts/words.ts'

/** The facets in the order in which they stand, with their titles. */
export const FACET_TITLES: Readonly<Record<FacetName, string>> = {
  state: 'Work',
  decision: 'Decision',
  proposal: 'Proposal',
  knowledge: 'Knowledge',
  code: 'Effective code',
  flag: 'Flags',
  manufacturer: 'Manufacturer',
  modality: 'Modality',
  source: 'Source',
  vr: 'VR',
}
export const FACET_ORDER = Object.keys(FACET_TITLES) as readonly FacetName[]

const STATE_WORDS: Readonly<Record<string, string>> = { open: 'Open', settled: 'Settled' }
const SOURCE_WORDS: Readonly<Record<string, string>> = {
  public: 'Public',
  private: 'Private',
  unknown: 'Unknown tag',
  outside: 'Outside the data set',
}

/** A choice of a facet in a person's words. */
export function facetWord(name: FacetName, value: string): string {
  switch (name) {
    case 'state':
      return STATE_WORDS[value] ?? value
    case 'decision':
    case 'proposal':
      return isDecisionWord(value) ? DECISION_WORDS[value].word : 'Not decided'
    case 'code':
      return CODE_WORDS[value] ?? value
    case 'flag':
      return FLAG_WORDS[value as Flag]
    case 'source':
      return SOURCE_WORDS[value] ?? value
    default:
      return value === '' ? 'not said' : value
  }
}
