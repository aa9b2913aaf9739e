import { count, joined, listed } from '../words.ts'

const onLines = (lines: readonly number[]): string => `${lines.length === 1 ? 'line' : 'lines'} ${listed(lines.map(String))}`

/** What is known of private elements, from whom, and what is wrong with a list or a file of approvals, in words. */
export const KNOWLEDGE = {
  /** What is known beside the published lists. */
  team: (approvals: number, lists: readonly string[]): string =>
    joined([...(approvals === 0 ? [] : [`${approvals} approval${approvals === 1 ? '' : 's'}`]), ...lists]),
  listOf: (list: string, date: string): string => `${list}${date === '' ? '' : ` (${date})`}`,
  unnamedScanner: 'an unnamed scanner',
  approvals: {
    line: (line: number, why: string): string => `line ${line} behind the approvals of the file: ${why}`,
    noAmendment: 'it is no amendment',
    noJson: 'the file is no JSON',
    none: 'the file holds no approvals of private elements',
    otherVersion: 'the file was written by another version of Tagbench',
    unknownField: 'the file has a field that files of approvals do not have',
    approval: (number: number, why: string): string => `approval ${number} of the file: ${why}`,
    noObject: 'it is no object',
    field: 'it has a field that approvals do not have',
    path: 'its path names no private element',
    decision: 'its decision is none of retain, delete and review',
    scope: 'its scope is no object',
    scopeFields: 'its scope has other fields than manufacturer, model and software, or one that is no text',
    noText: 'one of its fields is no text',
    lookedAt: 'what was looked at is not written as it should be',
  },
  values: {
    oneUnknown: 'its value is not known to have been looked at',
    someUnknown: (values: number): string => `its ${count(values)} values are not all among those looked at`,
    someNew: (fresh: number, values: number): string =>
      `${count(fresh)} of its ${count(values)} values ${fresh === 1 ? 'was' : 'were'} not looked at before`,
    oneNew: 'its value was not looked at before',
  },
  losses: {
    sources: {
      dcm2niix: 'dcm2niix, nii_dicom.cpp: the private elements that it reads',
      tableE310: 'PS3.15 Table E.3.10-1: listed as safe for what it is needed for',
    },
    diffusion: {
      what: 'diffusion b-values and gradient directions',
      consequence: 'ADC, DTI and IVIM cannot be computed, and converters write no .bval and .bvec.',
    },
    csa: {
      what: 'the CSA header',
      consequence: 'converters lose slice timing, phase encoding direction, mosaic layout and diffusion directions.',
    },
    scale: {
      what: 'Philips scale slope and intercept',
      consequence: 'signal cannot be compared between images or computed in floating point, as quantitative maps need.',
      source: (converter: string): string => `${converter}; Chenevert et al., Transl Oncol 2014;7:65`,
    },
    suv: {
      what: 'SUV and activity scale factors',
      consequence: 'standardized uptake values cannot be computed from Philips PET images in counts.',
    },
    echo: {
      what: 'the effective echo spacing',
      consequence: 'echo planar images cannot be corrected for distortion.',
    },
    protocol: {
      what: 'the protocol data block of a GE scan',
      consequence: 'slice order and phase encoding polarity of functional MR are gone with it.',
    },
    dose: {
      what: 'the dose length product',
      consequence: 'dose of these CT series cannot be summed up.',
    },
  },
  /** Who says something of an element, where it is nobody's published list. */
  sources: { team: 'Team', files: 'the files, (0008,0300)' },
  statements: {
    said: (source: string, date: string, word: string, detail: string): string =>
      `${source}${date === '' ? '' : ` ${date}`}: ${word}${detail === '' ? '' : ` (${detail})`}`,
    saidAt: (source: string, date: string, word: string, place: string): string =>
      `${source}${date === '' ? '' : ` ${date}`}, ${place}: ${word}`,
    imported: (list: string): string => `${list}, imported`,
    /** By whom, for which scanner and why something was approved. */
    approved: (by: string, scanner: string, reason: string, document: string): string =>
      listed([by, scanner === '' ? '' : `for ${scanner}`, reason, document].filter((text) => text !== '')),

    around: (word: string): string => `as the Sequence around it: ${word}`,
    atTheRoot: 'at the root',
  },
  bytes: (vrs: readonly string[]): string => `bytes (${listed(vrs)}), to be looked at whatever a source says`,
  notSaid: 'known to the dictionaries, and no source says whether it may stay',
  rows: {
    otherWord: (lines: readonly number[], word: string): string =>
      `another disposition on ${onLines(lines)}: the stricter one, ${word}, is taken`,
    repeated: (lines: readonly number[]): string => `says what ${onLines(lines)} says`,
    ctpNoPath: 'gp and el are no hexadecimal numbers',
    noCreator: 'no creator: the block that is meant cannot be found again',
    noCode: 'no code',
    blanksCreator: 'blanks around the creator',
    smallLetter: 'a small letter in the code',
    quotes: 'the quotes of the row do not match',
    listNoPath: 'group and element are no hexadecimal numbers of four and two digits',
    noVr: 'no VR of the Standard',
    cells: (cells: number, columns: number): string => `${cells} cells and ${columns} columns: the row cannot be told apart`,
    noPath: 'the pattern names no element',
    blanksDisposition: 'blanks around the disposition',
    capitalLetter: 'a capital letter in the disposition',
    anyVr: 'no VR of the Standard: the word is taken for any',
    undecided: 'nothing was decided yet',
    unknownWord: 'a disposition that nobody explains',
    blanksPattern: 'blanks around the pattern',
    lostQuote: 'the quote before the creator is lost',
    lostQuoteOfEmpty: 'one quote of an empty creator is lost',
    unnamedBlock: 'a name that TCIA gives to blocks without a creator, and no file has',
  },
} as const
