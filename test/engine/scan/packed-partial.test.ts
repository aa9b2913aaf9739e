import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitRuns } from '../../../src/engine/project/value-runs.ts'
import { packPartial, unpackPartial } from '../../../src/engine/scan/packed-partial.ts'
import { fold, someFiles, SOMEWHERE, textValue } from '../../fixtures/partial-inventories.ts'

it('A partial inventory says the same once it is packed, sent and unpacked', () => {
  const odd = fc.string({ unit: 'binary' }).map((text) => [
    {
      context: SOMEWHERE,
      met: [
        { path: '(0008,0060)', value: textValue(text) },
        { path: '(0008,0070)', value: textValue('') },
      ],
      creators: [],
    },
  ])
  fc.assert(
    fc.property(fc.oneof(someFiles, odd), (files) => {
      const partial = fold(files)
      expect(unpackPartial(structuredClone(packPartial(partial)))).toEqual(splitRuns(partial))
    }),
  )
})
