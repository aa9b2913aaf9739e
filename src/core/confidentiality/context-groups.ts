import { CID_7005_TABLE, CID_7050_TABLE } from './context-groups.generated.ts'
import type { ProfileOption } from './profile.ts'

/** A coded concept (PS3.3 8.1): what goes into the items of a code sequence. */
export interface CodedConcept {
  /** Coding Scheme Designator (0008,0102). */
  readonly scheme: string
  /** Code Value (0008,0100). */
  readonly code: string
  /** Code Meaning (0008,0104). */
  readonly meaning: string
}

function decode(table: string): readonly CodedConcept[] {
  return table.split('\n').map((line) => {
    const [scheme = '', code = '', meaning = ''] = line.split('|')
    return { scheme, code, meaning }
  })
}

/** PS3.16 2026d CID 7050 De-identification Method, for (0012,0064). */
export const CID_7050: readonly CodedConcept[] = decode(CID_7050_TABLE)

/** PS3.16 2026d CID 7005 Contributing Equipment Purpose of Reference, for (0018,A001) > (0040,A170). */
export const CID_7005: readonly CodedConcept[] = decode(CID_7005_TABLE)

/** The code of the Basic Application Confidentiality Profile itself. */
export const BASIC_PROFILE_CODE = '113100'

/** Which code of CID 7050 an Option writes into (0012,0064) when an instance has earned it. */
export const OPTION_CODES: Readonly<Record<ProfileOption, string>> = {
  CleanPixelData: '113101',
  CleanRecognizableVisualFeatures: '113102',
  CleanGraphics: '113103',
  CleanStructuredContent: '113104',
  CleanDescriptors: '113105',
  RetainLongitudinalFullDates: '113106',
  RetainLongitudinalModifiedDates: '113107',
  RetainPatientCharacteristics: '113108',
  RetainDeviceIdentity: '113109',
  RetainUIDs: '113110',
  RetainSafePrivate: '113111',
  RetainInstitutionIdentity: '113112',
}

/** De-identifying Equipment (CID 7005), by which a de-identifier names itself in (0018,A001). */
export const DEIDENTIFYING_EQUIPMENT_CODE = '109104'
