import type { Equipment } from '../../core/inventory/inventory.ts'
import { PARTS } from './texts.ts'

/** `SIEMENS · Skyra · E11`, without what the files do not say. */
export function scannerWords({ manufacturer, model, software }: Equipment): string {
  const said = [manufacturer, model, software].filter((text) => text !== '')
  return said.length === 0 ? PARTS.noScanner : said.join(' · ')
}

/** `CT Image`: the name of a SOP Class without what all of them are called. */
export function iodWords(name: string): string {
  return name.replace(/ Storage\b.*/, '')
}
