import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { hex } from '../../../src/core/dicom/tag.ts'
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, DEFLATED_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { patientIdOf } from '../../../src/core/deidentification/traits.ts'
import type { Operation, OperationKind } from '../../../src/core/script/operation.ts'
import { patientKey } from '../../../src/core/inventory/instance-context.ts'
import { dataSets } from '../../fixtures/arbitrary-data-set.ts'
import { read, type Built } from '../../fixtures/dicom-bytes.ts'
import { readLines, type Line } from '../../fixtures/element-tree.ts'
import { applied, fileOf, op, type Case } from './one-instance.ts'

const SYNTAXES = fc.constantFrom(EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE)
/** What every written instance has, whatever the script. */
const METHOD = ['00120062', '00120063', '00120064', '00280303']

const isMethod = ([path]: Line): boolean => METHOD.some((tag) => path.startsWith(tag))

/** An empty private Sequence in implicit VR looks like any empty value. */
const plain = (lines: readonly Line[]): Line[] => lines.map(([path, value]) => [path, value === '0 items' ? '' : value])

/** A case with an Operation for every path of the instance. */
function caseOf(
  elements: readonly Built[],
  syntax: typeof EXPLICIT_LE,
  choose: (path: string, element: DataElement) => OperationKind,
): Case {
  const bare: Case = { elements, operations: [], file: { syntax } }
  const before = readBack(bare)
  const operations = new Map<string, Operation>()
  const walk = (all: readonly DataElement[], place: PathNode): void => {
    for (const element of all) {
      const node = place.child(element)
      if (!operations.has(node.text)) operations.set(node.text, op(node.text, choose(node.text, element)))
      for (const item of element.items ?? []) walk(item.elements, node)
    }
  }
  walk(before.elements, PathNode.root())
  const id = before.elements.find(({ tag }) => tag === 0x00100020)
  const text = id === undefined ? '' : Buffer.from(before.dataSet.bytes(id.valueOffset, id.length)).toString('latin1')
  const key = patientKey(text, '')
  return {
    ...bare,
    operations: [...operations.values()],
    settings: { emptiedCreators: 'keep', ageCap: false },
    plan: { key, id: patientIdOf(key) },
  }
}

function readBack(given: Case): Part10File {
  const file = read(fileOf(given))
  if (!file.ok) throw new Error(file.failure.message)
  return file.value
}

/** What the Operations should leave, worked out on the tree alone. */
function expected(given: Case): Line[] {
  const how = new Map(given.operations.map((operation) => [operation.path, operation.do]))
  const before = readBack(given)
  const values = new Map(readLines(before))
  const walk = (all: readonly DataElement[], place: PathNode, prefix: string): Line[] =>
    all.flatMap((element): Line[] => {
      const node = place.child(element)
      const path = prefix + hex(element.tag, 8)
      switch (how.get(node.text)) {
        case 'remove':
          return []
        case 'empty':
          return [[path, element.items === undefined ? '' : '0 items']]
        default:
          return [
            [path, values.get(path) ?? ''],
            ...(element.items ?? []).flatMap((item, index) => walk(item.elements, node, `${path}[${index}]`)),
          ]
      }
    })
  return walk(before.elements, PathNode.root(), '')
}

describe('whatever the instance holds', () => {
  it('keeping everything changes nothing but what says how it was done', () => {
    fc.assert(
      fc.property(dataSets(), SYNTAXES, (elements, syntax) => {
        const { before, after } = applied(caseOf(elements, syntax, () => 'keep'))
        expect(readLines(after).filter((line) => !isMethod(line))).toEqual(readLines(before))
      }),
    )
  })

  it('what is removed or emptied is gone at every depth, and everything else is there with its value', () => {
    fc.assert(
      fc.property(dataSets(), SYNTAXES, fc.infiniteStream(fc.constantFrom('keep', 'remove', 'empty')), (elements, syntax, choices) => {
        const given = caseOf(elements, syntax, (path, element) =>
          // Without its identifiers it is no instance, and a creator goes with its block.
          /^\((?:0008,001[68]|0010,0020)\)$/.test(path) || element.tag === 0x00090010 ? 'keep' : choices.next().value,
        )
        const { after } = applied(given)
        expect(plain(readLines(after).filter((line) => !isMethod(line)))).toEqual(plain(expected(given)))
      }),
    )
  })

  it('elements that are kept keep their bytes, header and all', () => {
    fc.assert(
      fc.property(
        dataSets(),
        fc.constantFrom(EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE),
        fc.infiniteStream(fc.boolean()),
        (elements, syntax, choices) => {
          const given = caseOf(elements, syntax, (path, element) =>
            element.items === undefined &&
            !/^\((?:0008,001[68]|0010,0020)\)$/.test(path) &&
            element.tag !== 0x00090010 &&
            choices.next().value
              ? 'dummy'
              : 'keep',
          )
          const { before, after } = applied(given)
          const how = new Map(given.operations.map((operation) => [operation.path, operation.do]))
          for (const element of before.elements) {
            const path = PathNode.root().child(element).text
            if (how.get(path) !== 'keep' || element.items !== undefined) continue
            const twin = after.elements.find(({ tag }) => tag === element.tag)
            expect(twin === undefined ? undefined : stretch(after, twin)).toEqual(stretch(before, element))
          }
        },
      ),
    )
  })

  it('the same instance, script and secret give the same bytes', () => {
    fc.assert(
      fc.property(
        dataSets(),
        SYNTAXES,
        fc.infiniteStream(fc.constantFrom('keep', 'dummy', 'remap-uid', 'empty')),
        (elements, syntax, choices) => {
          const given = caseOf(elements, syntax, (path, element) =>
            /^\((?:0008,001[68]|0010,0020)\)$/.test(path) || element.tag === 0x00090010 ? 'keep' : choices.next().value,
          )
          expect(Buffer.from(applied(given).bytes).equals(applied(given).bytes)).toBe(true)
        },
      ),
    )
  })
})

function stretch({ dataSet }: Part10File, { headerOffset, end }: DataElement): string {
  return Buffer.from(dataSet.bytes(headerOffset, end - headerOffset)).toString('hex')
}
