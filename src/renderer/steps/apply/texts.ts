import { count, counted, withTenths } from '../../state/words.ts'
import { strong } from '../../state/emphasis.ts'

/** The words of the Apply step, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const APPLY = {
  title: 'Apply',
  about: 'The Operations run over a copy. Originals are only read; what no Operation names stays byte for byte.',
  anew: 'De-identify into a new folder',
  again: (folder: string) => `Apply again into ${folder}`,
  goOn: (folder: string) => `Go on into ${folder}`,
  open: {
    said: (elements: number): string =>
      elements === 1
        ? `${strong('1')} element is still to be reviewed, and a Review is never published. Decide it, or delete what nobody reviewed.`
        : `${strong(count(elements))} elements are still to be reviewed, and a Review is never published. Decide them, or delete what nobody reviewed.`,
    show: 'Show them',
    deleteAll: 'Delete what was not reviewed',
  },
  refused: {
    running: 'A job of this project is running.',
    open: 'Elements are still to be reviewed.',
    nothing: 'No collection was read yet.',
  },
  running: 'Writing the copy',
  copy: 'The copy',
  states: {
    none: '',
    unfinished: 'It was broken off; applying again goes on where it stopped.',
    stale: 'Decisions or the profile have changed since; applying again writes what differs.',
    done: 'It is what the decisions say now.',
  },
  figures: { written: 'written', leftOut: 'left out', failed: 'failed', notCopied: 'not copied' },
  review: 'Go to the review',
  problems: 'What keeps the gate closed',
  wrote: (instances: number, seconds: number): string => `Wrote ${counted(instances, 'instance')} in ${withTenths(seconds)} s.`,
  doneOf: (done: number, total: number): string => `${count(done)} / ${count(total)}`,
  plan: 'What will happen',
  planned: (instances: number, patients: number, notCopied: number): string =>
    `${counted(instances, 'instance')} of ${counted(patients, 'patient')} ${instances === 1 ? 'is' : 'are'} written${notCopied === 0 ? '' : `; ${counted(notCopied, 'other file')} ${notCopied === 1 ? 'is' : 'are'} not copied`}.`,
  fates: (stay: string, change: string, go: string) =>
    `${stay} elements stay as they are, ${change} keep their place with a treated value, ${go} lose what they say.`,
  blocked: (many: string) => `${many} are not decided: nothing is written before they are.`,
  columns: { operation: 'Operation', elements: 'Elements', files: 'Files at most', share: 'Share', means: 'What it means' },
  showElements: (operation: string) => `Show the elements: ${operation}`,
  leftOut: 'Left out of the copy',
  leftOutFiles: (many: number): string => counted(many, 'file'),
  leftOutColumns: { file: 'File', reason: 'Reason' },
  more: (many: string) => `and ${many} more, all in not-applied.csv`,
  where: 'Where the copy goes',
  choose: 'De-identify into this folder',
  newPlace: 'Choose its new place',
} as const

/** The Operations in a person's words. */
export const OPERATION_WORDS: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  keep: { title: 'keep', about: 'stays byte for byte' },
  process: { title: 'look inside', about: 'the Sequence stays; its items are treated element by element' },
  clean: { title: 'clean text', about: 'each value as decided: kept, replaced, or taken out' },
  'shift-date': { title: 'shift date', about: "by the patient's own number of days" },
  'remap-uid': { title: 'remap UID', about: 'a new UID, the same wherever the old one stood' },
  'map-patient': { title: 'map patient', about: "the patient's new identifier" },
  replace: { title: 'replace', about: 'by the value given' },
  remove: { title: 'remove', about: 'the element goes, with all that is inside' },
  empty: { title: 'empty', about: 'the element stays without a value' },
  dummy: { title: 'dummy', about: 'a value that says nothing, legal for its VR' },
  add: { title: 'add', about: 'says what was done to this instance' },
  blocked: { title: 'blocked', about: 'nobody has decided yet' },
}
