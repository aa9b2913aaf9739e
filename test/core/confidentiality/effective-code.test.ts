import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effectiveCode, effectiveCodeOf, tableRowOf } from '../../../src/core/confidentiality/effective-code.ts'
import { DEFAULT_SETTINGS, PROFILE_OPTIONS, type ProfileOption } from '../../../src/core/confidentiality/profile.ts'
import { tableE11Rows, type ActionCode } from '../../../src/core/confidentiality/table-e11.ts'
import { validateProfile } from '../../../src/core/confidentiality/validate-profile.ts'

const withOptions = (...options: ProfileOption[]): { options: ProfileOption[] } => ({ options })

/** The more protective first; compound codes protect as much as X at best and D at worst. */
const PROTECTION = ['X', 'X/Z', 'X/Z/U*', 'X/D', 'X/Z/D', 'Z', 'Z/D', 'D', 'U', 'C', 'K']
const isAsProtective = (one: string, other: string): boolean => PROTECTION.indexOf(one) <= PROTECTION.indexOf(other)

const someOptions = fc.subarray([...PROFILE_OPTIONS])

describe('effective code', () => {
  it.each(PROFILE_OPTIONS)(
    'has, in every row of Table E.1-1 and under %s alone, the letter of its column or else the basic code',
    (option) => {
      const rows = tableE11Rows()
      expect(rows).toHaveLength(657)
      for (const row of rows) {
        const { code, options, reason } = effectiveCodeOf(row, [option])
        const letter = row.options[option]
        expect(code).toBe(letter ?? row.basic)
        expect(options).toEqual(letter === undefined ? [] : [option])
        expect(reason.startsWith(row.basic)).toBe(true)
        if (letter !== undefined) expect(reason).toContain(`changed to ${letter} by ${option}`)
      }
    },
  )

  it('is never less protective than the least protective letter that a chosen Option names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tableE11Rows()), someOptions, (row, chosen) => {
        const { code } = effectiveCodeOf(row, chosen)
        const named = chosen.flatMap((option) => row.options[option] ?? [])
        return named.length === 0 ? code === row.basic : named.every((letter) => isAsProtective(code, letter))
      }),
    )
  })

  it('does not become less protective by an Option that names the more protective letter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tableE11Rows()), someOptions, fc.constantFrom(...PROFILE_OPTIONS), (row, chosen, more) => {
        const before = effectiveCodeOf(row, chosen)
        const after = effectiveCodeOf(row, [...chosen, more])
        return before.options.length === 0 || isAsProtective(after.code, before.code)
      }),
    )
  })

  it('does not depend on the order in which Options were chosen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tableE11Rows()), someOptions, (row, chosen) => {
        expect(effectiveCodeOf(row, chosen.toReversed())).toEqual(effectiveCodeOf(row, chosen))
      }),
    )
  })

  it('takes C over K where two Options differ, and names both', () => {
    // Date of Last Calibration
    const { code, options, reason } = effectiveCode('(0018,1200)', withOptions('RetainDeviceIdentity', 'RetainLongitudinalModifiedDates'))
    expect(code).toBe('C')
    expect(options).toEqual(['RetainLongitudinalModifiedDates', 'RetainDeviceIdentity'])
    expect(reason).toContain('RetainDeviceIdentity would say K')
  })

  it('warns of the eleven dates that Retain Device Identity keeps while no date Option is chosen', () => {
    const warned = tableE11Rows().filter((row) => effectiveCodeOf(row, ['RetainDeviceIdentity']).reason.includes('(0028,0303)'))
    expect(warned).toHaveLength(11)
    for (const row of warned)
      expect(effectiveCodeOf(row, ['RetainDeviceIdentity', 'RetainLongitudinalFullDates']).reason).not.toContain('(0028,0303)')
  })

  it.each<[string, string, ProfileOption[], ActionCode | '']>([
    ['every curve element has the row of curves', '(5004,2500)', [], 'X'],
    ['curves are cleaned by Clean Graphics', '(5004,3000)', ['CleanGraphics'], 'C'],
    ['overlay data is found in every overlay group', '(601E,3000)', [], 'X'],
    ['other overlay elements are not in the table', '(6000,0010)', [], ''],
    ['a private element has the row of private attributes', '(0009,"GEMS_IDEN_01",30)', [], 'X'],
    ['and so has a Private Creator', '(0009,"GEMS_IDEN_01")', ['RetainSafePrivate'], 'C'],
    ['and a private element without a creator', '(0009,1030)', [], 'X'],
    ['a nested element has the row of its leaf', '(0040,0275)[*](0008,0050)', [], 'Z'],
    ['also inside a private Sequence', '(0029,"SIEMENS CSA HEADER",10)[*](0010,0010)', [], 'Z'],
    ['a private element in a public Sequence is private', '(0008,1140)[*](0009,"GEMS_IDEN_01",30)', [], 'X'],
    ['Slice Thickness is not in the table', '(0018,0050)', [], ''],
    ['Clean Pixel Data has no column', '(0008,1030)', ['CleanPixelData', 'CleanRecognizableVisualFeatures'], 'X'],
    ['Media Storage SOP Instance UID is in the table', '(0002,0003)', [], 'U'],
    ['places outside the data set are not in the table', 'file-name', [], ''],
  ])('%s', (_rule, path, options, code) => {
    expect(effectiveCode(path, withOptions(...options)).code).toBe(code)
  })

  it('finds no row for a text that is no path', () => {
    expect(tableRowOf('(0010,001')).toBeUndefined()
  })
})

describe('Options of a profile', () => {
  it('exclude each other where one keeps dates and the other shifts them', () => {
    const both = validateProfile({
      options: ['RetainLongitudinalFullDates', 'RetainLongitudinalModifiedDates'],
      settings: DEFAULT_SETTINGS,
    })
    expect(both.ok).toBe(false)
    if (!both.ok) expect(both.failure).toContain('exclude each other')
  })

  it('go together in every other combination', () => {
    fc.assert(
      fc.property(someOptions, (options) => {
        const excluded = options.includes('RetainLongitudinalFullDates') && options.includes('RetainLongitudinalModifiedDates')
        return validateProfile({ options, settings: DEFAULT_SETTINGS }).ok !== excluded
      }),
    )
  })

  it('are each named once', () => {
    expect(validateProfile({ options: ['RetainUIDs', 'RetainUIDs'], settings: DEFAULT_SETTINGS }).ok).toBe(false)
  })
})
