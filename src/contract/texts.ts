/** What both sides say, and what is said where a call does not reach the engine, or the engine breaks down. */
export const CONTRACT = {
  /** The head of a group of elements by their tag's group, which the window says in words of its own. */
  group: (group: string): string => `Group ${group}`,
  noCall: 'The engine has no such call.',
  wrongForm: 'The engine was asked in a form that it does not take.',
  fault: 'An unexpected fault stopped this. Nothing was half-written.',
  lost: 'The connection to the engine was lost.',
} as const
