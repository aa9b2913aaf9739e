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

/** The acts of a log. A new act ends the chance to redo those taken back before it. */
export function actsOf(log: readonly LogEntry[]): Acts {
  const done = new Set<number>()
  let undone: number[] = []
  for (const entry of log) {
    switch (entry.kind) {
      case 'decide':
        if (done.has(entry.act)) break
        done.add(entry.act)
        undone = []
        break
      case 'undo':
        if (done.delete(entry.act)) undone.push(entry.act)
        break
      case 'redo': {
        const at = undone.indexOf(entry.act)
        if (at < 0) break
        undone.splice(at, 1)
        done.add(entry.act)
        break
      }
    }
  }
  return { done: [...done], undone }
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
