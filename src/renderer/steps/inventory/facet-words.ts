import type { FacetName } from '../../../contract/inventory-answers.ts'
import type { Flag } from '../../../core/annotation/annotation.ts'
import { groupWord } from './group-names.ts'
import { INVENTORY } from './texts.ts'
import { CODE_WORDS, DECISION_WORDS, FLAG_WORDS, isDecisionWord, KNOWLEDGE_WORDS, OPERATION_SHORT } from '../../parts/words.ts'

/** The facets in the order in which they stand, with their titles. */
export const FACET_TITLES: Readonly<Record<FacetName, string>> = INVENTORY.facets.titles
/** Facets that say less at first sight, folded until they are asked for. */
export const FOLDED_AT_FIRST: readonly FacetName[] = ['operation', 'basic', 'source', 'tagGroup', 'vr', 'manufacturer', 'model', 'modality']
export const FACET_ORDER = Object.keys(FACET_TITLES) as readonly FacetName[]

const STATE_WORDS: Readonly<Record<string, string>> = INVENTORY.facets.states
const SOURCE_WORDS: Readonly<Record<string, string>> = INVENTORY.facets.sources

/** What is no flag of an element, and is looked for among them. */
const FURTHER_FLAGS: Readonly<Record<string, string>> = INVENTORY.facets.furtherFlags

/** A choice of a facet in a person's words. */
export function facetWord(name: FacetName, value: string): string {
  switch (name) {
    case 'state':
      return STATE_WORDS[value] ?? value
    case 'decision':
    case 'proposal':
      return isDecisionWord(value) ? DECISION_WORDS[value].word : INVENTORY.facets.notDecided
    case 'code':
    case 'basic':
      return CODE_WORDS[value] ?? value
    case 'knowledge':
      return value === 'none' ? INVENTORY.cells.noStatement : (KNOWLEDGE_WORDS[value] ?? value)
    case 'operation':
      return OPERATION_SHORT[value] ?? value
    case 'tagGroup':
      return groupWord(value)
    case 'flag':
      return FLAG_WORDS[value as Flag] ?? FURTHER_FLAGS[value] ?? value
    case 'source':
      return SOURCE_WORDS[value] ?? value
    default:
      return value === '' ? INVENTORY.facets.notSaid : value
  }
}
