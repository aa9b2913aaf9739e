import type { Tag } from '../dicom/tag.ts'

/**
 * Defined terms of the coded attributes that a dummy has to stand in for, the dummy first. In a dummy Item a value of
 * this list stays, since it says what kind of thing the Item is; any other becomes the first.
 */
const TERMS: ReadonlyMap<Tag, readonly string[]> = new Map<Tag, readonly string[]>([
  [0x00100040, ['O', 'M', 'F']], // Patient's Sex
  [0x00280301, ['YES', 'NO']], // Burned In Annotation
  // SR Document (PS3.3 C.17.2): complete, since only what is complete may say VERIFIED
  [0x0040a491, ['COMPLETE', 'PARTIAL']],
  [0x0040a493, ['UNVERIFIED', 'VERIFIED']],
  // Relationship Type, Value Type, Continuity of Content (PS3.3 C.17.3)
  [0x0040a010, ['CONTAINS', 'HAS PROPERTIES', 'HAS OBS CONTEXT', 'HAS ACQ CONTEXT', 'INFERRED FROM', 'SELECTED FROM', 'HAS CONCEPT MOD']],
  [
    0x0040a040,
    [
      'TEXT',
      'NUM',
      'CODE',
      'DATE',
      'TIME',
      'DATETIME',
      'UIDREF',
      'PNAME',
      'CONTAINER',
      'COMPOSITE',
      'IMAGE',
      'WAVEFORM',
      'SCOORD',
      'SCOORD3D',
      'TCOORD',
      'TABLE',
    ],
  ],
  [0x0040a050, ['SEPARATE', 'CONTINUOUS']],
  // Graphic annotation (PS3.3 C.10.5)
  [0x00700003, ['PIXEL', 'DISPLAY', 'MATRIX']],
  [0x00700004, ['PIXEL', 'DISPLAY', 'MATRIX']],
  [0x00700005, ['PIXEL', 'DISPLAY', 'MATRIX']],
  [0x00700012, ['LEFT', 'RIGHT', 'CENTER']],
  [0x00700015, ['N', 'Y']],
  [0x00700023, ['POINT', 'POLYLINE', 'INTERPOLATED', 'CIRCLE', 'ELLIPSE']],
  [0x00700024, ['N', 'Y']],
  [0x04000565, ['COERCE', 'CORRECT']], // Reason for the Attribute Modification
])

export function definedTerms(tag: Tag): readonly string[] | undefined {
  return TERMS.get(tag)
}

/**
 * Image Type, Frame Type (PS3.3 C.7.6.1.1.2, C.8.16.1). The first two values are Enumerated Values on which the presence
 * of whole modules hangs, so one of these that was there stays.
 */
const IMAGE_TYPES: ReadonlySet<Tag> = new Set<Tag>([0x00080008, 0x00089007])
const IMAGE_TYPE_VALUES: readonly (readonly string[])[] = [['DERIVED', 'ORIGINAL', 'MIXED'], ['PRIMARY', 'SECONDARY'], ['OTHER'], ['NONE']]

/**
 * The values of a dummy whose several values mean different things; undefined where one word is repeated.
 * @param old the values that go
 */
export function dummyTerms(tag: Tag, old: readonly string[]): readonly string[] | undefined {
  if (!IMAGE_TYPES.has(tag)) return undefined
  return IMAGE_TYPE_VALUES.slice(0, Math.max(2, old.length)).map(([dummy = '', ...others], index) => {
    const was = old[index]?.trim() ?? ''
    return others.includes(was) ? was : dummy
  })
}
