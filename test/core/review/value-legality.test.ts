import { describe, expect, it } from 'vitest'
import { valueProblem } from '../../../src/core/review/value-legality.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { latin } from '../../fixtures/dicom-bytes.ts'

const padded = (value: string): Uint8Array => latin(value.length % 2 === 0 ? value : `${value} `)

describe('a value that was written', () => {
  it.each<[VR, string]>([
    ['DA', '20190312'],
    ['DA', ''],
    ['TM', '143000.123456'],
    ['DT', '20190312143000+0100'],
    ['AS', '090Y'],
    ['CS', 'ORIGINAL\\PRIMARY'],
    ['DS', '1.5E-3\\ 2 \\-3'],
    ['IS', '-12'],
    ['LO', 'a\\b'],
    ['PN', 'DOE^JANE=x'],
    ['LT', 'one\\two'],
    ['SH', `${'\u00e9'.repeat(9)}${'\u00e9'.repeat(9)}`],
  ])('is legal: %s %s', (vr, value) => {
    expect(valueProblem(padded(value), vr)).toBeUndefined()
  })
  it.each<[VR, string, string]>([
    ['DA', '2019031', 'not a date'],
    ['DA', '20190231', 'not a date'],
    ['TM', '25', 'not a time'],
    ['AS', '90', 'not an age'],
    ['CS', 'lower', 'characters that no code may have'],
    ['CS', 'A'.repeat(17), 'longer than 16'],
    ['DS', 'five', 'not a number'],
    ['IS', '99999999999', 'not an integer of 32 bits'],
    ['LO', 'x'.repeat(65), 'longer than 64'],
    ['SH', 'x'.repeat(17), 'longer than 16'],
    ['PN', 'x'.repeat(65), 'component group longer than 64'],
  ])('is not: %s %s', (vr, value, problem) => {
    expect(valueProblem(padded(value), vr)).toBe(problem)
  })
  it('has even length, whole numbers of its size, and UIDs of digits and dots', () => {
    expect(valueProblem(latin('abc'), 'LO')).toBe('odd length')
    expect(valueProblem(new Uint8Array(6), 'UL')).toBe('length is no multiple of 4')
    expect(valueProblem(latin('1.2.3\0'), 'UI')).toBeUndefined()
    expect(valueProblem(latin('1.02.3'), 'UI')).toBe('not a UID')
  })
})
