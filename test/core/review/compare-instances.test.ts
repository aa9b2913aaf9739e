import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { DEFLATED_LE, EXPLICIT_BE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { compareInstances, type Comparison, type SameBytes, type Side } from '../../../src/core/review/compare-instances.ts'
import { isAlwaysWritten } from '../../../src/core/review/always-written.ts'
import { operationWord, reasonOf } from '../../../src/core/review/preservation.ts'
import type { Operation, OperationKind } from '../../../src/core/script/operation.ts'
import { bytes, encapsulated, numbers, part10, read, sequence, text, type Built, type Part10Options } from '../../fixtures/dicom-bytes.ts'

const sameBytes: SameBytes = (a, aOffset, b, bOffset, length) =>
  Buffer.from(a.bytes(aOffset, length)).equals(Buffer.from(b.bytes(bOffset, length)))

function side(elements: readonly Built[], options: Part10Options = {}): Side {
  const file = part10(elements, options)
  const result = read(file)
  if (!result.ok) throw new Error(result.failure.message)
  return { file: result.value, bytes: bytesSource(file) }
}

type Operations = Readonly<Record<string, OperationKind>>

function compare(before: Side, after: Side, operations: Operations = {}): Comparison {
  return compareInstances({
    before,
    after,
    root: PathNode.root(),
    sameBytes,
    operationFor: ({ text: path }): Operation | undefined => {
      const kind = operations[path]
      return kind === undefined ? undefined : { path, when: {}, do: kind, because: 'a decision' }
    },
  })
}

const listed = ({ changes }: Comparison): string[] => changes.map(({ kind, path }) => `${kind} ${path}`).sort()
const unexplained = ({ changes }: Comparison): string[] =>
  changes.filter((change) => reasonOf(change) === undefined).map(({ path }) => path)

const NAME = text(0x00100010, 'PN', 'DOE^JANE')
const MODEL = text(0x00081090, 'LO', 'Scanner 1')
const THICKNESS = text(0x00180050, 'DS', '5.0')

describe('an instance and its copy', () => {
  it('are the same where every byte is, in every encoding', () => {
    const elements = [
      MODEL,
      NAME,
      sequence(0x00400275, [[text(0x00080050, 'SH', '12')], [THICKNESS]], { lengths: 'undefined' }),
      numbers(0x00280010, 'US', 4),
    ]
    for (const syntax of [undefined, IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE]) {
      const one = side(elements, syntax === undefined ? {} : { syntax })
      const result = compare(one, one)
      expect(result.changes).toEqual([])
      expect(result.identical).toBe(result.compared)
      expect(result.sameTransferSyntax).toBe(true)
      // group 0002 has five elements; the Sequence and what is in it are three
      expect(result.compared).toBe(5 + 1 + 3 + 3)
    }
  })

  it('differ exactly in what was done to each element', () => {
    const fate = fc.constantFrom('keep', 'remove', 'empty', 'change', 'add')
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 30 }),
        fc.array(fate, { minLength: 30, maxLength: 30 }),
        (numbersOf, fates) => {
          const tags = numbersOf.sort((a, b) => a - b).map((number) => 0x00180000 + number)
          const before: Built[] = []
          const after: Built[] = []
          const expected: string[] = []
          tags.forEach((tag, index) => {
            const path = `(0018,${(tag & 0xffff).toString(16).toUpperCase().padStart(4, '0')})`
            const old = text(tag, 'LO', `value ${index}`)
            switch (fates[index]) {
              case 'remove':
                before.push(old)
                expected.push(`removed ${path}`)
                break
              case 'empty':
                before.push(old)
                after.push(text(tag, 'LO', ''))
                expected.push(`emptied ${path}`)
                break
              case 'change':
                before.push(old)
                after.push(text(tag, 'LO', `other ${index}`))
                expected.push(`changed ${path}`)
                break
              case 'add':
                after.push(old)
                expected.push(`added ${path}`)
                break
              default:
                before.push(old)
                after.push(old)
            }
          })
          expect(listed(compare(side(before), side(after)))).toEqual(expected.sort())
        },
      ),
      { numRuns: 200 },
    )
  })

  it('differ for a reason where an element stood twice with one value, and for none where it stood with two', () => {
    const kept: Operations = { '(0008,1090)': 'keep' }
    expect(unexplained(compare(side([MODEL, MODEL]), side([MODEL]), kept))).toEqual([])
    expect(unexplained(compare(side([MODEL, text(0x00081090, 'LO', 'Scanner 2')]), side([MODEL]), kept))).toEqual(['(0008,1090)'])
    expect(unexplained(compare(side([MODEL, MODEL]), side([]), kept))).toEqual(['(0008,1090)', '(0008,1090)'])
  })

  it('differ for a reason where the age of somebody very old is another, also in a private element without a VR', () => {
    const aged = (vr: 'AS' | 'UN', age: string): Side => side([text(0x00090010, 'LO', 'ACME'), text(0x00091001, vr, age)])
    const kept: Operations = { '(0009,"ACME")': 'keep', '(0009,"ACME",01)': 'keep' }
    for (const vr of ['AS', 'UN'] as const) {
      expect(unexplained(compare(aged(vr, '093Y'), aged(vr, '090Y'), kept))).toEqual([])
      expect(unexplained(compare(aged(vr, '083Y'), aged(vr, '090Y'), kept))).toEqual(['(0009,"ACME",01)'])
    }
  })

  it('differ in an element whose VR was rewritten, though its value is the same', () => {
    const rewritten = text(0x00081090, 'LO', 'Scanner 1', { writtenVr: 'UN' })
    expect(listed(compare(side([MODEL]), side([rewritten])))).toEqual(['changed (0008,1090)'])
  })

  it('count the preamble, bytes after the data set and group lengths', () => {
    const before = side([numbers(0x00180000, 'UL', 12), THICKNESS, bytes(0x7fe00010, 'OW', [1, 2])], {
      preamble: Uint8Array.from({ length: 128 }, () => 65),
      after: Uint8Array.from([0, 0, 0, 0, 0, 0]),
    })
    const result = compare(before, side([THICKNESS, bytes(0x7fe00010, 'OW', [1, 2])]))
    expect(listed(result)).toContain('changed preamble')
    expect(listed(result)).toContain('removed (0018,0000)')
    expect(listed(result)).toContain('removed after-data-set')
    expect(unexplained(result)).toEqual([])
  })
})

