import { describe, expect, it } from 'vitest'
import { PRESETS, type ProfileOption } from '../../../src/core/confidentiality/profile.ts'
import type { SmallElement } from '../../fixtures/small-inventory.ts'
import { at, compiled, profileWith } from './compiling.ts'

const codes = (result: ReturnType<typeof compiled>): readonly string[] => result.settings.methodCodes

describe('dates that an Option keeps which is none for dates', () => {
  const calibrated: SmallElement[] = [{ path: '(0018,1200)', vr: 'DA', values: ['20200101'] }]
  const kept = [{ path: '(0018,1200)', is: 'retain' }] as const

  it('contradict (0028,0303) REMOVED, and are named', () => {
    const { claims } = compiled(calibrated, kept, profileWith(['RetainDeviceIdentity']))
    expect([claims.longitudinal, ...claims.contradicting]).toEqual(['REMOVED', '(0018,1200)'])
  })

  it('contradict nothing where dates are kept or shifted, or where they go', () => {
    for (const options of [['RetainDeviceIdentity', 'RetainLongitudinalFullDates'], ['RetainLongitudinalFullDates']] as const)
      expect(compiled(calibrated, kept, profileWith(options)).claims.contradicting).toEqual([])
    const deleted = [{ path: '(0018,1200)', is: 'delete' }] as const
    expect(compiled(calibrated, deleted, profileWith(['RetainDeviceIdentity'])).claims.contradicting).toEqual([])
  })
})

describe('the codes of the de-identification method', () => {
  it('name the Basic Profile and each Option that is chosen and earned', () => {
    const result = compiled(
      [{ path: '(0008,1030)', values: ['HEAD'] }],
      [
        { path: '(0008,1030)', is: 'retain:clean' },
        { path: '(0008,1030)', value: 'HEAD', is: 'retain' },
      ],
      profileWith(PRESETS.TCIA.options),
    )
    expect(codes(result)).toEqual(['113100', '113105', '113107', '113108', '113109', '113111'])
    expect(at('(0012,0064)', result)).toMatchObject([{ do: 'add', with: '113100\\113105\\113107\\113108\\113109\\113111' }])
  })

  it('leave out an Option of which a decision is weaker, and the Profile, and (0012,0063) names the decision', () => {
    const result = compiled(
      [{ path: '(0008,0020)', vr: 'DA', values: ['20200101'] }],
      [{ path: '(0008,0020)', is: 'retain:keep' }],
      profileWith(['RetainLongitudinalModifiedDates', 'RetainUIDs']),
    )
    expect(codes(result)).toEqual(['113110'])
    expect(result.settings.methodTexts).toContain('Deviation: keep (0008,0020)')
    expect(result.claims.deviations).toEqual([{ path: '(0008,0020)', do: 'keep', code: 'C', options: ['RetainLongitudinalModifiedDates'] }])
  })

  it('do not name the Profile where a setting keeps the Private Creator of a block that is emptied, unless an Option keeps private ones', () => {
    const elements = ['(0019,"ACME 1.1")', '(0019,"ACME 1.1",01)'].map((path): SmallElement => ({ path }))
    const emptied = [{ path: '(0019,"ACME 1.1",01)', is: 'delete' }] as const
    const kept = (options: readonly ProfileOption[]): ReturnType<typeof compiled> =>
      compiled(elements, emptied, profileWith(options, { emptiedCreators: 'keep' }))
    expect(codes(kept([]))).toEqual([])
    expect(kept([]).settings.methodTexts).toContain('Deviation: keep (0019,"ACME 1.1")')
    expect(codes(kept(['RetainSafePrivate']))).toEqual(['113100', '113111'])
    expect(codes(compiled(elements, emptied, profileWith([])))).toEqual(['113100'])
  })

  it('add no (0012,0064) when nothing is earned', () => {
    const result = compiled([{ path: '(0010,0010)', vr: 'PN' }], [{ path: '(0010,0010)', is: 'retain' }])
    expect(at('(0012,0064)', result)).toEqual([])
  })

  it('never say that pixels were cleaned', () => {
    const result = compiled([], [], profileWith(['CleanPixelData', 'CleanRecognizableVisualFeatures']))
    expect(codes(result)).toEqual(['113100'])
    expect(result.claims.withheld.map(({ code }) => code)).toEqual(['113101', '113102'])
  })

  it('say that descriptors were cleaned only when no text they are in is open', () => {
    const elements: SmallElement[] = [{ path: '(0008,1030)', values: ['HEAD'] }]
    const profile = profileWith(['CleanDescriptors'])
    expect(codes(compiled(elements, [], profile))).toEqual(['113100'])
    expect(codes(compiled(elements, [{ path: '(0008,1030)', is: 'delete' }], profile))).toEqual(['113100', '113105'])
  })

  it('say that structured content was cleaned, by its items or as a whole', () => {
    const elements: SmallElement[] = [{ path: '(0040,A730)', vr: 'SQ' }]
    const profile = profileWith(['CleanStructuredContent'])
    expect(codes(compiled(elements, [{ path: '(0040,A730)', is: 'retain' }], profile))).toEqual(['113100', '113104'])
    expect(codes(compiled(elements, [{ path: '(0040,A730)', is: 'delete' }], profile))).toEqual(['113100', '113104'])
  })

  it('say that graphics were cleaned only when no text in those that stay is kept unread', () => {
    const elements: SmallElement[] = [
      { path: '(0070,0001)', vr: 'SQ' },
      { path: '(0070,0001)[*](0070,0008)', vr: 'SQ' },
      { path: '(0070,0001)[*](0070,0008)[*](0070,0006)', vr: 'ST', values: ['DOE'] },
    ]
    const text = '(0070,0001)[*](0070,0008)[*](0070,0006)'
    const sequences = [
      { path: '(0070,0001)', is: 'retain' },
      { path: '(0070,0001)[*](0070,0008)', is: 'retain' },
    ]
    const profile = profileWith(['CleanGraphics', 'CleanDescriptors'])
    const kept = compiled(elements, [...sequences, { path: text, is: 'retain:keep' }], profile)
    expect(codes(kept)).not.toContain('113103')
    const cleaned = compiled(
      elements,
      [...sequences, { path: text, is: 'retain:clean' }, { path: text, value: 'DOE', is: 'delete' }],
      profile,
    )
    expect(codes(cleaned)).toContain('113103')
  })
})

