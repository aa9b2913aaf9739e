import { counted } from '../../words.ts'

/** Where an imported decision is from, and why something that a script says is none. */
export const IMPORT = {
  elements: (elements: number): string => counted(elements, 'element'),
  ctp: {
    rule: (line: number, script: string): string => `CTP script, line ${line}: ${script}`,
    groupKept: (group: string): string => `CTP script: group ${group} is kept`,
    privateRemoved: 'CTP script: private groups are removed',
    safePrivate: 'CTP script: a safe private element',
    overlaysRemoved: 'CTP script: overlays are removed',
    unlistedRemoved: 'CTP script: what is not listed is removed',
    unspoken: 'the script does not speak of them: CTP keeps them, and nobody has decided that',
    ruledInside: (elements: number): string =>
      `CTP does not look into it: what the script says of ${counted(elements, 'element')} inside does not hold there`,
    methodCodes: 'CTP adds codes of what was done, which Tagbench writes of itself',
    unreadable: 'CTP cannot read it',
    emptiedSequence: 'CTP leaves a Sequence untouched when it is told to empty it',
    sequenceValue: 'CTP leaves a Sequence untouched when it is given a value',
    severalPieces: 'the new value is put together from several pieces',
    keptSequence: 'CTP keeps the Sequence with everything in it, which is no decision on what is inside',
    noSequence: 'it is no Sequence',
    otherUid: 'the new UID is made from other elements',
    otherDate: 'the new date is made from another element',
    noParameter: 'the parameter is not defined',
    lookup: 'what becomes of each value stands in a look-up table',
    byValue: 'it depends on the value, which a decision on single values could say',
    append: 'it adds a value to what is there, which no decision does',
    hash: 'an unkeyed hash, which a list of candidates undoes (PS3.15 E.1.1): map or delete it',
    noTreatment: (name: string): string => `@${name} is no treatment of a decision`,
  },
  dicomEdit: {
    statement: (line: number): string => `DicomEdit script, line ${line}`,
    unspoken: 'the script does not speak of them: DicomEdit keeps them, and nobody has decided that',
    emptiedItem: 'it empties an item and leaves it in its place',
    computed: 'the new value is computed in a way that is no treatment of a decision',
    noTreatment: (name: string): string => `${name} is no treatment of a decision`,
    byValue: 'it depends on a value',
    variable: 'a variable is no decision',
  },
  native: {
    bySopClass: 'its Operations differ by SOP Class in a way that no one decision says',
  },
} as const
