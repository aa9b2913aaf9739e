import { describe, expect, it } from 'vitest'
import { capAge } from '../../../src/core/confidentiality/age-cap.ts'
import { asciiText } from '../../../src/core/deidentification/ascii.ts'
import { documentType } from '../../../src/core/deidentification/blank-document.ts'
import { dummyValue, type DummyContext } from '../../../src/core/deidentification/dummy-value.ts'
import { encodeValue } from '../../../src/core/deidentification/encode-value.ts'
import { DEFAULT_CHARACTER_SETS } from '../../../src/core/dicom/character-set.ts'
import { NUMBER_SIZE, VRS } from '../../../src/core/dicom/vr.ts'
import { valueToText } from '../../../src/core/dicom/value-text.ts'

describe('ages', () => {
  it.each([
    ['089Y', undefined],
    ['090Y', undefined],
    ['091Y', '090Y'],
    ['105Y', '090Y'],
    ['095', '090Y'],
    ['999M', undefined],
    ['006M', undefined],
    ['010D\\101Y', '010D\\090Y'],
    ['unknown', undefined],
  ])('of 90 years and more become 090Y: %s', (age, capped) => {
    expect(capAge(age)).toBe(capped)
  })
})

const context: DummyContext = {
  newUid: (uid) => `2.25.${uid.length}`,
  oldText: '1.2\\1.2.3',
  oldCount: 1,
  patient: () => 'ANON-1',
  identifier: () => 'ANON-OF-IT',
  documentType: 'application/pdf',
}

/** PS3.5 6.2, the form of each text VR. */
const LEGAL: Record<string, RegExp> = {
  AE: /^[ -[\]-~]{1,16}$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9 _]{1,16}$/,
  DA: /^\d{8}$/,
  DS: /^-?\d+(\.\d+)?$/,
  DT: /^\d{14}$/,
  IS: /^-?\d{1,12}$/,
  LO: /^[ -[\]-~]{1,64}$/,
  PN: /^[ -[\]-~]{1,64}$/,
  SH: /^[ -[\]-~]{1,16}$/,
  TM: /^\d{6}$/,
  UR: /^[a-z]+:\S+$/,
}

