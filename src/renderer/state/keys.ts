import { STATE } from './texts.ts'

/**
 * A key, or keys pressed together, as the program writes it: `r`, `Shift+N`, `Ctrl+K`, `/`, `Escape`, `ArrowDown`.
 * `Ctrl` is the command key on a Mac. A sign that needs Shift on some keyboards (`?`) is written without it.
 */
export type Keys = string

const isMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.userAgent ?? '')

/** What a press is called. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): Keys {
  const isLetter = /^\p{L}$/u.test(event.key)
  const key = event.key === ' ' ? 'Space' : isLetter ? event.key.toLowerCase() : event.key
  const isSign = event.key.length === 1 && !isLetter && event.key !== ' '
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !isSign ? 'Shift' : '',
    event.shiftKey && isLetter ? key.toUpperCase() : key,
  ]
  return parts.filter((part) => part !== '').join('+')
}

const WORDS: Readonly<Record<string, string>> = {
  ...STATE.keys,
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ...(isMac ? { Ctrl: '⌘', Alt: '⌥' } : {}),
}

/** Keys as a person reads them: `Ctrl K`, `Shift N`, `R`. */
export function keyWords(keys: Keys): string {
  return keys
    .split(/\+(?=.)/)
    .map((part) => WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}

/** What a control does and the keys that do it too, for its title: `Close (Esc)`. */
export function withKeys(what: string, keys: Keys): string {
  return STATE.withKeys(what, keyWords(keys))
}

/** For `aria-keyshortcuts`, which has names of its own. */
export function ariaKeys(keys: readonly Keys[] | undefined): string | undefined {
  return keys === undefined || keys.length === 0 ? undefined : keys.map((one) => one.replace('Ctrl', isMac ? 'Meta' : 'Control')).join(' ')
}
