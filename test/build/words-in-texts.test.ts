import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { wordsInTexts } from '../../build/lint/words-in-texts.js'

function isRefused(code: string): boolean {
  const plugins = { tagbench: { rules: { words: wordsInTexts } } }
  const found = new Linter().verify(code, [{ plugins, rules: { 'tagbench/words': 'error' } }])
  expect(found.filter(({ fatal }) => fatal)).toEqual([])
  return found.length > 0
}

describe('what a person reads stands in texts.ts of its room', () => {
  it.each([
    ["fail('The project path names a file. Name a folder.')"],
    ['fail(`The collection cannot be read (${reason}). Check its folder.`)'],
    ["const SAYS = { empty: 'the file holds no approvals' }"],
    ["const why = isThere ? 'no VR was found' : ''"],
  ])('a sentence anywhere else is refused: %s', (code) => {
    expect(isRefused(code)).toBe(true)
  })

  it.each([
    ["throw new Error('every element of an inventory is annotated')"],
    ["db.exec('SELECT path FROM element WHERE is not null')"],
    ["import 'some words of a module'"],
    ["target.closest('button, a, input, summary')"],
    ["const CLASSES = 'dec dec-none'"],
    ["const NAMES = 'GE MEDICAL SYSTEMS'"],
    ['fail(SCAN.collection.unreadable(reason))'],
  ])('what is none, or is shown to nobody, may stand where it is: %s', (code) => {
    expect(isRefused(code)).toBe(false)
  })
})
