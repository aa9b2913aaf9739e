/** Value Representations (PS3.5 6.2). */
export const VRS = [
  'AE',
  'AS',
  'AT',
  'CS',
  'DA',
  'DS',
  'DT',
  'FD',
  'FL',
  'IS',
  'LO',
  'LT',
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'PN',
  'SH',
  'SL',
  'SQ',
  'SS',
  'ST',
  'SV',
  'TM',
  'UC',
  'UI',
  'UL',
  'UN',
  'UR',
  'US',
  'UT',
  'UV',
] as const

export type VR = (typeof VRS)[number]

const known: ReadonlySet<string> = new Set(VRS)

export function isVR(text: string): text is VR {
  return known.has(text)
}

/** VRs whose explicit form has two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
export const LONG_FORM: ReadonlySet<VR> = new Set<VR>(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

/** VRs whose characters are interpreted by Specific Character Set (PS3.5 6.1.2.3). */
export const CHARACTER_SET_DEPENDENT: ReadonlySet<VR> = new Set<VR>(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])

/** VRs that a UID of 64 characters fits in (PS3.5 6.2). */
export const HOLDS_UID: ReadonlySet<VR> = new Set<VR>(['UI', 'LO', 'LT', 'ST', 'UC', 'UN', 'UT'])

/** VRs that hold text of any kind. */
export const TEXTUAL: ReadonlySet<VR> = new Set<VR>([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UR',
  'UT',
])

/** Text VRs in which a backslash is an ordinary character, not a value separator (PS3.5 6.2). */
export const SINGLE_VALUED_TEXT: ReadonlySet<VR> = new Set<VR>(['LT', 'ST', 'UR', 'UT'])

/** VRs of fixed-size binary numbers, with the size of one value in bytes. AT is a pair of 16-bit words. */
export const NUMBER_SIZE: Partial<Record<VR, number>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
}

/** VRs of bulk bytes: no text, no list of numbers one would read one by one. */
export const BULK: ReadonlySet<VR> = new Set<VR>(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN'])

/** Size of the words that a byte swap turns in big-endian encodings (PS3.5 7.3); 1 where bytes are bytes. */
export const WORD_SIZE: Partial<Record<VR, number>> = {
  AT: 2,
  FD: 8,
  FL: 4,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
}

/** The byte that pads an odd value: NUL for UI and bytes, blank for other text (PS3.5 6.2). */
export function paddingOf(vr: VR): number {
  return vr === 'UI' || !TEXTUAL.has(vr) ? 0x00 : 0x20
}
