import { describe, expect, it } from 'vitest'
import { ariaKeys, keysOf, keyWords } from '../../src/renderer/state/keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a press of keys', () => {
  it.each([
    ['r', press('r')],
    ['r', press('R')],
    ['Shift+N', press('N', { shiftKey: true })],
    ['Shift+ArrowDown', press('ArrowDown', { shiftKey: true })],
    ['Ctrl+k', press('k', { ctrlKey: true })],
    ['Ctrl+k', press('k', { metaKey: true })],
    ['Ctrl+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true })],
    ['Ctrl+1', press('1', { ctrlKey: true })],
    ['Space', press(' ')],
    ['Alt+ArrowLeft', press('ArrowLeft', { altKey: true })],
  ])('is called %s', (name, event) => expect(keysOf(event)).toBe(name))

  it('of a sign is the sign, whether or not the keyboard needs Shift for it', () => {
    expect(keysOf(press('?', { shiftKey: true }))).toBe('?')
    expect(keysOf(press('/'))).toBe('/')
    expect(keysOf(press('/', { shiftKey: true }))).toBe('/')
    expect(keysOf(press('[', { shiftKey: true }))).toBe('[')
  })
})

describe('the name of keys', () => {
  it.each([
    ['Ctrl+k', 'Ctrl K'],
    ['Shift+N', 'Shift N'],
    ['r', 'R'],
    ['ArrowDown', '↓'],
    ['Escape', 'Esc'],
    ['Ctrl+Shift+Z', 'Ctrl Shift Z'],
    ['+', '+'],
    ['Ctrl++', 'Ctrl +'],
  ])('%s reads %s', (keys, words) => expect(keyWords(keys)).toBe(words))

  it('has another form for screen readers', () => {
    expect(ariaKeys(['Ctrl+1', 'r'])).toBe('Control+1 r')
    expect(ariaKeys([])).toBeUndefined()
  })
})
