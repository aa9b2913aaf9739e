import { describe, expect, it } from 'vitest'
import type { SmallElement } from '../../../fixtures/small-inventory.ts'
import { profileWith, type SmallDecision } from '../compiling.ts'
import { readProperties, runCtp } from './ctp-engine.ts'
import type { ExportOptions } from '../exporting-for.ts'
import { exported, type Exported } from './exporting.ts'
import { readXml } from './xml-reader.ts'

/** What a script says of a tag; undefined where it does not name it. */
function ruleOf(tag: string, { script }: Pick<Exported, 'script'>): string | undefined {
  return readXml(script).children.find(({ name, attributes }) => name === 'e' && attributes['t'] === tag)?.text
}
function rowOf(path: string, { rows }: Exported): Exported['rows'][number] | undefined {
  return rows.find((row) => row.path === path)
}
/** One element with one decision. */
function one(element: SmallElement, is: string, options?: ExportOptions): Exported {
  return exported([element], [{ path: element.path, is }], options)
}
const CROSSWALK = { patientIds: new Map([['A 1:=é', 'S-001']]), dayShifts: new Map([['A 1:=é', -100]]) }

describe('a rule of the CTP script', () => {
  it('says what was decided in CTP’s words', () => {
    const words: readonly (readonly [SmallElement, string, string])[] = [
      [{ path: '(0018,1030)' }, 'retain', '@keep()'],
      [{ path: '(0018,1030)' }, 'delete:remove', '@remove()'],
      [{ path: '(0018,1030)' }, 'delete:empty', '@empty()'],
      [{ path: '(0018,1030)' }, 'delete:dummy', 'ANONYMIZED'],
      [{ path: '(0018,1030)' }, 'retain:replace=a@b\\c', 'a\\@b\\\\c'],
      [{ path: '(0018,1030)' }, 'retain:replace=', '@empty()'],
      [{ path: '(0040,0275)', vr: 'SQ' }, 'retain', '@process()'],
      [{ path: '(0008,0018)', vr: 'UI', values: ['1.2'] }, 'retain:remap-uid', '@hashuid(@UIDROOT,this)'],
      [{ path: '(0008,0030)', vr: 'TM' }, 'retain:shift-date', '@keep()'],
      [{ path: '(0008,1150)', vr: 'UI', values: ['1.2'] }, 'retain:remap-uid', '@keep()'],
    ]
    for (const [element, is, rule] of words) {
      const result = one(element, is)
      expect(ruleOf(element.path.replace(/[(),]/g, ''), result), is).toBe(rule)
      expect(rowOf(element.path, result)?.expressed, is).toBe('yes')
    }
  })

  it('always keeps the character set and always removes private groups', () => {
    const result = exported([], [])
    expect(ruleOf('00080005', result)).toBe('@keep()')
    expect(readXml(result.script).children.find((child) => child.name === 'r')?.attributes).toMatchObject({ en: 'T', t: 'privategroups' })
  })

  it('never empties a Sequence, which CTP would leave as it is', () => {
    const result = one({ path: '(0008,1110)', vr: 'SQ' }, 'delete:empty')
    expect(ruleOf('00081110', result)).toBe('@remove()')
    expect(rowOf('(0008,1110)', result)?.expressed).toBe('stricter')
  })

  it('never gives a number a text, which CTP would ignore', () => {
    for (const is of ['delete:dummy', 'retain:replace=5']) {
      const result = one({ path: '(0028,0010)', vr: 'US' }, is)
      expect(ruleOf('00280010', result)).toBe('@remove()')
      expect(rowOf('(0028,0010)', result)?.expressed).toBe('stricter')
    }
  })

  it('only removes what some file writes as UN, where CTP keeps the old value', () => {
    const result = one({ path: '(0018,1030)', vr: ['LO', 'UN'] }, 'retain:replace=X')
    expect(ruleOf('00181030', result)).toBe('@remove()')
  })

  it('only removes what has a VR that CTP does not know, or is written as UN though it is known', () => {
    for (const element of [
      { path: '(0008,0120)', vr: 'UR' },
      { path: '(0008,0119)', vr: 'UC' },
      { path: '(0018,1030)', writtenAsUnknown: true },
    ] satisfies SmallElement[])
      for (const is of ['retain:replace=X', 'delete:empty', 'delete:dummy']) {
        const result = one(element, is)
        expect(ruleOf(element.path.replace(/[(),]/g, ''), result), is).toBe('@remove()')
        expect(rowOf(element.path, result), is).toMatchObject({ expressed: 'stricter' })
      }
    // A UID is told from bytes, so that it goes in those files only: without one a file is worth nothing.
    const uid = one({ path: '(0008,0018)', vr: 'UI', values: ['1.2'], writtenAsUnknown: true }, 'retain:remap-uid')
    expect(ruleOf('00080018', uid)).toBe('@if(this,matches,"[0-9][0-9.]* *"){@hashuid(@UIDROOT,this)}{@remove()}')
    expect(rowOf('(0008,0018)', uid)?.expressed).toBe('stricter')
    const sequence = one({ path: '(0040,0275)', vr: 'SQ', writtenAsUnknown: true }, 'retain')
    expect(ruleOf('00400275', sequence)).toBe('@remove()')
  })

  it('says that a kept element which some files write as UN goes where a list of values stands for it', () => {
    const kept = { path: '(0040,0275)[*](0018,1030)', values: ['HEAD'], writtenAsUnknown: true }
    const cleaned = { path: '(0008,1140)[*](0018,1030)', values: ['KNEE', 'DOE'] }
    const sequences = ['(0040,0275)', '(0008,1140)'].map((path) => ({ path, vr: 'SQ' as const }))
    const result = exported(
      [...sequences, kept, cleaned],
      [
        ...sequences.map(({ path }) => ({ path, is: 'retain' })),
        { path: kept.path, is: 'retain' },
        { path: cleaned.path, is: 'retain:clean' },
        { path: cleaned.path, value: 'KNEE', is: 'retain' },
        { path: cleaned.path, value: 'DOE', is: 'delete' },
      ],
    )
    expect(ruleOf('00181030', result)).toContain('@lookup')
    expect(rowOf(kept.path, result)).toMatchObject({ expressed: 'stricter', why: expect.stringContaining('UN') as string })
    expect(rowOf(cleaned.path, result)).toMatchObject({ expressed: 'yes' })
  })

  it('shifts nothing but whole days, because CTP keeps what stands behind them', () => {
    const options = { profile: profileWith(['RetainLongitudinalModifiedDates'], { patientId: 'S-{n:3}' }), crosswalk: CROSSWALK }
    const dates = { path: '(0008,0020)', vr: 'DA' } as const
    expect(rowOf('(0008,0020)', one({ ...dates, values: ['20200101', ''] }, 'retain:shift-date', options))?.expressed).toBe('yes')
    for (const value of ['20200101^DOE', '20200101-20200102', '2020.01.01', '202001']) {
      const result = one({ ...dates, values: [value] }, 'retain:shift-date', options)
      expect(rowOf('(0008,0020)', result), value).toMatchObject({ expressed: 'stricter' })
      const pattern = /^@if\(this,matches,"(.*?)"\)/.exec(ruleOf('00080020', result) ?? '')?.[1] ?? ''
      expect(new RegExp(`^(?:${pattern})$`).test(value), value).toBe(false)
    }
  })

  it('keeps times, but not what is written in their place', () => {
    const times = { path: '(0008,0030)', vr: 'TM' } as const
    expect(ruleOf('00080030', one({ ...times, values: ['101500.5', ''] }, 'retain:shift-date'))).toBe('@keep()')
    const odd = one({ ...times, values: ['DOE^JANE'] }, 'retain:shift-date')
    expect(ruleOf('00080030', odd)).not.toBe('@keep()')
    expect(rowOf('(0008,0030)', odd)?.expressed).toBe('stricter')
  })

  it('caps ages in any unit, and keeps none of several', () => {
    const rule = ruleOf('00101010', one({ path: '(0010,1010)', vr: 'AS' }, 'retain')) ?? ''
    const [old = '', young = ''] = [...rule.matchAll(/matches,"(.*?)"\)/g)].map((match) => match[1] ?? '')
    const matches = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`).test(text)
    for (const age of ['090Y', '95', '104Y', '1080M', '9000W']) expect(matches(old, age), age).toBe(true)
    for (const age of ['089Y', '012M', '999D', '']) expect([matches(old, age), matches(young, age)], age).toEqual([false, true])
    for (const age of ['095Y\\096Y', 'SMITH 95']) expect([matches(old, age), matches(young, age)], age).toEqual([false, false])
  })

  it('quarantines what apply leaves out, unless it was decided by name', () => {
    const burnedIn = { path: '(0028,0301)', vr: 'CS', values: ['YES', 'NO'] } as const
    expect(ruleOf('00280301', one(burnedIn, 'retain'))).toBe('@if(this,matches,"(?i) *(YES) *"){@quarantine()}{@keep()}')
    const named = exported(
      [burnedIn],
      [
        { path: burnedIn.path, is: 'retain' },
        { path: burnedIn.path, is: 'retain', value: 'YES' },
      ],
    )
    expect(ruleOf('00280301', named)).not.toContain('quarantine')
    expect(ruleOf('00280301', one(burnedIn, 'delete'))).toMatch(/YES\) \*"\)\{@quarantine\(\)\}\{@(?:remove|empty)\(\)\}$/)
    const seen = { path: burnedIn.path, is: 'retain:replace=NO', value: 'YES' }
    expect(ruleOf('00280301', exported([burnedIn], [{ path: burnedIn.path, is: 'retain' }, seen]))).not.toContain('quarantine')
    const sopClass = one({ path: '(0008,0016)', vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2', '1.3.12.2.1'] }, 'retain')
    expect(ruleOf('00080016', sopClass)).toContain('1[.]3[.]12[.]2[.]1')
  })

  it('removes what has no place in a data set, where CTP would keep it', () => {
    const result = exported(
      [
        { path: '(0000,1000)', vr: 'UI' },
        { path: '(0002,0010)', vr: 'UI' },
        { path: '(0040,0275)', vr: 'SQ' },
        { path: '(0040,0275)[*](0002,0016)' },
      ],
      [{ path: '(0040,0275)', is: 'retain' }],
    )
    expect(ruleOf('00001000', result)).toBe('@remove()')
    expect(ruleOf('00020016', result)).toBe('@remove()')
    expect(ruleOf('00020010', result)).toBeUndefined()
  })

  it('tells nothing but removal of what stands behind Pixel Data, at the very beginning of a rule', () => {
    const result = exported(
      [
        { path: '(0040,0275)', vr: 'SQ' },
        { path: '(7FE0,0020)', vr: 'OB' },
        { path: '(0040,0275)[*](7FE0,0020)', vr: 'OB' },
      ],
      [
        { path: '(0040,0275)', is: 'retain' },
        { path: '(7FE0,0020)', is: 'delete:empty' },
        { path: '(0040,0275)[*](7FE0,0020)', is: 'retain' },
      ],
    )
    expect(ruleOf('7FE00020', result)).toBe('@remove()')
    expect(rowOf('(0040,0275)[*](7FE0,0020)', result)?.expressed).toBe('stricter')
  })

  it('says that CTP may leave what is in a Sequence behind Pixel Data', () => {
    const result = exported(
      [{ path: '(7FE1,"ACME")' }, { path: '(7FE1,"ACME",01)', vr: 'SQ' }, { path: '(7FE1,"ACME",01)[*](0010,0010)', vr: 'PN' }],
      [{ path: '(7FE1,"ACME",01)', is: 'delete:remove' }],
    )
    expect(rowOf('(7FE1,"ACME",01)', result)?.expressed).toBe('no')
    expect(ruleOf('FFFEE000', result)).toBe('@remove()')
  })

  it('does not let a value pass for an answer of CTP', () => {
    for (const value of ['@keep()', ' @keep() ', 'x@remove()', '@empty()', 'x\u0001'])
      expect(ruleOf('00181030', one({ path: '(0018,1030)' }, `retain:replace=${value}`))).toBe('@remove()')
  })

  it('maps a Patient ID that some files write as UN where it is none, and says what is not found by it there', () => {
    const elements: readonly SmallElement[] = [
      { path: '(0008,0020)', vr: 'DA', values: ['20200101'] },
      { path: '(0010,0010)', vr: 'PN', values: ['A'] },
      { path: '(0010,0020)', values: ['A'], writtenAsUnknown: true },
    ]
    const result = exported(
      elements,
      [
        { path: '(0008,0020)', is: 'retain:shift-date' },
        { path: '(0010,0010)', is: 'retain:map-patient' },
        { path: '(0010,0020)', is: 'retain:map-patient' },
      ],
      { profile: profileWith([], { patientId: 'S-{n:3}' }), crosswalk: CROSSWALK },
    )
    expect(ruleOf('00100020', result)).toBe('@lookup(root:00100020,ptid,remove)')
    expect(ruleOf('00100010', result)).toBe('@lookup(root:00100020,ptid,empty)')
    for (const { path } of elements)
      expect(rowOf(path, result), path).toMatchObject({ expressed: 'stricter', why: expect.stringContaining('UN') })
  })

  it('writes no value whose braces are uneven, for CTP counts them whether they are escaped or not', () => {
    const written = (value: string): string | undefined => ruleOf('00181030', one({ path: '(0018,1030)' }, `retain:replace=${value}`))
    expect(['A {B', 'A} {B', 'A {B}'].map(written)).toEqual(['@remove()', '@remove()', 'A \\{B\\}'])
  })

  it('of a tag later than CTP’s toolkit holds in Explicit VR, and in any other the element goes, which is said', () => {
    const later: SmallElement = { path: '(0008,0017)', vr: 'UI', values: ['1.2'] }
    const result = one(later, 'retain:remap-uid')
    expect(ruleOf('00080017', result)).toBe('@if(00020010,matches,"1[.]2[.]840[.]10008[.]1[.]2[.].*"){@hashuid(@UIDROOT,this)}{@remove()}')
    expect(rowOf('(0008,0017)', result)).toMatchObject({ expressed: 'stricter', why: expect.stringContaining('Implicit VR') })
    for (const is of ['retain', 'delete:remove']) expect(rowOf('(0008,0017)', one(later, is))?.expressed).toBe('yes')
  })

  it('of a tag later than CTP’s toolkit is no stricter where every file has VRs', () => {
    const inSyntax = (syntax: string): string | undefined => {
      const syntaxes: SmallElement = { path: '(0002,0010)', vr: 'UI', values: ['1.2.840.10008.1.2.1', syntax] }
      const sequence: SmallElement = { path: '(0008,0400)', vr: 'SQ' }
      const inside: SmallElement = { path: '(0008,0400)[*](0010,0010)', vr: 'PN' }
      const result = exported(
        [syntaxes, sequence, inside],
        [
          { path: sequence.path, is: 'retain' },
          { path: inside.path, is: 'retain' },
        ],
      )
      return rowOf(inside.path, result)?.expressed
    }
    expect([inSyntax('1.2.840.10008.1.2.4.90'), inSyntax('1.2.840.10008.1.2')]).toEqual(['yes', 'stricter'])
  })

  it('keeps several UIDs of one element from becoming one', () => {
    const result = one({ path: '(0008,0058)', vr: 'UI', values: ['1.2\\1.3'] }, 'retain:remap-uid')
    expect(ruleOf('00080058', result)).toBe('@if(this,matches,"[0-9. ]*"){@hashuid(@UIDROOT,this)}{@remove()}')
    expect(rowOf('(0008,0058)', result)?.expressed).toBe('stricter')
  })

  it('leaves an empty UID empty', () => {
    expect(ruleOf('00200052', one({ path: '(0020,0052)', vr: 'UI', values: ['', '1.2'] }, 'retain:remap-uid'))).toBe(
      '@if(this,isblank){@keep()}{@hashuid(@UIDROOT,this)}',
    )
  })

  it('caps ages where the setting says so', () => {
    const age: SmallElement = { path: '(0010,1010)', vr: 'AS' }
    expect(ruleOf('00101010', one(age, 'retain', { profile: profileWith([], { ageCap: false }) }))).toBe('@keep()')
    expect(ruleOf('00101010', one(age, 'retain'))).toContain('090Y')
  })

  it('says that Pixel Data cannot be deleted', () => {
    const result = one({ path: '(7FE0,0010)', vr: 'OW' }, 'delete:remove')
    expect(rowOf('(7FE0,0010)', result)).toMatchObject({ expressed: 'no' })
    expect(result.script).toContain('WEAKER THAN DECIDED: (7FE0,0010)')
  })

  it('removes an open Review, and the head says how many', () => {
    const result = exported([{ path: '(0018,1030)' }], [])
    expect(ruleOf('00181030', result)).toBe('@remove()')
    expect(rowOf('(0018,1030)', result)).toMatchObject({ decision: 'review', expressed: 'stricter' })
    expect(result.script).toContain('Open Reviews: 1.')
  })
})

describe('one tag in several places', () => {
  const inItems: SmallElement[] = [
    { path: '(0040,0275)', vr: 'SQ' },
    { path: '(0008,1140)', vr: 'SQ' },
  ]
  const kept: SmallDecision[] = inItems.map(({ path }) => ({ path, is: 'retain' }))

  it('has one rule for the root and one for items', () => {
    const result = exported(
      [...inItems, { path: '(0008,1030)' }, { path: '(0040,0275)[*](0008,1030)' }],
      [...kept, { path: '(0008,1030)', is: 'retain' }, { path: '(0040,0275)[*](0008,1030)', is: 'delete:remove' }],
    )
    expect(ruleOf('00081030', result)).toBe('@select(){@keep()}{@remove()}')
    expect(result.rows.every((row) => row.expressed === 'yes')).toBe(true)
  })

  it('has the stricter rule for the items of all Sequences, and says so', () => {
    const result = exported(
      [...inItems, { path: '(0008,1140)[*](0008,1030)' }, { path: '(0040,0275)[*](0008,1030)' }],
      [...kept, { path: '(0008,1140)[*](0008,1030)', is: 'retain' }, { path: '(0040,0275)[*](0008,1030)', is: 'delete:remove' }],
    )
    expect(ruleOf('00081030', result)).toBe('@remove()')
    expect(rowOf('(0008,1140)[*](0008,1030)', result)?.expressed).toBe('stricter')
    expect(rowOf('(0040,0275)[*](0008,1030)', result)?.expressed).toBe('yes')
  })

  it('removes several UIDs where another Sequence has the tag replaced, and says so', () => {
    const sequences = ['(0008,1140)', '(0040,0275)']
    const result = exported(
      sequences.flatMap((path) => [
        { path, vr: 'SQ' as const },
        { path: `${path}[*](0008,0058)`, vr: 'UI' as const, values: path === '(0008,1140)' ? ['1.2.3'] : ['1.2.3\\1.2.4'] },
      ]),
      [
        ...sequences.map((path) => ({ path, is: 'retain' })),
        { path: '(0008,1140)[*](0008,0058)', is: 'retain:remap-uid' },
        { path: '(0040,0275)[*](0008,0058)', is: 'delete:dummy' },
      ],
    )
    expect(rowOf('(0008,1140)[*](0008,0058)', result)?.expressed).toBe('yes')
    expect(rowOf('(0040,0275)[*](0008,0058)', result)?.expressed).toBe('stricter')
  })

  it('removes what some file writes as UN in one Sequence and what is emptied or made up in another, where CTP would keep the bytes', () => {
    const [written, emptied] = ['(0040,0275)', '(0008,1140)']
    for (const [tag, vr, value, treated] of [
      ['(0008,0020)', 'DA', '20200101', 'retain:shift-date'],
      ['(0008,0058)', 'UI', '1.2.3', 'retain:remap-uid'],
      ['(0010,1010)', 'AS', '091Y', 'retain'],
    ] as const)
      for (const elsewhere of ['delete:empty', 'delete:dummy']) {
        const result = exported(
          [
            ...inItems,
            { path: `${written}[*]${tag}`, vr, values: [value], writtenAsUnknown: true },
            { path: `${emptied}[*]${tag}`, vr, values: [value] },
          ],
          [...kept, { path: `${written}[*]${tag}`, is: treated }, { path: `${emptied}[*]${tag}`, is: elsewhere }],
          { crosswalk: CROSSWALK },
        )
        const bytes = { vr: 'UN', value }
        const item = { elements: new Map([[parseInt(tag.replace(/[(),]/g, ''), 16), bytes]]) }
        const after = runCtp(result, { elements: new Map([[0x00400275, { vr: 'SQ', value: '', items: [item] }]]) })
        expect([...(after.elements.get(0x00400275)?.items?.[0]?.elements.values() ?? [])], `${tag} ${elsewhere}`).not.toContainEqual(bytes)
        for (const sequence of [written, emptied])
          expect(rowOf(`${sequence}[*]${tag}`, result), `${sequence} ${tag} ${elsewhere}`).toMatchObject(
            vr === 'UI' && elsewhere === 'delete:dummy' ? {} : { expressed: 'stricter' },
          )
      }
  })

  it('goes with a Sequence that goes elsewhere, and says so', () => {
    const result = exported(
      [
        ...inItems,
        { path: '(0008,1140)[*](0040,A170)', vr: 'SQ' },
        { path: '(0040,0275)[*](0040,A170)', vr: 'SQ' },
        { path: '(0040,0275)[*](0040,A170)[*](0008,0100)', vr: 'SH' },
      ],
      [
        ...kept,
        { path: '(0008,1140)[*](0040,A170)', is: 'delete:remove' },
        { path: '(0040,0275)[*](0040,A170)', is: 'retain' },
        { path: '(0040,0275)[*](0040,A170)[*](0008,0100)', is: 'retain' },
      ],
    )
    expect(rowOf('(0040,0275)[*](0040,A170)[*](0008,0100)', result)).toMatchObject({ expressed: 'stricter' })
  })
})

describe('the look-up table', () => {
  it('says whose dates and identifiers are emptied because it has no entry for them', () => {
    const elements: readonly SmallElement[] = [
      { path: '(0008,0018)', vr: 'UI', values: ['1.2'], files: 5 },
      { path: '(0008,0020)', vr: 'DA', values: ['20200101'] },
      { path: '(0010,0020)', values: ['A', 'B'], files: 4 },
    ]
    const decisions: readonly SmallDecision[] = [
      { path: '(0008,0020)', is: 'retain:shift-date' },
      { path: '(0010,0020)', is: 'retain:map-patient' },
    ]
    const withEntries = (...ids: readonly string[]): Exported =>
      exported(elements, decisions, {
        profile: profileWith([], { patientId: 'S-{n:3}' }),
        crosswalk: { patientIds: new Map(ids.map((id) => [id, `S-${id}`])), dayShifts: new Map(ids.map((id) => [id, -10])) },
      })
    const why = '1 Patient ID has no entry in the look-up table and 1 file has no Patient ID: emptied there'
    for (const { path } of decisions) {
      expect(rowOf(path, withEntries('A')), path).toMatchObject({ expressed: 'stricter', why })
      expect(rowOf(path, withEntries('A', 'B')), path).toMatchObject({ why: '1 file has no Patient ID: emptied there' })
    }
    expect(withEntries('A').script).toContain(`Dates and identifiers: ${why}`)
  })

  it('says of a script for one manufacturer what is so in its files, and of the collection what may be', () => {
    const [ge, other] = [{ manufacturer: 'GE' }, { manufacturer: 'PICKER' }]
    const result = exported(
      [
        { path: '(0008,0018)', vr: 'UI', values: ['1.2'], files: 5, equipment: [ge, other] },
        { path: '(0008,0020)', vr: 'DA', values: ['20200101'], files: 5, equipment: [ge, other] },
        { path: '(0010,0020)', values: ['A', 'B'], files: 4, equipment: [ge] },
      ],
      [{ path: '(0008,0020)', is: 'retain:shift-date' }],
      { per: 'manufacturer', crosswalk: { patientIds: new Map(), dayShifts: new Map([['A', -10]]) } },
    )
    const said = (name: string): string => /Dates and identifiers: (.*?) \(see/.exec(result.texts.get(name) ?? '')?.[1] ?? ''
    expect(said('ctp-anonymizer.PICKER.script')).toBe('its files have no Patient ID: emptied')
    expect(said('ctp-anonymizer.GE.script')).toBe(
      '2 Patient IDs of the collection have no entry in the look-up table and 1 file of the collection has no Patient ID: emptied there',
    )
  })

  it('moves no day that stands for none, which would tell how far the others went', () => {
    const given = (values: readonly string[]): Exported =>
      exported([{ path: '(0008,0020)', vr: 'DA', values }], [{ path: '(0008,0020)', is: 'retain:shift-date' }], {
        profile: profileWith(['RetainLongitudinalModifiedDates']),
        crosswalk: CROSSWALK,
      })
    const pattern = /matches,"([^"]*)"/.exec(ruleOf('00080020', given(['20240301'])) ?? '')?.[1] ?? ''
    expect(['20240301', '19000101', '00010101', '19000102'].map((day) => new RegExp(`^(?:${pattern})$`).test(day))).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect(given(['20240301']).rows.find(({ path }) => path === '(0008,0020)')?.expressed).toBe('yes')
    expect(given(['20240301', '19000101']).rows.find(({ path }) => path === '(0008,0020)')?.expressed).toBe('stricter')
  })

  it('holds new Patient IDs and shifts by the old Patient ID, and is for its owner only', () => {
    const elements: SmallElement[] = [
      { path: '(0010,0020)', values: ['A 1:=é'] },
      { path: '(0008,0020)', vr: 'DA' },
    ]
    const decisions: SmallDecision[] = [
      { path: '(0010,0020)', is: 'retain:map-patient' },
      { path: '(0008,0020)', is: 'retain:shift-date' },
    ]
    const profile = profileWith(['RetainLongitudinalModifiedDates'], { patientId: 'S-{n:3}' })
    const result = exported(elements, decisions, { profile, crosswalk: CROSSWALK })
    expect(ruleOf('00100020', result)).toBe('@lookup(root:00100020,ptid,empty)')
    expect(ruleOf('00080020', result)).toContain('{@incrementdate(this,root:00100020,dateshift)}{@empty()}')
    expect([...readProperties(result.lookup ?? '')]).toEqual([
      ['dateshift/A 1:=é', '-100'],
      ['ptid/A 1:=é', 'S-001'],
    ])
    expect(result.lookup).toMatch(/^[\x20-\x7e\n]*$/)
    const withName = { path: '(0010,0010)', is: 'retain:map-patient' } as const
    const named = exported([...elements, { path: '(0010,0010)', vr: 'PN' }], [...decisions, withName], {
      profile,
      crosswalk: { ...CROSSWALK, patientNames: new Map([['A 1:=é', 'Subject^One']]) },
    })
    expect(ruleOf('00100010', named)).toBe('@lookup(root:00100020,ptname,empty)')
    expect([...readProperties(named.lookup ?? '')]).toContainEqual(['ptname/A 1:=é', 'Subject^One'])
    const without = exported(elements, decisions, { profile })
    expect(ruleOf('00080020', without)).toBe('@empty()')
    expect(rowOf('(0008,0020)', without)?.expressed).toBe('stricter')
    expect(without.lookup).toBeUndefined()
  })

  it('holds what becomes of each value that is cleaned, and what is not in it goes', () => {
    const result = exported(
      [{ path: '(0018,1030)', values: ['HEAD', 'DOE', 'DOE HEAD', 'A\\B'] }],
      [
        { path: '(0018,1030)', is: 'retain:clean' },
        { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
        { path: '(0018,1030)', value: 'DOE', is: 'delete' },
        { path: '(0018,1030)', value: 'DOE HEAD', is: 'retain:replace=HEAD' },
        { path: '(0018,1030)', value: 'A\\B', is: 'retain' },
      ],
    )
    expect(ruleOf('00181030', result)).toBe('@lookup(this,v00181030,remove)')
    expect([...readProperties(result.lookup ?? '')]).toEqual([
      ['v00181030/AB', '@keep()'],
      ['v00181030/DOE HEAD', 'HEAD'],
      ['v00181030/HEAD', '@keep()'],
    ])
  })

  it('leaves out two values that CTP takes for one and that are to become different things', () => {
    const result = exported(
      [{ path: '(0018,1030)', values: ['A\\B', 'AB'] }],
      [
        { path: '(0018,1030)', is: 'retain:clean' },
        { path: '(0018,1030)', value: 'A\\B', is: 'retain' },
        { path: '(0018,1030)', value: 'AB', is: 'delete' },
      ],
    )
    expect(result.lookup?.split('\n').filter((line) => line.startsWith('v'))).toEqual([])
    expect(rowOf('(0018,1030)', result)?.expressed).toBe('stricter')
  })
})

describe('private elements', () => {
  const block: SmallElement[] = [{ path: '(0019,"A & <B>")' }, { path: '(0019,"A & <B>",01)' }, { path: '(0019,"A & <B>",02)' }]
  const codeOf = (element: string, creator: string, { dictionary }: Exported): string | undefined =>
    readXml(dictionary ?? '<d/>').children[0]?.children.find(
      ({ attributes }) => attributes['el'] === element && attributes['cr'] === creator,
    )?.attributes['code']

  it('stay by the dictionary, never by a rule of their own', () => {
    const result = exported(block, [
      { path: '(0019,"A & <B>",01)', is: 'retain' },
      { path: '(0019,"A & <B>",02)', is: 'delete' },
    ])
    expect(codeOf('01', 'A & <B>', result)).toBe('K')
    expect(codeOf('02', 'A & <B>', result)).toBe('X')
    expect(readXml(result.script).children.some(({ name, attributes }) => name === 'k' && attributes['t'] === 'safeprivateelements')).toBe(
      true,
    )
    expect(ruleOf('00190010', result)).toBeUndefined()
  })

  it('that CTP’s own dictionary keeps go all the same when they are not retained', () => {
    const result = exported(block, [
      { path: '(0019,"A & <B>",01)', is: 'retain' },
      { path: '(0019,"A & <B>",02)', is: 'delete' },
    ])
    const codes = readXml(result.dictionary ?? '').children[0]?.children ?? []
    expect(codes.filter(({ attributes }) => attributes['code'] === 'X').length).toBeGreaterThan(400)
    expect(codes.filter(({ attributes }) => attributes['code'] === 'K')).toHaveLength(1)
  })

  it('need no dictionary when none stays', () => {
    const result = exported(
      block,
      block.slice(1).map(({ path }) => ({ path, is: 'delete' })),
    )
    expect(result.dictionary).toBeUndefined()
    expect(result.rows.every((row) => row.expressed === 'yes')).toBe(true)
  })

  it('are removed when they are to be treated, which CTP cannot do safely', () => {
    const result = exported(block, [
      { path: '(0019,"A & <B>",01)', is: 'retain:shift-date' },
      { path: '(0019,"A & <B>",02)', is: 'retain' },
    ])
    expect(codeOf('01', 'A & <B>', result)).toBe('X')
    expect(rowOf('(0019,"A & <B>",01)', result)?.expressed).toBe('stricter')
  })

  it('lose a creator that is written as UN, though CTP cannot read it, unless another of its group that is so stays', () => {
    const elements: readonly SmallElement[] = [
      { path: '(0009,"ACME")', vr: ['LO', 'UN'] },
      { path: '(0009,"ACME",01)' },
      { path: '(0009,"OTHER")' },
      { path: '(0009,"OTHER",01)' },
    ]
    const decisions: readonly SmallDecision[] = [
      { path: '(0009,"ACME",01)', is: 'delete' },
      { path: '(0009,"OTHER",01)', is: 'retain' },
    ]
    const result = exported(elements, decisions)
    expect(rowOf('(0009,"ACME")', result)?.expressed).not.toBe('no')
    const creators = (vr: string): readonly (string | undefined)[] => {
      const dataSet = new Map([
        [0x00090010, { vr, value: 'ACME' }],
        [0x00090011, { vr: 'LO', value: 'OTHER' }],
        [0x00091101, { vr: 'LO', value: 'A' }],
      ])
      const { elements: left } = runCtp(result, { elements: dataSet })
      return [0x00090010, 0x00090011, 0x00091101].map((tag) => left.get(tag)?.value)
    }
    for (const vr of ['LO', 'UN']) expect(creators(vr), vr).toEqual([undefined, 'OTHER', 'A'])
  })

  it('keep a creator that is written as UN beside another that stays and is so too, and that is said', () => {
    const elements: readonly SmallElement[] = [
      { path: '(0009,"ACME")', vr: 'UN' },
      { path: '(0009,"ACME",01)' },
      { path: '(0009,"OTHER")', vr: 'UN' },
      { path: '(0009,"OTHER",01)' },
    ]
    const result = exported(elements, [
      { path: '(0009,"ACME")', is: 'delete' },
      { path: '(0009,"ACME",01)', is: 'delete' },
      { path: '(0009,"OTHER",01)', is: 'retain' },
    ])
    expect(rowOf('(0009,"ACME")', result)).toMatchObject({ expressed: 'no' })
  })

  it('lose the creator of an emptied block, at every block number, because only names that stay are named', () => {
    const result = exported(
      [...block, { path: '(0019,"C+ (1)")' }, { path: '(0019,"C+ (1)",01)' }],
      [
        { path: '(0019,"A & <B>",01)', is: 'retain' },
        { path: '(0019,"A & <B>",02)', is: 'retain' },
        { path: '(0019,"C+ (1)",01)', is: 'delete' },
      ],
    )
    const rules = readXml(result.script).children.filter(({ attributes }) => attributes['t']?.startsWith('0019') === true)
    expect(rules).toHaveLength(0xff - 0x10 + 1)
    expect(rules[0]?.text).toBe('@if(this,matches,"(?i) *(A & <B>) *"){@keep()}{@remove()}')
    const alone = exported(
      [...block, { path: '(0021,"C+ (1)")' }, { path: '(0021,"C+ (1)",01)' }],
      [
        { path: '(0019,"A & <B>",01)', is: 'retain' },
        { path: '(0021,"C+ (1)",01)', is: 'delete' },
      ],
    )
    expect(ruleOf('00210010', alone)).toBe('@remove()')
  })

  it('lose a creator that CTP reads otherwise, and name none that may be the name of a person', () => {
    const person = { path: '(0019,"DR DOE^JANE")', values: ['DR DOE^JANE'] }
    const elements: readonly SmallElement[] = [...block, person, { path: '(0019,"DR DOE^JANE",01)' }]
    const result = exported(elements, [
      { path: '(0019,"A & <B>",01)', is: 'retain' },
      { path: '(0019,"A & <B>",02)', is: 'retain' },
      { path: '(0019,"DR DOE^JANE",01)', is: 'delete' },
    ])
    for (const [name, text] of result.texts) expect(text, name).not.toContain('DOE')
    for (const value of ['DR DOE^JANE', 'DR\nDOE^JANE', 'DR D\u00d6E^JANE', 'DR D\ufffdE']) {
      const creator = { vr: 'LO', value }
      const { elements: left } = runCtp(result, { elements: new Map([[0x00190010, creator]]) })
      expect(left.has(0x00190010), JSON.stringify(value)).toBe(false)
    }
  })

  it('keep a creator of another alphabet in whatever character set CTP reads it', () => {
    const elements: readonly SmallElement[] = [
      { path: '(0019,"M\u00dcLLER MR")' },
      { path: '(0019,"M\u00dcLLER MR",01)' },
      { path: '(0019,"C")' },
      { path: '(0019,"C",01)' },
    ]
    const result = exported(elements, [
      { path: '(0019,"M\u00dcLLER MR",01)', is: 'retain' },
      { path: '(0019,"C",01)', is: 'delete' },
    ])
    for (const value of ['M\u00dcLLER MR', 'M\u00c3\u009cLLER MR', 'm\ufffdller mr ']) {
      const { elements: left } = runCtp(result, { elements: new Map([[0x00190010, { vr: 'LO', value }]]) })
      expect(left.has(0x00190010), JSON.stringify(value)).toBe(true)
    }
  })
})

describe('unlisted elements', () => {
  it('go when the setting says so, and else are said to stay', () => {
    const removes = (result: Exported): readonly (string | undefined)[] =>
      readXml(result.script).children.flatMap(({ name, attributes }) => (name === 'r' ? [attributes['t']] : []))
    expect(removes(exported([], []))).toEqual(['privategroups'])
    expect(removes(exported([], [], { profile: profileWith([], { unlisted: 'delete' }) }))).toEqual([
      'privategroups',
      'unspecifiedelements',
      'curves',
      'overlays',
    ])
    expect(exported([], []).script).toContain('Public elements that are not listed stay')
  })
})

describe('what is added', () => {
  it('is inserted where it is missing, joins what is there, and never weakens (0028,0303)', () => {
    const result = exported([], [], { profile: profileWith(['RetainLongitudinalModifiedDates']) })
    expect(ruleOf('00120062', result)).toBe('@always()YES')
    expect(ruleOf('00120063', result)).toMatch(/^@always\(\)@append\(\)\{Tagbench\\\\/)
    expect(ruleOf('00120064', result)).toBe('113100/113107')
    expect(ruleOf('00280303', result)).toBe('@always()@if(this,matches,"REMOVED *"){@keep()}{MODIFIED}')
  })

  it('takes the place of codes that are not all to stay, for CTP does not look into them', () => {
    const result = exported(
      [{ path: '(0012,0064)', vr: 'SQ' }, { path: '(0012,0064)[*](0008,0104)' }],
      [{ path: '(0012,0064)[*](0008,0104)', is: 'delete:remove' }],
    )
    expect(ruleOf('00120064', result)).toBe('reset/113100')
  })
})

describe('one script for each manufacturer', () => {
  const elements: SmallElement[] = [
    { path: '(0018,1030)', equipment: [{ manufacturer: 'GE' }, { manufacturer: 'Acme/1' }] },
    { path: '(0008,0070)', equipment: [{ manufacturer: 'GE' }, { manufacturer: 'Acme/1' }] },
    { path: '(0018,0087)', vr: 'DS', equipment: [{ manufacturer: 'GE' }] },
  ]
  const decisions: SmallDecision[] = [
    { path: '(0018,1030)', is: 'retain', scope: { manufacturer: 'GE' } },
    { path: '(0018,1030)', is: 'delete:remove', scope: { manufacturer: 'Acme/1' } },
    { path: '(0008,0070)', is: 'retain' },
    { path: '(0018,0087)', is: 'retain' },
  ]

  it('says what was decided for that manufacturer', () => {
    const { texts, rows } = exported(elements, decisions, { per: 'manufacturer' })
    expect([...texts.keys()]).toEqual([
      'ctp-anonymizer.Acme-1.script',
      'ctp-anonymizer.GE.script',
      'ctp-filter.Acme-1.txt',
      'ctp-filter.GE.txt',
    ])
    expect(texts.get('ctp-filter.GE.txt')).toBe('[0008,0070].equalsIgnoreCase("GE")\n')
    const ge = { script: texts.get('ctp-anonymizer.GE.script') ?? '' }
    const acme = { script: texts.get('ctp-anonymizer.Acme-1.script') ?? '' }
    expect([ruleOf('00181030', ge), ruleOf('00181030', acme)]).toEqual(['@keep()', '@remove()'])
    expect([ruleOf('00180087', ge), ruleOf('00180087', acme)]).toEqual(['@keep()', undefined])
    expect(ge.script).toContain('[0008,0070].equalsIgnoreCase("GE")')
    expect(rows.every((row) => row.expressed === 'yes')).toBe(true)
  })

  it('is said to be what the one script for all cannot do', () => {
    const result = exported(elements, decisions)
    expect(ruleOf('00181030', result)).toBe('@remove()')
    expect(rowOf('(0018,1030)', result)).toMatchObject({ expressed: 'stricter' })
  })

  it('is one for each model where that is asked for, with a filter for both', () => {
    const scanners = [
      { manufacturer: 'GE', model: 'A' },
      { manufacturer: 'GE', model: 'B "2"' },
    ]
    const { texts, rows } = exported(
      [{ path: '(0018,1030)', equipment: scanners }],
      [
        { path: '(0018,1030)', is: 'delete:remove' },
        { path: '(0018,1030)', is: 'retain', scope: { manufacturer: 'GE', model: 'A' } },
      ],
      { per: 'model' },
    )
    expect([...texts.keys()].filter((name) => name.endsWith('.script'))).toEqual([
      'ctp-anonymizer.GE-A.script',
      'ctp-anonymizer.GE-B-2.script',
    ])
    expect(ruleOf('00181030', { script: texts.get('ctp-anonymizer.GE-A.script') ?? '' })).toBe('@keep()')
    expect(ruleOf('00181030', { script: texts.get('ctp-anonymizer.GE-B-2.script') ?? '' })).toBe('@remove()')
    expect(texts.get('ctp-filter.GE-A.txt')).toBe('[0008,0070].equalsIgnoreCase("GE") * [0008,1090].equalsIgnoreCase("A")\n')
    expect(texts.get('ctp-filter.GE-B-2.txt')).toContain('[0008,1090].matches("B .2.")')
    expect(rows).toMatchObject([{ expressed: 'yes' }])
  })

  it('is named where it does something else than the others, and elements stand in the order of their paths', () => {
    const [ge, picker] = [{ manufacturer: 'GE' }, { manufacturer: 'PICKER' }]
    const { rows } = exported(
      [
        { path: '(0018,1030)', vr: 'LO', values: ['A'], equipment: [picker] },
        { path: '(0008,1010)', equipment: [ge, picker] },
        { path: '(0008,103E)', equipment: [ge, picker] },
      ],
      [
        { path: '(0008,1010)', is: 'retain', scope: ge },
        { path: '(0008,1010)', is: 'review', scope: picker },
        { path: '(0008,103E)', is: 'review' },
        { path: '(0018,1030)', is: 'review' },
      ],
      { per: 'manufacturer' },
    )
    expect(rows.map(({ path, why }) => [path, why])).toEqual([
      ['(0008,1010)', 'in ctp-anonymizer.PICKER.script: an open Review: removed'],
      ['(0008,103E)', 'an open Review: removed'],
      ['(0018,1030)', 'an open Review: removed'],
    ])
  })

  it('is not needed where a decision is for all scanners that have the element', () => {
    const [ge, picker] = [{ manufacturer: 'GE' }, { manufacturer: 'PICKER' }]
    const result = exported(
      [
        { path: '(0008,0070)', equipment: [ge, picker] },
        { path: '(0018,1030)', equipment: [ge] },
        { path: '(0019,"ACME")', equipment: [ge] },
        { path: '(0019,"ACME",01)', equipment: [ge] },
      ],
      [
        { path: '(0018,1030)', is: 'retain', scope: ge },
        { path: '(0018,1030)', is: 'delete', scope: picker },
        { path: '(0019,"ACME",01)', is: 'retain', scope: ge },
      ],
    )
    for (const path of ['(0018,1030)', '(0019,"ACME",01)']) expect(rowOf(path, result), path).toMatchObject({ expressed: 'yes' })
    expect(ruleOf('00181030', result)).toBe('@keep()')
  })

  it('has a name of its own where two manufacturers make the same', () => {
    const { texts } = exported(
      [{ path: '(0018,1030)', equipment: [{ manufacturer: 'A B' }, { manufacturer: 'a-b' }, { manufacturer: '' }] }],
      [{ path: '(0018,1030)', is: 'retain' }],
      { per: 'manufacturer' },
    )
    expect([...texts.keys()].filter((name) => name.endsWith('.script'))).toEqual([
      'ctp-anonymizer.unnamed.script',
      'ctp-anonymizer.A-B.script',
      'ctp-anonymizer.a-b-2.script',
    ])
  })

  it('keeps no private element that another of the scripts removes, for CTP has one dictionary', () => {
    const both = [{ manufacturer: 'GE' }, { manufacturer: 'PICKER' }]
    const path = '(0019,"ACME",01)'
    const result = exported(
      [
        { path: '(0019,"ACME")', equipment: both },
        { path, equipment: both },
      ],
      [
        { path, is: 'retain', scope: { manufacturer: 'GE' } },
        { path, is: 'delete', scope: { manufacturer: 'PICKER' } },
      ],
      { per: 'manufacturer' },
    )
    const codes = readXml(result.texts.get('PrivateTagDictionary.xml') ?? '').children[0]?.children ?? []
    expect(codes.filter(({ attributes }) => attributes['cr'] === 'ACME').map(({ attributes }) => attributes['code'])).toEqual(['X'])
    expect(rowOf(path, result)?.expressed).toBe('stricter')
  })
})

describe('the head of the script', () => {
  it('says what the script was made from, and stays well formed whatever that is', () => {
    const elements: SmallElement[] = [{ path: '(0018,1030)', equipment: { manufacturer: 'A--B-->&<"' } }]
    const [script = ''] = exported(elements, [], { per: 'manufacturer' }).texts.values()
    expect(() => readXml(script)).not.toThrow()
    expect(script).toContain('Digest of settings and Operations: d')
    expect(script).toContain('PS3.15: 2026d')
  })
})
