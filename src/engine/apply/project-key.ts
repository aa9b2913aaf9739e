import { createHmac, hash } from 'node:crypto'
import type { Keyed } from '../../core/deidentification/keyed.ts'

/** SHA-256 works on blocks of so many bytes, and gives so many (FIPS 180-4). */
const BLOCK = 64
const DIGEST = 32
/** Longest text, in UTF-16 units, that is put into the buffer; UTF-8 makes at most three bytes of one. */
const LONGEST = 1024

/**
 * HMAC-SHA256 (RFC 2104) under the project's secret, as two plain hashes: an object for each hash of a few bytes costs
 * more than both.
 */
export function keyedBySecret(secret: Uint8Array): Keyed {
  if (secret.length > BLOCK) return { hmac: (text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex') }
  const inner = Buffer.alloc(BLOCK + 3 * LONGEST, 0x36)
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c)
  for (const [index, byte] of secret.entries()) {
    inner[index] = 0x36 ^ byte
    outer[index] = 0x5c ^ byte
  }
  return {
    hmac(text) {
      if (text.length > LONGEST) return createHmac('sha256', secret).update(text, 'utf8').digest('hex')
      const length = inner.write(text, BLOCK, 'utf8')
      outer.write(hash('sha256', inner.subarray(0, BLOCK + length), 'hex'), BLOCK, 'hex')
      return hash('sha256', outer, 'hex')
    },
  }
}
