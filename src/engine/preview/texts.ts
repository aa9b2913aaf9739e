/** What is said before anything is written. */
export const PREVIEW = {
  goesAlong: 'a Sequence around it goes',
} as const
