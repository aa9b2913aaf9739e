import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { buildLeakSearch, searchSource, type LeakSearch, type Original, type Region } from '../../../src/core/review/leak-search.ts'
import type { OriginalKind } from '../../../src/core/review/spellings.ts'
import { UidsFound } from '../../../src/core/review/uid-table.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const original = (kind: OriginalKind, text: string): Original => ({ kind, text, paths: ['(0010,0010)'] })

interface Looked {
  readonly region?: Region
  readonly pixels?: readonly (readonly [number, number])[]
  readonly skipPixels?: boolean
}

/** Texts found, with how they were stored. */
function look(originals: readonly Original[], bytes: Uint8Array, looked: Looked = {}): string[] {
  return [...new Set(hits(buildLeakSearch(originals, []), bytes, looked).map((hit) => hit.split(' at ')[0] ?? ''))]
}

/** Everything found: text, how it was stored, where. */
function hits(leaks: LeakSearch, bytes: Uint8Array, { region = 'text', pixels = [], skipPixels = false }: Looked = {}): string[] {
  const found: string[] = []
  const inPixels = (offset: number): boolean => pixels.some(([from, to]) => offset >= from && offset < to)
  searchSource(leaks, bytesSource(bytes), { pixels, skipPixels, regionAt: (offset) => (inPixels(offset) ? 'pixels' : region) }, (hit) => {
    found.push(`${hit.original.text} ${hit.storedAs} at ${hit.offset} of ${hit.original.paths.join()}`)
  })
  return found
}

describe('a name', () => {
  const name = [original('name', 'Quillfeather^Marta^Anne')]
  it.each([
    'QUILLFEATHER^MARTA^ANNE',
    'Marta Quillfeather',
    'Quillfeather, Marta',
    'quillfeather,marta',
    'MARTA^QUILLFEATHER',
    'QUILLFEATHERMARTA',
    'marta_quillfeather.dcm',
    'Marta-Quillfeather',
    'Marta Anne Quillfeather',
    'seen by Dr. Quillfeather.',
    'x Marta y',
  ])('is found as %s', (text) => {
    expect(look(name, latin(`knee ${text} li.`))).not.toEqual([])
  })

  it('is found in UTF-16, in base64 at every cut, and in its own case variants beyond ASCII', () => {
    const utf16 = Uint8Array.from(Buffer.from('pat=Quillfeather;', 'utf16le'))
    expect(look(name, utf16)).toContain('Quillfeather^Marta^Anne utf-16')
    for (const before of ['', 'x', 'xy'])
      expect(look(name, latin(Buffer.from(`${before}Quillfeather^Marta^Anne`).toString('base64')))).toContain(
        'Quillfeather^Marta^Anne base64',
      )
    expect(look([original('name', 'Müllerson^Åsa')], Uint8Array.from(Buffer.from('MÜLLERSON')))).toEqual(['Müllerson^Åsa plain'])
    expect(look([original('name', 'Müllerson^Åsa')], latin('M\xfcllerson'))).toEqual(['Müllerson^Åsa plain'])
  })

  it('is looked for in each of its component groups', () => {
    const bytes = Uint8Array.from(Buffer.from('山田太郎'))
    expect(look([original('name', 'Yamada^Tarou=山田太郎=やまだ^たろう')], bytes)).toHaveLength(1)
  })

  it('of few letters counts only where it is no part of a longer word', () => {
    expect(look([original('name', 'Anna^Zz')], latin('SUSANNA went'))).toEqual([])
    expect(look([original('name', 'Anna^Zz')], latin('for ANNA went'))).toHaveLength(1)
    expect(look([original('name', 'Oyelaran^R')], latin('xOYELARANx'))).toHaveLength(1)
  })
})

describe('what cannot be looked for without noise is listed, not dropped', () => {
  it('too short', () => {
    expect(buildLeakSearch([original('name', 'Lee^Min')], []).notSearched.map((entry) => `${entry.text}: ${entry.why}`)).toEqual([
      'Lee: too short',
      'Min: too short',
    ])
    expect(look([original('name', 'Lee^Min')], latin('Min Lee'))).toHaveLength(1)
  })
  it('a common word, while the whole name is looked for', () => {
    const leaks = buildLeakSearch([original('name', 'MAY^Brunhilda')], [])
    expect(leaks.notSearched.map((entry) => `${entry.text}: ${entry.why}`)).toEqual(['MAY: too short'])
    const young = [original('name', 'YOUNG^Brunhilda')]
    expect(buildLeakSearch(young, []).notSearched.map((entry) => entry.why)).toEqual(['a common word'])
    expect(look(young, latin('young person'))).toEqual([])
    expect(look(young, latin('BRUNHILDA YOUNG'))).toHaveLength(1)
  })

  it('a component of common words alone, while the whole name is looked for in every order', () => {
    const blank = [original('name', 'Last Name^First Name')]
    expect(look(blank, latin('last name of the referring physician'))).toEqual([])
    expect(look(blank, latin('FIRST NAME LAST NAME'))).toHaveLength(1)
    const king = [original('name', 'KING HALL^YOUNG')]
    expect(look(king, latin('king hall'))).toEqual([])
    expect(look(king, latin('Young King Hall'))).toHaveLength(1)
  })
})

