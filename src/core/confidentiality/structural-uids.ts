import type { Tag } from '../dicom/tag.ts'

/**
 * UID elements that say what something is, not which one it is: classes, transfer syntaxes, coding schemes. They are
 * never replaced (PS3.15 E.3.9, note 4).
 */
const STRUCTURAL: ReadonlySet<Tag> = new Set([
  0x00000002, // Affected SOP Class UID
  0x00000003, // Requested SOP Class UID
  0x00041510, // Referenced SOP Class UID in File
  0x00041512, // Referenced Transfer Syntax UID in File
  0x0004151a, // Referenced Related General SOP Class UID in File
  0x00080016, // SOP Class UID
  0x0008001a, // Related General SOP Class UID
  0x0008001b, // Original Specialized SOP Class UID
  0x00080062, // SOP Classes in Study
  0x0008010c, // Coding Scheme UID
  0x00080117, // Context UID
  0x00080118, // Mapping Resource UID
  0x0008040e, // Stored Instance Transfer Syntax UID
  0x00081150, // Referenced SOP Class UID
  0x0008115a, // SOP Classes Supported
  0x00083002, // Available Transfer Syntax UID
  0x00340003, // Flow Transfer Syntax UID
  0x30100052, // Pertinent SOP Classes in Study
  0x30100053, // Pertinent SOP Classes in Series
])

/** Whether the UIDs of an element name structure, so that they stay as they are. */
export function isStructuralUid(tag: Tag): boolean {
  return STRUCTURAL.has(tag)
}