describe('(0028,0303)', () => {
  const date: SmallElement[] = [{ path: '(0008,0020)', vr: 'DA', values: ['20200101'] }]

  it('follows the date Option', () => {
    expect(compiled([], []).settings.longitudinal).toBe('REMOVED')
    expect(compiled([], [], profileWith(['RetainLongitudinalFullDates'])).settings.longitudinal).toBe('UNMODIFIED')
    expect(compiled([], [], profileWith(['RetainLongitudinalModifiedDates'])).settings.longitudinal).toBe('MODIFIED')
  })

  it('says what is true of dates that stay without an Option, and so does (0012,0063)', () => {
    const kept = compiled(date, [{ path: '(0008,0020)', is: 'retain' }])
    expect(kept.settings.longitudinal).toBe('UNMODIFIED')
    expect(kept.settings.methodTexts).toContain('Dates UNMODIFIED, without a date Option')
    expect(compiled(date, [{ path: '(0008,0020)', is: 'retain:shift-date' }]).settings.longitudinal).toBe('MODIFIED')
    expect(compiled(date, [{ path: '(0008,0020)', is: 'delete' }]).settings.longitudinal).toBe('REMOVED')
  })
})

describe('a shift of dates that is set to none', () => {
  it('costs the code of Modified Dates, and (0028,0303) says REMOVED', () => {
    const result = compiled([], [], profileWith(['RetainLongitudinalModifiedDates'], { dateShift: 'none' }))
    expect(codes(result)).toEqual(['113100'])
    expect(result.settings.longitudinal).toBe('REMOVED')
  })

  it('is no matter where a date stays as it is: then nothing was modified', () => {
    const date: SmallElement[] = [{ path: '(0008,0020)', vr: 'DA', values: ['20200101'] }]
    const result = compiled(date, [{ path: '(0008,0020)', is: 'retain:keep' }], profileWith(['RetainLongitudinalModifiedDates']))
    expect(result.settings.longitudinal).toBe('UNMODIFIED')
    expect(codes(result)).not.toContain('113107')
  })
})

describe('the elements that are added', () => {
  it('are always said, whether the files have them or not', () => {
    const result = compiled([{ path: '(0012,0062)' }, { path: '(0028,0303)' }], [])
    expect(at('(0012,0062)', result)).toMatchObject([{ do: 'add', with: 'YES' }])
    expect(at('(0012,0063)', result)).toMatchObject([{ do: 'add' }])
    expect(at('(0028,0303)', result)).toMatchObject([{ do: 'add', with: 'REMOVED' }])
  })

  it('ask for no decision where nothing of the old value is left', () => {
    expect(compiled([{ path: '(0012,0062)' }, { path: '(0028,0303)' }], []).openReviews).toEqual([])
  })

  it('join what the decisions leave of an earlier de-identifier’s text', () => {
    const kinds = (is?: string): readonly string[] =>
      at('(0012,0063)', compiled([{ path: '(0012,0063)' }], is === undefined ? [] : [{ path: '(0012,0063)', is }])).map(
        ({ do: how }) => how,
      )
    expect(kinds('retain')).toEqual(['keep', 'add'])
    expect(kinds('delete:remove')).toEqual(['remove', 'add'])
    expect(kinds()).toEqual(['blocked', 'add'])
  })

  it('have texts that fit the VR whatever the paths that deviate', () => {
    const path = `(0009,"${'ÄÖ\\\\'.repeat(20)}",01)`
    const result = compiled([{ path }], [{ path, is: 'retain' }])
    for (const text of result.settings.methodTexts) expect(text).toMatch(/^[\x20-\x5b\x5d-\x7e]{1,64}$/)
    expect(result.settings.methodTexts.some((text) => text.startsWith('Deviation'))).toBe(true)
  })
})
