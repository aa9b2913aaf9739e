import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { isRegisteredUid, lookupUid } from '../../../src/core/dictionary/index.ts'

const rows = readCsv('uids.csv', ['uid', 'name', 'type', 'part', 'keyword', 'table'])

describe('the UID registry of PS3.6 Annex A', () => {
  it('has all 468 UIDs of Table A-1 and 28 frames of reference of Table A-2', () => {
    expect(rows.filter((row) => row.table === 'A-1')).toHaveLength(468)
    expect(rows.filter((row) => row.table === 'A-2')).toHaveLength(28)
    for (const row of rows) {
      expect(lookupUid(row.uid)).toEqual({
        uid: row.uid,
        name: row.name,
        type: row.type,
        keyword: row.keyword,
        retired: row.name.endsWith('(Retired)'),
      })
    }
  })

  it('is Table A-1 as published: the digest over its rows is the publisher`s', () => {
    const content = rows
      .filter((row) => row.table === 'A-1')
      .map(({ uid, name, keyword, type, part }) => ({ keyword, name: lookupUid(uid)?.name ?? name, part, uid, uid_type: type }))
    expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toMatch(/^b447486f/)
  })

  it('tells what a UID is', () => {
    expect(lookupUid('1.2.840.10008.1.2')).toMatchObject({ type: 'Transfer Syntax', keyword: 'ImplicitVRLittleEndian', retired: false })
    expect(lookupUid('1.2.840.10008.1.2.2')?.retired).toBe(true)
    expect(lookupUid('1.2.840.10008.1.4.1.1')?.type).toBe('Well-known frame of reference')
  })
})

describe('UIDs of the Standard`s own', () => {
  it('are those of the registry and Context Groups', () => {
    expect(isRegisteredUid('1.2.840.10008.5.1.4.1.1.2')).toBe(true)
    expect(isRegisteredUid('1.2.840.10008.6.1.927')).toBe(true)
  })

  it('are not instances made under the arc of the Standard', () => {
    for (const uid of ['1.2.840.10008.5.1.4.1.1.2.1.20040101', '1.2.840.10008.6.1.20040101', '1.2.840.10008.6.1.0', '2.25.1', '']) {
      expect(isRegisteredUid(uid), uid).toBe(false)
    }
  })
})
