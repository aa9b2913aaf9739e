/** A Data Element Tag: group in the upper, element in the lower 16 bits, as an unsigned 32-bit integer (PS3.5 7.1). */
export type Tag = number

/** `(0x0010, 0x0020)` → the Tag of Patient ID. */
export function tagOf(group: number, element: number): Tag {
  return ((group << 16) | element) >>> 0
}

export function groupOf(tag: Tag): number {
  return tag >>> 16
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff
}

/** Hexadecimal digits in upper case, padded: the spelling used in every path, report and script. */
export function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}

/** `0x00100020` → `(0010,0020)`. */
export function formatTag(tag: Tag): string {
  return `(${hex(groupOf(tag), 4)},${hex(elementOf(tag), 4)})`
}

/** `0x00100020` → `00100020`, the key form of the reference tables. */
export function tagKey(tag: Tag): string {
  return hex(tag, 8)
}

/** Odd groups are private (PS3.5 7.1). */
export function isPrivate(tag: Tag): boolean {
  return (groupOf(tag) & 1) === 1
}

/** A Private Creator Data Element `(gggg,0010-00FF)`, gggg odd, reserves block `xx` of its group (PS3.5 7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  const element = elementOf(tag)
  return isPrivate(tag) && element >= 0x10 && element <= 0xff
}

/** A private element that lives in a block, `(gggg,xxee)` with xx from 10 to FF (PS3.5 7.8.1). */
export function isInPrivateBlock(tag: Tag): boolean {
  return isPrivate(tag) && elementOf(tag) >= 0x1000
}

/** The block number `xx` of a private element `(gggg,xxee)`. */
export function blockOf(tag: Tag): number {
  return elementOf(tag) >>> 8
}

/** Group Length `(gggg,0000)`, retired outside groups 0000 and 0002 (PS3.5 7.2). */
export function isGroupLength(tag: Tag): boolean {
  return elementOf(tag) === 0
}

export const TAG = {
  fileMetaGroupLength: 0x00020000,
  transferSyntaxUid: 0x00020010,
  specificCharacterSet: 0x00080005,
  sopClassUid: 0x00080016,
  sopInstanceUid: 0x00080018,
  modality: 0x00080060,
  manufacturer: 0x00080070,
  manufacturerModelName: 0x00081090,
  patientName: 0x00100010,
  patientId: 0x00100020,
  issuerOfPatientId: 0x00100021,
  patientIdentityRemoved: 0x00120062,
  deidentificationMethod: 0x00120063,
  deidentificationMethodCodeSequence: 0x00120064,
  softwareVersions: 0x00181020,
  studyInstanceUid: 0x0020000d,
  seriesInstanceUid: 0x0020000e,
  longitudinalTemporalInformationModified: 0x00280303,
  pixelRepresentation: 0x00280103,
  burnedInAnnotation: 0x00280301,
  pixelData: 0x7fe00010,
  floatPixelData: 0x7fe00008,
  doubleFloatPixelData: 0x7fe00009,
  dataSetTrailingPadding: 0xfffcfffc,
  item: 0xfffee000,
  itemDelimitation: 0xfffee00d,
  sequenceDelimitation: 0xfffee0dd,
} as const satisfies Record<string, Tag>
