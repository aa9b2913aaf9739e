/**
 * Does what keys ask for one after the other: a mark that is typed right after "next open" is for the row that is gone
 * to, not for the one that is left. With nothing under way a key acts at once.
 */
export function createKeyQueue(): (act: () => void | Promise<unknown>) => void {
  const waiting: (() => void | Promise<unknown>)[] = []
  let isBusy = false

  async function rest(first: Promise<unknown>): Promise<void> {
    isBusy = true
    await first.catch(() => undefined)
    for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
      try {
        await act()
      } catch {
        // What failed has said so itself; the keys after it are still to be done.
      }
    }
    isBusy = false
  }

  return (act) => {
    if (isBusy) return void waiting.push(act)
    const done = act()
    if (done instanceof Promise) void rest(done)
  }
}
