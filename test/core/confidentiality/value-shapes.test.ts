import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isAge,
  isCodeLike,
  isCodeString,
  isDate,
  isDateTime,
  isPrivateDate,
  isPurelyNumeric,
  isTime,
  isUid,
  isZone,
} from '../../../src/core/confidentiality/value-shapes.ts'
import { shiftDate, shiftEpochSeconds } from '../../../src/core/deidentification/shift-date.ts'

const SHAPES = { isAge, isCodeLike, isCodeString, isDate, isDateTime, isPrivateDate, isPurelyNumeric, isTime, isUid, isZone }

describe('the shape of a value', () => {
  it.each(Object.entries(SHAPES))('%s is that of every one of several values, and of no value', (_name, shape) => {
    expect(shape('')).toBe(true)
    expect(shape('\\')).toBe(true)
    expect(shape('SMITH^JOHN')).toBe(false)
    expect(shape('\\SMITH^JOHN')).toBe(false)
  })

  it.each([
    ['1.5\\-2\\+3e-4\\.5\\ 7 ', true],
    ['1.5 mm', false],
    ['12-34', false],
    ['1,5', false],
    ['0x1F', false],
    ['NaN', false],
  ])('a number: %j is %s', (text, is) => expect(isPurelyNumeric(text)).toBe(is))

  it.each([
    ['19991231', true],
    ['2000.02.29', true],
    ['19990229', false],
    ['19991301', false],
    ['00000000', false],
    ['1999-12-31', false],
    ['199912', false],
    ['19991231 Dr. Smith', false],
  ])('a date: %j is %s', (text, is) => expect(isDate(text)).toBe(is))

  it.each([
    ['1999', true],
    ['199912', true],
    ['19991231235959.123456+0100', true],
    ['1999-0500', true],
    ['19991331', false],
    ['unknown', false],
  ])('a date-time: %j is %s', (text, is) => expect(isDateTime(text)).toBe(is))

  it.each([
    ['12', true],
    ['235960.5', true],
    ['12:30:59', true],
    ['240000', false],
    ['1260', false],
  ])('a time: %j is %s', (text, is) => expect(isTime(text)).toBe(is))

  it.each([
    ['HEAD', true],
    ['T2 FLAIR_1', true],
    ['Head', false],
    ['SMITH^JOHN', false],
    ['A LONG CODE STRING', false],
  ])('a Code String: %j is %s', (text, is) => expect(isCodeString(text)).toBe(is))

  it.each([
    ['Brain', true],
    ['ISO-IR 100', true],
    ['ORIGINAL\\PRIMARY\\M_FFE', true],
    ['SMITH^JOHN', false],
    ['Smith, John', false],
    ['see report of john', false],
    ['A'.repeat(33), false],
  ])('a code as files have it: %j is %s', (text, is) => expect(isCodeLike(text)).toBe(is))

  it.each([
    ['20190102', true],
    ['20190102120000', true],
    ['1198237123', true],
    ['0', true],
    ['12345', false],
    ['20191302', false],
  ])('a date in a private element: %j is %s', (text, is) => expect(isPrivateDate(text)).toBe(is))
})

/** Strings near dates: digits and the separators of dates. */
const nearlyDates = fc.string({ unit: fc.constantFrom(...'01239.+-: \\'), maxLength: 16 })
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/[-:TZ]/g, ''))

describe('what is proposed to be shifted', () => {
  it('can be shifted: nothing that has the shape of a date fails later', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearlyDates,
          dates,
          dates.map((text) => text.slice(0, 8)),
          dates.map((text) => text.slice(0, 14)),
        ),
        (text) => {
          if (isDate(text)) expect(shiftDate(text, 'DA', 10)).toBeDefined()
          if (isDateTime(text)) expect(shiftDate(text, 'DT', 10)).toBeDefined()
          if (isTime(text)) expect(shiftDate(text, 'TM', 10)).toBeDefined()
          if (isPrivateDate(text) && !/^0$|^\d{9,10}$/.test(text.trim()))
            for (const value of text.split('\\').filter((one) => !/^\s*(0|\d{9,10})\s*$/.test(one)))
              expect(shiftDate(value, 'LO', 10)).toBeDefined()
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('can be shifted as seconds since 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000_000 }), (seconds) => {
        const isSeconds = isPrivateDate(String(seconds)) && !/^\d{8}$/.test(String(seconds))
        return !isSeconds || shiftEpochSeconds(seconds, 10) !== undefined
      }),
    )
  })
})