describe('a place', () => {
  const place = [original('text', 'Saint Wendreda Infirmary, 14 Larkspur Passage')]
  it('is found whole, and by each word that tells where it is', () => {
    for (const text of ['SAINT WENDREDA INFIRMARY, 14 LARKSPUR PASSAGE', '99WENDREDA', 'near Larkspur'])
      expect(look(place, latin(text)), text).toHaveLength(1)
    expect(look(place, latin('the infirmary, passage 14, saint'))).toEqual([])
  })
  it('that is a telephone number is found without what groups it', () => {
    expect(look([original('text', '+44 1632 960417')], latin('tel 441632960417'))).toHaveLength(1)
  })
})

describe('what chance writes', () => {
  it('is not looked for: a mask of repeated characters', () => {
    const masked = [original('name', 'XXXXXX^YYYY'), original('id', '0000000001'), original('name', 'Sssss^Jsss')]
    expect(look(masked, latin('XXXXXX XXXXXXYYYY 0000000001 sssss, x: jsss'))).toEqual([])
    expect(new Set(buildLeakSearch(masked, []).notSearched.map((entry) => entry.why))).toEqual(new Set(['repeated characters']))
    expect(look([original('name', 'Otto^Anna')], latin('for OTTO'))).toHaveLength(1)
  })
  it('counts in text only: digits that ascend', () => {
    const id = [original('id', '12345678')]
    expect(look(id, latin('id 12345678'))).toHaveLength(1)
    expect(look(id, latin('0123456789'), { region: 'binary' })).toEqual([])
    expect(look(id, latin('0123456789'), { pixels: [[0, 10]] })).toEqual([])
  })
})

describe('a date', () => {
  it.each([
    '19560312',
    '1956-03-12',
    '1956.03.12',
    '1956:03:12',
    '12.03.1956',
    '12.3.1956',
    '03/12/1956',
    '3/12/1956',
    '12-MAR-1956',
    'March 12, 1956',
    '12 mar 1956',
  ])('is found as %s', (text) => {
    expect(look([original('date', '19560312')], latin(`born ${text}.`))).toHaveLength(1)
  })
  it('is found at the head of a date and time', () => {
    expect(look([original('date', '19560312')], latin('19560312143000.000000+0100'))).toHaveLength(1)
  })
})

describe('an identifier', () => {
  it('is found without its separators', () => {
    expect(look([original('id', 'QF-4471 902')], latin('xQF4471902'))).toHaveLength(1)
  })
  it('of digits counts inside a longer number in text, and not in an element of numbers', () => {
    expect(look([original('id', '4471983')], latin('A04471983Z'))).toHaveLength(1)
    expect(look([original('id', '4471983')], latin('2.25.994471983001'), { region: 'numbers' })).toEqual([])
    expect(look([original('id', '4471983')], latin('4471983\\1'), { region: 'numbers' })).toHaveLength(1)
    expect(look([original('id', '447198')], latin('447198'), { region: 'numbers' })).toEqual([])
  })
  it('of four digits counts only where it stands alone', () => {
    expect(look([original('id', '4471')], latin('acc 4471, series 2'))).toHaveLength(1)
    expect(look([original('id', '4471')], latin('acc 44710'))).toEqual([])
    expect(look([original('id', '4471')], latin('acc 4471, series 2'), { region: 'binary' })).toEqual([])
  })
  it('that is a UID is not found in a UID with another last number', () => {
    const uid = [original('uid', '1.2.840.99999.1.7')]
    expect(look(uid, latin('1.2.840.99999.1.7\0'), { region: 'numbers' })).toHaveLength(1)
    expect(look(uid, latin('1.2.840.99999.1.7.55'), { region: 'numbers' })).toHaveLength(1)
    expect(look(uid, latin('1.2.840.99999.1.77'), { region: 'numbers' })).toEqual([])
    expect(look(uid, latin('<uid>1.2.840.99999.1.7</uid>'))).toHaveLength(1)
  })
})

