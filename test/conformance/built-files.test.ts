import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { collect } from '../../src/core/inventory/collect.ts'
import { pathKey } from '../../src/core/dicom/attribute-path.ts'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { VALUE_FORMS } from '../../src/core/inventory/partial-inventory.ts'
import { sha256 } from '../../src/engine/files/sha256.ts'
import { bytes, concat, latin, part10, read, text } from '../fixtures/dicom-bytes.ts'
import { builtLines, readLines } from '../fixtures/element-tree.ts'
import { BUILT_FILES, type BuiltFile, type Judge } from './built-files.ts'
import { NO_GDCM, readWithDcmdump, readWithGdcmdump } from './dumps.ts'
import { inFolder, NO_DCMTK, NO_PYDICOM, readWithPydicom } from './judges.ts'

/** Fragments have no one value. */
const hasFragments = ({ elements }: BuiltFile): boolean => elements.some(({ fragments }) => fragments !== undefined)

function pathsIn(file: BuiltFile): readonly string[] {
  return distinct(builtLines(file.elements).map(([path]) => path.toLowerCase()))
}

/** The elements of the data set, without File Meta Information. */
function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => !path.startsWith('0002')).toSorted()
}

describe('What files do is read as it was built: every element, value and item', () => {
  test.each(BUILT_FILES)('$name', (file) => {
    const result = read(file.bytes)
    if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
    const lines = readLines(result.value)
    if (hasFragments(file)) expect(distinct(lines.map(([path]) => path.toLowerCase()))).toEqual(pathsIn(file))
    else expect(lines).toEqual(builtLines(file.elements))
  })
})

const JUDGES: readonly [Judge, string, (paths: readonly string[]) => ReadonlyMap<string, readonly string[]>][] = [
  ['pydicom', NO_PYDICOM, pydicomPaths],
  ['dcmdump', NO_DCMTK, (paths) => pathsOf(readWithDcmdump(paths))],
  ['gdcmdump', NO_GDCM, (paths) => pathsOf(readWithGdcmdump(paths))],
]

function pydicomPaths(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [path, { elements }] of readWithPydicom(paths))
    if (elements !== undefined)
      found.set(
        path,
        elements.map(([at]) => at),
      )
  return found
}

function pathsOf(dumps: ReadonlyMap<string, readonly { readonly path: string }[]>): ReadonlyMap<string, readonly string[]> {
  return new Map([...dumps].map(([file, elements]) => [file, elements.map(({ path }) => path)]))
}

/** What a judge makes of a file, in the words of `unlike`; undefined where it finds what was built. */
function unlikeness(file: BuiltFile, found: readonly string[] | undefined): string | undefined {
  if (found === undefined) return 'refuses it'
  const built = pathsIn(file)
  const theirs = distinct(found)
  if (theirs.some((path) => !built.includes(path))) return 'finds elements that are none'
  if (theirs.length === built.length) return undefined
  return built.some((path) => path.includes('[') && !theirs.includes(path)) ? 'leaves the Sequence closed' : 'loses what follows'
}

describe.each(JUDGES)('Of the same files %s', (judge, notHere, readAll) => {
  describe.skipIf(notHere !== '')(`finds the same, or is named${notHere}`, () => {
    let found: ReadonlyMap<string, readonly string[] | undefined>
    beforeAll(() => {
      found = inFolder((folder) => {
        const paths = BUILT_FILES.map((_, index) => join(folder, `${index}.dcm`))
        BUILT_FILES.forEach((file, index) => writeFileSync(paths[index] ?? '', file.bytes))
        const readings = readAll(paths)
        return new Map(BUILT_FILES.map(({ name }, index) => [name, readings.get(paths[index] ?? '')]))
      })
    })

    test.each(BUILT_FILES)('$name', (file) => {
      expect(unlikeness(file, found.get(file.name))).toBe(file.unlike?.[judge])
    })
  })
})

