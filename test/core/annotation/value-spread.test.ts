import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueSpread, type SpreadValue } from '../../../src/core/annotation/value-spread.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'

const one = (vr: VR, value: string, files: number, overlaps = false): SpreadValue => ({ vr, value, files, overlaps, form: 'text' })

describe('How values spread over files', () => {
  it('texts are shares, the commonest first, and what is not among the first is left over', () => {
    const spread = valueSpread([one('LO', 'A', 70), one('LO', 'B', 20), one('LO', 'C', 5), one('LO', 'D', 3), one('LO', 'E', 2)])
    expect(spread).toEqual({ kind: 'shares', parts: [70, 20, 5, 3], files: 100, values: 5, overlaps: false })
  })

  it('what overlaps an identity stands first in the list and is still drawn by how common it is', () => {
    expect(valueSpread([one('LO', 'Quill', 2, true), one('LO', 'HEAD', 40)])).toMatchObject({ parts: [40, 2], overlaps: true })
  })

  it('numbers are a histogram from the least to the greatest, by files; of several in one value the first counts', () => {
    const spread = valueSpread([one('DS', '0', 5), one('DS', '10', 1), one('DS', '4.9', 2), one('DS', '9.9\\3', 7)])
    expect(spread.kind).toBe('numbers')
    expect(spread.parts).toEqual([5, 0, 0, 0, 2, 0, 0, 0, 0, 8])
  })

  it('dates are a timeline by months', () => {
    const spread = valueSpread([one('DA', '20200101', 1), one('DA', '20200131', 1), one('DA', '20201101', 3), one('DA', '20200615', 1)])
    expect(spread).toMatchObject({ kind: 'dates', parts: [2, 0, 0, 0, 0, 1, 0, 0, 0, 3] })
  })

  it('a number that is none, or so few values that a histogram says nothing, are shares', () => {
    expect(valueSpread([one('IS', '1', 1), one('IS', '2', 2), one('IS', '3', 1), one('IS', 'x', 9)]).kind).toBe('shares')
    expect(valueSpread([one('IS', '1', 1), one('IS', '2', 2)]).kind).toBe('shares')
  })

  it('where no two files have the same, that is said; one value in one file is one share', () => {
    expect(valueSpread([one('UI', '1.2', 1), one('UI', '1.3', 1)])).toMatchObject({ kind: 'each', parts: [] })
    expect(valueSpread([one('UI', '1.2', 1)])).toMatchObject({ kind: 'shares', parts: [1] })
    expect(valueSpread([])).toMatchObject({ kind: 'none', files: 0 })
  })

  it('one file that is there twice among many hides nothing: nearly every file has another value', () => {
    const uids = Array.from({ length: 30 }, (_, index) => one('UI', `1.${index}`, index === 0 ? 2 : 1))
    expect(valueSpread(uids)).toMatchObject({ kind: 'each', files: 31, values: 30 })
    expect(valueSpread(uids.slice(0, 5)).kind).toBe('shares')
  })

  it('a histogram loses no file', () => {
    const numbers = fc.array(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 })), {
      minLength: 4,
      maxLength: 60,
    })
    fc.assert(
      fc.property(numbers, (found) => {
        const spread = valueSpread(found.map(([value, files]) => one('SL', String(value), files)))
        expect(spread.parts.reduce((sum, files) => sum + files, 0)).toBe(spread.files)
      }),
    )
  })
})
