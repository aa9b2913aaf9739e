import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { isVR } from '../../../src/core/dicom/vr.ts'
import { lookupPrivate, searchPrivate, tciaDisposition, type TciaDisposition } from '../../../src/core/dictionary/index.ts'

const rows = readCsv('private-dictionary.csv.gz', [
  'creator',
  'group',
  'element',
  'block',
  'name',
  'vr',
  'sources',
  'vendor',
  'tcia_disposition',
  'wustl_code',
  'e3_10_1_safe',
])
const tcia = readCsv('tcia-private-tag-kb.csv.gz', ['depth', 'leaf_group', 'leaf_creator', 'leaf_element', 'vr', 'disposition'])

/** The most restrictive first. */
const RESTRICTIVE: readonly string[] = ['d', '', 'na', 'h', 'o', 'oi', 'k']

function groupsOf(text: string): number[] {
  const high = parseInt(text.slice(0, 2), 16) << 8
  return text.length > 4 || text.endsWith('xx') ? [high | 0x01, high | 0xff] : [parseInt(text, 16)]
}

describe('the private dictionary', () => {
  it('finds each of its 16788 rows, creators in other case and with blanks around them', () => {
    expect(rows).toHaveLength(16788)
    for (const row of rows) {
      for (const group of groupsOf(row.group)) {
        const block = row.block === '' ? undefined : parseInt(row.block, 16)
        const found = lookupPrivate(` ${row.creator.toLowerCase()}  `, group, parseInt(row.element, 16), block)
        expect(found, `${row.group} ${row.creator} ${row.element}`).toMatchObject({ creator: row.creator, vendor: row.vendor, block })
        expect(found?.sources).toEqual(expect.arrayContaining(row.sources.split('|')))
        if (groupsOf(row.group).length === 1) {
          expect(found?.tcia).toBe(row.tcia_disposition)
          expect(found?.wustl).toBe(row.wustl_code)
          if (isVR(row.vr) && row.vr !== 'UN') expect(found?.vr).toBe(row.vr)
        }
      }
    }
  })

  it('says all there is to say of an element', () => {
    expect(lookupPrivate('GEMS_IDEN_01', 0x0009, 0x30)).toEqual({
      creator: 'GEMS_IDEN_01',
      name: 'Service Id',
      vr: 'SH',
      vrs: ['SH', 'OB'],
      vm: '1',
      sources: ['dicom3tools', 'gdcm', 'dcmtk', 'ctp-wustl', 'tcia2024'],
      vendor: 'GE',
      tcia: 'd',
      tciaByVr: {},
      wustl: 'X',
      safeInE3101: false,
      group: 0x0009,
      groups: undefined,
      element: 0x30,
      block: undefined,
    })
  })

  it('does not know other creators, groups or elements', () => {
    expect(lookupPrivate('GEMS_IDEN_01', 0x0009, 0x99)).toBeUndefined()
    expect(lookupPrivate('GEMS_IDEN_01', 0x0013, 0x30)).toBeUndefined()
    expect(lookupPrivate('NOBODY`S CREATOR', 0x0009, 0x30)).toBeUndefined()
  })

  it('does not mistake UN for a VR that somebody knows', () => {
    const silent = rows.filter((row) => row.vr === 'UN' && !row.sources.includes('dicom3tools') && row.sources === 'tcia2024')
    expect(silent.length).toBeGreaterThan(100)
    for (const row of silent.slice(0, 100))
      expect(lookupPrivate(row.creator, parseInt(row.group, 16), parseInt(row.element, 16))?.vrs).not.toContain('UN')
  })

  it('reads "px" and "OB_OW" of the dictionaries as OW, first of the two', () => {
    expect(lookupPrivate('GEMS_Ultrasound_MovieGroup_001', 0x7fe1, 0x60, 0x10)?.vr).toBe('OW')
    expect(lookupPrivate('TOSHIBA_MEC_OT3', 0x7019, 0x80)?.vr).toBe('OW')
  })

  it('marks exactly the 479 attributes of Table E.3.10-1 as safe', () => {
    expect(rows.filter((row) => row.e3_10_1_safe === 'Y')).toHaveLength(479)
    for (const row of rows) {
      if (groupsOf(row.group).length > 1) continue
      const found = lookupPrivate(row.creator, parseInt(row.group, 16), parseInt(row.element, 16), parseInt(row.block, 16) || undefined)
      expect(found?.safeInE3101).toBe(row.e3_10_1_safe === 'Y')
    }
  })
})

