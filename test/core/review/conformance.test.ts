import { describe, expect, it } from 'vitest'
import { newProblems, typeProblems } from '../../../src/core/review/conformance.ts'
import { part10, read, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'

const SC = '1.2.840.10008.5.1.4.1.1.7'

function problems(elements: readonly Built[], sopClass = SC): ReturnType<typeof typeProblems> {
  const file = read(part10([...elements].sort((a, b) => a.tag - b.tag)))
  if (!file.ok) throw new Error(file.failure.message)
  return typeProblems(file.value, sopClass)
}

const listed = (elements: readonly Built[]): string[] => [...(problems(elements) ?? [])].map(([, { kind, path }]) => `${kind} ${path}`)

describe('Types of attributes', () => {
  it('are asked for in mandatory modules: 1 with a value, 2 at least present', () => {
    expect(listed([])).toEqual(expect.arrayContaining(['Type 1 missing (0008,0018)', 'Type 2 missing (0010,0010)']))
    const some = listed([text(0x00080018, 'UI', ''), text(0x00100010, 'PN', '')])
    expect(some).toContain('Type 1 present but empty (0008,0018)')
    expect(some.filter((problem) => problem.includes('(0010,0010)'))).toEqual([])
  })
  it('are asked for inside Sequences that are there, once for all items', () => {
    const reference = (more: readonly Built[]): Built => sequence(0x00081111, [more, more])
    const inside = (elements: readonly Built[]): string[] => listed(elements).filter((problem) => problem.includes('[*]'))
    expect(inside([])).toEqual([])
    expect(inside([reference([text(0x00081150, 'UI', '1.2')])])).toEqual(['Type 1 missing (0008,1111)[*](0008,1155)'])
  })
  it('are asked for in optional modules that are evidently there only', () => {
    // Clinical Trial Subject is a user option; its Sponsor Name shows that it is there.
    const subject = (elements: readonly Built[]): string[] => listed(elements).filter((problem) => problem.includes('(0012,'))
    expect(subject([])).toEqual([])
    expect(subject([text(0x00120010, 'LO', 'sponsor')])).toContain('Type 1 missing (0012,0020)')
  })
  it('are not known of a private SOP Class', () => {
    expect(problems([], '1.2.3.4')).toBeUndefined()
  })
  it('count where they were in order before', () => {
    const before = problems([text(0x00080018, 'UI', '1.2')])
    const after = problems([text(0x00080018, 'UI', '')])
    if (before === undefined || after === undefined) throw new Error('Secondary Capture is covered')
    expect(newProblems(before, after).map(({ kind, path }) => `${kind} ${path}`)).toEqual(['Type 1 present but empty (0008,0018)'])
    expect(newProblems(after, after)).toEqual([])
  })
})
