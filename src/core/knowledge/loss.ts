import { leafOf, type ElementPath } from '../dicom/attribute-path.ts'
import { KNOWLEDGE } from './texts.ts'

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

const DCM2NIIX = KNOWLEDGE.losses.sources.dcm2niix
const SAFE = KNOWLEDGE.losses.sources.tableE310

const DIFFUSION = {
  what: KNOWLEDGE.losses.diffusion.what,
  consequence: KNOWLEDGE.losses.diffusion.consequence,
  source: DCM2NIIX,
}
const CSA: Loss = {
  what: KNOWLEDGE.losses.csa.what,
  consequence: KNOWLEDGE.losses.csa.consequence,
  source: DCM2NIIX,
}
const SCALE: Loss = {
  what: KNOWLEDGE.losses.scale.what,
  consequence: KNOWLEDGE.losses.scale.consequence,
  source: KNOWLEDGE.losses.scale.source(DCM2NIIX),
}
const SUV: Loss = {
  what: KNOWLEDGE.losses.suv.what,
  consequence: KNOWLEDGE.losses.suv.consequence,
  source: SAFE,
}
const GE_ECHO: Loss = {
  what: KNOWLEDGE.losses.echo.what,
  consequence: KNOWLEDGE.losses.echo.consequence,
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
    what: KNOWLEDGE.losses.protocol.what,
    consequence: KNOWLEDGE.losses.protocol.consequence,
    source: DCM2NIIX,
  },
  {
    group: 0x00e1,
    creator: /^ELSCINT1$/i,
    elements: [0x21],
    what: KNOWLEDGE.losses.dose.what,
    consequence: KNOWLEDGE.losses.dose.consequence,
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
