import { describe, expect, it } from 'vitest'
import { searchPrivate } from '../../../src/core/dictionary/private-dictionary.ts'
import { tagByKeyword } from '../../../src/core/dictionary/data-dictionary.ts'
import { castTerms, OTHER_TERMS, PEOPLE, STAFF } from '../../../src/engine/demo/cast.ts'
import { PlantFinder, plantedCsv, whereOf, type Planted } from '../../../src/engine/demo/planted.ts'
import { demo, read, values } from './demo-files.ts'

/** The bytes of a planted text as they stand in the file. */
function bytesOf(row: Planted): Buffer {
  return row.bytes === '' ? Buffer.from(row.text, 'utf8') : Buffer.from(row.bytes, 'hex')
}

async function rows(kind: 'element' | 'outside' | 'name' | 'other'): Promise<readonly Planted[]> {
  return (await demo()).planted.filter((row) => {
    if (row.kind === 'burned-in') return false
    if (row.where === 'file-name' || row.where === 'folder-name') return kind === 'name'
    if (row.where === 'not-dicom') return kind === 'other'
    return (row.where === 'preamble' || row.where === 'after-data-set' ? 'outside' : 'element') === kind
  })
}

describe('the list of what was planted', () => {
  it('names elements in which a reader finds the text', async () => {
    const found = new Map((await demo()).files.map(({ file, bytes }) => [file, values(bytes)]))
    const planted = await rows('element')
    expect(planted.length).toBeGreaterThan(1000)
    const missing = planted.filter(
      (row) =>
        (found.get(row.file)?.length ?? 0) > 0 &&
        !found.get(row.file)?.some(({ path, bytes }) => path === row.path && bytes.includes(bytesOf(row))),
    )
    expect(missing).toEqual([])
  })

  it('names files that cannot be read, in whose bytes the text stands', async () => {
    const files = new Map((await demo()).files.map(({ file, bytes }) => [file, Buffer.from(bytes)]))
    const unreadable = (await rows('element')).filter((row) => read(files.get(row.file) ?? Buffer.alloc(0)) === undefined)
    expect(new Set(unreadable.map(({ file }) => file))).toEqual(new Set(['falkenrehde/SM0093847561/i3']))
    expect(unreadable.filter((row) => files.get(row.file)?.includes(bytesOf(row)) !== true)).toEqual([])
  })

  it('names places outside the data set, and files that are no DICOM, in whose bytes the text stands', async () => {
    const files = new Map((await demo()).files.map(({ file, bytes }) => [file, Buffer.from(bytes)]))
    const outside = [...(await rows('outside')), ...(await rows('other'))]
    expect(new Set(outside.map(({ where }) => where))).toEqual(new Set(['preamble', 'after-data-set', 'not-dicom']))
    expect(outside.filter((row) => files.get(row.file)?.includes(bytesOf(row)) !== true)).toEqual([])
    const preambles = outside.filter((row) => row.where === 'preamble')
    expect(preambles.filter((row) => files.get(row.file)?.subarray(0, 128).includes(bytesOf(row)) !== true)).toEqual([])
  })

  it('names files and folders whose names hold the text', async () => {
    const named = await rows('name')
    expect(named.every(({ kind }) => kind === 'file-name')).toBe(true)
    const part = (row: Planted): string =>
      row.where === 'file-name' ? (row.file.split('/').pop() ?? '') : row.file.split('/').slice(0, -1).join('/')
    expect(named.filter((row) => !part(row).includes(row.text))).toEqual([])
    expect(new Set(named.map(({ where }) => where)).size).toBe(2)
  })

  it('forgets none: in every value that a reader finds, every text of the cast is listed', async () => {
    const { files, planted } = await demo()
    const finder = new PlantFinder(castTerms([]))
    const listed = new Set(planted.map((row) => `${row.file}|${row.path}|${row.text}`))
    const forgotten = files.flatMap(({ file, bytes }) =>
      values(bytes)
        .filter(({ tag }) => tag !== 0x7fe00010)
        .flatMap(({ path, bytes: value }) => finder.find(value).map(({ term }) => `${file}|${path}|${term.text}`))
        .filter((row) => !listed.has(row)),
    )
    expect(forgotten).toEqual([])
  })

  it('has every kind of place: standard, unusual, private, nested, outside, names, pixels', async () => {
    const places = new Set((await demo()).planted.map(({ where }) => where))
    expect([...places].sort()).toEqual([
      'after-data-set',
      'file-meta',
      'file-name',
      'folder-name',
      'nested',
      'not-dicom',
      'overlay',
      'pixels',
      'preamble',
      'private',
      'standard',
      'unusual',
    ])
  })

  it('has names in Latin, Japanese, Cyrillic and Greek, in the bytes of five character sets and in UTF-16', async () => {
    const { planted } = await demo()
    const spellings = (text: string): ReadonlySet<string> => new Set(planted.filter((row) => row.text === text).map(({ bytes }) => bytes))
    expect(spellings('KÄTHCHEN')).toEqual(new Set([Buffer.from('KÄTHCHEN', 'latin1').toString('hex')]))
    expect(spellings('勅使河原^千代乃')).toContain('1b2442443c3b48324f38361b28425e1b24424069426547351b2842')
    expect(spellings('勅使河原^千代乃')).toContain(Buffer.from('勅使河原^千代乃', 'utf16le').toString('hex'))
    expect(spellings('ПАНТЕЛЕЙМОН')).toContain('bfb0bdc2b5bbb5b9bcbebd')
    expect(spellings('ΕΡΜΟΛΑΟΣ')).toEqual(new Set(['']))
  })

  it('plants everything that the cast has to hide', async () => {
    const texts = new Set((await demo()).planted.map(({ text }) => text))
    const names = [...PEOPLE.map(({ name }) => name), ...Object.values(STAFF)].flatMap((name) =>
      name.split('=').map((group) => group.replace(/\^+$/, '')),
    )
    const expected = [...names, ...PEOPLE.flatMap(({ id, birthDate }) => [id, birthDate]), ...OTHER_TERMS.map(({ text }) => text)]
    expect(expected.filter((text) => !texts.has(text))).toEqual([])
  })

  it('holds only texts that nothing else would hold: five characters at least, and no word of a dictionary', async () => {
    const texts = [...new Set((await demo()).planted.map(({ text }) => text))]
    expect(texts.filter((text) => text.length < 5)).toEqual([])
    expect(texts.filter((text) => tagByKeyword(text) !== undefined || searchPrivate(text, 1).length > 0)).toEqual([])
  })

  it('is CSV with a header, quotes where it must, and the hexadecimal bytes last', async () => {
    const [header, ...lines] = plantedCsv((await demo()).planted)
      .trimEnd()
      .split('\r\n')
    expect(header).toBe('text,kind,where,path,file,bytes')
    expect(lines.length).toBe((await demo()).planted.length)
    const odd: Planted = { text: 'a"b', kind: 'name', where: 'private', path: '(0009,"X",01)', file: 'c,d', bytes: '' }
    expect(plantedCsv([odd]).split('\r\n')[1]).toBe('"a""b",name,private,"(0009,""X"",01)","c,d",')
  })

  it('tells standard, unusual, nested and private places apart', () => {
    expect(whereOf('(0010,0010)')).toBe('standard')
    expect(whereOf('(0008,1030)')).toBe('unusual')
    expect(whereOf('(0040,0275)[*](0008,0050)')).toBe('nested')
    expect(whereOf('(0040,0275)[*](0009,"GEMS_IDEN_01",30)')).toBe('private')
    expect(whereOf('(0019,20D9)')).toBe('private')
    expect(whereOf('(6000,4000)')).toBe('overlay')
    expect(whereOf('preamble')).toBe('preamble')
  })
})
