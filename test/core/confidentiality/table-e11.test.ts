import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lookupTag } from '../../../src/core/dictionary/index.ts'
import { PROFILE_OPTIONS, type ProfileOption } from '../../../src/core/confidentiality/profile.ts'
import { ACTION_CODES, actionCodeMeaning, tableE11, tableE11Rows } from '../../../src/core/confidentiality/table-e11.ts'

function count<T>(values: readonly T[]): Map<T, number> {
  return new Map([...Map.groupBy(values, (value) => value)].map(([value, same]) => [value, same.length]))
}

describe('PS3.15 Table E.1-1', () => {
  it('is the one of 2026d as published: the digest over its 657 rows is the publisher`s', () => {
    const spelled: Partial<Record<ProfileOption, string>> = {
      RetainSafePrivate: 'retain_safe_private',
      RetainUIDs: 'retain_uids',
      RetainDeviceIdentity: 'retain_device_identity',
      RetainInstitutionIdentity: 'retain_institution_identity',
      RetainPatientCharacteristics: 'retain_patient_characteristics',
      RetainLongitudinalFullDates: 'retain_longitudinal_full_dates',
      RetainLongitudinalModifiedDates: 'retain_longitudinal_modified_dates',
      CleanDescriptors: 'clean_descriptors',
      CleanStructuredContent: 'clean_structured_content',
      CleanGraphics: 'clean_graphics',
    }
    const content = tableE11Rows().map((row) => ({
      basic_profile: row.basic,
      in_standard_iod: row.inStandardIod,
      // The published name carries a pointer to a note, which is no part of a name.
      name: row.name === 'Icon Image Sequence' ? 'Icon Image Sequence (see Note 11)' : row.name,
      options: Object.fromEntries(
        PROFILE_OPTIONS.flatMap((option) => {
          const code = row.options[option]
          return code === undefined ? [] : [[spelled[option] ?? '', code] as const]
        }).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      retired: row.retired,
      tag: row.tagPattern === 'private' ? '(gggg,eeee) where gggg is odd' : `(${row.tagPattern.slice(0, 4)},${row.tagPattern.slice(4)})`,
    }))
    expect(content).toHaveLength(657)
    expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toBe(
      'e257bc5e1cfecb3156ad3b871c43e6d73581cba6e80df460f4a4a87694e89442',
    )
  })

  it('has as many rows of each Action Code as were counted in the source', () => {
    expect(count(tableE11Rows().map((row) => row.basic))).toEqual(
      new Map([
        ['X', 417],
        ['D', 93],
        ['U', 55],
        ['Z', 42],
        ['X/D', 23],
        ['X/Z', 11],
        ['X/Z/D', 8],
        ['Z/D', 6],
        ['X/Z/U*', 2],
      ]),
    )
  })

  it('has as many rows that an Option changes as were counted in the source', () => {
    const changes = count(tableE11Rows().flatMap((row) => Object.entries(row.options).map(([option, code]) => `${option} ${code}`)))
    expect(changes).toEqual(
      new Map([
        ['RetainUIDs K', 60],
        ['RetainDeviceIdentity K', 48],
        ['RetainDeviceIdentity C', 11],
        ['RetainInstitutionIdentity K', 10],
        ['RetainPatientCharacteristics K', 14],
        ['RetainPatientCharacteristics C', 5],
        ['RetainLongitudinalFullDates K', 169],
        ['RetainLongitudinalModifiedDates C', 169],
        ['CleanDescriptors C', 141],
        ['CleanStructuredContent C', 4],
        ['CleanGraphics C', 4],
        ['RetainSafePrivate C', 1],
      ]),
    )
  })

  it('has 102 retired rows and 184 outside the Standard IODs', () => {
    expect(tableE11Rows().filter((row) => row.retired)).toHaveLength(102)
    expect(tableE11Rows().filter((row) => !row.inStandardIod)).toHaveLength(184)
  })

  it('changes the same attributes by both date Options, but not the birth date', () => {
    for (const row of tableE11Rows())
      expect(row.options.RetainLongitudinalFullDates === 'K', row.name).toBe(row.options.RetainLongitudinalModifiedDates === 'C')
    expect(tableE11(0x00100030)).toMatchObject({ basic: 'Z', options: {} })
  })

  it('lists only attributes that PS3.6 knows, save those it names for groups', () => {
    const single = tableE11Rows().filter((row) => /^[0-9A-F]{8}$/.test(row.tagPattern))
    expect(single).toHaveLength(653)
    for (const row of single) {
      const tag = parseInt(row.tagPattern, 16)
      expect(tableE11(tag)).toBe(row)
      expect(lookupTag(tag), row.tagPattern).toBeDefined()
    }
  })
})

describe('the row for a tag', () => {
  it.each([
    ['Patient ID', 0x00100020, 'Z/D'],
    ['Patient`s Name', 0x00100010, 'Z'],
    ['Study Instance UID', 0x0020000d, 'U'],
    ['Content Date', 0x00080023, 'Z/D'],
    ['Series Date', 0x00080021, 'X/D'],
    ['Acquisition DateTime', 0x0008002a, 'X/Z/D'],
    ['Source Image Sequence', 0x00082112, 'X/Z/U*'],
    ['Content Sequence', 0x0040a730, 'D'],
    ['Patient Comments', 0x00104000, 'X'],
  ])('%s has its code', (_name, tag, basic) => {
    expect(tableE11(tag)?.basic).toBe(basic)
  })

  it('is the one for curves in every even group 50xx', () => {
    for (const tag of [0x50000005, 0x50023000, 0x501e0010, 0x50fe9999])
      expect(tableE11(tag)).toMatchObject({ tagPattern: '50xxxxxx', basic: 'X', options: { CleanGraphics: 'C' } })
  })

  it('is the one for overlay data and comments in every even group 60xx', () => {
    expect(tableE11(0x60043000)).toMatchObject({ name: 'Overlay Data', basic: 'X' })
    expect(tableE11(0x601e4000)).toMatchObject({ name: 'Overlay Comments', basic: 'X' })
    expect(tableE11(0x60000010), 'Overlay Rows is not listed').toBeUndefined()
  })

  it('is the one for private attributes in every odd group, whatever else the group looks like', () => {
    for (const tag of [0x00091001, 0x00090010, 0x00090000, 0x50013000, 0x60013000, 0x60014000, 0xffff0001])
      expect(tableE11(tag)).toMatchObject({ tagPattern: 'private', basic: 'X', options: { RetainSafePrivate: 'C' } })
  })

  it('is missing for what the table does not list', () => {
    for (const tag of [0x00180050, 0x00080060, 0x7fe00010]) expect(tableE11(tag)).toBeUndefined()
  })
})

describe('Action Codes', () => {
  it('each have the meaning of Table E.1-1a', () => {
    expect(ACTION_CODES).toHaveLength(11)
    for (const code of ACTION_CODES) expect(actionCodeMeaning(code)).not.toBe('')
    expect(actionCodeMeaning('X')).toContain('remove')
    expect(actionCodeMeaning('X/Z/D')).toContain('unless')
  })
})
