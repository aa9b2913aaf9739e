import type { VR } from '../dicom/vr.ts'

/** One dummy value of each text VR: legal for it, and seen at once to be none. UI has its own rule. */
export const TEXT_DUMMIES: Partial<Record<VR, string>> = {
  AE: 'ANONYMIZED',
  AS: '000Y',
  CS: 'UNKNOWN',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'ANONYMIZED',
  LT: 'ANONYMIZED',
  PN: 'ANONYMIZED',
  SH: 'ANONYMIZED',
  ST: 'ANONYMIZED',
  TM: '000000',
  UC: 'ANONYMIZED',
  UR: 'about:blank',
  UT: 'ANONYMIZED',
}
