import { readFileSync, globSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import { emphasized, strong } from '../../src/renderer/state/emphasis.ts'

describe('A sentence with something set off', () => {
  it('is shown whole, and what is set off as that', () => {
    expect(emphasized(`There are ${strong('2 Reviews')} open.`)).toEqual([
      { text: 'There are ', isStrong: false },
      { text: '2 Reviews', isStrong: true },
      { text: ' open.', isStrong: false },
    ])
  })

  it('loses nothing of what stands in it, whatever came out of a file', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[\uE000\uE001]/.test(text))
    fc.assert(
      fc.property(plain, plain, plain, (before, value, after) => {
        const pieces = emphasized(`${before}${strong(value)}${after}`)
        expect(pieces.map(({ text }) => text).join('')).toBe(`${before}${value}${after}`)
        expect(pieces.filter(({ isStrong }) => isStrong).map(({ text }) => text)).toEqual(value === '' ? [] : [value])
      }),
    )
  })
})

interface Node {
  readonly type: number
  readonly content?: unknown
  readonly children?: readonly unknown[]
}

/** Texts of a template that stand in it as they are (`TEXT` of Vue's compiler). */
function literals(node: Node): readonly string[] {
  if (node.type === 2) return [String(node.content)]
  return (node.children ?? []).flatMap((child) => (isNode(child) ? literals(child) : []))
}

const isNode = (one: unknown): one is Node => typeof one === 'object' && one !== null && 'type' in one && typeof one.type === 'number'

/** The program's own name, which is no word of any language. */
const NAME = 'Tagbench'

describe('The words of the window', () => {
  it.each(globSync('src/renderer/**/*.vue').sort())('none stands in the template of %s', (file) => {
    const { descriptor } = parse(readFileSync(file, 'utf8'), { filename: file })
    const ast = descriptor.template?.ast
    const words = ast === undefined ? [] : literals(ast).filter((text) => /\p{L}{2,}/u.test(text) && text.trim() !== NAME)
    expect(words).toEqual([])
  })
})
