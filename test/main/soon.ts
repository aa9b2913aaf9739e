/** For what comes by itself: asked for often, and long enough on a machine that is busy with other things. */
export const SOON = { timeout: 30_000, interval: 5 } as const
