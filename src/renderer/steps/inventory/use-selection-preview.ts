import { onBeforeUnmount, shallowRef, watch } from 'vue'
import { controlledJob, type ControlledJob } from '../../../contract/job.ts'
import type { SelectionEffect } from '../../../contract/preview-answers.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { choiceForWord } from '../../../core/decisions/choice-for-word.ts'
import type { Choice, Scope } from '../../../core/decisions/decision.ts'
import { api, useSession } from '../../state/session.ts'

const PAUSE_MS = 150
/** Elements of a selection that are looked at: what these come to says what the others will. */
const MOST = 60

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

/** What would become of the selected elements and their values, before a key is pressed. */
export function useSelectionPreview(asked: () => ConsideredSelection) {
  const session = useSession()
  const effects = shallowRef<readonly SelectionEffect[]>([])
  const looked = shallowRef(0)
  /** Elements to which nothing is done by themselves: what becomes of the Sequence around them holds. */
  const around = shallowRef(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let job: ControlledJob | undefined

  async function load(): Promise<void> {
    const mine = controlledJob(() => undefined)
    job = mine
    const considered = asked()
    const rows = considered.rows.slice(0, MOST)
    const elements = rows.map((row) => {
      const choice = choiceOf(row, considered)
      return { path: row.element.path, ...(choice === undefined ? {} : { choice, scope: considered.scope }) }
    })
    const answer = await api.previewSelection({ project: session.project, elements }, mine)
    if (mine.cancelled || !answer.ok) return
    effects.value = answer.value.effects
    looked.value = rows.length
    around.value = answer.value.around
  }

  function leaveOff(): void {
    job?.cancel()
    clearTimeout(timer)
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
      leaveOff()
      timer = setTimeout(load, PAUSE_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(leaveOff)

  return { effects, looked, around }
}
