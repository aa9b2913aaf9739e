import { describe, expect, it } from 'vitest'
import { contentItemRule, contentItemRules } from '../../../src/core/confidentiality/structured-content.ts'

describe('PS3.15 Table E.3.4-1', () => {
  it('has 206 rows, each found by its concept name and value type', () => {
    expect(contentItemRules()).toHaveLength(206)
    for (const rule of contentItemRules()) expect(contentItemRule(rule.codeValue, rule.codingScheme, rule.valueType)).toEqual(rule)
  })

  it('has as many rows of each code and change as were counted in the source', () => {
    const basic = Map.groupBy(contentItemRules(), (rule) => rule.basic)
    expect([...basic].map(([code, rules]) => `${code} ${rules.length}`).sort()).toEqual(['D 59', 'X 128', 'X/D 19'])
    const changes = Map.groupBy(
      contentItemRules().flatMap((rule) => Object.entries(rule.options).map(([option, code]) => `${option} ${code}`)),
      (change) => change,
    )
    expect(Object.fromEntries([...changes].map(([change, same]) => [change, same.length]))).toEqual({
      'RetainUIDs K': 61,
      'RetainDeviceIdentity K': 14,
      'RetainInstitutionIdentity K': 6,
      'RetainPatientCharacteristics K': 2,
      'RetainLongitudinalFullDates K': 41,
      'RetainLongitudinalModifiedDates C': 41,
      'CleanDescriptors C': 43,
    })
  })

  it('removes the birth date of the subject whatever the date Options', () => {
    expect(contentItemRule('121031', 'DCM', 'DATE')).toMatchObject({ meaning: 'Subject Birth Date', basic: 'X', options: {} })
  })

  it('tells value types of one concept name apart', () => {
    const types = contentItemRules().filter((rule) => rule.codeValue === '121112' && rule.codingScheme === 'DCM')
    expect(types.length).toBeGreaterThan(1)
    expect(contentItemRule('121112', 'DCM', 'NUMERIC')).toBeUndefined()
  })

  it('does not care for the version that a designator carries', () => {
    const ncdr = contentItemRules().find((rule) => rule.codingScheme.startsWith('NCDR'))
    expect(ncdr).toBeDefined()
    expect(contentItemRule(ncdr?.codeValue ?? '', 'NCDR [2.1]', ncdr?.valueType ?? '')).toEqual(ncdr)
  })
})
