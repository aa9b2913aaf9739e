import { count, counted } from '../../state/words.ts'
import { strong } from '../../state/emphasis.ts'

const others = (many: number): string =>
  `${counted(many, 'value')} that ${many === 1 ? 'is' : 'are'} no text: decide the element as a whole`

/** The words of the Values room, in one place, ready to be translated; `shell/texts.ts` says the rule. */
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
  others,
  empty: 'always empty',
  decided: (entries: number, leftOut = 0): string => {
    const recorded = `Recorded ${counted(entries, 'decision')}.`
    return leftOut === 0 ? recorded : `${recorded} ${counted(leftOut, 'value')} left as they were: their elements can only be deleted.`
  },
  ask: (decisions: number, elements: number): string =>
    `Everything that matches: ${counted(decisions, 'value')} in ${counted(elements, 'element')}.`,
  selectAll: (many: number): string => `Select ${count(many)}`,
  thisLine: 'This line',
  selected: (many: number): string => `${count(many)} selected`,
  worklist: 'Worklist',
  label: 'Values to review',
  settled: (share: number): string => `${share} % settled`,
  valuesLeft: (many: number): string => `${count(many)} values left`,
  elements: (many: number): string => counted(many, 'element'),
  namesAndMore: (names: string, more: number): string => `${names} and ${count(more)} more`,
  leftOf: (left: number, places: number): string => `${count(left)} of ${count(places)}`,
  isLeft: 'left',
  select: (what: string): string => `Select ${what}`,
  notDecided: 'Not decided',
  open: 'Open',
  close: 'Close',
  withThisWord: 'Values with this word',
  bar: {
    label: 'List',
    by: 'Put together',
    only: 'Which values',
    search: 'Search the values',
    with: (token: string): string => `with ${strong(token)}`,
    giveUp: (word: string): string => `Give up ${word}`,
    lines: (many: number): string => counted(many, 'line'),
  },
  marks: { label: 'Decide', treatment: 'Treatment', next: 'Next left', all: 'All that match', clear: 'Clear', cancel: 'Cancel' },
  treatments: { keep: 'Retain as it is', replace: 'Replace by another text', delete: 'Delete' },
  heads: {
    selected: 'Selected',
    decision: 'Decision',
    element: 'Element, value',
    value: 'Value',
    word: 'Word',
    where: 'Where',
    examples: 'For example',
    files: 'Files',
    values: 'Values',
    count: 'Count',
    flags: 'Flags',
    left: 'Left',
  },
  panel: {
    label: 'Value',
    close: 'Close the side panel',
    closeTitle: 'Close the side panel (I)',
    empty: 'The value that is looked at stands here in full, with every place it occurs in.',
    extent: (characters: number, files: number): string => `${counted(characters, 'character')} · ${counted(files, 'file')}`,
    replace: 'Replace',
    replaceBy: 'Replace by',
    replaceHint: 'Stands in every place of this value',
    places: 'Places',
    occursIn: 'Occurs in',
    heads: { element: 'Element', files: 'Files', patients: 'Pat.', decision: 'Decision' },
    more: (many: number): string => `and ${count(many)} more`,
    words: 'Words',
    othersWith: 'Other values with',
    noName: 'No name known',
    standing: (values: number, left: number, files: number): string =>
      `${counted(values, 'value')}, ${count(left)} left · ${counted(files, 'file')}`,
    elementKeys: 'R, D and V decide the element as a whole; its values are below it (→).',
    others: (many: number): string => `${others(many)}.`,
    inventory: 'Show in the Inventory',
    wordIn: (texts: number, left: number): string => `A word in ${counted(texts, 'value')}, ${count(left)} left`,
    wordKeys: 'R, D and V decide every value that is left with this word in it. → shows them first.',
    wordOverlaps: 'This word is part of an identity of this collection.',
    examples: 'Examples',
    fold: (values: number, elements: number, about: string): string =>
      `${counted(values, 'value')} in ${counted(elements, 'element')}: ${about}.`,
  },
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
