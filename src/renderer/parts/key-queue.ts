type Act = () => void | Promise<unknown>

/** What keys ask for, one after the other. */
export interface KeyQueue {
  /** Acts at once, or in its turn. */
  (act: Act): void
  /** Keys wait until this is there, also those that wait already. */
  hold(until: Promise<unknown>): void
  /** Leads into a field in its turn. What is typed before it is there is meant for the field, so it does nothing. */
  intoField(act: Act): void
}

/**
 * Does what keys ask for one after the other: a mark that is typed right after "next open" is for the row that is gone
 * to, not for the one that is left, and one that is typed right after another list was asked for is for a line of that
 * list. With nothing under way a key acts at once.
 */
export function createKeyQueue(): KeyQueue {
  const waiting: Act[] = []
  const holds: Promise<unknown>[] = []
  let isBusy = false
  let isTyping = false

  async function rest(): Promise<void> {
    isBusy = true
    for (;;) {
      const next = holds.shift() ?? waiting.shift()
      if (next === undefined) break
      try {
        await (typeof next === 'function' ? next() : next)
      } catch {
        // What failed has said so itself; the keys after it are still to be done.
      }
    }
    isBusy = false
  }

  function hold(until: Promise<unknown>): void {
    holds.push(until)
    if (!isBusy) void rest()
  }

  const inTurn = (act: Act): void => {
    if (isTyping) return
    if (isBusy) return void waiting.push(act)
    const done = act()
    if (done instanceof Promise) hold(done)
  }
  function intoField(act: Act): void {
    inTurn(async () => {
      try {
        await act()
      } finally {
        isTyping = false
      }
    })
    isTyping = isBusy
  }
  return Object.assign(inTurn, { hold, intoField })
}
