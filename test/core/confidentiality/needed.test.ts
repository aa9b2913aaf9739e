import { describe, expect, it } from 'vitest'
import { neededToRead, type Beside } from '../../../src/core/confidentiality/needed.ts'
import { CONDITIONS } from '../../../src/core/confidentiality/conditions.ts'
import { parsePath, pathKey, type PathText } from '../../../src/core/dicom/attribute-path.ts'
import { lookupTag } from '../../../src/core/dictionary/index.ts'
import { CT } from '../../fixtures/small-inventory.ts'

const SEGMENTATION = '1.2.840.10008.5.1.4.1.1.66.4'
const RT_IMAGE = '1.2.840.10008.5.1.4.1.1.481.1'
const RT_STRUCTURE_SET = '1.2.840.10008.5.1.4.1.1.481.3'
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7'
const UNKNOWN = '1.2.3.4'

/** Why an element is needed in instances of a class, beside others of these paths. */
function why(
  path: PathText,
  sopClass: string | readonly string[],
  beside: readonly PathText[] = [],
  pointedAt: readonly number[] = [],
): string | undefined {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') throw new Error('the test names no element')
  const keys = new Set(beside.map(pathKey))
  const others: Beside = { isPointedAt: (tag) => pointedAt.includes(tag), has: (one) => keys.has(pathKey(one)) }
  return neededToRead(parsed, typeof sopClass === 'string' ? [sopClass] : sopClass, others)
}

describe('an instance cannot be read without', () => {
  it.each<[string, PathText, string, string]>([
    ['what its IOD wants a value of', '(0062,0001)', SEGMENTATION, 'Type 1 in the Segmentation IOD'],
    ['what its IOD wants in an Item', '(0062,0002)[*](0062,0004)', SEGMENTATION, 'Type 1 in the Segmentation IOD'],
    ['what is there by a condition', '(0028,1201)', SECONDARY_CAPTURE, 'Type 1C in the Secondary Capture Image IOD'],
    ['the description of its pixels, also outside its IOD', '(0028,0008)', CT, 'the pixels cannot be decoded without it'],
    ['the ROIs of a structure set', '(3006,0020)', RT_STRUCTURE_SET, 'Type 1C in the RT Structure Set IOD'],
    [
      'the contours of a structure set',
      '(3006,0039)[*](3006,0040)',
      RT_STRUCTURE_SET,
      'the contours of a structure set, which is there for them',
    ],
  ])('%s', (_what, path, sopClass, reason) => expect(why(path, sopClass)).toBe(reason))

  it('what one of several classes needs', () => {
    expect(why('(0062,0001)', [CT, UNKNOWN, SEGMENTATION])).toBe('Type 1 in the Segmentation IOD')
  })

  it('what tells its frames apart', () => {
    expect(why('(0054,0010)', SECONDARY_CAPTURE)).toBeUndefined()
    expect(why('(0054,0010)', SECONDARY_CAPTURE, [], [0x00540010])).toBe('a pointer to it tells the frames apart')
  })

  it('what the condition of an attribute beside it names, in the same data set or Item', () => {
    expect(why('(300A,012C)', RT_IMAGE)).toBeUndefined()
    expect(why('(300A,012C)', RT_IMAGE, ['(0018,5100)'])).toBe('the condition of (0018,5100) names it')
    expect(why('(3002,0030)[*](300A,012C)', RT_IMAGE, ['(0018,5100)'])).toBeUndefined()
  })
})

describe('an instance can be read without', () => {
  it.each<[string, PathText, string]>([
    ['what may be empty', '(0020,1040)', CT],
    ['what its IOD leaves to the site', '(0018,9073)', CT],
    ['what is outside its IOD', '(0062,0001)', CT],
    ['what no IOD speaks of', '(0062,0001)', UNKNOWN],
    ['private elements', '(0029,"SIEMENS CSA HEADER",10)', CT],
    ['what stands in a private Sequence', '(0029,"ACME",10)[*](0062,0001)', SEGMENTATION],
  ])('%s', (_what, path, sopClass) => expect(why(path, sopClass)).toBeUndefined())
})

describe('the conditions between attributes', () => {
  it('name attributes that PS3.6 knows, each pair once', () => {
    const unknown = CONDITIONS.flatMap(({ attribute, names }) => [attribute, names]).filter((tag) => lookupTag(tag) === undefined)
    expect(unknown).toEqual([])
    expect(new Set(CONDITIONS.map(({ attribute, names }) => `${attribute} ${names}`)).size).toBe(CONDITIONS.length)
  })
})
