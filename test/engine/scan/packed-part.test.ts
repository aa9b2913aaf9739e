import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitRuns } from '../../../src/engine/project/value-runs.ts'
import { packPart, unpackPart } from '../../../src/engine/scan/packed-part.ts'
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
  const outcomes = [{ id: 7, kind: 'instance' as const, reason: '', context: 0, sopInstance: '1.2', size: 3, mtime: 4.5 }]
  fc.assert(
    fc.property(fc.oneof(someFiles, odd), (files) => {
      const partial = fold(files)
      const packed = packPart(partial, outcomes)
      expect(packed).toMatchObject({ files: outcomes.length, values: partial.values.text.length })
      expect(unpackPart(structuredClone(packed))).toEqual({ ...splitRuns(partial), files: outcomes })
    }),
  )
})
