import type { ValueSpread } from '../../../contract/element-answers.ts'
import { count, counted, percent } from '../../state/words.ts'

function spreadWords({ kind, parts, files, values, overlaps }: ValueSpread, distinct: number): string {
  const said = {
    none: 'no value',
    each: files === values ? 'every file has another value' : 'nearly every file has another value',
    shares: `the commonest value in ${percent((100 * (parts[0] ?? 0)) / Math.max(1, files))} of the files, ${counted(distinct, 'value')}`,
    numbers: `${counted(distinct, 'value')}, from the least number to the greatest`,
    dates: `${counted(distinct, 'value')}, along time`,
  }[kind]
  const some = values < distinct ? `; of ${count(values)} of them` : ''
  return `${said}${some}${overlaps ? '; overlaps an identity' : ''}`
}

/** The words of the inventory, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const INVENTORY = {
  layouts: {
    title: 'Column layouts',
    menu: 'Keep or drop layouts …',
    heading: 'Layouts',
    standard: 'Standard',
    close: 'Close',
    name: 'Name for the columns as they are now',
    keep: 'Keep',
    replace: 'Replace',
    use: 'Use',
    drop: 'Drop',
    inUse: 'in use',
    none: 'None is kept yet. A layout is which columns, in which order, how wide, and how high the rows are.',
  },
  title: 'Inventory',
  selection: {
    title: 'Selection',
    as: (selected: number, choice: string): string => `${counted(selected, 'element')}, ${choice === '' ? 'as they stand' : choice}`,
    effect: (operation: string, elements: number): string => `${operation}: ${counted(elements, 'element')}`,
    around: (many: number): string => `with the Sequence around: ${counted(many, 'element')}`,
    ofFirst: (many: number): string => `Counted of the first ${count(many)}.`,
  },
  group: {
    elements: (many: number): string => counted(many, 'element'),
    open: (many: number): string => `${count(many)} open`,
    settled: 'settled',
    closed: 'closed',
    opened: 'open, its elements follow',
  },
  spread: {
    head: 'Spread',
    headTitle:
      'Share of files by value; a histogram of numbers, a timeline of dates; hairlines where every file differs; red: overlaps an identity',
    words: spreadWords,
  },
  actions: {
    retain: 'Retain',
    delete: 'Delete',
    review: 'Review',
    accept: 'Accept the proposal',
    treatment: 'Treatment: how it is kept, or how it goes',
    scope: 'Scope: which scanners it is decided for',
    comment: 'Comment on the decision',
    next: 'Next open',
    previous: 'Previous open',
    all: 'Select all that match',
    clear: 'Let the selection go; back to the list',
    search: 'Search elements',
    facets: 'Show or hide the facets',
    panel: 'Show or hide the side panel',
    header: 'Header view of an instance with this element',
    acceptStandard: 'Accept all that the standard proposes',
    acceptKnowledge: 'Accept all that the knowledge proposes',
    acceptEvidence: 'Accept all that the values propose',
    deleteUnreviewed: 'Delete what nobody has reviewed',
    renew: 'Renew the list',
    layouts: 'Column layouts: keep, use, drop',
    layout: (name: string) => `Column layout: ${name}`,
    groupBy: (by: string) => `Group by ${by}`,
    move: 'move; the panel follows',
    moveFar: 'first, last, a page on',
    select: 'select, extend',
    fold: 'close, open a group',
    groups: 'previous, next group',
  },
} as const
