import type { ExpressibilityRow } from '../expressibility.ts'
import { expressedLines, madeFromLines, routeWords } from '../script-head.ts'
import type { TargetInput } from '../script-target.ts'

/** What an engine's script says of itself beside what all say. */
export interface ReaderNotes {
  readonly engine: string
  readonly limits: readonly string[]
}

/** deid: recipe. */
export const DEID: ReaderNotes = {
  engine: 'Recipe for pydicom/deid',
  limits: [
    'Give this recipe alone: deid adds its own rules to a recipe only when it is told to, and removes private elements with remove_private=True.',
    'Private groups of the inventory go as a whole. What is emptied elsewhere gets a dummy here: BLANK empties numbers only.',
    'New UIDs are made by deid: they agree with each other, not with those of a copy that Tagbench wrote. Pixels are not changed.',
  ],
}

/** Kitware dicom-anonymizer: dictionary. */
export const KITWARE: ReaderNotes = {
  engine: 'Dictionary for Kitware dicom-anonymizer',
  limits: [
    '',
    'Run as: dicom-anonymizer IN OUT --dictionary kitware-dicom-anonymizer.json',
    'It starts from the Basic Profile: an element that this dictionary does not name is treated as that says.',
    'It acts at the root only; private elements go (do not use --keepPrivateTags). A date that is removed becomes 00010101.',
    'New UIDs are random, and agree with each other within one run only. Nothing is added: (0012,0062) to (0012,0064) and (0028,0303)',
    'are to be set by somebody else. Pixels are not changed.',
  ],
}

/** Posda: edit table. */
export const POSDA: ReaderNotes = {
  engine: 'Edit table for Posda (BackgroundEditTp)',
  limits: [
    '',
    'posda-edits.csv lists the Series of the originals: it identifies, and is for the owner only.',
    'posda-private-dispositions.csv has the columns of the TCIA private tag knowledge base: k keep, d delete, h hash UID, o offset date.',
    'set_tag may add an element to files that do not have it. The codes of (0012,0064) are not added. Pixels are not changed.',
    'New UIDs are made by Posda: they agree with each other, not with those of a copy that Tagbench wrote.',
  ],
}

/** What every script tells its reader: what it was made from, what it does not do. */
export function provenanceLines(
  { engine, limits }: ReaderNotes,
  input: TargetInput,
  rows: readonly ExpressibilityRow[],
): readonly string[] {
  const { settings, route } = input
  return [
    ...madeFromLines(engine, input),
    ...(route === undefined ? [] : [routeWords(route)]),
    '',
    ...expressedLines(input, rows),
    ...(settings.unlisted === 'delete' ? ['"Remove everything that is not listed" was asked for and cannot be said here.'] : []),
    'For the inventoried collection only: an element that the inventory does not have is not spoken of.',
    ...limits,
  ]
}
