import { describe, expect, it } from 'vitest'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import type { Operation, ScriptSettings } from '../../../src/core/script/operation.ts'
import { sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { keyedBy } from './keyed-for-tests.ts'
import { applied, elementAt, op, textIn } from './one-instance.ts'

type Code = readonly [value: string, scheme: string]

/** What the Operations of elements in a Content Sequence say where nothing else does. */
const INSIDE: readonly Operation[] = ['(0040,A730)[*]', '(0040,A730)[*](0040,A730)[*]'].flatMap((around) => [
  op(`${around}(0040,A730)`, 'process', { content: true }),
  op(`${around}(0040,A040)`, 'keep'),
  op(`${around}(0040,A160)`, 'clean', { values: [{ value: 'benign', do: 'keep' }], otherwise: 'dummy' }),
  op(`${around}(0040,A123)`, 'dummy'),
  op(`${around}(0040,A121)`, 'shift-date', { otherwise: 'dummy' }),
  op(`${around}(0040,A122)`, 'keep'),
  op(`${around}(0040,A124)`, 'remap-uid'),
  op(`${around}(0040,DB73)`, 'keep'),
  op(`${around}(0040,A300)`, 'process'),
  op(`${around}(0040,A300)[*](0040,A30A)`, 'keep'),
  op(`${around}(0040,A300)[*](0040,08EA)`, 'process'),
  op(`${around}(0040,A30A)`, 'keep'),
  op(`${around}(0040,08EA)`, 'process'),
  ...['(0040,A043)', '(0040,A168)', '(0040,08EA)', '(0040,A300)[*](0040,08EA)'].flatMap((place) => [
    op(around + place, 'process'),
    op(`${around}${place}[*](0008,0100)`, 'keep'),
    op(`${around}${place}[*](0008,0102)`, 'keep'),
  ]),
])

function code(tag: number, [value, scheme]: Code): Built {
  return sequence(tag, [[text(0x00080100, 'SH', value), text(0x00080102, 'SH', scheme)]])
}

function item(type: string, concept: Code, ...values: readonly Built[]): readonly Built[] {
  return [text(0x0040a040, 'CS', type), code(0x0040a043, concept), ...values].sort((a, b) => a.tag - b.tag)
}

const VALUE: Readonly<Record<string, (value: string) => Built>> = {
  TEXT: (value) => text(0x0040a160, 'UT', value),
  PNAME: (value) => text(0x0040a123, 'PN', value),
  DATE: (value) => text(0x0040a121, 'DA', value),
  TIME: (value) => text(0x0040a122, 'TM', value),
  UIDREF: (value) => text(0x0040a124, 'UI', value),
  CODE: (value) => code(0x0040a168, [value, 'SCT']),
}

/** The value types and values that are left of some Content Items. */
function left(items: readonly (readonly Built[])[], options: readonly string[], settings: Partial<ScriptSettings> = {}): readonly string[] {
  const { after } = applied({
    elements: [sequence(0x0040a730, items)],
    operations: [op('(0040,A730)', 'process', { content: true }), ...INSIDE],
    settings: { options: ['CleanStructuredContent', ...options], ...settings },
  })
  return (elementAt(after, 0x0040a730)?.items ?? []).map(({ elements }) => said(after, elements))
}

function said(file: Part10File, elements: readonly DataElement[]): string {
  const at = (...tags: readonly number[]): DataElement | undefined => elements.find(({ tag }) => tags.includes(tag))
  const value = at(0x0040a160, 0x0040a123, 0x0040a121, 0x0040a122, 0x0040a124)
  const number = at(0x0040a300)?.items?.[0]?.elements.find(({ tag }) => tag === 0x0040a30a) ?? at(0x0040a30a)
  const coded = at(0x0040a168)?.items?.[0]?.elements[0]
  const type = at(0x0040a040)
  return `${type === undefined ? '' : textIn(file, type)} ${textIn(file, value ?? number ?? coded)}`.trim()
}

function one(type: string, concept: Code, value: string, options: readonly string[] = []): string {
  const make = VALUE[type]
  if (make === undefined) throw new Error('no such value type here')
  return left([item(type, concept, make(value))], options).join() || 'gone'
}

const remapped = (uid: string): string => uidRemapper(keyedBy('one secret'), '2.25').remap(uid)

describe('a date in a Content Item that is no date', () => {
  const operations = (values?: Operation['values']): readonly Operation[] => [
    op('(0040,A730)', 'process', { content: true }),
    ...INSIDE.map((each) => (each.do === 'shift-date' && values !== undefined ? { ...each, values } : each)),
  ]
  const date = item('DATE', ['121110', 'DCM'], text(0x0040a121, 'DA', 'sometime'))
  const settled = (values?: Operation['values']) => {
    const settings = { options: ['CleanStructuredContent', 'RetainLongitudinalModifiedDates'] }
    const { after, problems } = applied({ elements: [sequence(0x0040a730, [date])], operations: operations(values), settings })
    return { left: said(after, elementAt(after, 0x0040a730)?.items?.[0]?.elements ?? []), problems: problems.length }
  }
  it('is told once, and a dummy', () => {
    expect(settled()).toEqual({ left: 'DATE 19000101', problems: 1 })
  })
  it('is what a curator says that it is', () => {
    expect(settled([{ value: 'sometime', do: 'replace', with: '20200101' }])).toEqual({ left: 'DATE 20200101', problems: 0 })
    expect(settled([{ value: 'sometime', do: 'remove' }])).toEqual({ left: 'DATE 19000101', problems: 1 })
  })
})

describe('a value of a Content Item that somebody has decided to be gone', () => {
  const leftOf = (built: readonly Built[], decided: Operation, option: string): string => {
    const operations = [op('(0040,A730)', 'process', { content: true }), ...INSIDE.filter(({ path }) => path !== decided.path), decided]
    const settings = { options: ['CleanStructuredContent', option] }
    const { after } = applied({ elements: [sequence(0x0040a730, [built])], operations, settings })
    return said(after, elementAt(after, 0x0040a730)?.items?.[0]?.elements ?? [])
  }

  it.each(['remove', 'empty', 'dummy'] as const)('does not come back by the table: %s', (how) => {
    const date = item('DATE', ['126201', 'DCM'], text(0x0040a121, 'DA', '20200411'))
    const observer = item('UIDREF', ['121012', 'DCM'], text(0x0040a124, 'UI', '1.2.9'))
    expect(leftOf(date, op('(0040,A730)[*](0040,A121)', how), 'RetainLongitudinalModifiedDates')).toMatch(/^DATE( 19000101| undefined)?$/)
    expect(leftOf(observer, op('(0040,A730)[*](0040,A124)', how), 'RetainDeviceIdentity')).not.toContain('1.2.9')
  })
})

describe('a Content Item that Table E.3.4-1 lists', () => {
  it('goes where the table says X, and its Sequence with the last of them', () => {
    expect(one('TEXT', ['121022', 'DCM'], 'ACC 1')).toBe('gone')
    const { after } = applied({
      elements: [sequence(0x0040a730, [item('TEXT', ['121022', 'DCM'], text(0x0040a160, 'UT', 'ACC 1'))])],
      operations: [op('(0040,A730)', 'process', { content: true }), ...INSIDE],
    })
    expect(elementAt(after, 0x0040a730)).toBeUndefined()
  })

  it('has a dummy where the table says D', () => {
    expect(one('TEXT', ['113724', 'DCM'], 'Dr. Who')).toBe('TEXT ANONYMIZED')
  })

  it('is cleaned value by value where Clean Descriptors says C', () => {
    expect(one('TEXT', ['121077', 'DCM'], 'benign')).toBe('gone')
    expect(one('TEXT', ['121077', 'DCM'], 'benign', ['CleanDescriptors'])).toBe('TEXT benign')
    expect(one('TEXT', ['121077', 'DCM'], 'Mrs Doe is well', ['CleanDescriptors'])).toBe('TEXT ANONYMIZED')
  })

  it('has its date shifted, kept or gone as the date Options say, and the birth date gone whatever they say', () => {
    const acquired: Code = ['126201', 'DCM']
    expect(one('DATE', acquired, '20200411')).toBe('gone')
    expect(one('DATE', acquired, '20200411', ['RetainLongitudinalModifiedDates'])).toBe('DATE 20200102')
    for (const option of ['RetainLongitudinalModifiedDates', 'RetainLongitudinalFullDates'])
      expect(one('DATE', ['121031', 'DCM'], '19600411', [option])).toBe('gone')
  })

  it('keeps its UID where Device Identity keeps it, and has it remapped otherwise', () => {
    const observer: Code = ['121012', 'DCM']
    expect(one('UIDREF', observer, '1.2.9', ['RetainDeviceIdentity'])).toBe('UIDREF 1.2.9')
    expect(['gone', `UIDREF ${remapped('1.2.9')}`]).toContain(one('UIDREF', observer, '1.2.9'))
  })

  it('is recognised by the code of SNOMED-RT that it had', () => {
    for (const scheme of ['SRT', 'SNM3', '99SDM']) expect(one('TEXT', ['R-42B89', scheme], 'benign')).toBe('gone')
    expect(one('TEXT', ['R-42B89', '99ACME'], 'benign')).toBe('TEXT benign')
  })
})

describe('a Content Item that the table does not list', () => {
  const own: Code = ['X1', '99ACME']

  it('goes where it is a name', () => {
    expect(one('PNAME', own, 'DOE^JANE')).toBe('gone')
  })

  it('has a date shifted, kept or gone as the date Options say', () => {
    expect(one('DATE', own, '20200411')).toBe('gone')
    expect(one('DATE', own, '20200411', ['RetainLongitudinalModifiedDates'])).toBe('DATE 20200102')
    expect(one('TIME', own, '101112', ['RetainLongitudinalModifiedDates'])).toBe('TIME 101112')
    expect(one('TIME', own, '101112')).toBe('gone')
  })

  it('has a UID remapped, a code kept, a text reviewed', () => {
    expect(one('UIDREF', own, '1.2.9')).toBe(`UIDREF ${remapped('1.2.9')}`)
    expect(one('CODE', own, '12345')).toBe('CODE 12345')
    expect(one('TEXT', own, 'benign')).toBe('TEXT benign')
    expect(one('TEXT', own, 'Mrs Doe')).toBe('TEXT ANONYMIZED')
  })
})

describe('Content Items', () => {
  it('are cleaned at every depth', () => {
    const inner = item('PNAME', ['121008', 'DCM'], text(0x0040a123, 'PN', 'DOE^JANE'))
    const note = item('TEXT', ['X1', '99ACME'], text(0x0040a160, 'UT', 'benign'))
    const container = item('CONTAINER', ['X2', '99ACME'], sequence(0x0040a730, [note, inner]))
    const { after, bytes } = applied({
      elements: [sequence(0x0040a730, [container])],
      operations: [op('(0040,A730)', 'process', { content: true }), ...INSIDE],
    })
    const nested = elementAt(after, 0x0040a730)?.items?.[0]?.elements.find(({ tag }) => tag === 0x0040a730)
    expect(nested?.items?.map(({ elements }) => said(after, elements))).toContain('TEXT benign')
    expect(Buffer.from(bytes).includes('DOE')).toBe(false)
  })

  it('stay in their places, with dummies, where others refer to them by place', () => {
    const referring = [...item('TEXT', ['X1', '99ACME'], text(0x0040a160, 'UT', 'benign'))]
    const items = [
      item('TEXT', ['121022', 'DCM'], text(0x0040a160, 'UT', 'ACC 1')),
      [...referring, { ...text(0x0040db73, 'UL', ''), value: new Uint8Array([1, 0, 0, 0]) }],
    ]
    expect(left(items, [])).toEqual(['TEXT ANONYMIZED', 'TEXT benign'])
  })

  it('tell no age above 90 years', () => {
    const aged = (years: string, unit = 'a'): readonly Built[] =>
      item('NUM', ['121033', 'DCM'], sequence(0x0040a300, [[code(0x004008ea, [unit, 'UCUM']), text(0x0040a30a, 'DS', years)]]))
    expect(left([aged('93')], ['RetainPatientCharacteristics'])).toEqual(['NUM 90'])
    expect(left([aged('43')], ['RetainPatientCharacteristics'])).toEqual(['NUM 43'])
    expect(left([aged('93')], ['RetainPatientCharacteristics'], { ageCap: false })).toEqual(['NUM 93'])
    expect(left([aged('1116', 'mo')], ['RetainPatientCharacteristics'])).toEqual(['NUM 1080'])
    expect(left([aged('34000', 'd')], ['RetainPatientCharacteristics'])).toEqual(['NUM 32872'])
    expect(left([aged('1116', 'mm')], ['RetainPatientCharacteristics'])).toEqual(['NUM 1116'])
    expect(left([aged('43')], [])).toEqual([])
  })

  it('hold a number themselves where they are of Acquisition Context, which calls it NUMERIC', () => {
    const aged = (years: string, unit = 'a'): readonly Built[] =>
      item('NUMERIC', ['121033', 'DCM'], code(0x004008ea, [unit, 'UCUM']), text(0x0040a30a, 'DS', years))
    expect(left([aged('43')], [])).toEqual([])
    expect(left([aged('43')], ['RetainPatientCharacteristics'])).toEqual(['NUMERIC 43'])
    expect(left([aged('93')], ['RetainPatientCharacteristics'])).toEqual(['NUMERIC 90'])
    expect(left([aged('93', 'mm')], ['RetainPatientCharacteristics'])).toEqual(['NUMERIC 93'])
    const referring = item('TEXT', ['X1', '99ACME'], text(0x0040a160, 'UT', 'benign'))
    const byPlace = [...referring, { ...text(0x0040db73, 'UL', ''), value: new Uint8Array([1, 0, 0, 0]) }]
    expect(left([aged('43'), byPlace], [])).toEqual(['NUMERIC 0', 'TEXT benign'])
  })

  it('are of the type of the value that they have where they do not say their type', () => {
    const untyped = (concept: Code, value: Built): readonly Built[] => [code(0x0040a043, concept), value]
    expect(left([untyped(['121022', 'DCM'], text(0x0040a160, 'UT', 'benign'))], [])).toEqual([])
    expect(left([untyped(['X1', '99ACME'], text(0x0040a123, 'PN', 'Doe^Jane'))], [])).toEqual([])
    expect(left([untyped(['121033', 'DCM'], text(0x0040a30a, 'DS', '43'))], [])).toEqual([])
    expect(left([untyped(['X1', '99ACME'], text(0x0040a160, 'UT', 'benign'))], [])).toEqual(['benign'])
  })

  it('are nothing of the kind where the Operation does not say so', () => {
    const { after } = applied({
      elements: [sequence(0x0040a730, [item('TEXT', ['121022', 'DCM'], text(0x0040a160, 'UT', 'benign'))])],
      operations: [op('(0040,A730)', 'process'), ...INSIDE],
    })
    expect(elementAt(after, 0x0040a730)?.items?.length).toBe(1)
  })
})
