let last = 0

/**
 * When something is done in a project, as ISO 8601 in UTC: now, and at least a millisecond after what was done before,
 * so that whatever is told by its time is told in the order in which it was done.
 */
export function deedTime(): string {
  last = Math.max(Date.now(), last + 1)
  return new Date(last).toISOString()
}
