import type { Tag } from '../dicom/tag.ts'

/** An attribute of conditional Type (PS3.5 7.4.2, 7.4.4) of which the condition names another one in the same data set or Item. */
export interface Condition {
  readonly attribute: Tag
  readonly names: Tag
  /** What becomes of the attribute when the other one goes: it may be asked for, or must not be there. */
  readonly otherwise: 'asked-for' | 'forbidden'
}

const forbidden = (attribute: Tag, names: Tag): Condition => ({ attribute, names, otherwise: 'forbidden' })

/**
 * Conditions that name an attribute which, by its own Type, could go: PS3.3 has the conditions as prose, and most name what
 * is Type 1 or conditional itself and stays with it.
 */
export const CONDITIONS: readonly Condition[] = [
  // Laterality is asked for where the body part may be one of a pair (PS3.3 C.7.3.1), as one that nobody knows may be.
  { attribute: 0x00200060, names: 0x00180015, otherwise: 'asked-for' },
  // A breed is described where it has no code (C.7.1.1).
  { attribute: 0x00102292, names: 0x00102293, otherwise: 'asked-for' },
  forbidden(0x00080105, 0x0008010f), // Mapping Resource: Context Identifier (8.8)
  forbidden(0x00080106, 0x0008010f), // Context Group Version
  forbidden(0x00080107, 0x0008010b), // Context Group Local Version: Context Group Extension Flag (8.8)
  forbidden(0x0008010d, 0x0008010b), // Context Group Extension Creator UID
  forbidden(0x00100035, 0x00100033), // Patient's Alternative Calendar: Birth Date in it (C.7.1.1)
  forbidden(0x00100035, 0x00100034), // … or Death Date in it
  forbidden(0x00102298, 0x00102297), // Responsible Person Role: Responsible Person (C.7.1.1)
  forbidden(0x00120081, 0x00120082), // Ethics Committee Name: its Approval Number (C.7.1.3)
  forbidden(0x00120053, 0x00120052), // Longitudinal Temporal Event Type: Offset from Event (C.7.2.3)
  forbidden(0x00185100, 0x300a012c), // Patient Position: Isocenter Position (C.8.8.2)
  forbidden(0x00281041, 0x00281040), // Pixel Intensity Relationship Sign: Pixel Intensity Relationship (C.8.8.2)
  forbidden(0x00280a04, 0x00280a02), // Pixel Spacing Calibration Description: Type (10.7.1)
  forbidden(0x00500017, 0x00500016), // Device Diameter Units: Device Diameter (C.7.6.12)
  forbidden(0x00480102, 0x00209311), // Image Orientation (Slide): Dimension Organization Type (C.8.12.14)
  forbidden(0x0066001c, 0x0066001b), // Center of Rotation: Axis of Rotation (C.27.1)
  forbidden(0x00700273, 0x00700230), // Rotation Point: Rotation Angle (C.10.5)
  forbidden(0x300a0015, 0x300a0114), // Nominal Beam Energy Unit: Nominal Beam Energy (C.8.8.21)
  forbidden(0x300a0090, 0x300a0091), // Beam Dose Type: Alternate Beam Dose (C.8.8.13)
  forbidden(0x300a0092, 0x300a0091), // Alternate Beam Dose Type
  forbidden(0x300a0272, 0x300a0271), // Channel Inner Length: Channel Effective Length (C.8.8.15)
  forbidden(0x300a0274, 0x300a0271), // Source Applicator Tip Length: Channel Effective Length
  forbidden(0x300a0291, 0x300a0290), // Source Applicator ID: Source Applicator Number (C.8.8.15)
  forbidden(0x300a0292, 0x300a0290), // Source Applicator Type
  forbidden(0x300a0296, 0x300a0290), // Source Applicator Length
  forbidden(0x300a02a0, 0x300a0290), // Source Applicator Step Size
  forbidden(0x300a02a4, 0x300a02a2), // Transfer Tube Length: Transfer Tube Number
]

const BY_NAMED: ReadonlyMap<Tag, readonly Condition[]> = Map.groupBy(CONDITIONS, ({ names }) => names)
const BY_ATTRIBUTE: ReadonlyMap<Tag, readonly Condition[]> = Map.groupBy(CONDITIONS, ({ attribute }) => attribute)
const NONE: readonly Condition[] = []

/** The conditions that name an attribute. */
export function conditionsOn(names: Tag): readonly Condition[] {
  return BY_NAMED.get(names) ?? NONE
}

/** The conditions of an attribute itself. */
export function conditionsOf(attribute: Tag): readonly Condition[] {
  return BY_ATTRIBUTE.get(attribute) ?? NONE
}
