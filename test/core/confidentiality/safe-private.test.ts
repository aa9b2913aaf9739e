import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { safePrivate } from '../../../src/core/confidentiality/safe-private.ts'
import { lookupPrivate } from '../../../src/core/dictionary/index.ts'

const rows = readCsv('table-e3-10-1.csv', ['group', 'element', 'private_creator', 'vr', 'vm', 'meaning', 'tag'])

describe('PS3.15 Table E.3.10-1', () => {
  it('finds each of its 479 attributes of 20 creators, in any case', () => {
    expect(rows).toHaveLength(479)
    expect(new Set(rows.map((row) => row.private_creator)).size).toBe(20)
    for (const row of rows) {
      const [group, element] = [parseInt(row.group, 16), parseInt(row.element, 16)]
      for (const creator of [row.private_creator, row.private_creator.toLowerCase(), ` ${row.private_creator.toUpperCase()} `])
        expect(safePrivate(creator, group, element)).toMatchObject({ vm: row.vm, meaning: row.meaning })
      expect(lookupPrivate(row.private_creator, group, element)?.safeInE3101, row.tag).toBe(true)
    }
  })

  it('is the one of 2026d as published: the digest over its rows is the publisher`s', () => {
    const content = rows.map(({ tag, private_creator, vr, vm }) => {
      const group = parseInt(tag.slice(1, 5), 16)
      const meaning = safePrivate(private_creator, group, parseInt(tag.slice(8, 10), 16))?.meaning
      return { meaning, private_creator, tag, vm, vr }
    })
    expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toBe(
      '7acb26dbab0e3124c02d075cbf8c5510354a20ded9f89ee4765976a905d92f63',
    )
  })

  it('has no VR for five rows, and the first of "OW/OB"', () => {
    expect(
      rows.filter((row) => safePrivate(row.private_creator, parseInt(row.group, 16), parseInt(row.element, 16))?.vr === undefined),
    ).toHaveLength(5)
    expect(safePrivate('Philips Imaging DD 001', 0x2001, 0x7d)?.vr).toBe('OW')
  })

  it('does not list other creators, groups or elements', () => {
    expect(safePrivate('Philips PET Private Group', 0x7053, 0x00)?.meaning).toMatch(/^SUV Factor/)
    expect(safePrivate('Philips PET Private Group', 0x7055, 0x00)).toBeUndefined()
    expect(safePrivate('Philips PET Private Group', 0x7053, 0xfe)).toBeUndefined()
    expect(safePrivate('GEMS_IDEN_01', 0x0009, 0x30)).toBeUndefined()
  })
})
