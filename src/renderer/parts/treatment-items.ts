import type { InventoryRow } from '../../contract/inventory-row.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import { TREATMENTS, type Choice } from '../../core/decisions/decision.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import type { MenuItem } from './MenuButton.vue'
import { DECISION_WORDS, TREATMENT_WORDS } from './words.ts'

/** The treatments that an element can have, under the decision that each belongs to: `retain:shift-date`. */
export function treatmentItems(row: InventoryRow, decided: Choice | undefined): readonly MenuItem<string>[] {
  return (['retain', 'delete'] as const).flatMap((word) =>
    TREATMENTS[word].flatMap((treatment, index) => {
      const isPossible = validateChoice({ decision: word, treatment }, row.element.vrs, row.element.path).ok
      if (treatment !== 'replace' && !isPossible) return []
      const now = decided ?? choiceForWord(word, row.proposal.choice)
      const heading = index === 0 ? { heading: DECISION_WORDS[word].word } : {}
      const chosen = decided !== undefined && now.decision === word && now.treatment === treatment
      return [{ value: `${word}:${treatment}`, title: TREATMENT_WORDS[treatment], about: treatment, chosen, ...heading }]
    }),
  )
}
