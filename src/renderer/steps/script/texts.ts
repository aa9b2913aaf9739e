import type { ScriptTarget } from '../../../contract/script-answers.ts'
import { count, counted } from '../../state/words.ts'
import { strong } from '../../state/emphasis.ts'

/** The words of the script room, in one place, ready to be translated; `shell/texts.ts` says the rule. */
export const SCRIPT = {
  title: 'Script',
  about:
    'The decisions, compiled to Operations and written for an engine. What an engine cannot express is said, and the stricter form is written.',
  write: 'Write the script',
  writeHere: 'Write it here',
  where: (engine: string) => `Where the script for ${engine} goes`,
  held: 'The project is held elsewhere; nothing can be written from here.',
  openReviews: (open: number): string =>
    open === 1
      ? `${strong('1 Review')} is open. It is written as deletion, and the script says so at its top.`
      : `${strong(`${count(open)} Reviews`)} are open. They are written as deletion, and the script says so at its top.`,
  show: 'Show them',
  targets: 'Written for',
  cannot: 'What it cannot do',
  per: 'One script for',
  perAll: 'all',
  perManufacturer: 'each manufacturer',
  perModel: 'each model',
  perAbout: (target: ScriptTarget) =>
    target === 'ctp'
      ? 'Each has a filter that routes the instances of its scanners; one private dictionary serves all.'
      : target === 'dicomedit'
        ? 'Each rejects instances of other scanners, where DicomEdit can spell their names; a table says which is for which.'
        : 'A table says which is for the instances of which scanners: nothing in the scripts looks after that.',
  written: 'Written',
  writtenTo: (files: number) => `Wrote ${counted(files, 'file')}.`,
  weaker: (paths: number) => `${counted(paths, 'element')} came out weaker than decided, and nobody has accepted that.`,
  acceptAll: 'Accept each by name, and write again',
  nothing: 'Nothing is decided and scanned yet.',
  none: 'Nothing matches.',
  waiting: 'Working it out',
  search: 'Path, name, reason',
  figures: (yes: number, stricter: number, no: number) => `${count(yes)} as decided · ${count(stricter)} stricter · ${count(no)} not`,
  tabs: {
    decisions: 'Decisions',
    text: 'Script text',
    simulation: 'Simulation',
    preview: 'Preview of values',
    check: 'Check a script',
    compare: 'Compare',
    import: 'Import',
  },
  express: {
    all: 'All',
    yes: 'As decided',
    stricter: 'Stricter',
    no: 'Not expressible',
    element: 'Element',
    name: 'Name',
    decision: 'Decision',
    said: 'In the script',
    why: 'What is lost, or what to do',
    words: { yes: 'as decided', stricter: 'stricter', no: 'weaker' },
    accept: (path: string) => `Accept by name that ${path} comes out weaker`,
    accepted: (accepted: number, all: number) => `${count(accepted)} of ${count(all)} accepted by name`,
    acceptHead: 'Accept',
    acceptAll: 'Accept all',
    acceptNone: 'Accept none',
    noTable: 'Our own script says everything that was decided, exactly as it was decided.',
  },
  text: {
    file: 'File',
    lines: (lines: number) => counted(lines, 'line'),
    secret: 'readable by its owner only',
    hidden: 'Old identifiers and their new ones: it is written, and not shown.',
    cut: 'The beginning is shown; the whole is in the file.',
    find: 'Find in the text',
    found: (lines: number) => `${counted(lines, 'line')} found`,
  },
  simulation: {
    about: 'What the engine would do with the script, held against the decisions, on instances made up from this inventory.',
    only: 'Engines are simulated for CTP and DicomEdit.',
    which: 'Script',
    same: 'Nothing comes out otherwise than decided.',
    sum: (differences: number, weaker: number, instances: number) =>
      `${counted(differences, 'element')} otherwise than decided, ${count(weaker)} of them more weakly; ${counted(instances, 'made-up instance')}`,
    refused: (refused: number, why: string) => `The engine would not write ${counted(refused, 'instance')}: ${why}`,
    does: 'The engine',
    weaker: 'weaker',
    stricter: 'stricter',
    onlyWeaker: 'Only what is weaker',
  },
  preview: {
    about: 'What becomes of the values before a file is written: the same functions as Apply, on the values of this inventory.',
    search: 'Path, name, value',
    operation: 'Operation',
    everything: 'Everything that changes',
    old: 'Old value',
    new: 'New value',
    files: 'Files',
    perPatient: (days: number | null) =>
      days === null
        ? 'What differs by patient is shown for one patient.'
        : `What differs by patient is shown for one patient, whose dates move by ${counted(days, 'day')}.`,
    operationOf: (operation: string, elements: number) => `${operation} (${count(elements)})`,
    more: (values: number) => `and ${counted(values, 'more value')}`,
    all: 'All values',
    inventory: 'In the inventory',
    next: 'Next page',
    previous: 'Previous page',
    page: (page: number) => `page ${page}`,
    fates: {
      kept: 'kept',
      emptied: 'emptied',
      removed: 'removed',
      open: 'to be reviewed: written as deletion',
      unknown: 'replaced; its bytes are not in the inventory',
    },
  },
  check: {
    about: 'Faults by line and column, and what the engine takes otherwise than it looks. Nothing is run.',
    paste: 'Script',
    placeholder: 'Paste a script here, or open one.',
    open: 'Open a file',
    take: 'Take over the script of now',
    good: 'No fault, no warning.',
    sum: (faults: number, warnings: number) => `${counted(faults, 'fault')}, ${counted(warnings, 'warning')}`,
    tooLong: 'The script is longer than can be checked here. Check it with: tagbench script --check',
    fault: 'fault',
    warning: 'warning',
    place: (line: number, column: number) => `Line ${line}, column ${column}`,
    more: (notes: number) => `and ${count(notes)} more`,
    language: 'Written for',
    empty: 'Nothing to check yet.',
  },
  compare: {
    about: 'What two scripts say differently, in words, and how many values of this collection are concerned.',
    one: 'The first script',
    other: 'The second script',
    run: 'Compare',
    now: 'this project, as decided now',
    pasted: 'pasted or opened',
    textOf: (label: string) => `${label}, text`,
    preset: (name: string) => `${name} (comes with CTP)`,
    notSpoken: 'not spoken of',
    same: 'The scripts say the same.',
    sum: (all: number) => `${counted(all, 'difference')}, those in words first`,
    onlyHere: 'Only what this collection has',
    change: 'First → second',
    values: 'Values',
    files: 'Files',
    rules: 'As it is written',
  },
  import: {
    about:
      'An existing script as decisions of this project, in one act that can be undone. What is no decision is listed; nothing is guessed.',
    run: 'Record as decisions',
    recorded: (decisions: number, open: number) =>
      `Recorded ${counted(decisions, 'decision')}; ${counted(open, 'element')} still to be reviewed.`,
    unread: (unread: number) => `${counted(unread, 'entry', 'entries')} not read as decisions`,
    line: 'Line',
    what: 'What it says',
    why: 'Why it is no decision',
    undo: 'Take it back',
    choose: 'Choose a script, or paste one.',
  },
} as const