describe('In the inventory', () => {
  const inventoryOf = (name: string): readonly string[] => {
    const file = BUILT_FILES.find((one) => one.name === name)
    const result = read(file?.bytes ?? new Uint8Array(0))
    if (!result.ok) throw new Error(result.failure.kind)
    return collect(result.value, bytesSource(file?.bytes ?? new Uint8Array(0)), { file: 'IM1', folders: [] }, sha256).paths
  }

  test('two blocks of one creator are one path', () => {
    const paths = inventoryOf('two blocks of one creator')
    expect(paths.filter((path) => path.startsWith('(0009'))).toEqual(['(0009,"ACME")', '(0009,"ACME",01)'])
  })

  test('a creator is the same at whatever number', () => {
    const paths = inventoryOf('creators in items at other numbers').filter((path) => path.includes('0009'))
    expect(paths).toEqual(['(0008,1140)[*](0009,"ACME")', '(0008,1140)[*](0009,"ACME",01)', '(0009,"ACME")', '(0009,"ACME",01)'])
  })

  test('blanks, NULs and case are no part of a creator, rubbish is', () => {
    const paths = inventoryOf('creators with blanks, NULs, in wrong case and of rubbish').filter((path) => path.startsWith('(0009'))
    const rubbish = ['(0009,"A\\x01ÿ\\x7FB")', '(0009,"A\\x01ÿ\\x7FB",01)'].map(pathKey)
    expect(new Set(paths)).toEqual(new Set(['(0009,"ACME")', '(0009,"ACME",01)', ...rubbish]))
  })

  test('orphans have paths of their tags', () => {
    const paths = inventoryOf('orphans: private elements without a creator')
    expect(paths).toContain('(0009,1001)')
    expect(paths).toContain('(0013,0005)')
  })

  test.each([
    ['bytes that are no UTF-8', 'ISO_IR 192', 'M\xfcller^J', 'M\\xFCller^J'],
    ['a character set that nobody knows', 'ISO_IR 999', 'M\xfcller^J', 'M\\xFCller^J'],
    ['no character set at all', '', 'M\xfcller^J', 'M\\xFCller^J'],
    ['half a character', '\\ISO 2022 IR 149', '\x1b$)C\xc8', '\\x1B$)C\\xC8'],
  ])('text that cannot be decoded is shown as bytes, and says so: %s', (_name, terms, name, shown) => {
    const content = part10([text(0x00080005, 'CS', terms), text(0x00100010, 'PN', name)])
    const result = read(content)
    if (!result.ok) throw new Error(result.failure.kind)
    const { paths, values } = collect(result.value, bytesSource(content), { file: 'IM1', folders: [] }, sha256)
    const row = [...values.path].findIndex((path) => paths[path] === '(0010,0010)')
    expect([values.text[row], VALUE_FORMS[values.form[row] ?? 0]]).toEqual([shown, 'undecodable'])
  })

  test('fragments that are no pixels can be searched', () => {
    const hidden = { tag: 0x00091001, vr: 'OB', fragments: [new Uint8Array(0), latin('SCANNED BY JANE DOE\0')] } as const
    const content = part10([text(0x00080018, 'UI', '1.2.3'), text(0x00090010, 'LO', 'NOBODY'), hidden, text(0x00100020, 'LO', 'ID')])
    const result = read(content)
    if (!result.ok) throw new Error(result.failure.kind)
    const { paths, values } = collect(result.value, bytesSource(content), { file: 'IM1', folders: [] }, sha256)
    const row = [...values.path].findIndex((path) => paths[path] === '(0009,"NOBODY",01)')
    expect(values.text[row]).toContain('SCANNED BY JANE DOE')
  })

  test('zeros behind the data set are no row, unless more follows than is read', () => {
    const rows = (after: Uint8Array): number => {
      const content = part10([text(0x00080018, 'UI', '1.2.3'), bytes(0x7fe00010, 'OW', [1, 2])], { after })
      const result = read(content)
      if (!result.ok) throw new Error(result.failure.kind)
      const { paths } = collect(result.value, bytesSource(content), { file: 'IM1', folders: [] }, sha256)
      return paths.filter((path) => path === 'after-data-set').length
    }
    expect(rows(new Uint8Array(1000))).toBe(0)
    expect(rows(concat(new Uint8Array(1000), latin('JANE')))).toBe(1)
    expect(rows(concat(new Uint8Array(2_000_000), latin('JANE')))).toBe(1)
  })

  test('items in OB stay closed and can be searched', () => {
    const file = BUILT_FILES.find(({ name }) => name.startsWith('items in OB'))
    const content = file?.bytes ?? new Uint8Array(0)
    const result = read(content)
    if (!result.ok) throw new Error(result.failure.kind)
    const { paths, values } = collect(result.value, bytesSource(content), { file: 'IM1', folders: [] }, sha256)
    const row = [...values.path].findIndex((path) => paths[path] === '(0009,"NOBODY",01)')
    expect(values.text[row]).toContain('A123')
    expect(values.digest[row]).not.toBe('')
  })
})
