/**
 * What is derived from the project's secret: a keyed hash (HMAC-SHA256, given by the engine), never a plain one, which
 * a dictionary of candidates would undo (PS3.15 E.1.1 step 1, note 3). The same text gives the same bytes for as long
 * as the project lives.
 */
export interface Keyed {
  /** 32 bytes in lower-case hex: an engine gives them sooner so than as bytes. */
  hmac(text: string): string
}

/** What a hash is for; two purposes never share one, so that a patient's number says nothing of their dates. */
export type Purpose = 'uid' | 'days' | 'patient' | 'place'

function keyedHex(keyed: Keyed, purpose: Purpose, text: string): string {
  return keyed.hmac(`tagbench 1\0${purpose}\0${text}`)
}

/** The first `bytes` bytes of a hash as an unsigned number, most significant first. */
export function keyedNumber(keyed: Keyed, purpose: Purpose, text: string, bytes: number): bigint {
  return BigInt(`0x${keyedHex(keyed, purpose, text).slice(0, 2 * bytes)}`)
}

/** Letters and digits that are told apart when read aloud (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A keyed pseudonym of so many characters (at most 32) for a text. */
export function keyedText(keyed: Keyed, purpose: Purpose, text: string, length: number): string {
  let out = ''
  const hex = keyedHex(keyed, purpose, text)
  for (let at = 0; at < 2 * length; at += 2) out += ALPHABET[parseInt(hex.slice(at, at + 2), 16) & 31]
  return out
}
