import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  BASIC_PROFILE_CODE,
  CID_7005,
  CID_7050,
  DEIDENTIFYING_EQUIPMENT_CODE,
  OPTION_CODES,
  type CodedConcept,
} from '../../../src/core/confidentiality/context-groups.ts'
import { PROFILE_OPTIONS } from '../../../src/core/confidentiality/profile.ts'

function digestOf(group: readonly CodedConcept[]): string {
  const content = group.map(({ scheme, code, meaning }) => ({ code_meaning: meaning, code_value: code, scheme_designator: scheme }))
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

describe('PS3.16 CID 7050', () => {
  it('is the one of 2026d as published: the digest over its 13 codes is the publisher`s', () => {
    expect(CID_7050).toHaveLength(13)
    expect(digestOf(CID_7050)).toBe('330f85ad9db6d5a9bc00ac989064253961f917c9a63fb8f706467d6d4f9be74b')
  })

  it('has one code for the Profile and one for each Option, whose meaning names it', () => {
    expect(new Set([BASIC_PROFILE_CODE, ...Object.values(OPTION_CODES)])).toEqual(new Set(CID_7050.map((concept) => concept.code)))
    const letters = (text: string): string => text.replace(/Option$|Temporal Information|Longitudinal|[^A-Za-z]/g, '').toLowerCase()
    for (const option of PROFILE_OPTIONS) {
      const meaning = CID_7050.find((concept) => concept.code === OPTION_CODES[option])?.meaning ?? ''
      expect(letters(meaning), option).toBe(letters(option))
    }
  })
})

describe('PS3.16 CID 7005', () => {
  it('is the one of 2026d as published: the digest over its 11 codes is the publisher`s', () => {
    expect(CID_7005).toHaveLength(11)
    expect(digestOf(CID_7005)).toMatch(/^58f12401/)
  })

  it('has the code for De-identifying Equipment', () => {
    expect(CID_7005.find((concept) => concept.code === DEIDENTIFYING_EQUIPMENT_CODE)?.meaning).toBe('De-identifying Equipment')
  })
})
