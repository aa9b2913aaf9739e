import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPath, parsePath, type PathStep } from '../../../../src/core/dicom/attribute-path.ts'
import type { VR } from '../../../../src/core/dicom/vr.ts'
import { insideOf, MOST_ENTRIES, MOST_KEYS, NOT_LISTED } from '../../../../src/core/inventory/inside/index.ts'
import { concat, latin } from '../../../fixtures/dicom-bytes.ts'
import { anyOpaqueValue, ascconv, csaHeader, geBlock, GUNZIP, phoenixProtocol } from '../../../fixtures/opaque-values.ts'

const CSA: PathStep = { kind: 'private', group: 0x0029, creator: 'SIEMENS CSA HEADER', element: 0x10 }
const OTHER: PathStep = { kind: 'private', group: 0x0009, creator: 'ACME', element: 0x10 }

/** `key: text`, in the order in which they stand. */
const opened = (
  bytes: Uint8Array,
  { step = OTHER, vr = 'OB', gunzip = GUNZIP }: { step?: PathStep; vr?: VR; gunzip?: typeof GUNZIP } = {},
): readonly string[] => insideOf(step, vr, bytes, gunzip).map(({ key, text }) => `${key}: ${text}`)
const vrs = (bytes: Uint8Array, step = OTHER): Record<string, string> =>
  Object.fromEntries(insideOf(step, 'OB', bytes, GUNZIP).map(({ key, vr }) => [key, vr]))

const TAGS = [
  { name: 'EchoLinePosition', vr: 'IS', values: ['96'] },
  { name: 'SliceNormalVector', vr: 'FD', values: ['0.00000000', '0.5', '1.0'] },
  { name: 'GradientMode', vr: 'SH', values: [] },
  { name: 'PatientName', vr: 'PN', values: ['OYELARAN^RUTH'] },
  { name: 'StudyDate', vr: 'DA', values: ['20110304'] },
  { name: 'MeasurementUID', vr: 'UI', values: ['1.3.12.2'] },
  { name: 'Operator', vr: 'IS', values: ['Trelawney'] },
]

describe('A CSA header', () => {
  it.each([1, 2] as const)('of kind %i gives each of its tags, also those without a value', (kind) => {
    expect(opened(csaHeader(kind, TAGS), { step: CSA })).toEqual([
      'EchoLinePosition: 96',
      'SliceNormalVector: 0.00000000\\0.5\\1.0',
      'GradientMode: ',
      'PatientName: OYELARAN^RUTH',
      'StudyDate: 20110304',
      'MeasurementUID: 1.3.12.2',
      'Operator: Trelawney',
    ])
  })

  it('is believed of its VRs where the text is of that shape; names and dates are text, so that what they look like is said', () => {
    expect(vrs(csaHeader(2, TAGS))).toEqual({
      EchoLinePosition: 'IS',
      SliceNormalVector: 'FD',
      GradientMode: 'UT',
      PatientName: 'UT',
      StudyDate: 'UT',
      MeasurementUID: 'UI',
      Operator: 'UT',
    })
  })

  it('that is cut off gives what comes before the cut, and what can be read of the rest', () => {
    const whole = csaHeader(2, TAGS)
    expect(opened(whole.subarray(0, 600))).toEqual([...opened(whole).slice(0, 3), 'left-over: PatientName'])
  })

  it('shows what a person could read in bytes that nothing uses', () => {
    const header = csaHeader(2, TAGS.slice(0, 2), { memory: 'Oyelaran' })
    expect(opened(concat(header, latin('\x01\x02and at the end')))).toEqual([
      ...opened(csaHeader(2, TAGS.slice(0, 2))),
      'left-over: Oyelaran Oyelaran and at the end',
    ])
  })

  it('of the first kind is looked for in elements of Siemens only: its mark is a number like others', () => {
    expect(opened(csaHeader(1, TAGS), { step: OTHER })).toEqual([])
  })

  it('that lies about its length ends the reading there', () => {
    const bytes = csaHeader(2, TAGS)
    new DataView(bytes.buffer).setInt32(16 + 84 + 4, 0x7fffffff, true)
    const [first, rest, ...others] = opened(bytes)
    expect(first).toBe('EchoLinePosition: ')
    expect(rest).toMatch(/^left-over: .*OYELARAN\^RUTH/)
    expect(others).toEqual([])
  })

  it('is opened down to the protocol in it', () => {
    const protocol = phoenixProtocol('<ParamString.""SeriesNote"">  { ""seen by Ruth"" }'.replaceAll('""', '"'), {
      tProtocolName: '"t1_tra"',
      'alTE[0]': '2460',
      'alTE[1]': '4920',
      'alTE.__attribute__.size': '64',
      'sTXSPEC.asNucleusInfo[0].tNucleus': '"1H"',
    })
    const found = opened(csaHeader(2, [{ name: 'MrPhoenixProtocol', vr: 'UN', values: [protocol] }]))
    expect(found[0]).toMatch(/^MrPhoenixProtocol: <XProtocol>/)
    expect(found.slice(1)).toEqual([
      'MrPhoenixProtocol.Name: PhoenixMetaProtocol',
      'MrPhoenixProtocol.Count: 1',
      'MrPhoenixProtocol.SeriesNote: seen by Ruth',
      'MrPhoenixProtocol.tProtocolName: t1_tra',
      'MrPhoenixProtocol.alTE[*]: 2460',
      'MrPhoenixProtocol.alTE[*]: 4920',
      'MrPhoenixProtocol.sTXSPEC.asNucleusInfo[*].tNucleus: 1H',
    ])
  })
})

