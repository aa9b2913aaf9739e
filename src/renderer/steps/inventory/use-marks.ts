import { computed, ref, shallowRef } from 'vue'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { choiceForWord } from '../../../core/decisions/choice-for-word.ts'
import type { Choice, DecisionWord, Scope } from '../../../core/decisions/decision.ts'
import { validateChoice } from '../../../core/decisions/validate-choice.ts'
import { openedElement } from '../../../core/dicom/attribute-path.ts'
import { useDecisions } from '../../state/decisions.ts'
import { useNotices } from '../../state/notices.ts'
import { useSession } from '../../state/session.ts'
import { markedRow } from '../../parts/marked-row.ts'
import { INVENTORY } from './texts.ts'
import type { InventoryList } from './use-list.ts'
import type { Selection } from './use-selection.ts'
import { choiceWords } from '../../parts/words.ts'

/** What the marks need of the screen. */
export interface MarkScreen {
  /** What a mark is for: the selection, or else the row that is looked at. */
  targets(): Selection
  /** Rows that are loaded, whichever are on the screen. */
  loaded(): readonly InventoryRow[]
  /** Shows changed rows at once. */
  show(rows: readonly InventoryRow[]): void
}

/** Decides rows: on the screen at once, and then in the log. */
export function useMarks(list: InventoryList, screen: MarkScreen) {
  const session = useSession()
  const decisions = useDecisions()
  const notices = useNotices()
  /** For what the next mark holds, and why it is made. */
  const scope = shallowRef<Scope>({})
  const reason = ref('')
  const pending = new Map<string, InventoryRow>()
  const waiting = ref(0)

  /** A row as the engine told it, with what the curator decided since and the engine has not yet recorded. */
  const current = (row: InventoryRow): InventoryRow => pending.get(row.element.path) ?? row

  async function during(rows: readonly InventoryRow[], after: readonly InventoryRow[], record: () => Promise<boolean>): Promise<void> {
    for (const row of after) pending.set(row.element.path, row)
    screen.show(after)
    waiting.value += 1
    const recorded = await record()
    waiting.value -= 1
    for (const row of after) if (pending.get(row.element.path) === row) pending.delete(row.element.path)
    list.outdate()
    // What was marked again meanwhile stays as that has it.
    if (!recorded) screen.show(rows.map(current))
  }

  /** One choice for everything that is marked; where it cannot be made for some of them, these stay as they are. */
  async function mark(choiceOf: (row: InventoryRow) => Choice, bare?: Choice): Promise<void> {
    if (session.lookOnly) return
    const targets = screen.targets()
    const made = (row: InventoryRow): InventoryRow =>
      markedRow(row, { choice: choiceOf(row), scope: scope.value, reason: reason.value, by: decisions.author })
    const isPossible = (row: InventoryRow): boolean => validateChoice(choiceOf(row), row.element.vrs, row.element.path).ok
    if (targets.kind === 'all') {
      const rows = screen.loaded().filter((row) => !targets.except.has(row.element.path) && isPossible(row))
      const matching = { query: list.query(), except: [...targets.except] }
      const [first] = rows
      if (first === undefined) return
      const choice = bare ?? choiceOf(first)
      const said = (elements: number): string => INVENTORY.marks.recorded(choiceWords(choice), elements)
      const input = { matching, choice, scope: scope.value, reason: reason.value }
      const after = rows.map(made)
      reason.value = ''
      await during(rows, after, () => decisions.decideMatching(input, said))
    } else {
      const all = [...targets.rows.values()].map(current)
      const rows = all.filter(isPossible)
      const [first] = rows
      if (first === undefined) return refuse(all, choiceOf)
      const requests = rows.map((row) => ({
        path: row.element.path,
        choice: choiceOf(row),
        scope: scope.value,
        ...(reason.value === '' ? {} : { reason: reason.value }),
      }))
      const said =
        rows.length === 1
          ? INVENTORY.marks.one(choiceWords(choiceOf(first)), first.element.path)
          : INVENTORY.marks.recorded(choiceWords(bare ?? choiceOf(first)), rows.length)
      const after = rows.map(made)
      // It was for this mark; what is written meanwhile is for the next one.
      reason.value = ''
      await during(rows, after, () => decisions.decide(requests, INVENTORY.marks.withLeftOut(said, all.length - rows.length)))
    }
  }

  function refuse(rows: readonly InventoryRow[], choiceOf: (row: InventoryRow) => Choice): void {
    const [first] = rows
    if (first === undefined) return
    const valid = validateChoice(choiceOf(first), first.element.vrs, first.element.path)
    if (!valid.ok) notices.fail({ code: 'refused', message: valid.failure })
  }

  const decide = (word: DecisionWord): Promise<void> => mark((row) => choiceForWord(word, row.proposal.choice), { decision: word })
  const choose = (choice: Choice): Promise<void> => mark(() => choice)

  /** Rows of the selection whose proposal says something, and something else than what is decided. */
  const acceptable = (rows: readonly InventoryRow[]): readonly InventoryRow[] =>
    rows.filter(({ element, proposal, decision }) => {
      if (openedElement(element.path) !== undefined) return false
      const same = decision !== undefined && choiceWords(decision.choice) === choiceWords(proposal.choice)
      return proposal.choice.decision !== 'review' && !same
    })

  async function accept(): Promise<void> {
    if (session.lookOnly) return
    const targets = screen.targets()
    const isAll = targets.kind === 'all'
    const rows = acceptable(
      isAll ? screen.loaded().filter((row) => !targets.except.has(row.element.path)) : [...targets.rows.values()].map(current),
    )
    if (rows.length === 0 && !isAll) return notices.say(INVENTORY.marks.nothingToAccept)
    const made = rows.map((row) =>
      markedRow(row, { choice: row.proposal.choice, scope: row.proposal.scope, reason: row.proposal.reason, by: decisions.author }),
    )
    const which = isAll
      ? { matching: { query: list.query(), except: [...targets.except] } }
      : { paths: rows.map((row) => row.element.path) }
    await during(rows, made, () => decisions.accept({ which: 'all', ...which }))
  }

  async function decideValue(row: InventoryRow, value: string, choice: Choice): Promise<void> {
    await decisions.decide([{ path: row.element.path, value, choice }])
  }

  return { scope, reason, busy: computed(() => waiting.value > 0), current, decide, choose, accept, acceptable, decideValue }
}

export type Marks = ReturnType<typeof useMarks>
