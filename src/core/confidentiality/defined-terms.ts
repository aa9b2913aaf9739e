import type { Tag } from '../dicom/tag.ts'
import { DEFINED_TERMS_TABLE } from './defined-terms.generated.ts'

/**
 * Defined terms of the coded attributes that a dummy has to stand in for, the dummy first. In a dummy Item a value of
 * this list stays, since it says what kind of thing the Item is; any other becomes the first.
 */
const STAND_INS: ReadonlyMap<Tag, readonly string[]> = new Map<Tag, readonly string[]>([
  // What images and plans must say of themselves (Type 1): the term that claims least
  [0x00080060, ['OT']], // Modality
  [0x00080064, ['SYN', 'DV', 'DI', 'DF', 'WSD', 'SD', 'SI', 'DRW']], // Conversion Type (PS3.3 C.8.6.1)
  [0x00080068, ['FOR PRESENTATION', 'FOR PROCESSING']], // Presentation Intent Type (PS3.3 C.8.11.1)
  // Pixel Presentation, Volumetric Properties, Volume Based Calculation Technique (PS3.3 C.8.16.2)
  [0x00089205, ['MONOCHROME', 'COLOR', 'MIXED', 'TRUE_COLOR']],
  [0x00089206, ['VOLUME', 'SAMPLED', 'DISTORTED', 'MIXED']],
  [0x00089207, ['NONE', 'MAX_IP', 'MIN_IP', 'VOLUME_RENDER', 'SURFACE_RENDER', 'MPR', 'CURVED_MPR', 'MIXED']],
  [0x00189004, ['RESEARCH', 'PRODUCT', 'SERVICE']], // Content Qualification (PS3.3 C.8.13.2)
  [0x300e0002, ['UNAPPROVED', 'APPROVED', 'REJECTED']], // Approval Status (PS3.3 C.8.8.16)
  [0x00100040, ['O', 'M', 'F']], // Patient's Sex
  [0x00280301, ['YES', 'NO']], // Burned In Annotation
  // Rescale Type, Modality LUT Type (PS3.3 C.11.1.1.2): text by their VR; unspecified, which the X-ray IODs enumerate
  [0x00281054, ['US', 'HU', 'OD']],
  [0x00283004, ['US', 'HU', 'OD']],
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

/** Terms of a coded attribute of which the first may stand for a value that goes. */
export function standIns(tag: Tag): readonly string[] | undefined {
  return STAND_INS.get(tag)
}

/** Terms that are words, or short enough to be somebody's initials. */
const WORDS: ReadonlyMap<Tag, ReadonlySet<string>> = new Map<Tag, ReadonlySet<string>>([
  ...DEFINED_TERMS_TABLE.split('\n').map((line): [Tag, ReadonlySet<string>] => {
    const [tag = '', terms = ''] = line.split('|')
    return [parseInt(tag, 16), new Set(terms.split(' '))]
  }),
  // Photometric Interpretation (PS3.3 C.7.6.3.1.2), the retired ones with it
  [
    0x00280004,
    new Set(
      'MONOCHROME1|MONOCHROME2|PALETTE COLOR|RGB|HSV|ARGB|CMYK|YBR_FULL|YBR_FULL_422|YBR_PARTIAL_422|YBR_PARTIAL_420|YBR_ICT|YBR_RCT|XYB'.split(
        '|',
      ),
    ),
  ],
])

/**
 * Whether a value, one or several, is of the Defined Terms of its attribute (PS3.3, PS3.16). Then it says what it says
 * in everybody's instances, and nothing of a person, be somebody in the collection called so or not.
 */
export function isTermOfStandard(tag: Tag, text: string): boolean {
  const words = WORDS.get(tag)
  const terms = STAND_INS.get(tag)
  if (words === undefined && terms === undefined) return false
  return text.split('\\').every((one) => {
    const term = one.trim()
    return term === '' || words?.has(term) === true || terms?.includes(term) === true
  })
}
