import { isVR, type VR } from '../dicom/vr.ts'
import { SAFE_PRIVATE } from './safe-private.generated.ts'

/** The edition of PS3.15 that Table E.3.10-1 is from. */
export const SAFE_PRIVATE_EDITION = 'PS3.15 2026d'

/** A private attribute that PS3.15 lists as safe. Vendors do not guarantee it (E.3.10, notes). */
export interface SafePrivateAttribute {
  /** Undefined for the five rows without one; the first of "OW/OB". */
  readonly vr: VR | undefined
  readonly vm: string
  /** Empty for two rows. */
  readonly meaning: string
}

let rows: ReadonlyMap<string, SafePrivateAttribute> | undefined

/** Creators match without regard to case and outer blanks. */
function keyOf(creator: string, group: number, element: number): string {
  return `${(group << 8) | element} ${creator.trim().toUpperCase()}`
}

function indexed(): ReadonlyMap<string, SafePrivateAttribute> {
  rows ??= new Map(
    SAFE_PRIVATE.split('\n').map((line) => {
      const [key = '', creator = '', vrs = '', vm = '', meaning = ''] = line.split('|')
      return [keyOf(creator, parseInt(key.slice(0, 4), 16), parseInt(key.slice(4), 16)), { vr: vrs.split('/').find(isVR), vm, meaning }]
    }),
  )
  return rows
}

/**
 * The row of PS3.15 Table E.3.10-1 for a private element.
 * @param element the low byte of the element number; the table holds for any block
 * @returns undefined where the table does not list it, which is no statement that it is unsafe
 */
export function safePrivate(creator: string, group: number, element: number): SafePrivateAttribute | undefined {
  return indexed().get(keyOf(creator, group, element))
}
