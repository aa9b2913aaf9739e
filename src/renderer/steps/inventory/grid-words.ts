import { INVENTORY } from './texts.ts'

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(INVENTORY.grid))

/**
 * What AG Grid says under a key of its own.
 * @returns nothing for what this window has no words for: no words of the grid's own are shown or read out
 */
export function gridWord({ key }: { readonly key: string }): string {
  return WORDS.get(key) ?? ''
}
