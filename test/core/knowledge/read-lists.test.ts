import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { formatPath, leafOf, parsePath } from '../../../src/core/dicom/attribute-path.ts'
import { lookupPrivate } from '../../../src/core/dictionary/index.ts'
import { csvLine, csvLines } from '../../../src/core/knowledge/csv-lines.ts'
import { statementsOf, type ReadList, type ReadRow } from '../../../src/core/knowledge/list-row.ts'
import { nestedDisposition } from '../../../src/core/knowledge/nested-dispositions.ts'
import { readList } from '../../../src/core/knowledge/read-list.ts'
import { writeCleanList } from '../../../src/core/knowledge/write-list.ts'

const LISTS = resolve(import.meta.dirname, '../../fixtures/private-lists')
const read = (text: string): ReadList => readList(text) ?? { kind: 'tcia', rows: [] }
const malformed = read(readFileSync(join(LISTS, 'malformed-tcia.csv'), 'utf8'))
const on = (line: number): ReadRow => malformed.rows.find((row) => row.line === line) ?? { line, fate: 'rejected', remarks: [] }
const problemsOn = (line: number): readonly string[] => on(line).remarks.map(({ problem }) => problem)

describe("TCIA's knowledge base, as it is published", () => {
  it.each([
    ['a clean row is used', 2, 'used', [], 'k'],
    ['a lost quote is put back', 3, 'repaired', ['lost-quote'], 'k'],
    ['a capital and a blank in the disposition are put right', 4, 'repaired', ['stray-blank', 'stray-case'], 'k'],
    ['another VR may have another disposition', 5, 'used', [], 'd'],
    ['an empty creator names no block', 6, 'rejected', ['empty-creator'], undefined],
    ['nor does one of which one quote is left', 7, 'rejected', ['lost-quote', 'empty-creator'], undefined],
    ['nor the name that TCIA gives to it', 8, 'rejected', ['lost-quote', 'unnamed-block'], undefined],
    ['what is not decided is no statement', 9, 'rejected', ['no-disposition'], undefined],
    ['a word that nobody explains is no statement', 10, 'rejected', ['unknown-word'], undefined],
    ['of two dispositions the stricter one is taken, for both', 11, 'repaired', ['double-disposition'], 'd'],
    ['spellings of one creator are one element', 12, 'repaired', ['stray-blank', 'double-disposition'], 'd'],
    ['an element inside a Sequence is known by its whole path', 13, 'repaired', ['lost-quote'], 'na'],
    ['a creator without any quote cannot be told apart', 14, 'rejected', ['broken-line'], undefined],
    ['a VR that there is none of is said, and the word taken for any', 15, 'repaired', ['unknown-vr'], 'k'],
    ['a line whose quotes do not match is told by its number', 16, 'rejected', ['broken-line'], undefined],
  ] as const)('%s', (_rule, line, fate, problems, word) => {
    expect(on(line).fate).toBe(fate)
    expect(problemsOn(line)).toEqual(problems)
    expect(on(line).statement?.word).toBe(word)
  })

  it('is read as paths of an inventory', () => {
    expect(statementsOf(malformed).map(({ path }) => path)).toContain('(0008,1140)[*](0009,"ACME 1.1",0A)')
  })

  it('is clean once it was written clean: every row used, the same said', () => {
    const clean = read([...writeCleanList(malformed)].join(''))
    expect(clean.rows.map(({ fate }) => fate)).toEqual(clean.rows.map(() => 'used'))
    const said = (list: ReadList): readonly string[] =>
      [...new Set(statementsOf(list).map(({ path, vr, word }) => `${path.toUpperCase()} ${vr ?? ''} ${word}`))].sort()
    expect(said(clean)).toEqual(said(malformed))
  })
})

const PUBLISHED = resolve(import.meta.dirname, '../../../../shared/data/tcia/TCIAPrivateTagKB-02-01-2024-formatted.csv')
const NOT_HERE = existsSync(PUBLISHED) ? '' : ' (skipped: the published file is not here)'
/** The stricter word first. */
const STRICT = ['d', 'na', 'h', 'o', 'oi', 'k']

