import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { InLog } from '../../contract/decision-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { useNotices } from './notices.ts'
import { api, noJob, useSession } from './session.ts'
import { STATE } from './texts.ts'

type Input<K extends keyof CurationApi> = Omit<Parameters<CurationApi[K]>[0], 'project' | 'by'>

/** Who decides, and every way to change the decisions. */
export const useDecisions = defineStore('decisions', () => {
  const session = useSession()
  const notices = useNotices()
  const author = ref<string>(STATE.author)
  /** Changes that were made here and of which the engine has not yet said that they are in the log. */
  const unrecorded = ref(0)

  function restore(saved: unknown): void {
    if (typeof saved === 'string' && saved.trim() !== '') author.value = saved
  }

  /** Every decision names who made it, so an empty name is not taken. */
  function sign(name: string): void {
    const signed = name.trim()
    if (signed === '' || signed === author.value) return
    author.value = signed
    void api.saveWindowState({ state: { author: signed } }, noJob)
  }

  const who = (): { project: string; by: string } => ({ project: session.project, by: author.value })

  /** Makes a change to the decisions and tells every screen. */
  async function change(call: () => Promise<Outcome<InLog>>, done: (recorded: InLog) => string): Promise<boolean> {
    if (session.lookOnly) return false
    unrecorded.value += 1
    const outcome = await call()
    unrecorded.value -= 1
    if (outcome.ok) notices.say(done(outcome.value))
    else notices.fail(outcome.failure)
    session.changed()
    return outcome.ok
  }

  const leftOut = (recorded: InLog): string => (recorded.leftOut === undefined ? '' : STATE.done.leftOut(recorded.leftOut))

  const undo = (): Promise<boolean> =>
    change(
      () => api.undo(who(), noJob),
      (done) => STATE.done.undone(done.entries),
    )
  const redo = (): Promise<boolean> =>
    change(
      () => api.redo(who(), noJob),
      (done) => STATE.done.redone(done.entries),
    )
  const decide = (decisions: Input<'decide'>['decisions'], said?: string): Promise<boolean> => {
    const asked = { ...who(), decisions }
    return change(
      () => recordedOnce(asked),
      (done) => said ?? STATE.done.decided(done.entries),
    )
  }
  /** @param said what is said of so many elements that were decided */
  const decideMatching = (input: Input<'decideMatching'>, said: (elements: number) => string): Promise<boolean> =>
    change(
      () => api.decideMatching({ ...who(), ...input }, noJob),
      (done) => `${said(done.entries)}${leftOut(done)}`,
    )
  const accept = (input: Input<'acceptProposals'>): Promise<boolean> =>
    change(
      () => api.acceptProposals({ ...who(), ...input }, noJob),
      (done) => STATE.done.accepted(done.entries),
    )
  const deleteUnreviewed = (): Promise<boolean> =>
    change(
      () => api.deleteUnreviewed(who(), noJob),
      (done) => STATE.done.unreviewed(done.entries),
    )

  /**
   * A line that is lost while something is recorded leaves it open whether it was. Once the line is back the log says
   * so, and what is not in it is sent again: to the project that it was for, whichever is open by then.
   */
  async function recordedOnce(asked: Parameters<CurationApi['decide']>[0]): Promise<Outcome<InLog>> {
    const { project, decisions } = asked
    const send = (): Promise<Outcome<InLog>> => api.decide(asked, noJob)
    const since = new Date().toISOString()
    const outcome = await send()
    const [first] = decisions
    if (outcome.ok || outcome.failure.code !== 'io' || session.line === 'connected' || first === undefined) return outcome
    const history = await api.history({ project, path: first.path }, noJob)
    const latest = history.ok ? history.value[0] : undefined
    const isThere = latest !== undefined && latest.at >= since && latest.choice.decision === first.choice.decision
    return isThere ? { ok: true, value: { entries: decisions.length, act: 0 } } : send()
  }

  return { author, unrecorded, restore, sign, change, undo, redo, decide, decideMatching, accept, deleteUnreviewed }
})
