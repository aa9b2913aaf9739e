import { describe, expect, it } from 'vitest'
import { numberRoom } from '../../src/renderer/steps/inventory/number-room.ts'

const TEN_EACH = (text: string): number => 10 * text.length

describe('the columns of numbers', () => {
  it('have room for the largest number that a collection can put into them, with its separators', () => {
    const room = numberRoom({ files: 200_000, series: 2000, patients: 7, values: 9_000_000 }, TEN_EACH)
    expect(room).toEqual({ files: 82, series: 62, patients: 22, distinct_values: 102 })
  })

  it('have no more for values than there are values', () => {
    expect(numberRoom({ files: 200_000, series: 1, patients: 1, values: 80 }, TEN_EACH).distinct_values).toBe(32)
  })
})