describe('A measurement protocol', () => {
  it('that is an element by itself is opened under the name it has in a CSA header', () => {
    const text = `<XProtocol> { <ParamMap.""> { <ParamMap."DICOM"> { <ParamString."tPatientName"> { "Vandermolen" } } } }\n${ascconv({ lContrasts: '2' })}`
    expect(opened(latin(text)).slice(1)).toEqual(['MrPhoenixProtocol.DICOM.tPatientName: Vandermolen', 'MrPhoenixProtocol.lContrasts: 2'])
  })

  it('has what describes a parameter left out, and what a parameter says kept', () => {
    const text = `<XProtocol> { <ParamChoice."Mode"> { <Limit> { "Off" "Weak" } <Visible> "true" "Off" } <ParamDouble."Dose"> { <Precision> 6 1.5 } ${' '.repeat(64)} }`
    expect(opened(latin(text)).slice(1)).toEqual(['MrPhoenixProtocol.Mode: Off', 'MrPhoenixProtocol.Dose: 1.5'])
  })

  it('whose end is missing is read to the end', () => {
    expect(opened(latin(ascconv({ a: '1', b: '"two words"', c: '3', [`long${'x'.repeat(60)}`]: '4' }).slice(0, -24)))).toContain(
      'MrPhoenixProtocol.b: two words',
    )
  })
})

describe('A protocol data block of GE', () => {
  it('gives its lines, with or without `set`, and what the head of the gzip stream says', () => {
    const block = geBlock(['set SEDESC "Ax%5CT2"', 'POSITION "Supine"', 'NOPAT "0"', 'a line of another form'], {
      name: 'Ex27018Ser7Rx',
      seconds: 1_537_400_000,
    })
    expect(opened(block)).toEqual([
      'gzip-time: 2018-09-19T23:33:20',
      'gzip-name: Ex27018Ser7Rx',
      'SEDESC: Ax\\T2',
      'POSITION: Supine',
      'NOPAT: 0',
      'text: a line of another form',
    ])
  })

  it('is opened however short it is', () => {
    expect(opened(geBlock(['set PATNAME "DOE"', 'set A "1"']))).toEqual(['PATNAME: DOE', 'A: 1'])
  })

  it('may be XML', () => {
    expect(
      opened(geBlock(['<?xml version="1.0"?>', '<rx><SEDESC>Ax T2</SEDESC><flip value="90"/></rx>', '<!-- '.padEnd(60, '-'), '-->'])),
    ).toEqual(['rx/SEDESC: Ax T2', 'rx/flip/@value: 90'])
  })

  it('that cannot be opened says what its head says', () => {
    const block = geBlock(
      Array.from({ length: 30 }, (_, index) => `set K${index} "${index * 7919}"`),
      { name: 'Ex1' },
    )
    const broken = Uint8Array.from(block, (byte, index) => (index > 30 ? 0xff : byte))
    expect(opened(broken)).toEqual(['gzip-name: Ex1'])
    expect(insideOf(OTHER, 'OB', block)).toEqual([{ key: 'gzip-name', text: 'Ex1', vr: 'UT' }])
  })

  it('that would fill the memory stays closed', () => {
    expect(opened(geBlock(['0'.repeat(3_000_000)]))).toEqual([])
  })
})

