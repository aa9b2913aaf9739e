import { count, counted } from '../../state/words.ts'

/** The words of the Review step, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const REVIEW = {
  title: 'Review',
  notYet: 'The copy was not reviewed yet',
  noCopy: 'There is no copy to review yet',
  open: 'Gate open',
  closed: (reasons: number) => `Gate closed: ${counted(reasons, 'reason')}`,
  about: {
    notYet: 'The review reads every written file again and compares it with its original.',
    closed: 'Nothing of this copy may leave until each is settled.',
    open: 'Nothing stands against publishing these bytes.',
  },
  applyFirst: 'Apply first',
  run: 'Review the copy',
  again: 'Review again',
  running: 'Reading the copy again',
  of: (done: number, all: number) => `${count(done)} / ${count(all)}`,
  done: (reasons: number) => `Reviewed: ${counted(reasons, 'reason')} against it.`,
  doneOpen: 'Reviewed: the gate is open.',
  reports: 'Reports',
  report: { place: (name: string) => `reports/${name} in the project`, close: 'Close' },
  openReport: (name: string) => `Open the report ${name}`,
  refused: { running: 'A job of this project is running.', noCopy: 'There is no copy to review yet; apply first.' },
  tables: {
    leaks: 'Leaks',
    noLeaks: 'no original name, ID, place or UID was found in any output byte',
    changes: 'Changes',
    noChanges: 'nothing differs from the originals',
    conformance: 'Conformance',
    rows: (rows: number, file: string) => `${counted(rows, 'row')}, in ${file}`,
    firstRows: (rows: number, file: string, shown: number) => `${counted(rows, 'row')}, in ${file}; the first ${shown} are shown`,
    label: (title: string) => `${title}, table`,
    noErrors: 'no instance has an error that it did not have before',
  },
} as const
