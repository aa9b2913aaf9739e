import { describe, expect, it } from 'vitest'
import { bytesSource, type ByteSource } from '../../../src/core/dicom/byte-source.ts'
import type { Layout } from '../../../src/core/dicom/layout.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import { EXPLICIT_BE } from '../../../src/core/dicom/transfer-syntax.ts'
import { collect, Collector, type FileNames } from '../../../src/core/inventory/collect.ts'
import { markedAsUnknown } from '../../../src/core/inventory/written-as-unknown.ts'
import { eachFact, VALUE_FORMS, type PartialInventory } from '../../../src/core/inventory/partial-inventory.ts'
import { bytes, concat, encapsulated, IMPLICIT, latin, numbers, part10, read, READ, sequence, text } from '../../fixtures/dicom-bytes.ts'
import { IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { csaHeader, geBlock, GUNZIP } from '../../fixtures/opaque-values.ts'
import { said } from '../../fixtures/partial-inventories.ts'

const NAMES: FileNames = { file: 'IM1', folders: ['a', 'b'] }
const digest = (value: Uint8Array): string => `d${value.length}`

function collected(file: Uint8Array, names: FileNames = NAMES): PartialInventory {
  const parsed = read(file)
  if (!parsed.ok) throw new Error(parsed.failure.message)
  return collect(parsed.value, bytesSource(file), names, digest)
}

/** Each value as `path: text`, sequences as `path`. */
function rows({ paths, values }: PartialInventory): readonly string[] {
  return values.text.map((value, index) => {
    const path = paths[values.path[index] ?? -1] ?? ''
    return VALUE_FORMS[values.form[index] ?? 0] === 'sequence' ? path : `${path}: ${value}`
  })
}

describe('The inventory of a file', () => {
  it('has a row for every element at every depth', () => {
    const found = rows(
      collected(
        part10([
          text(0x00100010, 'PN', 'DOE^JANE'),
          sequence(0x00400275, [[text(0x00080050, 'SH', 'A1'), sequence(0x00400008, [[text(0x00080100, 'SH', 'CODE')]])]]),
        ]),
      ),
    )
    expect(found).toEqual(
      expect.arrayContaining([
        '(0010,0010): DOE^JANE',
        '(0040,0275)',
        '(0040,0275)[*](0008,0050): A1',
        '(0040,0275)[*](0040,0008)',
        '(0040,0275)[*](0040,0008)[*](0008,0100): CODE',
      ]),
    )
  })

  it('names private elements by their creator, whatever the block, and has a row for the creator itself', () => {
    const found = rows(
      collected(
        part10([
          text(0x00090010, 'LO', 'Acme 1.1 '),
          text(0x00090020, 'LO', 'Other'),
          text(0x00091001, 'LO', 'one'),
          text(0x00092001, 'LO', 'two'),
          text(0x00093001, 'LO', 'orphan'),
        ]),
      ),
    )
    expect(found).toEqual(
      expect.arrayContaining(['(0009,"ACME 1.1"): Acme 1.1', '(0009,"ACME 1.1",01): one', '(0009,"OTHER",01): two', '(0009,3001): orphan']),
    )
  })

  it('has rows for File Meta Information and group lengths', () => {
    const found = rows(collected(part10([numbers(0x00080000, 'UL', 12), text(0x00080060, 'CS', 'CT')])))
    expect(found).toEqual(expect.arrayContaining(['(0002,0010): 1.2.840.10008.1.2.1', '(0008,0000): 12']))
    expect(found.some((row) => row.startsWith('(0002,0000): '))).toBe(true)
  })

  it('has rows for what is outside the data set: names, preamble, bytes after it', () => {
    const preamble = new Uint8Array(128)
    preamble.set(latin('Jane was here'))
    const file = part10([text(0x00080060, 'CS', 'CT')], { preamble })
    const parsed = read(file)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    const longer = bytesSource(concat(file, latin('and here')))
    const withEnd = { ...parsed.value, dataSet: longer, trailing: { offset: file.length, length: 8 } }
    expect(rows(collect(withEnd, longer, NAMES, digest))).toEqual(
      expect.arrayContaining(['file-name: IM1', 'folder-name: a', 'folder-name: b', 'preamble: Jane was here', 'after-data-set: and here']),
    )
  })

  it('has no row for a preamble or an end of zeros', () => {
    const found = rows(collected(part10([text(0x00080060, 'CS', 'CT')], { after: new Uint8Array(16) })))
    expect(found.filter((row) => /^(preamble|after-data-set)/.test(row))).toEqual([])
  })

  it('never reads pixels', () => {
    const file = part10([text(0x00080060, 'CS', 'CT'), bytes(0x7fe00010, 'OW', new Uint8Array(200_000).fill(7))])
    const source = bytesSource(file)
    const guarded: ByteSource = {
      size: source.size,
      bytes(offset, length) {
        if (length > 100_000) throw new Error('pixels were read')
        return source.bytes(offset, length)
      },
    }
    const parsed = readPart10(guarded, READ)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    expect(rows(collect(parsed.value, guarded, NAMES, digest))).toContain('(7FE0,0010): ')
    expect(rows(collected(part10([encapsulated(0x7fe00010, [new Uint8Array(0), latin('JPEGTEXT')])])))).toContain('(7FE0,0010): ')
  })

  it('decodes items by their own character set, or by that around them', () => {
    const found = rows(
      collected(
        part10([
          text(0x00080005, 'CS', 'ISO_IR 100'),
          sequence(0x00400275, [
            [text(0x00100010, 'PN', 'M\xfcller')],
            [text(0x00080005, 'CS', 'ISO_IR 192'), text(0x00100010, 'PN', 'M\xc3\xbcllEr')],
          ]),
        ]),
      ),
    )
    expect(found).toEqual(expect.arrayContaining(['(0040,0275)[*](0010,0010): Müller', '(0040,0275)[*](0010,0010): MüllEr']))
  })

  it('marks what a file writes as UN though it is known, in a file alone and in a run of alike ones', () => {
    const file = part10([
      text(0x00081030, 'LO', 'plain'),
      text(0x00100010, 'PN', 'DOE^JANE', { writtenVr: 'UN' }),
      sequence(0x00400275, [[text(0x00080050, 'SH', 'A1', { writtenVr: 'UN' })]]),
    ])
    const alike = new Collector(digest)
    for (const name of ['1', '2']) {
      const parsed = read(file)
      if (parsed.ok) alike.add(parsed.value, bytesSource(file), { file: name, folders: [] })
    }
    for (const { creators } of [collected(file), alike.partial()])
      expect([...markedAsUnknown(creators)].sort()).toEqual(['(0010,0010)', '(0040,0275)[*](0008,0050)'])
  })

  it('reads numbers in the byte order of the file, and of the items of a Sequence inside UN', () => {
    expect(rows(collected(part10([numbers(0x00280010, 'US', 258)], { syntax: EXPLICIT_BE })))).toContain('(0028,0010): 258')
    const inUn = sequence(0x00400275, [[numbers(0x00280010, 'US', 258)]], { writtenVr: 'UN', lengths: 'undefined', inside: IMPLICIT })
    expect(rows(collected(part10([inUn], { syntax: EXPLICIT_BE })))).toContain('(0040,0275)[*](0028,0010): 258')
  })

  it('counts a file once a path and once a value, however many items repeat them', () => {
    const items = ['A1', 'A1', 'B2', 'A1'].map((value) => [text(0x00080050, 'SH', value)])
    const partial = collected(part10([sequence(0x00400275, items)]))
    expect([...partial.pathFacts].filter((_, index) => index % 3 === 2)).toEqual(partial.paths.map(() => 1))
    expect([...partial.valueFacts].filter((_, index) => index % 3 === 2)).toEqual(partial.values.text.map(() => 1))
  })

  it('knows what the instance belongs to', () => {
    const file = part10([
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
      text(0x00080018, 'UI', '1.2.3.4.5'),
      text(0x00080060, 'CS', 'CT'),
      text(0x00080070, 'LO', 'ACME '),
      text(0x00081090, 'LO', 'Ring'),
      text(0x00100020, 'LO', ' 0815 '),
      text(0x00100021, 'LO', 'HOSP'),
      text(0x00181020, 'LO', 'v1\\v2'),
      text(0x0020000d, 'UI', '1.2.3'),
      text(0x0020000e, 'UI', '1.2.3.4'),
      sequence(0x00400275, [[text(0x00080070, 'LO', 'Nobody')]]),
    ])
    expect(collected(file).contexts).toEqual([
      {
        patient: '0815\\HOSP',
        study: '1.2.3',
        series: '1.2.3.4',
        modality: 'CT',
        sopClass: '1.2.840.10008.5.1.4.1.1.2',
        manufacturer: 'ACME',
        model: 'Ring',
        software: 'v1\\v2',
      },
    ])
  })

  it('takes SOP Class and Instance from File Meta Information where the data set has none', () => {
    const file = part10([text(0x00080060, 'CS', 'CT')])
    const parsed = read(file)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    const { context, sopInstance } = new Collector(digest).add(parsed.value, bytesSource(file), NAMES)
    expect(context.sopClass).toBe('1.2.840.10008.5.1.4.1.1.7')
    expect(sopInstance).toBe('1.2.3.4')
  })
})

/** What is said of several sets of files, of all of them together. */
function summed(single: readonly (readonly string[])[]): readonly string[] {
  const sums = new Map<string, number>()
  for (const line of single.flat()) {
    const key = line.slice(0, line.lastIndexOf(' '))
    sums.set(key, (sums.get(key) ?? 0) + Number(line.slice(key.length)))
  }
  return [...sums].map(([key, count]) => `${key} ${count}`).sort()
}

describe('A collector', () => {
  const file = (id: string, series: string): Uint8Array =>
    part10([
      text(0x00080005, 'CS', series === '1.2' ? 'ISO_IR 100' : 'ISO_IR 101'),
      text(0x00080018, 'UI', id),
      text(0x00100010, 'PN', 'M\xf6ller'),
      text(0x00100020, 'LO', 'P'),
      text(0x0020000e, 'UI', series),
      numbers(0x00280010, 'US', 258),
    ])

  it('adds files up to what their own inventories merge to', () => {
    const files = [file('1', '1.2'), file('2', '1.2'), file('3', '1.3'), file('4', '1.2')]
    const collector = new Collector(digest)
    for (const each of files) {
      const parsed = read(each)
      if (parsed.ok) collector.add(parsed.value, bytesSource(each), NAMES)
    }
    expect(said(collector.partial())).toEqual(summed(files.map((each) => said(collected(each)))))
  })

  it('adds files up also where they have more layouts than it remembers, preambles and folders of their own', () => {
    const laidOut = (layout: number, id: string): Uint8Array => {
      const elements = Array.from({ length: layout }, (_, index) => text(0x00400000 + index, 'SH', `${index}`))
      const content = part10([text(0x00080018, 'UI', id), ...elements])
      if (layout % 3 === 0) content.set([0x4e, 0x61, 0x6d, 0x65], layout)
      return content
    }
    const files = Array.from({ length: 3 * 70 }, (_, index) => ({
      content: laidOut(1 + (index % 70), `1.${index}`),
      names: { file: 'IM1', folders: [`patient${index % 2}`, 'study'] },
    }))
    const layouts: Layout[] = []
    const known = new Collector(digest, PathNode.root(), undefined, layouts)
    for (const { content, names } of files) {
      const source = bytesSource(content)
      const alike = known.recognise(source)
      if (alike !== undefined) alike(names)
      else {
        const parsed = read(content)
        if (parsed.ok) known.add(parsed.value, source, names)
      }
    }
    const single = files.map(({ content, names }) => {
      const parsed = read(content)
      return parsed.ok ? said(collect(parsed.value, bytesSource(content), names, digest)) : []
    })
    expect(said(known.partial())).toEqual(summed(single))
    expect(layouts.length).toBeLessThan(70)
  })

  it('keeps nothing of a file whose reading breaks off', () => {
    const whole = file('1', '1.2')
    const parsed = read(whole)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    // Breaks off at each of its reads in turn, until one add is left alone.
    for (let breaksAt = 1, isWhole = false; !isWhole; breaksAt++) {
      const collector = new Collector(digest)
      let calls = 0
      const source: ByteSource = {
        size: whole.length,
        bytes(offset, length) {
          if ((calls += 1) === breaksAt) throw new Error('disk')
          return whole.subarray(offset, offset + length)
        },
      }
      try {
        collector.add({ ...parsed.value, dataSet: source }, source, NAMES)
        isWhole = true
      } catch {
        expect(said(collector.partial())).toEqual([])
        collector.add(parsed.value, bytesSource(whole), NAMES)
      }
      expect(said(collector.partial())).toEqual(said(collected(whole)))
    }
  })

  it('keeps nothing of a file laid out like the last whose reading breaks off', () => {
    const whole = file('1', '1.2')
    const next = file('2', '1.2')
    const parsed = read(whole)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    const expected = new Collector(digest)
    expected.add(parsed.value, bytesSource(whole), NAMES)
    expected.recognise(bytesSource(whole))?.(NAMES)
    for (let breaksAt = 1, isWhole = false; !isWhole; breaksAt++) {
      const collector = new Collector(digest)
      collector.add(parsed.value, bytesSource(whole), NAMES)
      collector.recognise(bytesSource(whole))?.(NAMES)
      let calls = 0
      const source: ByteSource = {
        size: next.length,
        bytes(offset, length) {
          if ((calls += 1) === breaksAt) throw new Error('disk')
          return next.subarray(offset, offset + length)
        },
      }
      try {
        const add = collector.recognise(source)
        isWhole = true
        if (add === undefined) throw new Error('it is laid out like the last')
        add(NAMES)
      } catch {
        isWhole = false
        expect(said(collector.partial())).toEqual(said(expected.partial()))
      }
      if (isWhole) expect(breaksAt).toBeGreaterThan(2)
      if (breaksAt > 100) throw new Error('it never comes to its end')
    }
  })

  it('sees that equal bytes are other values in another byte order', () => {
    const collector = new Collector(digest)
    const little = part10([bytes(0x00280010, 'US', [1, 2])])
    const big = part10([bytes(0x00280010, 'US', [2, 1])], { syntax: EXPLICIT_BE })
    for (const each of [little, big]) {
      const parsed = read(each)
      if (parsed.ok) collector.add(parsed.value, bytesSource(each), NAMES)
    }
    const partial = collector.partial()
    expect(
      rows(partial)
        .filter((row) => row.startsWith('(0028,0010)'))
        .sort(),
    ).toEqual(['(0028,0010): 258', '(0028,0010): 513'])
    const facts: number[] = []
    eachFact(partial.pathFacts, (_what, _context, files) => facts.push(files))
    expect(Math.max(...facts)).toBe(2)
  })

  it('takes private elements of implicit VR for what the dictionaries say', () => {
    const found = rows(
      collected(part10([text(0x00090010, 'LO', 'GEMS_IDEN_01'), text(0x00091001, 'LO', 'GE_GENESIS_FF')], { syntax: IMPLICIT_LE })),
    )
    expect(found).toContain('(0009,"GEMS_IDEN_01",01): GE_GENESIS_FF')
  })
})

describe('What is inside an opaque value', () => {
  const block = text(0x00290010, 'LO', 'Siemens CSA Header')
  const header = (operator: string): Uint8Array =>
    csaHeader(2, [
      { name: 'Rows', vr: 'IS', values: ['96'] },
      { name: 'Operator', vr: 'LO', values: [operator] },
    ])
  const inside = (partial: PartialInventory): readonly string[] => rows(partial).filter((row) => row.includes('#'))

  it('has rows under its element, wherever the block stands', () => {
    const found = collected(
      part10([
        block,
        bytes(0x00291010, 'OB', header('Ruth')),
        sequence(0x00400275, [[text(0x00290011, 'LO', 'SIEMENS CSA HEADER'), bytes(0x00291120, 'OB', header('Ruth'))]]),
      ]),
    )
    expect(inside(found)).toEqual([
      '(0029,"SIEMENS CSA HEADER",10)#Rows: 96',
      '(0029,"SIEMENS CSA HEADER",10)#Operator: Ruth',
      '(0040,0275)[*](0029,"SIEMENS CSA HEADER",20)#Rows: 96',
      '(0040,0275)[*](0029,"SIEMENS CSA HEADER",20)#Operator: Ruth',
    ])
  })

  it('is counted as elements are: a file once for each path and each value', () => {
    const collector = new Collector(digest)
    const add = (...headers: readonly Uint8Array[]): void => {
      const items = headers.map((value) => [text(0x00290010, 'LO', 'SIEMENS CSA HEADER'), bytes(0x00291010, 'OB', value)])
      const file = part10([sequence(0x00400275, items)])
      const parsed = read(file)
      if (!parsed.ok) throw new Error(parsed.failure.message)
      collector.add(parsed.value, bytesSource(file), NAMES)
    }
    add(header('Ruth'), header('Ruth'))
    add(header('Ruth'), header('Otto'))
    add(header('Otto'))
    const { paths, values, pathFacts, valueFacts } = collector.partial()
    const files = new Map<string, number>()
    eachFact(pathFacts, (what, _context, count) => files.set(paths[what] ?? '', count))
    eachFact(valueFacts, (what, _context, count) => files.set(`${paths[values.path[what] ?? -1]}=${values.text[what]}`, count))
    const path = '(0040,0275)[*](0029,"SIEMENS CSA HEADER",10)#Operator'
    expect([files.get(path), files.get(`${path}=Ruth`), files.get(`${path}=Otto`)]).toEqual([3, 2, 2])
  })

  it('that is packed is opened where the machine can', () => {
    const file = part10([
      text(0x00250010, 'LO', 'GEMS_SERS_01'),
      bytes(0x0025101b, 'OB', geBlock(Array.from({ length: 30 }, (_, index) => `set K${index} "${index * 7919}"`))),
    ])
    const parsed = read(file)
    if (!parsed.ok) throw new Error(parsed.failure.message)
    const open = inside(collect(parsed.value, bytesSource(file), NAMES, digest, GUNZIP))
    expect(open).toHaveLength(30)
    expect(open).toContain('(0025,"GEMS_SERS_01",1B)#K2: 15838')
    expect(inside(collect(parsed.value, bytesSource(file), NAMES, digest))).toEqual([])
  })

  it('and is long is kept by its beginning, its length and its digest', () => {
    const long = 'é'.repeat(2000)
    const file = part10([bytes(0x00420011, 'OB', new TextEncoder().encode(`<r><a>${long}</a></r> `))])
    const { values, paths } = collected(file)
    const at = values.text.findIndex((_, index) => paths[values.path[index] ?? -1] === '(0042,0011)#r/a')
    expect([values.text[at], values.length[at], values.digest[at]]).toEqual([long.slice(0, 1000), 4000, 'd4000'])
  })
})
