import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { tagOf } from '../../../src/core/dicom/tag.ts'
import { firstOfRepeatingGroup, lookupTag, tagByKeyword, vrOf } from '../../../src/core/dictionary/index.ts'

const rows = readCsv('data-dictionary.csv.gz', ['tag', 'keyword', 'name', 'vr', 'vm', 'retired'])

describe('the data dictionary of PS3.6', () => {
  it('gives every one of its 5347 rows by its tag, repeating ones by their first', () => {
    expect(rows).toHaveLength(5347)
    for (const row of rows) {
      const tag = parseInt(row.tag.replaceAll('x', '0'), 16)
      const found = lookupTag(tag)
      // A tag that a repeating row starts with can be another element of its own: (0028,0400) Transform Label.
      if (row.tag.includes('x') && rows.some((other) => other.tag === row.tag.replaceAll('x', '0'))) continue
      expect(found, row.tag).toMatchObject({ tag, keyword: row.keyword, name: row.name, vm: row.vm, retired: row.retired === 'Y' })
    }
  })

  it('knows Patient ID', () => {
    expect(lookupTag(0x00100020)).toEqual({
      tag: 0x00100020,
      keyword: 'PatientID',
      name: 'Patient ID',
      vrs: ['LO'],
      vm: '1',
      retired: false,
    })
  })

  it('finds curves and overlays in every even group that they may repeat in', () => {
    expect(lookupTag(0x50003000)?.keyword).toBe('CurveData')
    expect(lookupTag(0x501e3000)).toMatchObject({ keyword: 'CurveData', tag: 0x501e3000, retired: true })
    expect(lookupTag(0x60020010)?.keyword).toBe('OverlayRows')
    expect(lookupTag(0x60014000), 'an odd group is private').toBeUndefined()
    expect(lookupTag(0x50013000), 'an odd group is private').toBeUndefined()
  })

  it('finds elements whose element number repeats', () => {
    expect(lookupTag(0x00203105)?.keyword).toBe('SourceImageIDs')
    expect(lookupTag(0x00280430)?.keyword).toBe('RowsForNthOrderCoefficients')
    expect(lookupTag(0x10001233)?.keyword).toBe('HuffmanTableTriplet')
    expect(lookupTag(0x10100042)?.keyword).toBe('ZonalMap')
  })

  it('prefers the element that has the tag to the one that repeats over it', () => {
    expect(lookupTag(0x00280400)?.keyword).toBe('TransformLabel')
    expect(lookupTag(0x7fe00010)?.keyword).toBe('PixelData')
  })

  it('does not know what PS3.6 does not', () => {
    expect(lookupTag(0x00101234)).toBeUndefined()
    expect(lookupTag(0x00091001)).toBeUndefined()
  })
})

describe('the VR to take where none is written', () => {
  it('is US for "US or SS", OW for "OB or OW"', () => {
    expect(lookupTag(0x00280106)?.vrs).toEqual(['US', 'SS'])
    expect(vrOf(0x00280106)).toBe('US')
    expect(lookupTag(0x7fe00010)?.vrs).toEqual(['OB', 'OW'])
    expect(vrOf(0x7fe00010)).toBe('OW')
    expect(vrOf(0x60003000)).toBe('OW')
  })

  it('is UL for every group length and LO for every Private Creator', () => {
    expect(vrOf(0x00080000)).toBe('UL')
    expect(vrOf(0x00090000)).toBe('UL')
    expect(vrOf(0x00090010)).toBe('LO')
    expect(vrOf(0x000900ff)).toBe('LO')
  })

  it('is unknown for private elements, delimiters and tags PS3.6 does not know', () => {
    for (const tag of [0x00091001, 0x00090001, 0xfffee000, 0xfffee0dd, 0x00101234]) expect(vrOf(tag)).toBeUndefined()
  })
})

describe('keywords', () => {
  it('name one tag each, and lead back to it', () => {
    expect(tagByKeyword('PatientID')).toBe(0x00100020)
    expect(tagByKeyword('OverlayData')).toBe(0x60003000)
    expect(tagByKeyword('patientid')).toBeUndefined()
    expect(tagByKeyword('')).toBeUndefined()
    for (const row of rows) {
      if (row.keyword !== '') expect(tagByKeyword(row.keyword), row.keyword).toBe(parseInt(row.tag.replaceAll('x', '0'), 16))
    }
  })
})

describe('repeating groups', () => {
  it('lead to their first group, private ones to themselves', () => {
    expect(firstOfRepeatingGroup(tagOf(0x6012, 0x3000))).toBe(0x60003000)
    expect(firstOfRepeatingGroup(tagOf(0x5004, 0x0005))).toBe(0x50000005)
    expect(firstOfRepeatingGroup(tagOf(0x6013, 0x3000))).toBe(0x60133000)
    expect(firstOfRepeatingGroup(0x00100020)).toBe(0x00100020)
  })
})