export interface TargetWords {
  readonly name: ScriptTarget
  readonly title: string
  readonly about: string
  /** What no script for this engine can say, whatever is decided. */
  readonly cannot: readonly string[]
}

export const TARGETS: readonly TargetWords[] = [
  {
    name: 'tagbench',
    title: 'Tagbench',
    about: 'Readable JSON with a schema: exactly what Apply runs.',
    cannot: ['Nothing: reading it back gives equal Operations.'],
  },
  {
    name: 'ctp',
    title: 'RSNA CTP',
    about: 'DicomAnonymizer script, private dictionary, look-up table.',
    cannot: [
      'tell two Sequences apart: one rule for a tag at the root, one in all items',
      'treat a private element: it stays or goes',
      'change what a file writes as UN, has a VR of later years, or in Implicit VR a tag of later years: removed',
      'delete Pixel Data; redact it without its own pixel script',
      'make the same new UIDs as Apply: they agree with each other only',
    ],
  },
  {
    name: 'dicomedit',
    title: 'XNAT DicomEdit',
    about: 'DicomEdit 6 script, for the elements of this inventory only.',
    cannot: [
      'remove what is not listed: every deletion is named',
      'spell creators with other signs than letters, digits and ␣ - _ . :',
      'give each patient a shift of dates or an identifier of their own',
    ],
  },
  {
    name: 'posda',
    title: 'Posda',
    about: 'Edit table as CSV, with dispositions of private elements.',
    cannot: ['run by itself: the rows are for the series that a curator names in Posda'],
  },
  {
    name: 'deid',
    title: 'pydicom deid',
    about: 'Recipe; what it cannot tell apart is written more strictly.',
    cannot: ['follow a path: a tag in any Sequence is one', 'give each patient a shift or an identifier of their own'],
  },
  {
    name: 'kitware',
    title: 'Kitware dicom-anonymizer',
    about: 'JSON of actions over its Basic Profile.',
    cannot: ['tell creators apart: private tags are absolute', 'keep part of a Sequence', 'say how an instance was de-identified'],
  },
]

/** Targets whose scripts can be read, not only written. */
export const READABLE: readonly ScriptTarget[] = ['ctp', 'dicomedit', 'tagbench']

export function titleOf(target: ScriptTarget): string {
  return TARGETS.find(({ name }) => name === target)?.title ?? target
}
