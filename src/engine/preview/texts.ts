/** What is said before anything is written. */
export const PREVIEW = {
  uidRoot: 'The setting uid-root is neither 2.25 nor a UID of at most 39 characters. Correct it.',
  goesAlong: 'a Sequence around it goes',
} as const
