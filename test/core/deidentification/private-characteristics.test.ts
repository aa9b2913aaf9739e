import { describe, expect, it } from 'vitest'
import type { DataElement } from '../../../src/core/dicom/element.ts'
import { bytes, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { applied, elementAt, op, tagsOf, textIn, type Outcome } from './one-instance.ts'

const P = '(0008,0300)[*]'
const numbers = (tag: number, ...values: readonly number[]): Built =>
  bytes(
    tag,
    'US',
    values.flatMap((one) => [one & 0xff, one >> 8]),
  )
const item = (group: number, creator: string, status: string, ...more: readonly Built[]): readonly Built[] => [
  numbers(0x00080301, group),
  text(0x00080302, 'LO', creator),
  text(0x00080303, 'CS', status),
  ...more,
]
const actions = (...lists: readonly (readonly number[])[]): Built =>
  sequence(
    0x00080305,
    lists.map((low) => [numbers(0x00080306, ...low), text(0x00080307, 'CS', 'X')]),
  )
const PRIVATE = [
  text(0x00190010, 'LO', 'ACME 1.1'),
  text(0x00191001, 'LO', 'one'),
  text(0x00191002, 'LO', 'two'),
  text(0x00191003, 'LO', 'three'),
  text(0x00210010, 'LO', 'OTHER'),
  text(0x00211001, 'LO', 'x'),
]
const KEPT = ['', '(0008,0301)', '(0008,0302)', '(0008,0303)', '(0008,0304)', '(0008,0305)'].map((leaf) =>
  op(leaf === '' ? '(0008,0300)' : P + leaf, leaf === '' || leaf === '(0008,0305)' ? 'process' : 'keep'),
)

/** What is left when these elements are removed from an instance that declares its blocks. */
function without(removed: readonly string[], items: readonly (readonly Built[])[]): Outcome {
  const all = ['(0019,"ACME 1.1",01)', '(0019,"ACME 1.1",02)', '(0019,"ACME 1.1",03)', '(0021,"OTHER",01)']
  return applied({
    elements: [sequence(0x00080300, items), ...PRIVATE],
    operations: [
      ...KEPT,
      op(`${P}(0008,0305)[*](0008,0306)`, 'keep'),
      op(`${P}(0008,0305)[*](0008,0307)`, 'keep'),
      op('(0019,"ACME 1.1")', 'keep'),
      op('(0021,"OTHER")', 'keep'),
      ...all.map((path) => op(path, removed.includes(path) ? 'remove' : 'keep')),
    ],
  })
}

const itemsOf = (done: Outcome): readonly (readonly DataElement[])[] =>
  (elementAt(done.after, 0x00080300)?.items ?? []).map(({ elements }) => elements)
const inItem = (elements: readonly DataElement[] | undefined, tag: number): DataElement | undefined =>
  elements?.find((one) => one.tag === tag)
function list(done: Outcome, element: DataElement | undefined): readonly number[] | undefined {
  if (element === undefined) return undefined
  const raw = done.after.dataSet.bytes(element.valueOffset, element.length)
  return Array.from({ length: raw.length / 2 }, (_, index) => (raw[index * 2] ?? 0) | ((raw[index * 2 + 1] ?? 0) << 8))
}

describe('what an instance declares of its private blocks (0008,0300)', () => {
  it('stays as it is, byte for byte, while its blocks do', () => {
    const done = without([], [item(0x19, 'ACME 1.1', 'MIXED', numbers(0x00080304, 1, 2), actions([3]))])
    const range = ({ dataSet }: Outcome['after'], element: DataElement | undefined): Uint8Array =>
      element === undefined ? new Uint8Array() : dataSet.bytes(element.headerOffset, element.end - element.headerOffset)
    expect(range(done.after, elementAt(done.after, 0x00080300))).toEqual(range(done.before, elementAt(done.before, 0x00080300)))
  })

  it('an item goes with its block, and the others stay', () => {
    const done = without(['(0021,"OTHER",01)'], [item(0x21, 'OTHER', 'SAFE'), item(0x19, 'ACME 1.1', 'UNSAFE')])
    expect(itemsOf(done).map((elements) => textIn(done.after, inItem(elements, 0x00080302)))).toEqual(['ACME 1.1'])
  })

  it('goes altogether with the last block', () => {
    const done = without(['(0021,"OTHER",01)'], [item(0x21, 'other ', 'SAFE')])
    expect(tagsOf(done.after)).not.toContain(0x00080300)
  })

  it('lists lose the elements that went', () => {
    const done = without(['(0019,"ACME 1.1",01)'], [item(0x19, 'ACME 1.1', 'MIXED', numbers(0x00080304, 1, 2), actions([3]))])
    const [elements] = itemsOf(done)
    expect(list(done, inItem(elements, 0x00080304))).toEqual([2])
    expect(textIn(done.after, inItem(elements, 0x00080303))).toBe('MIXED')
    expect(inItem(elements, 0x00080305)?.items).toHaveLength(1)
  })

  it('a mixed block of which only what does not identify is left is safe', () => {
    const done = without(['(0019,"ACME 1.1",03)'], [item(0x19, 'ACME 1.1', 'MIXED', numbers(0x00080304, 1, 2), actions([3]))])
    const [elements] = itemsOf(done)
    expect(textIn(done.after, inItem(elements, 0x00080303))).toBe('SAFE')
    expect(elements?.map(({ tag }) => tag)).not.toContain(0x00080304)
    expect(elements?.map(({ tag }) => tag)).not.toContain(0x00080305)
  })

  it('actions on several elements lose those that went, and are gone with the last', () => {
    const done = without(['(0019,"ACME 1.1",02)'], [item(0x19, 'ACME 1.1', 'MIXED', numbers(0x00080304, 1), actions([2], [2, 3]))])
    const left = inItem(itemsOf(done)[0], 0x00080305)?.items ?? []
    expect(left.map(({ elements }) => list(done, inItem(elements, 0x00080306)))).toEqual([[3]])
  })

  it('is never claimed safer than it was', () => {
    const done = without(['(0019,"ACME 1.1",02)', '(0019,"ACME 1.1",03)'], [item(0x19, 'ACME 1.1', 'UNSAFE')])
    expect(textIn(done.after, inItem(itemsOf(done)[0], 0x00080303))).toBe('UNSAFE')
  })
})
