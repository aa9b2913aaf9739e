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

/**
 * Which acts hold, and which of their decisions, as the entries of a log come one after the other. A new act ends the
 * chance to redo those taken back before it; by name each can still be put back.
 */
export class ActLedger {
  readonly #done = new Set<number>()
  readonly #back = new Map<number, UndoEntry>()
  /** Decisions that were taken back one by one. */
  readonly #singly = new Map<number, UndoEntry>()
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
        return entry.entry === undefined ? this.#takeBack(entry) : this.#takeOneBack(entry, entry.entry)
      case 'redo':
        if (entry.entry !== undefined) return this.#singly.delete(entry.entry)
        return (entry.named === true || this.#undone.includes(entry.act)) && this.#putBack(entry.act)
    }
  }

  #takeBack(entry: UndoEntry): boolean {
    if (!this.#done.delete(entry.act)) return false
    this.#undone.push(entry.act)
    this.#back.set(entry.act, entry)
    return true
  }

  #takeOneBack(entry: UndoEntry, id: number): boolean {
    if (this.#singly.has(id)) return false
    this.#singly.set(id, entry)
    return true
  }

  #putBack(act: number): boolean {
    if (!this.#back.delete(act)) return false
    this.#undone = this.#undone.filter((one) => one !== act)
    this.#done.add(act)
    return true
  }

  /** Whether a decision holds: neither its act nor it by itself was taken back. */
  holds({ act, id }: Pick<DecisionEntry, 'act' | 'id'>): boolean {
    return this.#done.has(act) && !this.#singly.has(id)
  }

  /** The entry that took a whole act back; undefined while the act holds. */
  takenBack(act: number): UndoEntry | undefined {
    return this.#back.get(act)
  }

  /** The entry that took one decision back by itself. */
  takenBackSingly(id: number): UndoEntry | undefined {
    return this.#singly.get(id)
  }

  acts(): Acts {
    return { done: [...this.#done], undone: [...this.#undone] }
  }
}

/** What holds of a log. */
export function ledgerOf(log: readonly LogEntry[]): ActLedger {
  const ledger = new ActLedger()
  for (const entry of log) ledger.take(entry)
  return ledger
}

/** The acts of a log. */
export function actsOf(log: readonly LogEntry[]): Acts {
  return ledgerOf(log).acts()
}

/** The decisions that were not taken back, in the order of the log. */
export function standing(log: readonly LogEntry[]): readonly DecisionEntry[] {
  const ledger = ledgerOf(log)
  return log.filter((entry): entry is DecisionEntry => entry.kind === 'decide' && ledger.holds(entry))
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

/**
 * The entry that takes one earlier act back, or one decision of it, and leaves what was done since.
 * @returns undefined where there is no such act or decision, or where it does not hold
 */
export function takeBack(log: readonly LogEntry[], { act, entry }: OfAct, { by, at }: Acting): UndoEntry | undefined {
  const ledger = ledgerOf(log)
  const made = log.find((one): one is DecisionEntry => one.kind === 'decide' && one.act === act && (entry ?? one.id) === one.id)
  if (made === undefined || ledger.takenBack(act) !== undefined) return undefined
  if (entry !== undefined && ledger.takenBackSingly(entry) !== undefined) return undefined
  return { kind: 'undo', id: nextId(log), act, ...(entry === undefined ? {} : { entry }), by, at }
}

/**
 * The entry that lets an act, or one decision of it, hold again, whatever was done since.
 * @returns undefined where it was not taken back
 */
export function putBack(log: readonly LogEntry[], { act, entry }: OfAct, { by, at }: Acting): RedoEntry | undefined {
  const ledger = ledgerOf(log)
  const back = entry === undefined ? ledger.takenBack(act) : ledger.takenBackSingly(entry)
  if (back === undefined || back.act !== act) return undefined
  return { kind: 'redo', id: nextId(log), act, ...(entry === undefined ? {} : { entry }), named: true, by, at }
}

/** An act, or one decision of it by its id. */
export interface OfAct {
  readonly act: number
  readonly entry?: number
}

function nextId(log: readonly LogEntry[]): number {
  return (log.at(-1)?.id ?? 0) + 1
}

/** How many decisions an act made. */
export function entriesOfAct(log: readonly LogEntry[], act: number): number {
  return log.filter((entry) => entry.kind === 'decide' && entry.act === act).length
}
