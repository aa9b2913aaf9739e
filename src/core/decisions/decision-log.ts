import type { DecisionEntry, LogEntry, RedoEntry, UndoEntry } from './decision.ts'

/** Who acts, and when. */
export interface Acting {
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** What a decision entry says, before it has its place in the log. */
export type NewDecision = Omit<DecisionEntry, 'id' | 'by' | 'at' | 'kind' | 'act'>

/** Acts that hold, and acts that were taken back and can come again; each in the order in which they did. */
export interface Acts {
  readonly done: readonly number[]
  readonly undone: readonly number[]
}

/** Which acts hold, as the entries of a log come one after the other. A new act ends the chance to redo those taken back before it. */
export class ActLedger {
  readonly #done = new Set<number>()
  #undone: number[] = []

  /** @returns whether it changed which acts hold */
  take(entry: LogEntry): boolean {
    switch (entry.kind) {
      case 'decide':
        if (this.#done.has(entry.act)) return false
        this.#done.add(entry.act)
        this.#undone = []
        return true
      case 'undo':
        if (!this.#done.delete(entry.act)) return false
        this.#undone.push(entry.act)
        return true
      case 'redo': {
        const at = this.#undone.indexOf(entry.act)
        if (at < 0) return false
        this.#undone.splice(at, 1)
        this.#done.add(entry.act)
        return true
      }
    }
  }

  holds(act: number): boolean {
    return this.#done.has(act)
  }

  acts(): Acts {
    return { done: [...this.#done], undone: [...this.#undone] }
  }
}

/** The acts of a log. */
export function actsOf(log: readonly LogEntry[]): Acts {
  const ledger = new ActLedger()
  for (const entry of log) ledger.take(entry)
  return ledger.acts()
}

/** The decisions that were not taken back, in the order of the log. */
export function standing(log: readonly LogEntry[]): readonly DecisionEntry[] {
  const done = new Set(actsOf(log).done)
  return log.filter((entry): entry is DecisionEntry => entry.kind === 'decide' && done.has(entry.act))
}

/**
 * The entries by which decisions, made by one act, are added to a log. Nothing in the log changes.
 * @returns what to append; none where there is nothing to decide
 */
export function append(log: readonly LogEntry[], decisions: readonly NewDecision[], { by, at }: Acting): readonly DecisionEntry[] {
  const id = nextId(log)
  const act = log.reduce((last, entry) => Math.max(last, entry.act), 0) + 1
  return decisions.map((decision, index) => ({ ...decision, kind: 'decide', id: id + index, act, by, at }))
}

/**
 * The entry that takes the last standing act back.
 * @returns undefined where there is none
 */
export function undo(log: readonly LogEntry[], { by, at }: Acting): UndoEntry | undefined {
  const act = actsOf(log).done.at(-1)
  return act === undefined ? undefined : { kind: 'undo', id: nextId(log), act, by, at }
}

/**
 * The entry that lets the act that was taken back last hold again.
 * @returns undefined where there is none, or something new was decided since
 */
export function redo(log: readonly LogEntry[], { by, at }: Acting): RedoEntry | undefined {
  const act = actsOf(log).undone.at(-1)
  return act === undefined ? undefined : { kind: 'redo', id: nextId(log), act, by, at }
}

function nextId(log: readonly LogEntry[]): number {
  return (log.at(-1)?.id ?? 0) + 1
}

/** How many decisions an act made. */
export function entriesOfAct(log: readonly LogEntry[], act: number): number {
  return log.filter((entry) => entry.kind === 'decide' && entry.act === act).length
}
