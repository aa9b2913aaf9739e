import { rough } from '../../state/words.ts'
import { COLLECTION } from './texts.ts'

/** Charts that are tables of bars, in their order on the screen. */
export const BAR_CHARTS = ['modality', 'manufacturer', 'model', 'sopClass', 'software', 'transferSyntax'] as const

const UNITS = COLLECTION.units

/** `88.4 GB`: decimal, as file managers and disks count. */
export function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${rough(bytes / 1000 ** power)} ${UNITS[power]}`
}
