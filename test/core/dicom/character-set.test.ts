import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { characterSets, characterSetsOf, decodeText, DEFAULT_CHARACTER_SETS, encodeText } from '../../../src/core/dicom/character-set.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { latin, part10, read, sequence, text } from '../../fixtures/dicom-bytes.ts'

const decode = (terms: string, bytes: string, vr: VR = 'PN'): { text: string; exact: boolean } =>
  decodeText(latin(bytes), vr, characterSets(terms))

/** Examples of PS3.5 Annex H, I, J and K, byte by byte, and one for each single-byte set. */
const EXAMPLES: readonly (readonly [name: string, terms: string, bytes: string, text: string])[] = [
  ['Latin 1', 'ISO_IR 100', 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
  ['Latin 2', 'ISO_IR 101', 'W\xb1\xbfek', 'Wążek'],
  ['Latin 3', 'ISO_IR 109', '\xa1\xd5', 'ĦĠ'],
  ['Latin 4', 'ISO_IR 110', '\xbd\xbf', 'Ŋŋ'],
  ['Cyrillic', 'ISO_IR 144', '\xbb\xee\xdace\xdc\xd1yp\xd3', 'Люкceмбypг'],
  ['Arabic', 'ISO_IR 127', '\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1', 'قباني^لنزار'],
  ['Greek', 'ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
  ['Hebrew', 'ISO_IR 138', '\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4', 'שרון^דבורה'],
  ['Turkish', 'ISO_IR 148', '\xc7avu\xfeo\xf0lu', 'Çavuşoğlu'],
  ['Latin 9', 'ISO_IR 203', '\xa4 \xbd', '€ œ'],
  ['Thai', 'ISO_IR 166', '\xb9\xd2\xc2', 'นาย'],
  ['katakana', 'ISO_IR 13', '\xd4\xcf\xc0\xde^\xc0\xdb\xb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
  ['Unicode', 'ISO_IR 192', 'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1', 'Wang^XiaoDong=王^小東'],
  ['GB18030', 'GB18030', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab', 'Wang^XiaoDong=王^小东'],
  ['GBK', 'GBK', '\xcd\xf5^\xd0\xa1\xb6\xab', '王^小东'],
  [
    'Japanese, PS3.5 H.3.1',
    '\\ISO 2022 IR 87',
    'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'Japanese, PS3.5 H.3.2',
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
  ],
  ['Japanese, JIS X 0212', '\\ISO 2022 IR 159', '\x1b$(D0!\x1b(B', '丂'],
  [
    'Korean, PS3.5 I.2',
    '\\ISO 2022 IR 149',
    'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  ['Chinese, PS3.5 K.2', '\\ISO 2022 IR 58', 'Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=', 'Zhang^XiaoDong=张^小东='],
  ['two alphabets', 'ISO 2022 IR 100\\ISO 2022 IR 144', 'J\xe9=\x1b-L\xbb\xee', 'Jé=Лю'],
]

describe('Specific Character Set says what bytes mean (PS3.3 C.12.1.1.2)', () => {
  test.each(EXAMPLES)('%s', (_name, terms, bytes, expected) => {
    expect(decode(terms, bytes)).toEqual({ text: expected, exact: true })
  })

  test.each(EXAMPLES)('%s is encoded to the same bytes', (_name, terms, bytes, expected) => {
    expect(encodeText(expected, 'PN', characterSets(terms))).toEqual(latin(bytes))
  })

  test('ASCII is ASCII in every set and every VR', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'ISO_IR 100', 'ISO_IR 13', 'ISO_IR 192', 'GB18030', '\\ISO 2022 IR 87', 'NO SUCH SET'),
        fc.constantFrom<VR>('PN', 'LO', 'CS', 'UI', 'DA', 'UT'),
        fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
        (terms, vr, value) => {
          expect(decode(terms, value, vr)).toEqual({ text: value, exact: true })
          expect(encodeText(value, vr, characterSets(terms))).toEqual(latin(value))
        },
      ),
    )
  })

  test('what can be encoded is decoded to the same', () => {
    const alphabets = ['abc ,-', 'éßñ', 'ĄŁ', 'ЖЯ', 'αΩ', '山田太郎', '홍길동', '王小东', 'ｱｲ', '𠮷😀']
    const letters = fc.constantFrom(...alphabets.join(''))
    const sets = fc.constantFrom(
      'ISO_IR 100',
      'ISO_IR 144',
      'ISO_IR 13',
      'ISO_IR 192',
      'GB18030',
      'GBK',
      '\\ISO 2022 IR 87',
      '\\ISO 2022 IR 149',
      '\\ISO 2022 IR 58',
      'ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159',
      'ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126',
    )
    fc.assert(
      fc.property(sets, fc.string({ unit: fc.oneof(letters, fc.constantFrom('^', '=', '\\')), maxLength: 12 }), (terms, value) => {
        const bytes = encodeText(value, 'PN', characterSets(terms))
        fc.pre(bytes !== undefined)
        expect(decodeText(bytes ?? new Uint8Array(0), 'PN', characterSets(terms))).toEqual({ text: value, exact: true })
      }),
      { numRuns: 400 },
    )
  })
})

describe('Bytes that are no text are shown as bytes, and it is said', () => {
  test.each([
    ['no character set, accented letter', '', 'J\xe9r', 'J\\xE9r'],
    ['a control of the upper half', 'ISO_IR 100', 'A\x85', 'A\\x85'],
    ['a hole in the set', 'ISO_IR 127', '\xa1', '\\xA1'],
    ['broken UTF-8', 'ISO_IR 192', 'A\xe7\x8e', 'A\\xE7\\x8E'],
    ['broken GB18030', 'GB18030', '\x81', '\\x81'],
    ['an unknown set', 'ISO_IR 999', '\xe9', '\\xE9'],
    ['an escape without code extensions', 'ISO_IR 100', '\x1b$B;3', '\\x1B$B;3'],
    ['an unknown escape', '\\ISO 2022 IR 87', '\x1b%G\xe9', '\\x1B%G\\xE9'],
    ['half a character', '\\ISO 2022 IR 87', '\x1b$B;', '\\x1B$B;'],
  ])('%s', (_name, terms, bytes, shown) => {
    expect(decode(terms, bytes)).toEqual({ text: shown, exact: false })
  })

  test('VRs that no character set touches are ASCII only', () => {
    for (const vr of ['CS', 'UI', 'DA', 'AE', 'UR'] as const) {
      expect(decode('ISO_IR 192', '\xc3\xa9', vr)).toEqual({ text: '\\xC3\\xA9', exact: false })
      expect(encodeText('é', vr, characterSets('ISO_IR 192'))).toBeUndefined()
    }
  })

  test('what a set cannot say is not written', () => {
    expect(encodeText('山', 'PN', characterSets('ISO_IR 100'))).toBeUndefined()
    expect(encodeText('é', 'PN', DEFAULT_CHARACTER_SETS)).toBeUndefined()
    expect(encodeText('é', 'PN', characterSets('GBK'))).toBeDefined()
    expect(encodeText('😀', 'PN', characterSets('GBK'))).toBeUndefined()
  })
})

describe('Korean and Chinese that say their set once a value, as many writers do', () => {
  test.each([
    ['ISO 2022 IR 149', 'LT', '\x1b$)C\xc8\xab, A\r\n\xb1\xe6\xb5\xbf', '홍, A\r\n길동'],
    ['ISO 2022 IR 149', 'PN', '\x1b$)C\xfb\xf3^\xd1\xce\xd4\xd7', '洪^吉洞'],
    ['ISO 2022 IR 58', 'LO', '\x1b$)A\xd5\xc5\\\xd0\xa1', '张\\小'],
  ] as const)('%s in %s is read to its end', (term, vr, bytes, expected) => {
    expect(decodeText(latin(bytes), vr, characterSets(`\\${term}`))).toEqual({ text: expected, exact: true })
  })

  test('is not read where the set was never said, nor against an upper half that is named', () => {
    expect(decodeText(latin('\xc8\xab'), 'LO', characterSets('\\ISO 2022 IR 149')).exact).toBe(false)
    const sets = characterSets('ISO 2022 IR 100\\ISO 2022 IR 149')
    expect(decodeText(latin('\x1b$)C\xc8\xab^\xe9'), 'PN', sets)).toEqual({ text: '홍^é', exact: true })
  })
})

describe('Which sets hold', () => {
  test.each(['ISO_IR 100', 'ISO-IR 100', 'ISO IR 100', 'iso_ir 100 ', 'ISO_IR_100', ' ISO_IR100', 'ISO_IR  100', 'ISO-8859-1'])(
    'spelling %j is Latin 1',
    (term) => {
      expect(decode(term, '\xe9').text).toBe('é')
    },
  )

  test.each([
    ['UTF-8', '\xc3\xa9', 'é'],
    ['ISO 2022 GBK', '\xcd\xf5', '王'],
    ['ISO 2022 58', '\x1b$)A\xd5\xc5', '张'],
  ])('the term %s, which is none, is understood', (term, bytes, shown) => {
    expect(decode(term, bytes)).toEqual({ text: shown, exact: true })
  })

  test('equal values give the same object, so that a scan makes each once', () => {
    expect(characterSets('ISO_IR 100')).toBe(characterSets('ISO_IR 100'))
  })

  test('an item has its own, or those of what it is in', () => {
    const elements = [
      text(0x00080005, 'CS', 'ISO_IR 100'),
      sequence(0x00081140, [[text(0x00080005, 'CS', 'ISO_IR 144')], [text(0x00080050, 'SH', 'A')]]),
    ]
    const bytes = part10(elements)
    const file = read(bytes)
    if (!file.ok) throw new Error('unreadable')
    const source = bytesSource(bytes)
    const root = characterSetsOf(file.value.elements, source)
    const items = file.value.elements[1]?.items ?? []
    expect(root.terms).toEqual(['ISO_IR 100'])
    expect(items.map((item) => characterSetsOf(item.elements, source, root).terms)).toEqual([['ISO_IR 144'], ['ISO_IR 100']])
  })
})