describe('UIDs, of which there are more than files', () => {
  const UIDS = ['1.2.840.99999.1.7', '1.2.840.99999.1.77', '2.25.340282366920938463463374607431768211455', '1.2.840.99999.1.7.4.1.2']
  /** In a table of fingerprints, as a review looks for them. */
  const inTable = (texts: readonly string[], others: readonly Original[] = []): LeakSearch => {
    const uids = new UidsFound()
    for (const text of texts) uids.add(text, '(0010,0010)', true)
    return buildLeakSearch(others, [], { uids })
  }
  const spelledOut = (texts: readonly string[]): LeakSearch =>
    buildLeakSearch(
      texts.map((text) => original('uid', text)),
      [],
    )
  const noise = fc.constantFrom('.', '1', '7', '\0', 'x', '1.', ' ', '99', '1\0')
  const piece = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...UIDS) },
    { weight: 1, arbitrary: fc.constantFrom(...UIDS).map((uid) => uid.split('').join('\0')) },
    { weight: 3, arbitrary: noise },
  )

  it('are found where a machine that spells each of them out finds them', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(200), fc.nat(200), (pieces, from, length) => {
        const bytes = latin(pieces.join(''))
        const looked = { pixels: [[from, from + length]] } as const
        expect(hits(inTable(UIDS), bytes, looked).sort()).toEqual(hits(spelledOut(UIDS), bytes, looked).sort())
      }),
    )
  })

  it('are found across two pieces of a large file, once', () => {
    const [uid = ''] = UIDS
    for (const text of [uid, `${uid.split('').join('\0')}\0`])
      for (let before = -2; before <= text.length + 2; before++) {
        const bytes = new Uint8Array((1 << 20) + 500)
        bytes.set(latin(text), (1 << 20) - before)
        expect(hits(inTable(UIDS), bytes), String(before)).toHaveLength(1)
      }
  })

  it('are found in UTF-16 to their last character, however long they are', () => {
    const [, , long = ''] = UIDS
    const longer = `${long}.1234567890`
    expect(hits(inTable([longer]), Uint8Array.from(Buffer.from(`<${longer}>`, 'utf16le')))).toHaveLength(1)
    expect(hits(inTable([longer]), Uint8Array.from(Buffer.from(`<${longer}1>`, 'utf16le')))).toEqual([])
  })

  it('are looked for once one of the attributes that hold them loses them, and say all of these', () => {
    const uids = new UidsFound()
    uids.add('1.2.840.1.1', '(0008,0018)', false)
    uids.add('1.2.840.1.2', '(0020,000D)', false)
    uids.add('1.2.840.1.1', '(0008,1155)', true)
    uids.add('1.2.840.1.1', '', true)
    uids.add('1.2.840.1.1', '(0008,0014)', false)
    expect(hits(buildLeakSearch([], [], { uids }), latin('1.2.840.1.2\\1.2.840.1.1'))).toEqual([
      '1.2.840.1.1 plain at 12 of (0008,0014),(0008,0018),(0008,1155)',
    ])
  })

  it('that are an identifier too are found as that, once', () => {
    expect(hits(inTable(['1.2.840.1.1'], [original('id', '1.2.840.1.1')]), latin('x 1.2.840.1.1'))).toEqual([
      '1.2.840.1.1 plain at 2 of (0010,0010)',
    ])
  })

  it('take less than 40 bytes each', () => {
    const uids = new UidsFound()
    for (let i = 0; i < 100_000; i++) uids.add(`1.2.840.99999.${i}.${i * 7919}.20240101.${i % 13}`, '(0008,0018)', true)
    const { slots, heads, count } = buildLeakSearch([], [], { uids }).uids
    expect(count).toBe(100_000)
    expect((slots.byteLength + heads.byteLength) / count).toBeLessThan(40)
  })
})

describe('Pixel Data', () => {
  const bytes = latin('xxxx QUILL xxxx QUILLFEATHER xxxx')
  it('is searched for spellings of eight characters and more', () => {
    expect(look([original('name', 'QUILL^A')], bytes, { pixels: [[0, bytes.length]] })).toEqual([])
    expect(look([original('name', 'QUILLFEATHER^A')], bytes, { pixels: [[0, bytes.length]] })).toHaveLength(1)
  })
  it('is left out where that is asked for, and what is around it is not', () => {
    const around = latin(`QUILLFEATHER${'x'.repeat(40)}`)
    const name = [original('name', 'QUILLFEATHER^A')]
    expect(look(name, around, { pixels: [[12, 52]], skipPixels: true })).toHaveLength(1)
    expect(look(name, around, { pixels: [[0, 30]], skipPixels: true })).toEqual([])
    expect(look(name, latin(`${'x'.repeat(40)}QUILLFEATHER`), { pixels: [[0, 40]], skipPixels: true })).toHaveLength(1)
  })
})

it('finds what lies across two pieces of a large file', () => {
  const bytes = new Uint8Array((1 << 20) + 100)
  bytes.set(latin('Quillfeather'), (1 << 20) - 5)
  expect(look([original('name', 'Quillfeather^M')], bytes)).toHaveLength(1)
})
