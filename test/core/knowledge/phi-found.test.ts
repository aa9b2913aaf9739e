import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { leafOf, parsePath } from '../../../src/core/dicom/attribute-path.ts'
import { phiFound } from '../../../src/core/knowledge/phi-found.ts'

describe('elements in which identities were found', () => {
  it('are the 30 of the source, with how often', () => {
    const rows = readCsv('phi-found.csv', ['path', 'frequency'])
    expect(rows).toHaveLength(30)
    for (const row of rows) {
      const path = parsePath(row.path)
      expect(path?.kind === 'element' ? phiFound(leafOf(path)) : undefined, row.path).toBe(Number(row.frequency))
    }
  })

  it('are found wherever they stand and however the creator is written', () => {
    expect(phiFound({ kind: 'public', tag: 0x00104000 })).toBe(1192)
    expect(phiFound({ kind: 'public', tag: 0x00104000, item: '*' })).toBe(1192)
    expect(phiFound({ kind: 'private', group: 0x0009, creator: 'gems_iden_01', element: 0x30 })).toBe(4)
  })

  it('are not their neighbours', () => {
    expect(phiFound({ kind: 'public', tag: 0x00180050 })).toBeUndefined()
    expect(phiFound({ kind: 'private', group: 0x0009, creator: 'GEMS_IDEN_01', element: 0x31 })).toBeUndefined()
    expect(phiFound({ kind: 'creator', group: 0x0009, creator: 'GEMS_IDEN_01' })).toBeUndefined()
  })
})
