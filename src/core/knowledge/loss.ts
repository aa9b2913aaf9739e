import { leafOf, type ElementPath } from '../dicom/attribute-path.ts'

/** What cannot be done any more once some private elements are deleted, and who says so. */
export interface Loss {
  /** One short phrase: `diffusion b-values and gradient directions`. */
  readonly what: string
  /** What breaks: one sentence. */
  readonly consequence: string
  readonly source: string
}

interface LossRow extends Loss {
  readonly group: number
  readonly creator: RegExp
  readonly elements: readonly number[]
}

const DCM2NIIX = 'dcm2niix, nii_dicom.cpp: the private elements that it reads'
const SAFE = 'PS3.15 Table E.3.10-1: listed as safe for what it is needed for'

const DIFFUSION = {
  what: 'diffusion b-values and gradient directions',
  consequence: 'ADC, DTI and IVIM cannot be computed, and converters write no .bval and .bvec.',
  source: DCM2NIIX,
}
const CSA: Loss = {
  what: 'the CSA header',
  consequence: 'converters lose slice timing, phase encoding direction, mosaic layout and diffusion directions.',
  source: DCM2NIIX,
}
const SCALE: Loss = {
  what: 'Philips scale slope and intercept',
  consequence: 'signal cannot be compared between images or computed in floating point, as quantitative maps need.',
  source: `${DCM2NIIX}; Chenevert et al., Transl Oncol 2014;7:65`,
}
const SUV: Loss = {
  what: 'SUV and activity scale factors',
  consequence: 'standardized uptake values cannot be computed from Philips PET images in counts.',
  source: SAFE,
}
const GE_ECHO: Loss = {
  what: 'the effective echo spacing',
  consequence: 'echo planar images cannot be corrected for distortion.',
  source: DCM2NIIX,
}

const ROWS: readonly LossRow[] = [
  { ...DIFFUSION, group: 0x0019, creator: /^SIEMENS MR HEADER$/i, elements: [0x0c, 0x0d, 0x0e, 0x27] },
  { ...DIFFUSION, group: 0x0019, creator: /^GEMS_ACQU_01$/i, elements: [0xbb, 0xbc, 0xbd, 0xe0] },
  { ...DIFFUSION, group: 0x0043, creator: /^GEMS_PARM_01$/i, elements: [0x39] },
  { ...DIFFUSION, group: 0x2001, creator: /^PHILIPS IMAGING DD 001$/i, elements: [0x03, 0x04] },
  { ...DIFFUSION, group: 0x2005, creator: /^PHILIPS MR IMAGING DD 001$/i, elements: [0xb0, 0xb1, 0xb2] },
  { ...DIFFUSION, group: 0x0065, creator: /^IMAGE PRIVATE HEADER$/i, elements: [0x09, 0x37] },
  { ...CSA, group: 0x0029, creator: /^SIEMENS CSA HEADER$/i, elements: [0x10, 0x20] },
  { ...CSA, group: 0x0021, creator: /^SIEMENS MR SDI 02$/i, elements: [0xfe] },
  { ...CSA, group: 0x0021, creator: /^SIEMENS MR SDS 01$/i, elements: [0xfe, 0x19] },
  { ...SCALE, group: 0x2005, creator: /^PHILIPS MR IMAGING DD 001$/i, elements: [0x0d, 0x0e] },
  { ...SUV, group: 0x7053, creator: /^PHILIPS PET PRIVATE GROUP$/i, elements: [0x00, 0x09] },
  { ...GE_ECHO, group: 0x0043, creator: /^GEMS_PARM_01$/i, elements: [0x2c] },
  {
    group: 0x0025,
    creator: /^GEMS_SERS_01$/i,
    elements: [0x1b],
    what: 'the protocol data block of a GE scan',
    consequence: 'slice order and phase encoding polarity of functional MR are gone with it.',
    source: DCM2NIIX,
  },
  {
    group: 0x00e1,
    creator: /^ELSCINT1$/i,
    elements: [0x21],
    what: 'the dose length product',
    consequence: 'dose of these CT series cannot be summed up.',
    source: SAFE,
  },
]

/** What is lost when a private element is deleted, where that is known; at any depth, because converters look there too. */
export function lossOf(path: ElementPath): Loss | undefined {
  const leaf = leafOf(path)
  if (leaf.kind !== 'private') return undefined
  const row = ROWS.find(
    ({ group, creator, elements }) => group === leaf.group && creator.test(leaf.creator.trim()) && elements.includes(leaf.element),
  )
  return row === undefined ? undefined : { what: row.what, consequence: row.consequence, source: row.source }
}