describe('dummies', () => {
  it.each(VRS.filter((vr) => vr !== 'SQ'))('are legal for %s', (vr) => {
    const value = dummyValue(0x00091001, vr, context)
    expect(value.length).toBeGreaterThan(0)
    const size = NUMBER_SIZE[vr]
    if (size !== undefined) expect(value.length % size).toBe(0)
    const legal = LEGAL[vr]
    if (legal !== undefined) expect(asciiText(value)).toMatch(legal)
  })

  it('of UIDs are new UIDs, as many as there were', () => {
    expect(asciiText(dummyValue(0x006a0003, 'UI', context))).toBe('2.25.3\\2.25.5')
  })

  it('have as many values as the attribute must have', () => {
    expect(asciiText(dummyValue(0x00200032, 'DS', context))).toBe('0\\0\\0')
  })

  it('of coded attributes are defined terms', () => {
    expect(asciiText(dummyValue(0x00100040, 'CS', context))).toBe('O')
  })

  it('of the units of rescaled values are none, by the term that every IOD allows', () => {
    for (const tag of [0x00281054, 0x00283004]) expect(asciiText(dummyValue(tag, 'LO', context))).toBe('US')
  })

  it.each([
    [0x00080060, 'OT'],
    [0x00080064, 'SYN'],
    [0x00080068, 'FOR PRESENTATION'],
    [0x00089205, 'MONOCHROME'],
    [0x00089206, 'VOLUME'],
    [0x00089207, 'NONE'],
    [0x00189004, 'RESEARCH'],
    [0x300e0002, 'UNAPPROVED'],
  ])('is a term of what every image or plan must say of itself: %#x', (tag, term) => {
    expect(asciiText(dummyValue(tag, 'CS', context))).toBe(term)
  })

  it('of Image Type say something legal in each of its values', () => {
    const dummyOf = (oldText: string): string => asciiText(dummyValue(0x00080008, 'CS', { ...context, oldText }))
    expect(dummyOf('ORIGINAL\\PRIMARY\\DOE\\JANE')).toBe('ORIGINAL\\PRIMARY\\OTHER\\NONE')
    expect(dummyOf('DOE')).toBe('DERIVED\\PRIMARY')
    expect(dummyOf('DERIVED\\SECONDARY\\1\\2\\3\\4')).toBe('DERIVED\\SECONDARY\\OTHER\\NONE')
  })

  it('of the flags of an SR Document are what they were, since a verified one names who verified it', () => {
    const dummyOf = (tag: number, oldText: string): string => asciiText(dummyValue(tag, 'CS', { ...context, oldText }))
    expect([dummyOf(0x0040a493, 'VERIFIED'), dummyOf(0x0040a493, 'UNVERIFIED'), dummyOf(0x0040a493, 'BY DOE')]).toEqual([
      'VERIFIED',
      'UNVERIFIED',
      'UNVERIFIED',
    ])
    expect([dummyOf(0x0040a491, 'PARTIAL'), dummyOf(0x0040a491, '')]).toEqual(['PARTIAL', 'COMPLETE'])
  })

  it('of numbers are as many as there were: a circle needs its points', () => {
    expect(dummyValue(0x00700022, 'FL', { ...context, oldCount: 4 }).length).toBe(16)
  })

  it('of numbers that count from 1, or that have one value alone, are legal', () => {
    expect([...dummyValue(0x00700020, 'US', context)]).toEqual([2, 0])
    expect([...dummyValue(0x0040a0b0, 'US', { ...context, oldCount: 2 })]).toEqual([1, 0, 1, 0])
    expect(asciiText(dummyValue(0x00081160, 'IS', context))).toBe('1')
  })

  it('of what is referred to by a name within an instance tell one from the other', () => {
    for (const [tag, vr] of [
      [0x00209056, 'SH'],
      [0x00480106, 'SH'],
      [0x00400551, 'LO'],
    ] as const)
      expect(asciiText(dummyValue(tag, vr, context))).toBe('ANON-OF-IT')
  })

  it('of a Patient ID tell patients apart', () => {
    expect(asciiText(dummyValue(0x00100020, 'LO', context))).toBe('ANON-1')
  })

  it('of an Encapsulated Document are a PDF with one page, unless it is another kind of document', () => {
    const pdf = asciiText(dummyValue(0x00420011, 'OB', context))
    expect(pdf).toMatch(/^%PDF-1\.4\n[^]*\/Count 1[^]*%%EOF\n$/)
    const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
    expect(pdf.slice(table, table + 4)).toBe('xref')
    for (const match of pdf.slice(table).matchAll(/^(\d{10}) 00000 n/gm)) expect(pdf.slice(Number(match[1]))).toMatch(/^\d 0 obj/)
    expect(dummyValue(0x00420011, 'OB', { ...context, documentType: 'model/stl' }).length).toBe(84)
    expect(asciiText(dummyValue(0x00420011, 'OB', { ...context, documentType: 'text/XML' }))).toContain('<ClinicalDocument')
    const cda = asciiText(dummyValue(0x00420011, 'OB', { ...context, documentType: 'text/XML' }))
    // What CDA Release 2 (HL7) asks of every document, in its order.
    const children = ['typeId', 'id', 'code', 'effectiveTime', 'confidentialityCode', 'recordTarget', 'author', 'custodian', 'component']
    expect(children.map((name) => cda.indexOf(`<${name}`))).toEqual(children.map((name) => cda.indexOf(`<${name}`)).sort((a, b) => a - b))
    expect(children.filter((name) => !cda.includes(`<${name}`))).toEqual([])
  })

  it('of a MIME Type name the kind of the blank document beside it', () => {
    expect(asciiText(dummyValue(0x00420012, 'LO', { ...context, documentType: 'text/XML' }))).toBe('text/XML')
  })

  it.each([
    ['a PDF by its SOP Class', '1.2.840.10008.5.1.4.1.1.104.1', 'for Jane Doe', 'application/pdf'],
    ['what its SOP Class asks for, whatever it says itself', '1.2.840.10008.5.1.4.1.1.104.3', 'application/pdf', 'model/stl'],
    ['what it says itself where no SOP Class is known to ask', '1.2.3', 'Text/XML; charset=utf-8', 'text/XML'],
    ['a PDF where it names no kind that can be made', '1.2.3', 'video/mp4', 'application/pdf'],
  ] as const)('of an Encapsulated Document are %s', (_, sopClass, mimeType, type) => {
    expect(documentType(sopClass, mimeType)).toBe(type)
  })
})

describe('a value given as text', () => {
  it.each([
    ['US', '1\\65535'],
    ['SS', '-32768'],
    ['UL', '4294967295'],
    ['SL', '-1'],
    ['FD', '0.1'],
    ['FL', '0.1'],
    ['UV', '18446744073709551615'],
    ['SV', '-9223372036854775808'],
    ['AT', '(0010,0020)\\(7FE0,0010)'],
    ['LO', 'plain text'],
  ] as const)('becomes the bytes of %s that read back as the same text', (vr, text) => {
    const bytes = encodeValue(text, vr, DEFAULT_CHARACTER_SETS)
    expect(bytes).toBeDefined()
    expect(valueToText(bytes ?? new Uint8Array(0), vr, true, DEFAULT_CHARACTER_SETS).text).toBe(text)
  })

  it.each([
    ['US', '65536'],
    ['US', 'x'],
    ['UL', '-1'],
    ['AT', '0010'],
    ['OB', 'x'],
    ['LO', 'Ωmega'],
    ['CS', 'Ä'],
  ] as const)('is refused where %s cannot hold it', (vr, text) => {
    expect(encodeValue(text, vr, DEFAULT_CHARACTER_SETS)).toBeUndefined()
  })
})
