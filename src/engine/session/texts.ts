import { listed } from '../../core/words.ts'

/** What the engine says of a project, its decisions and what is in the way of them. */
export const SESSION = {
  profileFiles: {
    'confidentiality-profile': 'Confidentiality Profile',
    'modality-software-profile': 'Modality Software Profile',
  },
  imports: {
    /** Why a decision of a profile that was imported stands so. */
    reason: (file: string, code: string): string => `${file}, imported: ${code}`,
    reasonOfReview: (file: string, code: string): string => `${file}, imported: ${code}, which cannot be done to this element`,
    /** `more` rows are wrong beside the one that is told. */
    wrongRow: (row: number, why: string, more: number): string =>
      `Nothing was imported. Row ${row}: ${why}.${more === 0 ? '' : ` ${more} more rows are wrong.`}`,
    decidedBy: (reason: string, by: string, at: string): string =>
      `${reason === '' ? '' : `${reason} `}(decided by ${listed([by, at].filter((text) => text !== ''))})`,
    quotes: 'Nothing was imported: the quotes of the file do not match.',
    wrong: (why: string): string => `Nothing was imported: ${why}.`,
    contradict: (one: number, other: number): string =>
      `Nothing was imported: rows ${one} and ${other} say different things of one element.`,
    noCsv: 'The file is no CSV with a header row and decisions below it. See tagbench decide --export.',
  },
  noParameterList:
    'The list of physical parameters that the profile names is not there. Put it back, or name another one (physical-parameters; empty for the list of the program).',
  /** Behind the number of what is meant. */
  problems: {
    notScanned: 'collection is still to be read: nothing is known of it yet',
    moved: 'folder of originals is no longer in its place: say where it is now',
    unreadable: (files: number): string => `${files === 1 ? 'file cannot' : 'files cannot'} be read, each with its reason; left out`,
    notDicom: (files: number): string => `${files === 1 ? 'file is' : 'files are'} no DICOM and not copied`,
    openReviews: (elements: number): string => `${elements === 1 ? 'element is' : 'elements are'} still to be reviewed`,
    deviations: (decisions: number): string =>
      `${decisions === 1 ? 'decision is' : 'decisions are'} weaker than the profile asks for; (0012,0063) will say so`,
    notApplied: 'copy is still to be made: nothing was applied yet',
    unfinished: 'copy was begun and is not whole: go on with it',
    stale: 'change of decisions or profile since the copy was made: apply again',
    unread: 'copy is still to be read again and compared with its originals',
  },
  lookOnly: {
    takeBack: 'The project is open to look only; nothing can be taken back here.',
    profile: 'The project is open to look only; its profile cannot be changed here.',
    job: 'The project is open to look only; nothing can be done with it here.',
    decide: 'The project is open to look only; nothing can be decided here.',
  },
  history: {
    takenBack: 'This was taken back already, or was never decided.',
    holds: 'This was not taken back, so it holds.',
    noChange: 'There was no such change of the profile.',
    notNow: (why: string): string => `This cannot be taken back as the profile is now: ${why}`,
    nothingLeft: 'Nothing of this change is left in the profile; it was changed again since.',
  },
  decisions: {
    /** Of several decisions that were sent together, which one is meant. */
    oneOf: (number: number, of: number, why: string): string => `Decision ${number} of ${of}: ${why}`,
    noPath: 'the path is not one, for example (0010,0010) or (0009,"GEMS_IDEN_01",30).',
    noElement: 'no element of that path is in the inventory. See tagbench inventory --format txt.',
    insideOpaque: 'What is inside opaque values stays or goes with its elements: decide these instead.',
    onlyDeleted: 'This cannot be decided for any of these elements; each of them can only be deleted.',
  },
  unreviewed: {
    deleted: 'nobody reviewed it; deleted as it was asked for',
    byKind: 'nobody reviewed it; numbers and codes stay by their kind, values that are none go',
  },
  log: {
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
  },
  noElement: 'No element of that path is in the inventory.',
  nameProject: 'Name the project folder.',
  copyStale: 'Decisions or the profile have changed since this copy was made. Apply again, then review.',
} as const
