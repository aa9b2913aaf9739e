import { describe, expect, it } from 'vitest'
import { gridWord } from '../../src/renderer/steps/inventory/grid-words.ts'
import { INVENTORY } from '../../src/renderer/steps/inventory/texts.ts'

describe('What the grid says by itself', () => {
  it.each(Object.entries(INVENTORY.grid))('under %s stands in the texts of the room', (key, text) => expect(gridWord({ key })).toBe(text))

  it.each(['thousandSeparator', 'pivotMode', 'constructor', ''])('under %j, for which there are no words here, is nothing', (key) =>
    expect(gridWord({ key })).toBe(''),
  )
})
