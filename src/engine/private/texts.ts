import { count } from '../../core/words.ts'

/** What is said of the private elements of a collection. */
export const PRIVATE = {
  noScope: 'Name at least one scope; an empty one is any scanner of this collection.',
  notOfBlock: 'One of the paths is no element of this block in the inventory. Nothing was decided.',
  impossible: 'This cannot be decided for any of these elements.',
  noBlock: 'There is no private block of that name any more. Ask for the blocks again.',
  opened: (entries: number): string => `It was opened: ${count(entries)} entries are inside, each with its values.`,
} as const
