import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlaceholderDay } from '../../../src/core/deidentification/calendar.ts'
import { shiftDate, shiftEpochSeconds } from '../../../src/core/deidentification/shift-date.ts'

const two = (number: number): string => String(number).padStart(2, '0')
const day = fc.tuple(fc.integer({ min: 100, max: 9000 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
const moves = ([year, month, date]: readonly [number, number, number]): boolean => !isPlaceholderDay({ year, month, day: date })
const days = fc.integer({ min: -4000, max: 4000 })
const time = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([hour, minute, second, fraction]) => `${two(hour)}${two(minute)}${two(second)}.${String(fraction).padStart(6, '0')}`)
const zone = fc.constantFrom('', '+0000', '-0500', '+1245')

describe('shifting dates', () => {
  it('moves a date by whole days, over the ends of months and years', () => {
    expect(shiftDate('20240301', 'DA', -1)).toBe('20240229')
    expect(shiftDate('19991231', 'DA', 1)).toBe('20000101')
  })

  it('keeps the legacy spelling of a date', () => {
    expect(shiftDate('1997.04.24', 'DA', -24)).toBe('1997.03.31')
    expect(shiftDate('1997-04-24', 'DA', 7)).toBe('1997-05-01')
  })

  it('keeps precision, fraction and time zone of a DT', () => {
    expect(shiftDate('20240301123456.123456-0500', 'DT', -1)).toBe('20240229123456.123456-0500')
    expect(shiftDate('2024030112', 'DT', -1)).toBe('2024022912')
    expect(shiftDate('202403', 'DT', -60)).toBe('202401')
    expect(shiftDate('2024+0100', 'DT', -740)).toBe('2022+0100')
  })

  it('leaves times alone', () => {
    expect(shiftDate('235959.999', 'TM', -1000)).toBe('235959.999')
  })

  it('moves every one of several values, and keeps empty ones', () => {
    expect(shiftDate('20240301\\\\20240302', 'DA', -1)).toBe('20240229\\\\20240301')
  })

  it('moves both ends of a range', () => {
    expect(shiftDate('20240301-20240401', 'DA', 1)).toBe('20240302-20240402')
    expect(shiftDate('-20240401', 'DA', 1)).toBe('-20240402')
  })

  it.each(['00010101', '18581117', '18991230', '19000101', '1970.01.01', '99991231'])(
    'leaves a day alone that stands for none, which would tell how far others went: %s',
    (text) => {
      for (const by of [-400, 400]) expect(shiftDate(text, 'DA', by)).toBe(text)
      expect(shiftDate(`${text.replaceAll('.', '')}120000+0100`, 'DT', 30)).toBe(`${text.replaceAll('.', '')}120000+0100`)
      expect(shiftDate(`20240301\\${text}`, 'LO', 1)).toBe(`20240302\\${text}`)
    },
  )

  it('moves a date with a time in a text', () => {
    expect(shiftDate('20240301 12:34:56', 'LO', 1)).toBe('20240302 12:34:56')
    expect(shiftDate('2024-03-01T12:34', 'UT', 1)).toBe('2024-03-02T12:34')
  })

  it.each([
    ['a day that the calendar has not', '20230229', 'DA'],
    ['zeros', '00000000', 'DA'],
    ['a month alone', '202403', 'DA'],
    ['words', 'yesterday', 'DA'],
    ['a name after the date', '20240301 Oyelaran', 'LO'],
    ['a number that is no time', '2024030199', 'DT'],
    ['one bad value among good ones', '20240301\\x', 'DA'],
    ['a time that is none', '9912', 'TM'],
    ['a date before the year 1', '00010102', 'DA'],
  ] as const)('lets nothing through that it cannot read: %s', (_what, text, vr) => {
    expect(shiftDate(text, vr, -400)).toBeUndefined()
  })

  it('can be taken back: a shift by days and by as many the other way gives the date again', () => {
    fc.assert(
      fc.property(day, time, zone, days, fc.constantFrom(4, 6, 8, 10, 14, 21), ([year, month, date], clock, offset, by, precision) => {
        const text = (String(year).padStart(4, '0') + two(month) + two(date) + clock).slice(0, precision) + offset
        const there = shiftDate(text, 'DT', by)
        expect(there).toBeDefined()
        expect(shiftDate(there ?? '', 'DT', -by)).toBe(text)
      }),
    )
  })

  it('keeps every interval of days', () => {
    fc.assert(
      fc.property(day.filter(moves), day.filter(moves), days, (a, b, by) => {
        const texts = [a, b].map(([year, month, date]) => String(year).padStart(4, '0') + two(month) + two(date))
        const apart = (one: string, other: string): number => Date.parse(iso(one)) - Date.parse(iso(other))
        const [first = '', second = ''] = texts.map((text) => shiftDate(text, 'DA', by) ?? '')
        expect(apart(first, second)).toBe(apart(texts[0] ?? '', texts[1] ?? ''))
      }),
    )
  })
})

function iso(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T00:00:00Z`
}

describe('dates in seconds since 1970', () => {
  it('move by whole days', () => {
    expect(shiftEpochSeconds(1_000_000_000, -1)).toBe(999_913_600)
  })

  it('stay 0 where they are not set', () => {
    expect(shiftEpochSeconds(0, -1)).toBe(0)
  })

  it('are none where the number is too small or too large', () => {
    expect([shiftEpochSeconds(512, -1), shiftEpochSeconds(-1, -1), shiftEpochSeconds(1e13, -1), shiftEpochSeconds(1.5e9 + 0.5, 1)]).toEqual(
      [undefined, undefined, undefined, undefined],
    )
  })
})