describe('private elements', () => {
  const block = (number: number, creator = 'ACME 1.1'): Built[] => [
    text(0x00190000 + number, 'LO', creator),
    text(0x00190000 + number * 256 + 1, 'LO', 'kept'),
    text(0x00190000 + number * 256 + 2, 'LO', 'gone'),
  ]
  it('are the same in another block of the same creator', () => {
    expect(listed(compare(side(block(0x10)), side(block(0x11))))).toEqual([])
  })
  it('that lost their creator are removed and added', () => {
    const result = compare(side(block(0x10)), side(block(0x10).slice(1)))
    expect(listed(result)).toEqual([
      'added (0019,1001)',
      'added (0019,1002)',
      'removed (0019,"ACME 1.1")',
      'removed (0019,"ACME 1.1",01)',
      'removed (0019,"ACME 1.1",02)',
    ])
    expect(unexplained(result)).toContain('(0019,1001)')
  })
  it('may lose the creator when the whole block goes, and not before', () => {
    const all = { '(0019,"ACME 1.1",01)': 'remove', '(0019,"ACME 1.1",02)': 'remove' } as const
    expect(unexplained(compare(side([...block(0x10), THICKNESS]), side([THICKNESS]), all))).toEqual([])
    const result = compare(side(block(0x10)), side([block(0x10)[1] as Built]), all)
    expect(unexplained(result)).toContain('(0019,1001)')
  })
  it('meet by occurrence where one creator holds two blocks', () => {
    const two = [...block(0x10).slice(0, 1), ...block(0x11).slice(0, 1), ...block(0x10).slice(1), ...block(0x11).slice(1)]
    const without = two.filter((_, index) => index !== 5)
    expect(listed(compare(side(two), side(without)))).toEqual(['removed (0019,"ACME 1.1",02)'])
  })
})

describe('a Sequence', () => {
  const item = (name: string): Built[] => [text(0x00080100, 'SH', name), text(0x00080104, 'LO', `meaning of ${name}`)]
  const before = side([sequence(0x00400275, [item('a'), item('b'), item('c')])])

  it('that was removed or emptied covers what was inside it', () => {
    expect(listed(compare(before, side([])))).toEqual(['removed (0040,0275)'])
    expect(listed(compare(before, side([sequence(0x00400275, [])])))).toEqual(['emptied (0040,0275)'])
  })
  it('shows the changes inside it, at every depth, under one path for all items', () => {
    const nested = (value: string): Side =>
      side([sequence(0x00400275, [[sequence(0x00400008, [[text(0x00080104, 'LO', value)], item('x')])]])])
    expect(listed(compare(nested('one'), nested('two')))).toEqual(['changed (0040,0275)[*](0040,0008)[*](0008,0104)'])
  })
  it('that lost an item is compared item by item with those that are left', () => {
    const after = side([sequence(0x00400275, [item('a'), item('c')])])
    expect(listed(compare(before, after))).toEqual(['changed (0040,0275)'])
  })
  it('whose items were written in another way has changed', () => {
    const after = side([sequence(0x00400275, [item('a'), item('b'), item('c')], { itemLengths: 'undefined' })])
    const result = compare(before, after)
    expect(listed(result)).toEqual(['changed (0040,0275)'])
    expect(unexplained(result)).toEqual(['(0040,0275)'])
  })
  it('without items is the same however that is written, where it was to be empty', () => {
    const [one, other] = [side([sequence(0x00400275, [], { lengths: 'undefined' })]), side([sequence(0x00400275, [])])]
    expect(listed(compare(one, other, { '(0040,0275)': 'empty' }))).toEqual([])
    expect(unexplained(compare(one, other, { '(0040,0275)': 'keep' }))).toEqual(['(0040,0275)'])
  })
  it('that got a content of its own answers for everything in it', () => {
    const after = side([sequence(0x00400275, [[text(0x00080100, 'SH', '0'), text(0x00080102, 'SH', 'x')], item('b'), item('c')])])
    expect(unexplained(compare(before, after, { '(0040,0275)': 'dummy' }))).toEqual([])
    expect(unexplained(compare(before, after, { '(0040,0275)': 'process' }))).toHaveLength(3)
    const one = side([sequence(0x00400275, [[text(0x00080100, 'SH', '0')]])])
    expect(listed(compare(before, one, { '(0040,0275)': 'dummy' }))).toEqual(['changed (0040,0275)'])
  })
})

