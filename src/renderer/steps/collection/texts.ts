/** The words of what can be done in the Collection. */
export const COLLECTION = {
  title: 'Collection',
  actions: {
    header: 'Header view of the instance, or the first of the line',
    search: 'Find a patient, study or series',
    back: 'back out: of a problem, a search, the filters',
    move: 'move in the tree',
    fold: 'close, open',
    scan: 'Read new and changed files',
    busy: 'A job of this project is running; wait for it, or cancel it.',
    problem: (message: string) => `Show ${message}`,
  },
} as const
