import { describe, expect, it } from 'vitest'
import { pathKey } from '../../../src/core/dicom/attribute-path.ts'
import { spellingOf } from '../../../src/core/inventory/creator-spelling.ts'

describe('The spelling of a Private Creator', () => {
  const spell = spellingOf(['Philips Imaging DD 001', 'PHILIPS IMAGING DD 001', 'say \\"hi\\"', 'Tab\\x09'])

  it('is the lowest by code point of those found, in every path', () => {
    expect(spell(pathKey('(2001,"philips imaging dd 001",5F)[*](2001,"Philips Imaging DD 001")'))).toBe(
      '(2001,"PHILIPS IMAGING DD 001",5F)[*](2001,"PHILIPS IMAGING DD 001")',
    )
  })

  it('keeps its escapes', () => {
    expect(spell(pathKey('(0009,"SAY \\"HI\\"",01)'))).toBe('(0009,"say \\"hi\\"",01)')
    expect(spell(pathKey('(0009,"tab\\x09",01)'))).toBe('(0009,"Tab\\x09",01)')
  })

  it('does not touch paths without one', () => {
    expect(spell('(0040,0275)[*](0008,0050)')).toBe('(0040,0275)[*](0008,0050)')
  })
})