describe('a change', () => {
  it('is a preservation failure where no Operation but keep or process accounts for it', () => {
    const [before, after] = [side([MODEL, NAME]), side([MODEL, text(0x00100010, 'PN', 'X^Y')])]
    expect(unexplained(compare(before, after))).toEqual(['(0010,0010)'])
    expect(unexplained(compare(before, after, { '(0010,0010)': 'keep' }))).toEqual(['(0010,0010)'])
    expect(unexplained(compare(before, after, { '(0010,0010)': 'map-patient' }))).toEqual([])
  })
  it('is reported by the verb of its Operation where the value is another, by what happened where it is gone', () => {
    const changed = compare(side([NAME]), side([text(0x00100010, 'PN', 'X^Y')]), { '(0010,0010)': 'dummy' })
    expect(changed.changes.map(operationWord)).toEqual(['dummy'])
    const removed = compare(side([NAME, MODEL]), side([MODEL]), { '(0010,0010)': 'clean' })
    expect(removed.changes.map(operationWord)).toEqual(['remove'])
  })
  it('that was to be made and was not is found', () => {
    const one = side([NAME, sequence(0x00400275, [[THICKNESS]]), text(0x00080050, 'SH', '')])
    const { untouched } = compare(one, one, { '(0010,0010)': 'remove', '(0040,0275)[*](0018,0050)': 'empty', '(0008,0050)': 'empty' })
    expect(untouched.map(({ path }) => path)).toEqual(['(0010,0010)', '(0040,0275)[*](0018,0050)'])
  })
  it('is not that of an Item which apply adds behind one of an earlier run', () => {
    const version = text(0x00181020, 'LO', 'TAGBENCH_0_1')
    const before = side([sequence(0x0018a001, [[text(0x00080070, 'LO', 'Tagbench'), version]])])
    const after = side([sequence(0x0018a001, [[text(0x00080070, 'LO', '')], [text(0x00080070, 'LO', 'Tagbench'), version]])])
    const { changes, untouched } = compare(before, after, {
      '(0018,A001)': 'process',
      '(0018,A001)[*](0008,0070)': 'empty',
      '(0018,A001)[*](0018,1020)': 'remove',
    })
    expect(untouched).toEqual([])
    expect(changes.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual([
      'changed (0018,A001)',
      'emptied (0018,A001)[*](0008,0070)',
      'removed (0018,A001)[*](0018,1020)',
    ])
  })

  it('needs no Operation where apply writes in every file', () => {
    for (const path of [
      'preamble',
      'after-data-set',
      '(0002,0010)',
      '(0018,0000)',
      '(0040,0275)[*](0008,0000)',
      '(0012,0063)',
      '(0012,0064)[*](0008,0100)',
      '(0028,0303)',
    ])
      expect(isAlwaysWritten(path), path).toBe(true)
    for (const path of ['(0010,0010)', '(0040,0275)[*](0012,0063)', '(0028,0301)', '(0019,"X",00)'])
      expect(isAlwaysWritten(path), path).toBe(false)
  })
})

describe('Pixel Data', () => {
  it('is the same or not, whole or in fragments', () => {
    const native = side([bytes(0x7fe00010, 'OW', [1, 2, 3, 4])])
    expect(compare(native, native).samePixels).toBe(true)
    expect(compare(native, side([bytes(0x7fe00010, 'OW', [1, 2, 3, 5])])).samePixels).toBe(false)
    const fragments = side([encapsulated(0x7fe00010, [new Uint8Array(0), Uint8Array.from([1, 2])])])
    expect(compare(fragments, fragments).samePixels).toBe(true)
    expect(compare(side([NAME]), side([NAME])).samePixels).toBeUndefined()
  })
})
