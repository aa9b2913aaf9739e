import { characterSets } from '../../core/dicom/character-set.ts'
import { formatTag, TAG } from '../../core/dicom/tag.ts'
import type { PlainInventory } from '../../core/inventory/inventory.ts'
import type { TextEncoding } from '../../core/review/spellings.ts'

/** Values of Specific Character Set in a collection. */
export function characterSetValues(inventory: PlainInventory): readonly string[] {
  const leaf = formatTag(TAG.specificCharacterSet)
  const own = inventory.elements().filter(({ path }) => path.endsWith(leaf))
  return [...new Set(own.flatMap(({ path }) => Array.from(inventory.values(path), ({ value }) => value)))]
    .filter((value) => value !== '')
    .sort()
}

/** The character sets of a collection, as ways to spell a name. */
export function encodingsOf(values: readonly string[]): readonly TextEncoding[] {
  return values.map((value) => (text) => characterSets(value).encode(text, '\\^='))
}
