import { describe, expect, it } from 'vitest'
import { valueShape } from '../../../src/core/annotation/value-shape.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import type { PlainValue } from '../../../src/core/inventory/inventory.ts'

const values = (vr: VR, ...texts: readonly string[]): readonly PlainValue[] => texts.map((value) => ({ vr, form: 'text', value }))

describe('The shape of many values', () => {
  it('of numbers is how they are spread, each component by itself', () => {
    const shape = valueShape(values('DS', '0', '1\\2', '100', ' 3 ', ''))
    expect(shape).toMatchObject({ kind: 'numbers', least: 0, greatest: 100, others: 0 })
    if (shape.kind !== 'numbers') return
    expect(shape.bins.reduce((sum, count) => sum + count, 0)).toBe(5)
    expect([shape.bins[0], shape.bins.at(-1)]).toEqual([4, 1])
  })

  it('counts what is no number beside the numbers, and draws one number as one', () => {
    expect(valueShape(values('IS', '7', 'seven'))).toEqual({ kind: 'numbers', least: 7, greatest: 7, bins: [1], others: 1 })
  })

  it('of dates is when they are, months without gaps', () => {
    expect(valueShape(values('DA', '20190214', '20190220', '20190401', 'unknown'))).toEqual({
      kind: 'dates',
      periods: [
        { period: '2019-02', values: 2 },
        { period: '2019-03', values: 0 },
        { period: '2019-04', values: 1 },
      ],
      others: 1,
    })
  })

  it('of dates of a lifetime goes by years', () => {
    const shape = valueShape(values('DA', '19310101', '20190214'))
    if (shape.kind !== 'dates') throw new Error(shape.kind)
    expect(shape.periods[0]).toEqual({ period: '1931', values: 1 })
    expect(shape.periods).toHaveLength(2019 - 1931 + 1)
  })

  it('of UIDs is their count, those that PS3.6 names, and the roots of the others', () => {
    expect(valueShape(values('UI', '1.2.840.10008.1.2', '1.2.3.4.5.6', '1.2.3.4.5.7', '1.3.6.1.4.1.9'))).toEqual({
      kind: 'uids',
      values: 4,
      registered: [{ uid: '1.2.840.10008.1.2', name: 'Implicit VR Little Endian: Default Transfer Syntax for DICOM' }],
      roots: [
        { root: '1.2.3.4.5', values: 2 },
        { root: '1.3.6.1.4', values: 1 },
      ],
    })
  })

  it('of text is what the values look like, the commonest first, each with a value in full', () => {
    expect(valueShape(values('LO', 'Head 12', 'Knee 7', 'Knee 34', 'SYN-1001'))).toEqual({
      kind: 'text',
      shapes: [
        { shape: 'Aa 99', values: 2, example: 'Head 12' },
        { shape: 'Aa 9', values: 1, example: 'Knee 7' },
        { shape: 'A-99', values: 1, example: 'SYN-1001' },
      ],
      others: 0,
    })
  })

  it('of nothing is none', () => {
    expect(valueShape([{ vr: 'SQ', form: 'sequence', value: '' }, ...values('LO', ' ')])).toEqual({ kind: 'none' })
  })
})
