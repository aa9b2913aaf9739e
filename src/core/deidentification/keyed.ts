/**
 * What is derived from the project's secret: a keyed hash (HMAC-SHA256, given by the engine), never a plain one, which
 * a dictionary of candidates would undo (PS3.15 E.1.1 step 1, note 3). The same text gives the same bytes for as long
 * as the project lives.
 */
export interface Keyed {
  /** 32 bytes. */
  hmac(text: string): Uint8Array
}

/** What a hash is for; two purposes never share one, so that a patient's number says nothing of their dates. */
export type Purpose = 'uid' | 'days' | 'patient' | 'place'

export function keyedBytes(keyed: Keyed, purpose: Purpose, text: string): Uint8Array {
  return keyed.hmac(`tagbench 1\0${purpose}\0${text}`)
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_none, byte) => byte.toString(16).padStart(2, '0'))

/** The first `bytes` bytes of a hash as an unsigned number, most significant first. */
export function keyedNumber(keyed: Keyed, purpose: Purpose, text: string, bytes: number): bigint {
  let digits = '0x'
  for (const byte of keyedBytes(keyed, purpose, text).subarray(0, bytes)) digits += HEX[byte]
  return BigInt(digits)
}

/** Letters and digits that are told apart when read aloud (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A keyed pseudonym of so many characters (at most 32) for a text. */
export function keyedText(keyed: Keyed, purpose: Purpose, text: string, length: number): string {
  let out = ''
  for (const byte of keyedBytes(keyed, purpose, text).subarray(0, length)) out += ALPHABET[byte & 31]
  return out
}