describe.skipIf(NOT_HERE !== '')(`All 8,787 rows that TCIA published are accounted for${NOT_HERE}`, () => {
  const list = existsSync(PUBLISHED) ? read(readFileSync(PUBLISHED, 'utf8')) : malformed
  const count = (fate: string, problem?: string): number =>
    list.rows.filter((row) => row.fate === fate && (problem === undefined || row.remarks.some((remark) => remark.problem === problem)))
      .length

  it('each is used, repaired or rejected, and the last two say why', () => {
    expect(list.rows.length).toBe(8787)
    expect(list.rows.filter((row) => row.fate !== 'used' && row.remarks.length === 0)).toEqual([])
    expect(list.rows.filter((row) => row.fate === 'used' && row.remarks.length > 0)).toEqual([])
    expect({ used: count('used'), repaired: count('repaired'), rejected: count('rejected') }).toMatchInlineSnapshot(`
      {
        "rejected": 517,
        "repaired": 8269,
        "used": 1,
      }
    `)
    const why = (fate: string): Record<string, number> =>
      Object.fromEntries(
        [...new Set(list.rows.flatMap((row) => row.remarks.map(({ problem }) => problem)))].map((problem) => [
          problem,
          count(fate, problem),
        ]),
      )
    expect(why('repaired')).toMatchInlineSnapshot(`
      {
        "double-disposition": 30,
        "empty-creator": 0,
        "lost-quote": 8269,
        "no-disposition": 0,
        "repeated": 156,
        "stray-blank": 23,
        "stray-case": 4,
        "unnamed-block": 0,
      }
    `)
    expect(why('rejected')).toMatchInlineSnapshot(`
      {
        "double-disposition": 0,
        "empty-creator": 333,
        "lost-quote": 187,
        "no-disposition": 15,
        "repeated": 0,
        "stray-blank": 0,
        "stray-case": 0,
        "unnamed-block": 169,
      }
    `)
  })

  it('those that can be used are what our table says of the element with that VR, or our table is stricter', () => {
    const unlike = list.rows.flatMap(({ line, statement }) => {
      const path = statement === undefined ? undefined : parsePath(statement.path)
      if (statement === undefined || path?.kind !== 'element') return []
      const leaf = leafOf(path)
      const ours =
        path.steps.length > 1
          ? nestedDisposition(formatPath(path))
          : leaf.kind === 'private'
            ? lookupPrivate(leaf.creator, leaf.group, leaf.element)
            : undefined
      const word = ours === undefined ? undefined : statement.vr === undefined ? ours.tcia : (ours.tciaByVr[statement.vr] ?? ours.tcia)
      return word !== undefined && word !== '' && STRICT.indexOf(word) <= STRICT.indexOf(statement.word)
        ? []
        : [[line, word, statement.word]]
    })
    expect(unlike).toEqual([])
  })
})

const CTP = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <element code="K" cr="IN A COMMENT" el="01" gp="0009"/> -->
<dictionary>
  <elements type="Private">
    <element
      code="K" cr="ACME &amp; Sons &#34;1&#x22;" el="1a"
      gp="0019" key="Gain" src="MIR" vm="1" vr="DS"/>
    <element code='x' cr=' ACME' el='02' gp='0019' vr='LO' key='Name > 3'/>
    <element code="K" cr="" el="03" gp="0019"/>
    <element code="K" cr="ACME" el="zz" gp="0019"/>
    <element cr="ACME" el="04" gp="0019"/>
  </elements>
</dictionary>`

describe("CTP's PrivateTagDictionary.xml", () => {
  it('is read element by element, whatever the order of the attributes and the quotes', () => {
    expect(read(CTP).kind).toBe('ctp')
    expect(statementsOf(read(CTP)).map(({ path, word, name }) => [path, word, name])).toEqual([
      ['(0019,"ACME & Sons \\"1\\"",1A)', 'K', 'Gain'],
      ['(0019,"ACME",02)', 'X', 'Name > 3'],
    ])
  })
  it('says of every element what is wrong with it, and on which line', () => {
    expect(read(CTP).rows.map(({ line, fate, remarks }) => [line, fate, remarks.map(({ problem }) => problem)])).toEqual([
      [5, 'used', []],
      [8, 'repaired', ['stray-blank', 'stray-case']],
      [9, 'rejected', ['empty-creator']],
      [10, 'rejected', ['no-path']],
      [11, 'rejected', ['no-disposition']],
    ])
  })
  it('says the same once it was written clean', () => {
    expect(statementsOf(read([...writeCleanList(read(CTP))].join('')))).toEqual(statementsOf(read(CTP)))
  })
})

describe('Table E.3.10-1 as CSV', () => {
  const text =
    'group,element,private_creator,vr,vm,meaning\n7053,xx00,Philips PET Private Group,DS,1,"SUV Factor, g/l"\n0119,11,,OW/OB,1,\n'
  it('is read, and rows without a creator are rejected', () => {
    const list = read(text)
    expect(list.rows.map(({ fate }) => fate)).toEqual(['used', 'rejected'])
    expect(statementsOf(list)).toEqual([
      { path: '(7053,"Philips PET Private Group",00)', name: 'SUV Factor, g/l', vr: undefined, vrText: 'DS', word: 'safe' },
    ])
  })
  it('is told from other files', () => {
    expect(readList('path,decision\n(0010,0010),delete\n')).toBeUndefined()
    expect(readList('')).toBeUndefined()
  })
})

describe('lines of a CSV file', () => {
  it('come back as they were written, whatever is in the cells but line ends', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', "'", 'é') })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        fc.pre(cells.some((one) => one !== ''))
        expect(csvLines(csvLine(cells))).toEqual([{ line: 1, cells, brokenQuotes: false }])
      }),
    )
  })
})
