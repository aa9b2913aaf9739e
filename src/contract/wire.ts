import type { Progress } from './job.ts'
import type { Outcome } from './outcome.ts'

/** What goes over the line between a renderer and the engine: plain data that survives a structured clone and JSON. */
export type WireMessage =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'result'; readonly id: number; readonly outcome: Outcome<unknown> }

/** One end of a line: an Electron message port, a WebSocket, or a pair in memory. */
export interface Wire {
  send(message: WireMessage): void
  /** Returns how to stop listening. */
  onMessage(listener: (message: WireMessage) => void): () => void
  /** Called once when the line is lost. */
  onClose(listener: () => void): () => void
}

/** Two ends that are joined in memory; what is sent is cloned through JSON, as every real line would. */
export function wirePair(): readonly [Wire, Wire] & { close(): void } {
  const ends = [0, 1].map(() => ({ message: new Set<(message: WireMessage) => void>(), close: new Set<() => void>() }))
  const wire = (mine: number, other: number): Wire => ({
    send: (message) => {
      const copy = JSON.parse(JSON.stringify(message)) as WireMessage
      queueMicrotaskSafe(() => ends[other]?.message.forEach((listener) => listener(copy)))
    },
    onMessage: (listener) => subscribe(ends[mine]?.message, listener),
    onClose: (listener) => subscribe(ends[mine]?.close, listener),
  })
  const close = (): void => ends.forEach((end) => end.close.forEach((listener) => listener()))
  return Object.assign([wire(0, 1), wire(1, 0)] as const, { close })
}

function subscribe<T>(set: Set<T> | undefined, listener: T): () => void {
  set?.add(listener)
  return () => set?.delete(listener)
}

/** Delivery is never synchronous, as on a real line. */
function queueMicrotaskSafe(task: () => void): void {
  void Promise.resolve().then(task)
}
