/** Why work was not done. */
export const POOL = {
  cancelled: 'Cancelled. What was done so far is kept.',
  noThreads: 'The worker threads of this program do not start. Install it anew.',
} as const
