import { expect } from 'vitest'

/** What a window shows in the end; how long that takes is no test's matter. */
export function eventually<T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 60_000, interval: 40 })
}
