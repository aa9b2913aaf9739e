/** What is said of folders to choose from. */
export const WINDOW = {
  noFolder: 'This folder is not there, or may not be read.',
} as const
