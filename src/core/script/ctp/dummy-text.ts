import type { VR } from '../../dicom/vr.ts'
import { TEXT_DUMMIES } from '../text-dummies.ts'

/**
 * A literal that says nothing. Numbers have none here: CTP ignores a text that does not fit a numeric VR and keeps the old
 * value, so numbers are never given one.
 */
function literalOf(vr: VR): string | undefined {
  return vr === 'DS' || vr === 'IS' ? undefined : TEXT_DUMMIES[vr]
}

/** The dummy for an element with these VRs; undefined where one of them can hold no text or they want different ones. */
export function dummyText(vrs: readonly VR[]): string | undefined {
  const texts = new Set(vrs.map(literalOf))
  const [text] = texts
  return texts.size === 1 ? text : undefined
}

/** VRs into which CTP can write a text. */
export function takesText(vrs: readonly VR[]): boolean {
  return vrs.length > 0 && vrs.every((vr) => vr === 'UI' || literalOf(vr) !== undefined)
}
