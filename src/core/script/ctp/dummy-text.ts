import type { VR } from '../../dicom/vr.ts'

/**
 * Literals of text VRs that say nothing. Numbers have none here: CTP ignores a text that does not fit a numeric VR and
 * keeps the old value, so numbers are never given one.
 */
const DUMMY_TEXTS: Partial<Record<VR, string>> = {
  AE: 'ANONYMIZED',
  AS: '000Y',
  CS: 'UNKNOWN',
  DA: '19000101',
  DT: '19000101000000',
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

/** The dummy for an element with these VRs; undefined where one of them can hold no text or they want different ones. */
export function dummyText(vrs: readonly VR[]): string | undefined {
  const texts = new Set(vrs.map((vr) => DUMMY_TEXTS[vr]))
  const [text] = texts
  return texts.size === 1 ? text : undefined
}

/** VRs into which CTP can write a text. */
export function takesText(vrs: readonly VR[]): boolean {
  return vrs.length > 0 && vrs.every((vr) => vr === 'UI' || DUMMY_TEXTS[vr] !== undefined)
}