describe('rows that hold in one block only', () => {
  it('are found by the block', () => {
    expect(lookupPrivate('CANON_MEC_MR3', 0x0019, 0x01, 0x10)?.vr).toBe('UL')
    expect(lookupPrivate('CANON_MEC_MR3', 0x0019, 0x01, 0x11)?.vr).toBe('OB')
    expect(lookupPrivate('CANON_MEC_MR3', 0x0019, 0x01, 0x12)?.vr).toBe('SL')
  })

  it('say nothing of another block where they contradict each other', () => {
    expect(lookupPrivate('CANON_MEC_MR3', 0x0019, 0x01)).toBeUndefined()
    expect(lookupPrivate('CANON_MEC_MR3', 0x0019, 0x01, 0x20)).toBeUndefined()
  })

  it('give way to the row that is bound to none', () => {
    expect(lookupPrivate('PHILIPS MR/PART', 0x0019, 0x55, 0x11)?.block).toBe(0x11)
    expect(lookupPrivate('PHILIPS MR/PART', 0x0019, 0x55, 0x10)?.block).toBeUndefined()
    expect(lookupPrivate('PHILIPS MR/PART', 0x0019, 0x55)?.block).toBeUndefined()
  })
})

describe('Private Creators', () => {
  it('match with inner blanks as they are, and failing that with runs of blanks made one', () => {
    const real = rows.find((row) => row.creator === 'SIEMENS CM VA0  ACQU')
    expect(real).toBeDefined()
    const [group, element] = [parseInt(real?.group ?? '', 16), parseInt(real?.element ?? '', 16)]
    expect(lookupPrivate('SIEMENS CM VA0  ACQU', group, element)?.creator).toBe('SIEMENS CM VA0  ACQU')
    expect(lookupPrivate('siemens cm va0 acqu', group, element)?.creator).toBe('SIEMENS CM VA0  ACQU')
  })

  it('that repeat over odd groups are found in each of them', () => {
    expect(lookupPrivate('PAPYRUS 3.0', 0x6001, 0x10)).toMatchObject({ vr: 'US', sources: ['gdcm', 'dcmtk'], groups: 0x60 })
    expect(lookupPrivate('PAPYRUS 3.0', 0x60fd, 0x10)?.vr).toBe('US')
    expect(lookupPrivate('PAPYRUS 3.0', 0x6002, 0x10), 'an even group is not private').toBeUndefined()
  })
})

describe('what TCIA decided', () => {
  it('counts as in its knowledge base, top level', () => {
    const counts = Object.fromEntries(
      ['d', 'k', 'h', 'o', 'oi', 'na'].map((word) => [word, rows.filter((row) => row.tcia_disposition === word).length]),
    )
    expect(counts).toEqual({ d: 2608, k: 1720, h: 27, o: 17, oi: 3, na: 1 })
  })

  it('holds for the VR it was decided for, and UN takes the most restrictive', () => {
    const byKey = Map.groupBy(
      tcia.filter((row) => row.depth === '1' && (row.vr === '' || isVR(row.vr))),
      (row) => [row.leaf_creator.toUpperCase(), row.leaf_group, row.leaf_element].join('|'),
    )
    expect(byKey.size).toBe(4388)
    let several = 0
    for (const [key, decided] of byKey) {
      const [creator = '', group = '', element = ''] = key.split('|')
      const block = rows.find((row) => row.creator.toUpperCase() === creator && row.group === group && row.element === element)?.block
      const entry = lookupPrivate(creator, parseInt(group, 16), parseInt(element, 16), parseInt(block ?? '', 16) || undefined)
      expect(entry, key).toBeDefined()
      if (entry === undefined) continue
      const words = decided.map((row) => row.disposition)
      const strictest = RESTRICTIVE.find((word) => words.includes(word)) as TciaDisposition
      if (new Set(words).size > 1) several += 1
      expect(tciaDisposition(entry, 'UN'), key).toBe(strictest)
      for (const { vr } of decided) {
        if (!isVR(vr) || vr === 'UN') continue
        const own = decided.filter((row) => row.vr === vr).map((row) => row.disposition)
        expect(tciaDisposition(entry, vr), `${key} ${vr}`).toBe(RESTRICTIVE.find((word) => own.includes(word)))
      }
    }
    expect(several).toBe(71)
  })
})

describe('a search of the private dictionary', () => {
  it('looks into creators and names without regard to case, and stops at its limit', () => {
    expect(searchPrivate('gems_iden_01', 5).map((entry) => entry.creator)).toEqual(Array<string>(5).fill('GEMS_IDEN_01'))
    expect(searchPrivate('service id', 100).some((entry) => entry.creator === 'GEMS_IDEN_01' && entry.element === 0x30)).toBe(true)
    expect(searchPrivate('no such thing anywhere', 5)).toEqual([])
    expect(searchPrivate('', 7)).toHaveLength(7)
  })
})
