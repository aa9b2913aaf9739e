import { createHmac } from 'node:crypto'
import type { Keyed } from '../../../src/core/deidentification/keyed.ts'

/** A project's key, as the engine makes it; the same secret gives the same pseudonyms. */
export function keyedBy(secret: string): Keyed {
  return { hmac: (text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex') }
}
