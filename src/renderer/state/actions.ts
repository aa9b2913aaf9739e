import { defineStore } from 'pinia'
import { computed, onBeforeUnmount, shallowReactive } from 'vue'
import type { Keys } from './keys.ts'

/** Something that can be done on the screen: by its key, from the palette, and named in the list of keys. */
export interface Action {
  /** Its own among all: `inventory.next-open`. */
  readonly id: string
  /** What it does, as the palette and the list of keys say it: `Next open`. */
  readonly title: string
  /** The heading it stands under, a room's title or `Everywhere`. */
  readonly group: string
  /** Keys that do it. The first is the one that is shown beside it. */
  readonly keys?: readonly Keys[]
  /** How a list of keys names them, where that is shorter: `J K`. */
  readonly keysSaid?: string
  /**
   * Does it. Without this, the action only says what its keys do: the part of the screen that has the focus acts on them
   * (arrows in a grid), and the palette leaves it out.
   */
  readonly run?: (pressed?: KeyboardEvent) => unknown
  /** Why it cannot be done now, as a sentence; absent or empty where it can. It is shown all the same, with the reason. */
  readonly refused?: string
  /** More words by which the palette finds it. */
  readonly also?: string
  /** Whether its keys act while something is being typed. Letters alone never do. */
  readonly whileTyping?: boolean
}

type Source = () => readonly Action[]

/**
 * Everything that can be done now. The screen and the frame say it in one place, with {@link useActions}; keys, the
 * command palette and the list of keys (`?`) are all made from it, so that none of them can say anything else.
 */
export const useActionBook = defineStore('actions', () => {
  const sources = shallowReactive<Source[]>([])
  /** What a screen says goes before what the frame says. */
  const all = computed<readonly Action[]>(() => sources.toReversed().flatMap((source) => source()))

  function add(source: Source): () => void {
    sources.push(source)
    return () => void sources.splice(sources.indexOf(source), 1)
  }

  /** What a key does now: of those that do not refuse the first. */
  function forKeys(keys: Keys): Action | undefined {
    const found = all.value.filter((action) => action.run !== undefined && action.keys?.includes(keys) === true)
    return found.find((action) => (action.refused ?? '') === '') ?? found[0]
  }

  return { all, add, forKeys }
})

/** Makes the actions of one room: their names begin with it, and they stand under its title. */
export function actionsOf(room: string, group: string) {
  return (id: string, title: string, keys: readonly string[], run: Action['run'], more: Partial<Action> = {}): Action => ({
    id: `${room}.${id}`,
    title,
    group,
    keys,
    ...(run === undefined ? {} : { run }),
    ...more,
  })
}

/**
 * Says what can be done here, for as long as this part is on the screen. Called in its setup, with a function of
 * reactive state:
 *
 * ```ts
 * useActions(() => [
 *   { id: 'values.retain', group: VALUES.title, title: 'Retain', keys: ['r'], run: () => mark('retain'), refused: held.value },
 *   { id: 'values.move', group: VALUES.title, title: 'move; the panel follows', keys: ['ArrowUp', 'ArrowDown'] },
 * ])
 * ```
 *
 * Keys then work wherever the focus is, never while one types, never under a dialog or a menu; a room needs no listener
 * of its own for them. `refused` is the sentence that says why something cannot be done now.
 */
export function useActions(source: Source): void {
  onBeforeUnmount(useActionBook().add(source))
}
