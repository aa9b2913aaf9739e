import { describe, expect, it } from 'vitest'
import { readAdditions } from '../../../src/core/confidentiality/given-additions.ts'

const read = (text: string): readonly string[] | string => {
  const additions = readAdditions(text)
  return additions.ok ? additions.value.map(({ path, value }) => `${path}=${value}`) : additions.failure
}

describe('elements that every instance gets', () => {
  it('are read as a list of paths and values; a semicolon may stand in a value', () => {
    expect(read('')).toEqual([])
    expect(read('(0008,0080)=St. Mary; Ward (2); (0013,"CTP",10)=LIDC-IDRI;')).toEqual([
      '(0008,0080)=St. Mary; Ward (2)',
      '(0013,"CTP",10)=LIDC-IDRI',
    ])
  })

  it('of a clinical trial bring along what its module must have', () => {
    expect(read('(0012,0010)=NCI; (0012,0020)=LIDC; (0012,0030)=7')).toEqual([
      '(0012,0010)=NCI',
      '(0012,0020)=LIDC',
      '(0012,0030)=7',
      '(0012,0021)=',
      '(0012,0031)=',
      '(0012,0040)={patient}',
    ])
    expect(read('(0012,0010)=NCI; (0012,0020)=LIDC; (0012,0042)=R1')).not.toContain('(0012,0040)={patient}')
    expect(read('(0012,0010)=NCI')).toMatch(/\(0012,0020\) come together/)
  })

  it.each([
    ['no list', 'a sponsor', /is a list PATH=VALUE/],
    ['what is written by the treatment', '(0010,0020)=P1', /written by the treatment/],
    ['what somebody has to see in each image', '(0028,0301)=NO', /written by the treatment/],
    ['an element inside a Sequence', '(0040,0275)[*](0040,0007)=x', /root of the data set/],
    ['a private tag without a creator', '(0013,1010)=x', /names no Private Creator/],
    ['a tag that PS3.6 does not know', '(0012,00F9)=x', /not in PS3\.6/],
    ['a value that is none of its VR', '(0012,0087)=tomorrow', /form|takes|characters/],
    ['an element twice', '(0013,"CTP",10)=a; (0013,"ctp",10)=b', /given twice/],
  ])('refuse %s', (_what, text, why) => {
    expect(read(text)).toMatch(why)
  })
})
