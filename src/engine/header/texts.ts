/** What is said of the header of one instance. */
export const HEADER = {
  noInstance: 'No instance of that number is in the collection any more. Read the collection again.',
  noElement: 'The file has no element there.',
  item: (number: number): string => `Item ${number}`,
  notNear: 'No instance with this element was found near at hand. Look for it in the tree of the Collection.',
  moved: 'The file is no longer where it was read. Read the collection again.',
  notReadAgain: (why: string): string => `The file can no longer be read: ${why}`,
  unreadable: (reason: string): string => `The file could not be read (${reason}).`,
} as const
