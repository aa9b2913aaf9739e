import { expect } from 'vitest'

/** How long a window may take over anything, in milliseconds: it is no test's matter how busy the machine is. */
export const PATIENCE = Number(process.env['TAGBENCH_PATIENCE'] ?? 120_000)

/** What a window shows in the end; how long that takes is no test's matter. */
export function eventually<T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: PATIENCE, interval: 40 })
}
