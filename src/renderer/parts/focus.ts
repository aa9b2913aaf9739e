import { isInDialog } from '../shell/use-shell-keys.ts'

/** Whether the keyboard would go nowhere: what had it is gone. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body

/**
 * Asked before an answer is waited for: whether the focus may be led on once it is there. Whoever has put it somewhere
 * else meanwhile has it there, and what is typed goes where they see it.
 */
export function focusStays(): () => boolean {
  const before = document.activeElement
  return () => isFocusLost() || document.activeElement === before
}

/**
 * A room whose lines take the focus once they are there, because it was gone to. Called in the setup of its screen.
 *
 * @returns whether they may: the focus is nowhere, or still on what led here
 */
export function useArrivingFocus(): () => boolean {
  const before = document.activeElement
  return () => {
    const now = document.activeElement
    if (isInDialog()) return false
    return isFocusLost() || now?.localName === 'main' || (now === before && now?.closest('nav, header') !== null)
  }
}
