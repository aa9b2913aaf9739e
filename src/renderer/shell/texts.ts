/**
 * The words of the frame, in one place, ready to be translated. The rule for every room: what a person reads stands in
 * the room's own `texts.ts`, as constants and small functions (for numbers and names) in a tree named by its places;
 * templates and code only name them. Numbers and dates go through `state/words.ts`, which knows the reader's own way to
 * write them. What came out of a file, a path, a UID, a VR or a name of the standard is never translated and stands in
 * no text.
 */
export const SHELL = {
  everywhere: 'Everywhere',
  keys: {
    title: 'Keys of this screen',
    close: 'Close',
    typing: 'Letters act by themselves only while nothing is being typed.',
  },
  palette: {
    title: 'All actions',
    open: (project: string) => `Open the project ${project}`,
    placeholder: 'Go to an element, a value or an action',
    none: 'Nothing of that name can be done or found here.',
    elements: 'Element',
    places: 'Go to',
    projects: 'Project',
    follow: 'Go to this address',
    searchNames: (text: string) => `Search elements for “${text}”`,
    searchValues: (text: string) => `Search values for “${text}”`,
  },
  actions: {
    palette: 'All actions',
    step: (title: string) => `Go to ${title}`,
    home: 'Home: projects',
    undo: 'Undo',
    redo: 'Redo',
    keys: 'Keys of this screen',
    copyAddress: 'Copy the address of this view',
    copied: 'The address of this view is on the clipboard.',
    notCopied: 'The clipboard cannot be written here; the address is in the bar of the browser.',
    theme: 'Light or dark theme',
    backOut: 'back out',
  },
  held: 'The project is held elsewhere; here one can only look.',
} as const
