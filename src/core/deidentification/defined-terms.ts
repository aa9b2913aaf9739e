import type { Tag } from '../dicom/tag.ts'

/**
 * Defined terms of the coded attributes that a dummy has to stand in for, the dummy first. In a dummy Item a value of
 * this list stays, since it says what kind of thing the Item is; any other becomes the first.
 */
const TERMS: ReadonlyMap<Tag, readonly string[]> = new Map<Tag, readonly string[]>([
  [0x00100040, ['O', 'M', 'F']], // Patient's Sex
  [0x00280301, ['YES', 'NO']], // Burned In Annotation
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
