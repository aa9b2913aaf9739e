import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type ProfileOption, type ProfileSettings } from '../../../src/core/confidentiality/profile.ts'
import { givenOperations } from '../../../src/core/script/given-elements.ts'
import { sayableAdditions } from '../../../src/core/script/sayable-additions.ts'

const given = (options: readonly ProfileOption[], settings: Partial<ProfileSettings>): readonly string[] =>
  givenOperations({ options, settings: { ...DEFAULT_SETTINGS, ...settings } }).map(({ path, with: value }) => `${path}=${value}`)

describe('what every instance gets by the profile', () => {
  it('are the added elements', () => {
    expect(given([], { addedElements: '(0008,0080)=Archive' })).toEqual(['(0008,0080)=Archive'])
  })

  it('are days from an event only where an Option keeps intervals', () => {
    const counted = ['(0012,0050)=', '(0012,0052)={days}', '(0012,0053)={event}']
    const baseline = { temporalOffset: 'baseline' }
    expect(given([], baseline)).toEqual([])
    expect(given(['RetainLongitudinalModifiedDates'], baseline)).toEqual(counted)
    expect(given(['RetainLongitudinalFullDates'], baseline)).toEqual(counted)
    expect(given(['RetainLongitudinalModifiedDates'], { ...baseline, dateShift: 'none' })).toEqual([])
    expect(given(['RetainLongitudinalFullDates'], {})).toEqual([])
  })
})

describe('a target that cannot add an element', () => {
  const settings = { ...DEFAULT_SETTINGS, addedElements: '(0008,0080)=Archive; (0012,0040)={patient}; (0013,"CTP",10)=LIDC' }
  const operations = givenOperations({ options: [], settings })
  const said = (target: string): readonly string[] => sayableAdditions(target, operations).operations.map(({ path }) => path)

  it('has none of it in its script, and a row that says so for each', () => {
    expect(said('tagbench')).toEqual(['(0008,0080)', '(0012,0040)', '(0013,"CTP",10)'])
    expect(said('dicomedit')).toEqual(['(0008,0080)'])
    expect(said('ctp')).toEqual([])
    const { unsaid } = sayableAdditions('ctp', operations)
    expect(unsaid.map(({ path, expressed }) => [path, expressed])).toEqual([
      ['(0008,0080)', 'stricter'],
      ['(0012,0040)', 'stricter'],
      ['(0013,"CTP",10)', 'stricter'],
    ])
  })
})