describe('Markup and text in bytes', () => {
  it('XML gives its texts, attributes and comments under the names around them', () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "never">]><r xmlns:x="urn:x"><p n='Ruth &amp; Co'>&#82;uth</p><p>&e;</p><!-- by Ruth --><![CDATA[<raw>]]></r>`
    expect(opened(latin(xml))).toEqual(['text: ]>', 'r/p/@n: Ruth & Co', 'r/p: Ruth', 'r/p: &e;', 'r/comment(): by Ruth', 'r: <raw>'])
  })

  it('XML in UTF-16 is read too', () => {
    const wide = Uint8Array.from(
      [...`<r><name>Zoë Ångström, Uppsala</name></r>`.padEnd(40)].flatMap((character) => [character.charCodeAt(0), 0]),
    )
    expect(opened(concat(Uint8Array.of(0xff, 0xfe), wide))).toEqual(['r/name: Zoë Ångström, Uppsala'])
    expect(opened(wide)).toEqual(['r/name: Zoë Ångström, Uppsala'])
  })

  it('lines of assignments give their keys, indices folded', () => {
    expect(
      opened(latin('[scan]\nOperator = Trelawney\ngain[0]=1.5\ngain[1]=2.5\n; a remark that is none of them\nEmpty ='.padEnd(80))),
    ).toEqual(['text: [scan]', 'Operator: Trelawney', 'gain[*]: 1.5', 'gain[*]: 2.5', 'text: ; a remark that is none of them', 'Empty: '])
  })

  it('short text has no row of its own, since its element shows it whole; of long text each line is a value', () => {
    expect(opened(latin('seen by Ruth, and by nobody else in all the time that this took'.padEnd(100)))).toEqual([])
    expect(opened(latin(`first line\n${'x'.repeat(1100)}\r\nlast line`))).toEqual([
      'text: first line',
      `text: ${'x'.repeat(1100)}`,
      'text: last line',
    ])
  })

  it('of long text elements only markup is opened', () => {
    const xml = latin(`<r><a>1</a>${'<!-- - -->'.repeat(120)}</r>`)
    expect(opened(xml, { vr: 'UT' })).toEqual(['r/a: 1'])
    expect(opened(latin(`words\n${'x '.repeat(1000)}`), { vr: 'UT' })).toEqual([])
  })

  it.each<[string, Uint8Array, VR]>([
    ['numbers', new Uint8Array(Float64Array.from({ length: 40 }, (_, index) => index * 1.7).buffer), 'OB'],
    ['bytes that happen to begin as markup', concat(latin('<a>'), new Uint8Array(100)), 'OB'],
    ['other VRs', csaHeader(2, TAGS), 'US'],
  ])('nothing is found in %s', (_, bytes, vr) => {
    expect(opened(bytes, { vr })).toEqual([])
  })
})

describe('Whatever the bytes,', () => {
  it('opening them throws nothing and reads nothing beyond them; keys can stand in a path', () => {
    fc.assert(
      fc.property(anyOpaqueValue, fc.constantFrom(CSA, OTHER), fc.constantFrom<VR>('OB', 'UN', 'OW', 'UT'), (bytes, step, vr) => {
        const around = concat(Uint8Array.of(1, 2, 3), bytes, latin('beyond'))
        const entries = insideOf(step, vr, around.subarray(3, 3 + bytes.length), GUNZIP)
        expect(insideOf(step, vr, bytes, GUNZIP)).toEqual(entries)
        for (const { key, text } of entries) {
          expect(text).not.toContain('beyond')
          const path = formatPath({ kind: 'element', steps: [step], inside: key })
          expect(parsePath(path)).toEqual({ kind: 'element', steps: [step], inside: key })
        }
      }),
      { numRuns: 3000, seed: 4 },
    )
  })

  it('the number of rows is bounded, and what is left out is counted', () => {
    const many = (count: number, line: (index: number) => string): Uint8Array =>
      latin(Array.from({ length: count }, (_, index) => line(index)).join('\n'))
    const keys = insideOf(
      OTHER,
      'OB',
      many(5000, (index) => `key${index} = ${index}`),
    )
    expect(new Set(keys.map(({ key }) => key)).size).toBe(MOST_KEYS + 1)
    expect(keys.at(-1)).toEqual({ key: NOT_LISTED, text: '3000', vr: 'UT' })
    const values = insideOf(
      OTHER,
      'OB',
      many(12_000, (index) => `key[${index}] = ${index}`),
    )
    expect(values).toHaveLength(MOST_ENTRIES + 1)
    expect(values.at(-1)?.text).toBe('2000')
  })

  it.each<[string, string]>([
    ['open tags', '<'.repeat(1_000_000)],
    ['nested elements', '<a>'.repeat(300_000)],
    ['nested blocks', `<XProtocol>${'<ParamMap."a">{'.repeat(60_000)}`],
    ['quotes in a protocol', `<XProtocol>${'"'.repeat(1_000_000)}`],
    ['values in deep blocks', `<XProtocol>${'<ParamMap."abcdefghijklmnop">{'.repeat(40)}${'1 '.repeat(400_000)}`],
    ['quotes in an assignment', `### ASCCONV BEGIN ###\na = ${'"'.repeat(900_000)}x\n`],
    ['a long number', `a = ${'1'.repeat(500_000)}x\nb = ${'1'.repeat(400_000)}x`],
    ['comments that do not end', '<!-- '.repeat(200_000)],
    ['attributes without end', `<a ${'b=c" '.repeat(200_000)}`],
    ['blanks', `a${' '.repeat(1_000_000)}b`],
    ['a long name', `<${'a'.repeat(1_000_000)}`],
    ['protocols in protocols', '<XProtocol>"'.repeat(80_000)],
  ])('work is in proportion to the size: %s', (_, text) => {
    const entries = insideOf(OTHER, 'OB', latin(text), GUNZIP)
    expect(entries.length).toBeLessThanOrEqual(MOST_ENTRIES + 1)
  })
})
