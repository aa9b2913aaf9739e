import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPath, parsePath, pathKey } from '../../../src/core/dicom/attribute-path.ts'
import { PathNode, pathStepOf } from '../../../src/core/dicom/path-node.ts'

const creators = fc.constantFrom(undefined, 'GEMS_IDEN_01', 'gems_iden_01', 'A "quoted" \\ name', 'TAB\tHERE', 'ÄÖ')
const elements = fc.record({
  tag: fc
    .tuple(fc.constantFrom(0x0008, 0x0009, 0x0010, 0x0029, 0x6002), fc.constantFrom(0x10, 0x50, 0x1001, 0x1030, 0x1130))
    .map(([g, e]) => (g << 16) | e),
  creator: creators,
})
/** As the reader gives them: only private elements have creators. */
const seen = elements.map(({ tag, creator }) => ({ tag, creator: (tag >>> 16) & 1 ? creator : undefined }))

describe('A path is one node', () => {
  test.each([
    [{ tag: 0x00100010, creator: undefined }, '(0010,0010)'],
    [{ tag: 0x00091030, creator: 'GEMS_IDEN_01' }, '(0009,"GEMS_IDEN_01",30)'],
    [{ tag: 0x00090010, creator: 'GEMS_IDEN_01' }, '(0009,"GEMS_IDEN_01")'],
    [{ tag: 0x001910d9, creator: undefined }, '(0019,10D9)'],
    [{ tag: 0x00190010, creator: undefined }, '(0019,0010)'],
    [{ tag: 0x60023000, creator: undefined }, '(6002,3000)'],
  ])('%j is %s', (element, text) => {
    expect(PathNode.root().child(element).text).toBe(text)
  })

  test('nested paths have [*] for items', () => {
    const root = PathNode.root()
    const node = root
      .child({ tag: 0x00400275, creator: undefined })
      .child({ tag: 0x00091030, creator: 'A' })
      .child({ tag: 0x00080050, creator: undefined })
    expect(node.text).toBe('(0040,0275)[*](0009,"A",30)[*](0008,0050)')
    expect(node.depth).toBe(3)
    expect(node.parent?.parent?.text).toBe('(0040,0275)')
    expect(formatPath(node.path)).toBe(node.text)
  })

  test('the block number is no identity, the spelling of the creator is one', () => {
    const root = PathNode.root()
    const at10 = root.child({ tag: 0x00091030, creator: 'A' })
    expect(root.child({ tag: 0x00091130, creator: 'A' })).toBe(at10)
    expect(root.child({ tag: 0x00090010, creator: 'A' })).not.toBe(at10)
    const lower = root.child({ tag: 0x00091030, creator: 'a' })
    expect(lower).not.toBe(at10)
    expect(lower.key).toBe(at10.key)
  })

  test('same steps, same node; different steps, different text; the text reads back', () => {
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 4 }), fc.array(seen, { minLength: 1, maxLength: 4 }), (one, other) => {
        const root = PathNode.root()
        const walk = (steps: typeof one): PathNode => steps.reduce((node, element) => node.child(element), root)
        const [first, second] = [walk(one), walk(other)]
        expect(walk(one)).toBe(first)
        expect(first === second).toBe(first.text === second.text)
        expect(parsePath(first.text)).toEqual(first.path)
        expect(first.key).toBe(pathKey(first.text))
        expect(first.step).toEqual(pathStepOf(one[one.length - 1] ?? { tag: 0, creator: undefined }))
      }),
    )
  })
})
