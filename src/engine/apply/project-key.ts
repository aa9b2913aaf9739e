import { createHmac } from 'node:crypto'
import type { Keyed } from '../../core/deidentification/keyed.ts'

/** HMAC-SHA256 under the project's secret. */
export function keyedBySecret(secret: Uint8Array): Keyed {
  return { hmac: (text) => createHmac('sha256', secret).update(text, 'utf8').digest() }
}
