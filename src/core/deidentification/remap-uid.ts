import { isRegisteredUid } from '../dictionary/index.ts'
import { keyedNumber, type Keyed } from './keyed.ts'

/** A UID is at most 64 characters (PS3.5 9.1). */
const LONGEST = 64
/** Fewer digits than these under a root, and two UIDs of one collection might become one. */
const FEWEST_DIGITS = 24
const UID = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/

/**
 * Whether new UIDs can be made under a root: `2.25` (any UUID, PS3.5 B.2) or a registered one short enough to leave
 * room for distinct numbers.
 */
export function isUidRoot(root: string): boolean {
  return root === '2.25' || (UID.test(root) && LONGEST - root.length - 1 >= FEWEST_DIGITS)
}

/** How UIDs are replaced: the same old one by the same new one, everywhere and in every delivery. */
export interface UidRemapper {
  /**
   * One UID, without padding. Registered UIDs (PS3.6 Annex A) stay; an empty one stays empty; one that is no legal UID
   * becomes a legal one, for what is in it may be anything.
   */
  remap(uid: string): string
  /** As {@link remap}, but nothing stays: for a dummy, which must not be the old value whatever that is. */
  replace(text: string): string
}

/** @param root one that {@link isUidRoot} accepts */
export function uidRemapper(keyed: Keyed, root: string): UidRemapper {
  const seen = new Map<string, string>()
  const replace = (text: string): string => {
    let made = seen.get(text)
    if (made === undefined) {
      made = newUid(keyed, root, text)
      if (seen.size >= 20_000) seen.clear()
      seen.set(text, made)
    }
    return made
  }
  return { replace, remap: (uid) => (uid === '' || isRegisteredUid(uid) ? uid : replace(uid)) }
}

function newUid(keyed: Keyed, root: string, uid: string): string {
  const number = keyedNumber(keyed, 'uid', uid, 16)
  if (root === '2.25') return `2.25.${asUuid(number)}`
  const digits = Math.min(39, LONGEST - root.length - 1)
  return `${root}.${number % 10n ** BigInt(digits)}`
}

/** Marks 128 bits as a UUID of version 8, "what the maker chose" (RFC 9562 5.8), as the arc 2.25 asks for. */
function asUuid(number: bigint): bigint {
  const version = 0xfn << 76n
  const variant = 0x3n << 62n
  return (number & ~version & ~variant) | (0x8n << 76n) | (0x2n << 62n)
}

/** Whether a text is a legal UID (PS3.5 9.1). */
export function isLegalUid(text: string): boolean {
  return text.length <= LONGEST && UID.test(text)
}
