import { describe, expect, it } from 'vitest'
import { choiceForCode, readProfileFile, type ReadProfile } from '../../../src/core/decisions/profile-file.ts'

const read = (...lines: readonly (readonly string[])[]): ReadProfile => {
  const result = readProfileFile(lines)
  if (!result.ok) throw new Error(result.failure)
  return result.value
}

describe("a user's own profile", () => {
  it('is read with a header, columns in any order', () => {
    const { kind, rows, silent } = read(
      ['Code', 'Name', 'Tag'],
      ['X', 'Patient Name', '(0010,0010)'],
      ['', 'Rows', '0028,0010'],
      ['u', '', '0020000D'],
    )
    expect(kind).toBe('confidentiality-profile')
    expect(silent).toBe(1)
    expect(rows).toEqual([
      { row: 2, code: 'X', target: { kind: 'tag', tag: 0x00100010 } },
      { row: 4, code: 'U', target: { kind: 'tag', tag: 0x0020000d } },
    ])
  })
  it('is read without a header: the element first, the code last', () => {
    const { kind, rows } = read(['(0009,"GEMS_IDEN_01",30)', 'Service Id', 'Delete'], ['PatientID', '', 'Review'])
    expect(kind).toBe('modality-software-profile')
    expect(rows.map(({ target }) => target)).toEqual([
      { kind: 'private', group: 0x0009, creator: 'GEMS_IDEN_01', element: 0x30 },
      { kind: 'tag', tag: 0x00100020 },
    ])
  })
  it('knows private tags with their creator in a column, nested paths and repeating groups', () => {
    const { rows } = read(
      ['tag', 'private creator', 'code'],
      ['0009,xx30', 'GEMS_IDEN_01', 'K'],
      ['(0040,0275)[*](0008,0050)', '', 'Z'],
      ['(50xx,xxxx)', '', 'X'],
    )
    expect(rows.map(({ target }) => target)).toEqual([
      { kind: 'private', group: 0x0009, creator: 'GEMS_IDEN_01', element: 0x30 },
      { kind: 'path', path: '(0040,0275)[*](0008,0050)' },
      { kind: 'pattern', pattern: '50XXXXXX' },
    ])
  })
  it.each([
    [
      'a code that nobody knows',
      [
        ['tag', 'code'],
        ['(0010,0010)', 'DOE'],
      ],
      'row 2',
    ],
    [
      'no element',
      [
        ['tag', 'code'],
        ['DOE', 'X'],
      ],
      'row 2',
    ],
    [
      'no code at all',
      [
        ['tag', 'code'],
        ['(0010,0010)', ''],
      ],
      'no row',
    ],
    [
      'no column for the code',
      [
        ['tag', 'name'],
        ['(0010,0010)', 'X'],
      ],
      'no column',
    ],
    ['nothing', [], 'no row'],
  ] as const)('is refused with %s, and the failure shows nothing of it', (_what, lines, where) => {
    const result = readProfileFile(lines)
    expect(result.ok ? '' : result.failure).toContain(where)
    expect(result.ok ? '' : result.failure).not.toContain('DOE')
  })
})

describe('what a code decides', () => {
  it.each([
    ['K', 'retain', 'keep'],
    ['U', 'retain', 'remap-uid'],
    ['X', 'delete', 'remove'],
    ['Z', 'delete', 'empty'],
    ['D', 'delete', 'dummy'],
    ['X/Z/D', 'delete', 'auto'],
    ['X/Z/U*', 'delete', 'auto'],
  ])('%s', (code, decision, treatment) => void expect(choiceForCode(code, ['LO'])).toEqual({ decision, treatment }))
  it('C cleans words and shifts dates', () => {
    expect(choiceForCode('C', ['LO']).treatment).toBe('clean')
    expect(choiceForCode('C', ['DA']).treatment).toBe('shift-date')
  })
  it('a bare word leaves the treatment open; R is a Review', () => {
    expect(choiceForCode('RETAIN', ['LO'])).toEqual({ decision: 'retain' })
    expect(choiceForCode('R', ['LO'])).toEqual({ decision: 'review' })
  })
})
