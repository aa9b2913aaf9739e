import { computed, ref } from 'vue'
import type { PrivateBlock, PrivateElementRow } from '../../../contract/private-answers.ts'
import { choiceForWord } from '../../../core/decisions/choice-for-word.ts'
import type { Choice, DecisionWord } from '../../../core/decisions/decision.ts'
import { validateChoice } from '../../../core/decisions/validate-choice.ts'
import { markedRow } from '../../parts/marked-row.ts'
import { choiceWords } from '../../parts/words.ts'
import { useDecisions } from '../../state/decisions.ts'
import { useNotices } from '../../state/notices.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { scopesAt, type ScopeLevel } from './scope-levels.ts'
import { PRIVATE } from './texts.ts'
import type { BlockRows, Shown } from './use-block-rows.ts'

/**
 * Decides elements of a block: on the screen at once, and then in the log. One mark is one act for all the scanners of
 * its scope, and with a scanner in it the team remembers it for the next collection.
 */
export function useBlockMarks(rows: BlockRows, block: () => PrivateBlock | undefined) {
  const session = useSession()
  const decisions = useDecisions()
  const notices = useNotices()
  const level = ref<ScopeLevel>('found')
  const reason = ref('')
  const document = ref('')
  const waiting = ref(0)
  /** Marks that are in the log, and shown until rows that know of them are there. */
  let recorded: string[] = []

  const scopes = computed(() => scopesAt(level.value, block()?.scanners ?? []))

  /** What a mark is for: the selection, or else the row that is looked at. */
  const targets = (): readonly PrivateElementRow[] => {
    if (rows.chosen.value.length > 0) return rows.chosen.value
    return rows.looked.value === undefined ? [] : [rows.looked.value]
  }

  /** Rows whose proposal says something, and something else than what is decided. */
  const acceptable = (among: readonly PrivateElementRow[]): readonly PrivateElementRow[] =>
    among.filter(({ row, choice }) => {
      const proposed = row.proposal.choice
      return proposed.decision !== 'review' && (choice === undefined || choiceWords(choice) !== choiceWords(proposed))
    })

  async function record(
    among: readonly PrivateElementRow[],
    choiceOf: (row: PrivateElementRow) => Choice,
    asked: Choice | undefined,
  ): Promise<void> {
    const open = block()
    if (session.lookOnly || open === undefined) return
    const possible = among.filter(({ row }) => validateChoice(choiceOf({ row } as PrivateElementRow), row.element.vrs, row.element.path).ok)
    const [first] = possible
    if (first === undefined) return refuse(among, choiceOf)
    const shown = new Map(possible.map((one): [string, Shown] => [one.row.element.path, shownAs(one, choiceOf(one))]))
    rows.mark(shown)
    const said =
      possible.length === 1
        ? PRIVATE.says.decided(choiceWords(choiceOf(first)), first.row.element.path)
        : PRIVATE.says.decidedMany(asked === undefined ? PRIVATE.says.accepted : choiceWords(asked), possible.length)
    waiting.value += 1
    const input = {
      project: session.project,
      creator: open.creator,
      paths: possible.map(({ row }) => row.element.path),
      scopes: scopes.value,
      ...(asked === undefined ? {} : { choice: asked }),
      ...(reason.value === '' ? {} : { reason: reason.value }),
      ...(document.value === '' ? {} : { document: document.value }),
      by: decisions.author,
    }
    // It was for this mark; what is written meanwhile is for the next one.
    reason.value = ''
    const stayed = among.length - possible.length
    const done = await decisions.change(
      () => api.approveBlock(input, noJob),
      () => (stayed === 0 ? said : PRIVATE.says.withStayed(said, stayed)),
    )
    waiting.value -= 1
    if (done) recorded.push(...shown.keys())
    else rows.unmark(rows.stillMarked(shown))
  }

  function shownAs(one: PrivateElementRow, choice: Choice): Shown {
    const scope = scopes.value[0] ?? {}
    return {
      row: markedRow(one.row, { choice, scope, reason: reason.value, by: decisions.author }),
      state: choice.decision === 'review' ? 'review' : 'settled',
      choice,
    }
  }

  function refuse(among: readonly PrivateElementRow[], choiceOf: (row: PrivateElementRow) => Choice): void {
    const [first] = among
    if (first === undefined) return
    const valid = validateChoice(choiceOf(first), first.row.element.vrs, first.row.element.path)
    if (!valid.ok) notices.fail({ code: 'refused', message: valid.failure })
  }

  const wordFor = (word: DecisionWord) => (one: PrivateElementRow) => choiceForWord(word, one.row.proposal.choice)

  const decide = (word: DecisionWord, among = targets()): Promise<void> => record(among, wordFor(word), { decision: word })
  const choose = (choice: Choice, among = targets()): Promise<void> => record(among, () => choice, choice)

  async function accept(among = targets()): Promise<void> {
    const able = acceptable(among)
    if (able.length === 0) return notices.say(PRIVATE.says.noProposal)
    await record(able, (one) => one.row.proposal.choice, undefined)
  }

  /** Marks that rows from the engine know of by now. */
  function settledMarks(): readonly string[] {
    const done = recorded
    recorded = []
    return done
  }

  return {
    level,
    reason,
    document,
    scopes,
    busy: computed(() => waiting.value > 0),
    targets,
    acceptable,
    decide,
    choose,
    accept,
    settledMarks,
  }
}

export type BlockMarks = ReturnType<typeof useBlockMarks>
