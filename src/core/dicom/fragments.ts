import type { Cursor } from './cursor.ts'
import type { Fragment, ReadFailure } from './element.ts'
import { TAG } from './tag.ts'
import { fail, ok, type Result } from '../result.ts'
import { readFailure } from './read-failure.ts'

const HEADER = 8

/** Behind a fragment as long as this the next header is asked for alone: more would read pixels. */
const LONG = 512

/**
 * Walks encapsulated Pixel Data by the headers of its fragments, up to the Sequence Delimitation Item (PS3.5 A.4).
 * The pixels between them are not read.
 * @param limit first byte that belongs to something else
 * @param most how many fragments are followed
 */
export function readFragments(
  cursor: Cursor,
  start: number,
  limit: number,
  littleEndian: boolean,
  most: number,
): Result<{ readonly fragments: readonly Fragment[]; readonly end: number }, ReadFailure> {
  const fragments: Fragment[] = []
  let at = start
  let before = LONG
  for (;;) {
    if (limit - at < HEADER || !(before < LONG ? cursor.has(at, HEADER) : cursor.has(at, HEADER, HEADER))) {
      return fail(readFailure(limit === cursor.size ? 'truncated' : 'bad-item', at))
    }
    const tag = cursor.tag(at, littleEndian)
    const length = cursor.u32(at + 4, littleEndian)
    const valueOffset = at + HEADER
    if (tag === TAG.sequenceDelimitation) return ok({ fragments, end: valueOffset })
    if (tag !== TAG.item) return fail(readFailure('bad-item', at))
    if (valueOffset + length > limit) return fail(readFailure(valueOffset + length > cursor.size ? 'truncated' : 'bad-length', at))
    if (fragments.length >= most) return fail(readFailure('too-many', at))
    fragments.push({ headerOffset: at, valueOffset, length })
    at = valueOffset + length
    before = length
  }
}
