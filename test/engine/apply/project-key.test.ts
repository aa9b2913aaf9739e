import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyedBySecret } from '../../../src/engine/apply/project-key.ts'

it('what is keyed by a secret is HMAC-SHA256 of RFC 2104, whatever the secret and the text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1500 }))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.array(texts, { maxLength: 4 }), (secret, all) => {
      const { hmac } = keyedBySecret(secret)
      for (const text of all) expect(hmac(text)).toBe(createHmac('sha256', secret).update(text, 'utf8').digest('hex'))
    }),
  )
})
