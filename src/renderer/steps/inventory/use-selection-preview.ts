import { onBeforeUnmount, shallowRef, watch } from 'vue'
import type { PreviewElement } from '../../../contract/preview-answers.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { choiceForWord } from '../../../core/decisions/choice-for-word.ts'
import type { Choice, Scope } from '../../../core/decisions/decision.ts'
import { api, noJob, useSession } from '../../state/session.ts'

const PAUSE_MS = 150
/** Elements of a selection that are looked at: what these come to says what the others will. */
const MOST = 60
/** So many are asked for at once, that a mark between them waits for few. */
const TOGETHER = 6

type Fates = PreviewElement['fates']

/** What one kind of Operation does to the elements of a selection. */
export interface SelectionEffect {
  readonly operation: string
  readonly elements: number
  readonly distinctValues: number
  readonly fates: Fates
}

/** What is asked of a selection. */
export interface ConsideredSelection {
  readonly rows: readonly InventoryRow[]
  /** The choice that the pointer or the focus is on; without one each row is as it is decided, or else as it is proposed. */
  readonly choice: Choice | undefined
  readonly scope: Scope
}

/** A bare word is treated as the proposal of each row has it, as it will be when it is marked. */
function choiceOf(row: InventoryRow, { choice, rows }: ConsideredSelection): Choice | undefined {
  if (choice === undefined) return row.decision === undefined ? row.proposal.choice : undefined
  const first = rows[0]?.proposal.choice
  const isBare = first !== undefined && JSON.stringify(choiceForWord(choice.decision, first)) === JSON.stringify(choice)
  return isBare ? choiceForWord(choice.decision, row.proposal.choice) : choice
}

function added(one: SelectionEffect | undefined, part: PreviewElement): SelectionEffect {
  if (one === undefined) return { operation: part.operation, elements: 1, distinctValues: part.distinctValues, fates: part.fates }
  const sum = (kind: keyof Fates): number => one.fates[kind] + part.fates[kind]
  return {
    operation: one.operation,
    elements: one.elements + 1,
    distinctValues: one.distinctValues + part.distinctValues,
    fates: {
      of: sum('of'),
      kept: sum('kept'),
      changed: sum('changed'),
      emptied: sum('emptied'),
      removed: sum('removed'),
      open: sum('open'),
      unknown: sum('unknown'),
    },
  }
}

/** What would become of the selected elements and their values, before a key is pressed. */
export function useSelectionPreview(asked: () => ConsideredSelection) {
  const session = useSession()
  const effects = shallowRef<readonly SelectionEffect[]>([])
  const looked = shallowRef(0)
  /** Elements to which nothing is done by themselves: what becomes of the Sequence around them holds. */
  const around = shallowRef(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    const considered = asked()
    const rows = considered.rows.slice(0, MOST)
    const found = new Map<string, SelectionEffect>()
    let alone = 0
    for (let at = 0; at < rows.length; at += TOGETHER) {
      const answers = await Promise.all(
        rows.slice(at, at + TOGETHER).map((row) => {
          const choice = choiceOf(row, considered)
          const as = choice === undefined ? {} : { choice, scope: considered.scope }
          return api.preview({ project: session.project, path: row.element.path, limit: 1, ...as }, noJob)
        }),
      )
      if (mine !== turn) return
      for (const answer of answers) {
        if (!answer.ok) continue
        if (answer.value.elements.length === 0) alone += 1
        for (const part of answer.value.elements) found.set(part.operation, added(found.get(part.operation), part))
      }
    }
    effects.value = [...found.values()].sort((one, other) => other.elements - one.elements)
    looked.value = rows.length
    around.value = alone
  }

  watch(
    () => [
      JSON.stringify([
        asked().choice,
        asked().scope,
        asked()
          .rows.slice(0, MOST)
          .map((row) => [row.element.path, row.decision?.choice]),
      ]),
      session.revision,
    ],
    () => {
      turn += 1
      clearTimeout(timer)
      timer = setTimeout(load, PAUSE_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    turn += 1
    clearTimeout(timer)
  })

  return { effects, looked, around }
}
