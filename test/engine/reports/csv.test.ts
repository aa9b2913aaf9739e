import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText, writeCsv } from '../../../src/engine/reports/csv.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { writeAtomically } from '../../../src/engine/files/atomic-write.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'tagbench-'))

describe('A report as CSV', () => {
  it('quotes what needs quotes and ends lines with CR LF', () => {
    expect([...csvText(['a', 'b'], [['x,y', 'say "hi"']], { guard: true })].join('')).toBe('a,b\r\n"x,y","say ""hi"""\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes the cell %j harmless for a spreadsheet', (cell) => {
    const text = [...csvText(['a'], [[cell]], { guard: true })].join('')
    expect(text.split('\n')[1]).toMatch(/^"?'/)
  })

  it('leaves cells as they are in files that machines read back', () => {
    expect([...csvText(['a'], [['-5']], { guard: false })].join('')).toBe('a\r\n-5\r\n')
  })

  it('reads back what it wrote, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', ''))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const kept = rows.filter((row) => !row.join('').startsWith("'") && !row.some((text) => text.startsWith("'")) && row[0] !== '')
        const text = [...csvText(['a', 'b'], kept, { guard: true })].join('')
        expect(readCsv(text)).toEqual(kept.map(([a, b]) => ({ a, b })))
      }),
    )
  })
})

describe('A file written atomically', () => {
  it('replaces an earlier one and leaves nothing else in the folder', () => {
    const dir = folder()
    writeFileSync(join(dir, 'report.csv'), 'old')
    expect(writeCsv(join(dir, 'report.csv'), ['a'], [['1']]).ok).toBe(true)
    expect(readdirSync(dir)).toEqual(['report.csv'])
    expect(readFileSync(join(dir, 'report.csv'), 'utf8')).toBe('a\r\n1\r\n')
  })

  it('leaves the earlier one as it was when the writing fails half-way', () => {
    const dir = folder()
    writeFileSync(join(dir, 'report.csv'), 'old')
    const chunks = function* (): Generator<string> {
      yield 'half'
      throw Object.assign(new Error('no'), { code: 'ENOSPC' })
    }
    const outcome = writeAtomically(join(dir, 'report.csv'), chunks())
    expect(outcome).toEqual({ ok: false, failure: { code: 'io', message: expect.stringContaining('no space left') as string } })
    expect(readdirSync(dir)).toEqual(['report.csv'])
    expect(readFileSync(join(dir, 'report.csv'), 'utf8')).toBe('old')
  })

  it('makes the folder it goes into', () => {
    const dir = folder()
    writeAtomically(join(dir, 'reports', 'a', 'b.txt'), 'text')
    expect(existsSync(join(dir, 'reports', 'a', 'b.txt'))).toBe(true)
  })
})
