/**
 * Loads again when asked to, one load at a time: what is asked for during a load is one more load after it, however
 * often it was asked.
 */
export function keepFresh(load: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  return () => {
    if (running !== undefined) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await load()
      } while (again)
    })().finally(() => (running = undefined))
    return running
  }
}
