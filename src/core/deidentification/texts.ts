import { joined } from '../words.ts'

/** What a curator is told of an instance that was written or was not, in words; never a value. */
export const DEIDENTIFICATION = {
  patients: {
    badIds: (many: number): string =>
      `${many} new Patient ID(s) are empty, longer than 64 characters, or hold a backslash or a control character. Correct the pattern or the mapping file.`,
    badNames: (many: number): string =>
      `${many} new name(s) of patients are too long, or hold a backslash or a control character. Correct the mapping file.`,
    collided: (many: number): string =>
      `${many} patients would share a new Patient ID with another patient. Make the pattern or the mapping file tell them apart.`,
  },
  problems: {
    'not-a-date': 'not readable as a date',
    'not-shifted': 'holds a value that is not shifted like a date, by decision',
    'not-a-uid-place': 'cannot hold a new UID',
    'value-not-listed': 'holds a value that the script does not know',
    'not-encodable': 'the new value cannot be written here',
    'other-patient': 'names another patient',
    'not-a-sequence': 'is not readable as a Sequence',
    'days-not-known': 'no days are counted: no event is known for the patient, or the study has no date',
    'shifted-before': 'dates had been shifted before',
    'remapped-before': 'UIDs are replaced in an instance that was de-identified before',
    'stood-twice': 'stood in it more than once with one value: once now',
    'unknown-class': 'no IOD is known of this SOP Class: what goes went in the way that any IOD allows',
    'identity-not-removed': 'text burned into the pixels was kept by decision, so that (0012,0062) is NO',
  },
  done: { remove: 'removed', empty: 'emptied', dummy: 'replaced by a dummy' },
  problemOf: (path: string, problem: string, done: string): string => `${path} ${problem}${done === '' ? '' : `: ${done}`}`,
  /** All problems of an instance, those that are there several times with how often. */
  allProblems: (problems: readonly (readonly [problem: string, times: number])[]): string =>
    joined(problems.map(([problem, times]) => (times === 1 ? problem : `${problem} (${times} times)`))),
  refusals: {
    notInInventory: (path: string): string => `${path}: element not in the inventory: scan again`,
    openReview: (path: string): string => `${path}: open Review: decide it first`,
    privateSopClass:
      'private SOP Class: the standard does not say how to de-identify it; retain its value of (0008,0016) by name to have it written',
    burnedIn:
      '(0028,0301): text is burned into the pixels, which were not redacted: decide its value YES by name, or replace it when you have seen that nobody is named',
    standsTwice: (path: string): string =>
      `${path}: stands more than once in one data set, with different values: the Standard does not say which holds (PS3.5 7.1)`,
    sopIsNoUid:
      '(0008,0018): is no legal UID, and the File Meta Information names the instance otherwise: have UIDs remapped, and it gets one (PS3.5 9.1)',
    noSop: 'no SOP Class UID or no SOP Instance UID: not a complete instance',
    noTransferSyntax: 'no Transfer Syntax has a name for the encoding that the file is in',
    notPlanned: 'the patient is not in the inventory: scan again',
    noShift: (path: string): string => `${path}: no date shift is given for this patient: add a row to the date-shift file`,
    noPatientId: (path: string): string => `${path}: no new Patient ID is given for this patient: add a row to the mapping file`,
    notEncodable: (path: string): string => `${path}: the new Patient ID cannot be written in this file's character set`,
    sequenceReplaced: (path: string): string => `${path}: a Sequence cannot be replaced by a text`,
  },
} as const
