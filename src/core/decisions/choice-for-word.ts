import type { Choice, DecisionWord } from './decision.ts'

/**
 * What a curator's bare word chooses: how it is treated follows the proposal where that says the same word, and is the
 * word's own default otherwise.
 */
export function choiceForWord(word: DecisionWord, proposed: Choice): Choice {
  return proposed.decision === word ? proposed : { decision: word }
}
