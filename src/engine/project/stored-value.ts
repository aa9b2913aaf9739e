import { VRS, type VR } from '../../core/dicom/vr.ts'
import type { InventoryValue, PlainValue, ValueForm } from '../../core/inventory/inventory.ts'
import { VALUE_FORMS } from '../../core/inventory/partial-inventory.ts'
import type { Reach } from './context-table.ts'

/** A value as the project knows it. */
export interface StoredValue extends InventoryValue {
  /** Number of the scan that saw it first. */
  readonly firstSeen: number
}

/**
 * What makes a value distinct within its path: its text, its kind (VR and form in one number) and, where the form has
 * one, its length and digest. In this order values are shown.
 */
export type ValueKey = readonly [value: string, kind: number, digest: string]

export const VALUE_KEY = 'value, kind, digest'
/** Stands before every value of a path. */
export const BEFORE_ALL: ValueKey = ['', -1, '']

/** In SQL: a Sequence has items and no value; what is the whole value as text. */
export const IS_NO_SEQUENCE = `kind & 3 <> ${VALUE_FORMS.indexOf('sequence')}`
export const IS_TEXT = `kind & 3 = ${VALUE_FORMS.indexOf('text')}`

/** Whether a text holds anything but digits, blanks and marks of ASCII: a search for it need not look where nothing does. */
export function hasLetters(text: string): boolean {
  return /[^ -@[-`{-~]/.test(text)
}

/** @param vr its index in `VRS`. @param form its index in `VALUE_FORMS` */
export function kindOf(vr: number, form: number): number {
  return vr * VALUE_FORMS.length + form
}

export function vrOfKind(kind: number): VR {
  const vr = VRS[kind >>> 2]
  if (vr === undefined) throw new Error('the project holds a value of no VR')
  return vr
}

export function formOfKind(kind: number): ValueForm {
  return VALUE_FORMS[kind & 3] ?? 'undecodable'
}

/** How length and digest are kept together; of other forms the text says how long it is. */
export function storedDigest(form: number, length: number, digest: string): string {
  return VALUE_FORMS[form] === 'digest' ? `${length} ${digest}` : ''
}

/** A row of the table of values, with how far it reaches. */
export function storedValue(row: Readonly<Record<string, unknown>>, { files, series, patients }: Reach): StoredValue {
  const kind = Number(row['kind'])
  const vr = vrOfKind(kind)
  const form = formOfKind(kind)
  const value = String(row['value'])
  const stored = String(row['digest'])
  const firstSeen = Number(row['since'])
  // Without spreading: elements have hundreds of thousands of values.
  if (stored === '') return { vr, form, value, length: value.length, files, series, patients, firstSeen }
  const [length = '', digest = ''] = stored.split(' ')
  if (digest === '') return { vr, form, value, length: Number(length), files, series, patients, firstSeen }
  return { vr, form, value, length: Number(length), digest, files, series, patients, firstSeen }
}

/** A value of a page of keys, without how far it reaches. */
export function plainValue([value, kind, stored]: ValueKey): PlainValue {
  const vr = vrOfKind(kind)
  const form = formOfKind(kind)
  if (stored === '') return { vr, form, value }
  const [length = '', digest = ''] = stored.split(' ')
  return digest === '' ? { vr, form, value, length: Number(length) } : { vr, form, value, length: Number(length), digest }
}
