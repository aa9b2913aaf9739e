import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/core/confidentiality/profile.ts'
import { conformanceDescription } from '../../../src/core/review/report/conformance-description.ts'
import type { Operation, ScriptSettings } from '../../../src/core/script/operation.ts'

const SETTINGS: ScriptSettings = {
  ...DEFAULT_SETTINGS,
  options: [],
  methodCodes: ['113100'],
  methodTexts: ['Tagbench'],
  longitudinal: 'REMOVED',
}

const OPERATIONS: readonly Operation[] = [
  { path: '(0010,0010)', when: {}, do: 'dummy', because: 'a reason with DOE^JANE in it' },
  { path: '(0010,1000)', when: {}, do: 'remove', because: '' },
  { path: '(0002,0010)', when: {}, do: 'remove', because: '' },
  { path: '(0012,0062)', when: {}, do: 'add', with: 'YES', because: '' },
  { path: '(0008,103E)', when: {}, do: 'clean', values: [{ value: 'DOE^JANE', do: 'remove' }], because: '' },
]

function described(settings: Partial<ScriptSettings> = {}): string {
  const nameOf = (path: string): string => (path === '(0010,1000)' ? 'Other Patient IDs' : '')
  return [
    ...conformanceDescription({ settings: { ...SETTINGS, ...settings }, deviations: [], madeWith: [], nameOf, operations: OPERATIONS }),
  ].join('')
}

/** What stands below a heading. */
function below(title: string, text: string): string {
  const from = text.indexOf(title)
  expect(from).toBeGreaterThanOrEqual(0)
  return text.slice(from + title.length).split(/\n\n/)[0] ?? ''
}

describe('the conformance description of a project (PS3.15 E.1.3)', () => {
  it('lists what is removed, dummied, inserted and cleaned', () => {
    const text = described()
    expect(below('Attributes removed (1)', text)).toContain('(0010,1000)  Other Patient IDs')
    expect(below('Attributes replaced by a dummy (1)', text)).toContain('(0010,0010)')
    expect(below('Attributes inserted (1)', text)).toContain('= YES')
    expect(below('Attributes cleaned value by value (1)', text)).toContain('(0008,103E)')
  })

  it('says that File Meta Information is written anew, rather than removed', () => {
    expect(described()).not.toContain('(0002,0010)')
    expect(below('How values are replaced', described())).toContain('File Meta Information')
  })

  it('says what the Options add: dates, private elements, structured content', () => {
    expect(below('Dates, times and ages', described({ options: ['RetainLongitudinalModifiedDates'] }))).toContain(
      'one number for everything of one patient',
    )
    expect(below('Private elements', described({ options: ['RetainSafePrivate'] }))).toContain('Table E.3.10-1')
    expect(below('Structured content', described({ options: ['CleanStructuredContent'] }))).toContain('Table E.3.4-1')
    expect(below('Scope of referential integrity', described())).toContain('deliveries of the project')
  })

  it('says which dates stay by an Option that is none for dates, what becomes of an earlier (0028,0303), and of emptied blocks', () => {
    const dates = (settings: Partial<ScriptSettings>): string => below('Dates, times and ages', described(settings))
    expect(dates({ options: ['RetainDeviceIdentity'] })).toContain('calibration')
    const shifted = { options: ['RetainDeviceIdentity', 'RetainLongitudinalModifiedDates'], longitudinal: 'MODIFIED' } as const
    expect(dates(shifted)).not.toContain('calibration')
    expect(dates({})).toContain('never weakened')
    expect(below('Private elements', described({ emptiedCreators: 'keep' }))).toContain('emptied blocks: kept')
  })

  it('holds no value of the originals', () => {
    expect(described()).not.toContain('DOE')
  })
})
