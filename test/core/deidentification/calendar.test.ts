import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dayNumber, dayOfNumber, daysInMonth, isDay } from '../../../src/core/deidentification/calendar.ts'

describe('the calendar', () => {
  it('has a 29 February in 2000 and 2024, and none in 1900 and 2023', () => {
    expect([2000, 2024, 1900, 2023].map((year) => isDay({ year, month: 2, day: 29 }))).toEqual([true, true, false, false])
  })

  it('has no month 0 and no month 13', () => {
    expect([daysInMonth(2000, 0), daysInMonth(2000, 13)]).toEqual([0, 0])
  })

  it('goes from the last day of a year to the first of the next', () => {
    expect(addDays({ year: 1999, month: 12, day: 31 }, 1)).toEqual({ year: 2000, month: 1, day: 1 })
    expect(addDays({ year: 2000, month: 3, day: 1 }, -1)).toEqual({ year: 2000, month: 2, day: 29 })
  })

  it('ends with 31 December 9999 and begins with 1 January 1', () => {
    expect(dayOfNumber(dayNumber({ year: 9999, month: 12, day: 31 }))).toEqual({ year: 9999, month: 12, day: 31 })
    expect(addDays({ year: 9999, month: 12, day: 31 }, 1)).toBeUndefined()
    expect(addDays({ year: 1, month: 1, day: 1 }, -1)).toBeUndefined()
    expect(addMonths(1, 1, -1)).toBeUndefined()
  })

  it('numbers days as the machine does, over all the centuries', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
          const sinceTheYearOne = Math.floor(date.getTime() / 86_400_000) + 719_162
          expect(dayNumber(day)).toBe(sinceTheYearOne)
          expect(dayOfNumber(sinceTheYearOne)).toEqual(day)
        },
      ),
    )
  })
})
