import { isTermOfStandard } from '../confidentiality/defined-terms.ts'
import type { Tag } from '../dicom/tag.ts'

/**
 * Image Type, Frame Type (PS3.3 C.7.6.1.1.2, C.8.16.1). The first two values are Enumerated Values on which the presence
 * of whole modules hangs, so one of these that was there stays.
 */
const IMAGE_TYPES: ReadonlySet<Tag> = new Set<Tag>([0x00080008, 0x00089007])
const IMAGE_TYPE_VALUES: readonly (readonly string[])[] = [['DERIVED', 'ORIGINAL', 'MIXED'], ['PRIMARY', 'SECONDARY'], ['OTHER'], ['NONE']]

/** Completion Flag, Verification Flag (PS3.3 C.17.2): what is VERIFIED has somebody who verified it, and only that has. */
const STAYING: ReadonlySet<Tag> = new Set<Tag>([0x0040a491, 0x0040a493])

/**
 * The values of a dummy whose several values mean different things; or of which one that was there stays; undefined where one word is repeated.
 * @param old the values that go
 */
export function dummyTerms(tag: Tag, old: readonly string[]): readonly string[] | undefined {
  if (STAYING.has(tag)) {
    const [was = '', ...more] = old.map((one) => one.trim())
    return was !== '' && more.length === 0 && isTermOfStandard(tag, was) ? [was] : undefined
  }
  if (!IMAGE_TYPES.has(tag)) return undefined
  return IMAGE_TYPE_VALUES.slice(0, Math.max(2, old.length)).map(([dummy = '', ...others], index) => {
    const was = old[index]?.trim() ?? ''
    return others.includes(was) ? was : dummy
  })
}
