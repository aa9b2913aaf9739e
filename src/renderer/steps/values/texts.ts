import { count, counted } from '../../state/words.ts'

/** The words of the Values room. */
export const VALUES = {
  title: 'Values',
  by: { element: 'By element', value: 'By value', token: 'By word' },
  only: { left: 'Left', overlap: 'Identity overlap', all: 'All' },
  search: { element: 'Element or value', value: 'Value', token: 'Word' },
  left: (left: number, values: number, elements: number): string =>
    left === 0
      ? `All ${counted(values, 'value')} are settled.`
      : `${count(left)} of ${counted(values, 'value')} left, in ${counted(elements, 'element')}`,
  overlaps: (texts: number): string =>
    texts === 0 ? 'none shares anything with an identity' : `${counted(texts, 'value')} overlap an identity`,
  nothing: 'No value needs a review: what is open is decided element by element, in the Inventory.',
  noMatch: 'No value matches.',
  allDone: 'Nothing is left here.',
  folds: { numeric: 'Only numbers', constant: 'One value everywhere' },
  foldAbout: {
    numeric: 'numbers seldom say who somebody is; those that overlap an identity stand above',
    constant: 'the same in every file that has it',
  },
  others: (others: number): string =>
    `${counted(others, 'value')} that ${others === 1 ? 'is' : 'are'} no text: decide the element as a whole`,
  decided: (entries: number): string => `Recorded ${counted(entries, 'decision')}.`,
  leftOut: (many: number): string => ` ${counted(many, 'value')} left as they were: their elements can only be deleted.`,
  ask: (decisions: number, elements: number): string =>
    `Everything that matches: ${counted(decisions, 'value')} in ${counted(elements, 'element')}.`,
  selectAll: (many: number): string => `Select ${count(many)}`,
  thisLine: 'This line',
  selected: (many: number): string => `${count(many)} selected`,
  closePanel: 'Close the side panel',
  replaceBy: 'Replace by',
  replaceHint: 'Stands in every place of this value',
  actions: {
    retain: 'Retain the value, wherever it occurs',
    delete: 'Delete the value, wherever it occurs',
    review: 'Hold for review',
    treatment: 'Replace, or keep as it is',
    next: 'Next that is left',
    previous: 'Previous that is left',
    all: 'All that match',
    clear: 'Clear the selection; back out of a word',
    search: 'Search',
    element: 'By element',
    value: 'By value',
    token: 'By word',
    panel: 'Open or close the side panel',
    header: 'Header view of an instance with this element',
    inventory: 'Show the element in the Inventory',
    move: 'move; the panel follows',
    select: 'select, extend',
    fold: 'close, open',
  },
} as const
