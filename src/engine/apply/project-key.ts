import { createHmac, createSecretKey } from 'node:crypto'
import type { Keyed } from '../../core/deidentification/keyed.ts'

/** HMAC-SHA256 under the project's secret. */
export function keyedBySecret(secret: Uint8Array): Keyed {
  // Made once: the key of a hash is looked into anew each time it is given as bytes, which takes longer than the hash.
  const key = createSecretKey(secret)
  return { hmac: (text) => createHmac('sha256', key).update(text, 'utf8').digest() }
}
