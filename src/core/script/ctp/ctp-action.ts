import { mergedTables, type ValueTable } from './value-table.ts'

/** What a CTP script can do to an element, as data; `print-action` writes it. */
export type CtpAction =
  | { readonly do: 'keep' }
  /** Go into the items of a Sequence, with the same script. */
  | { readonly do: 'process' }
  | { readonly do: 'remove' }
  | { readonly do: 'empty' }
  /** A value that says nothing. */
  | { readonly do: 'dummy'; readonly text: string }
  /** A value that a curator gave. */
  | { readonly do: 'text'; readonly text: string }
  | {
      readonly do: 'hash-uid'
      readonly mayBeBlank: boolean
      readonly mayBeSeveral: boolean
      /** Some files write it as UN, where CTP sees its bytes as numbers and can only remove it. */
      readonly mayBeUnknown: boolean
    }
  | { readonly do: 'shift-date'; readonly form: 'day' | 'moment'; readonly several: boolean; readonly otherwise: 'remove' | 'empty' }
  /** Times stay; what is none does not. */
  | { readonly do: 'keep-time'; readonly otherwise: 'remove' | 'empty' }
  /** The new Patient ID, found by the Patient ID of the root. */
  | { readonly do: 'map-patient'; readonly to: 'patient' | 'name'; readonly otherwise: 'remove' | 'empty' }
  | { readonly do: 'cap-age' }
  | { readonly do: 'clean'; readonly table: ValueTable; readonly otherwise: 'remove' | 'empty' }

export const KEEP: CtpAction = { do: 'keep' }
export const PROCESS: CtpAction = { do: 'process' }
export const REMOVE: CtpAction = { do: 'remove' }
export const EMPTY: CtpAction = { do: 'empty' }

/** Whether nothing of the old information is left. */
export function isDeletion(action: CtpAction): boolean {
  return action.do === 'remove' || action.do === 'empty' || action.do === 'dummy'
}

/**
 * The least that is as strict as both: CTP has one rule for a tag wherever it stands in items, and one at the root.
 * Where two treatments do not go together the element goes.
 */
export function stricter(one: CtpAction, other: CtpAction): CtpAction {
  if (isSame(one, other)) return one
  if (one.do === 'remove' || other.do === 'remove' || one.do === 'process' || other.do === 'process') return REMOVE
  if (one.do === 'empty' || other.do === 'empty') return EMPTY
  if (one.do === 'dummy') return other.do === 'dummy' ? EMPTY : one
  if (other.do === 'dummy') return other
  // A value that was given for one place is not true of another.
  if (one.do === 'text' || other.do === 'text') return REMOVE
  if (one.do === 'keep') return other.do === 'clean' ? REMOVE : other
  if (other.do === 'keep') return one.do === 'clean' ? REMOVE : one
  if (one.do === 'clean' && other.do === 'clean' && one.otherwise === other.otherwise)
    return { ...one, table: mergedTables(one.table, other.table) }
  if (one.do === 'hash-uid' && other.do === 'hash-uid')
    return {
      do: 'hash-uid',
      mayBeBlank: one.mayBeBlank || other.mayBeBlank,
      mayBeSeveral: one.mayBeSeveral || other.mayBeSeveral,
      mayBeUnknown: one.mayBeUnknown || other.mayBeUnknown,
    }
  if (one.do === 'shift-date' && other.do === 'shift-date')
    return {
      do: 'shift-date',
      form: one.form === other.form ? one.form : 'day',
      several: one.several && other.several,
      otherwise: one.otherwise === other.otherwise ? one.otherwise : 'remove',
    }
  if (one.do === 'keep-time' && other.do === 'keep-time') return { do: 'keep-time', otherwise: 'remove' }
  return REMOVE
}

export function isSame(one: CtpAction, other: CtpAction): boolean {
  if (one.do !== other.do) return false
  switch (one.do) {
    case 'dummy':
    case 'text':
      return 'text' in other && one.text === other.text
    case 'hash-uid':
      return (
        other.do === 'hash-uid' &&
        one.mayBeBlank === other.mayBeBlank &&
        one.mayBeSeveral === other.mayBeSeveral &&
        one.mayBeUnknown === other.mayBeUnknown
      )
    case 'shift-date':
      return other.do === 'shift-date' && one.form === other.form && one.several === other.several && one.otherwise === other.otherwise
    case 'keep-time':
    case 'map-patient':
      return 'otherwise' in other && one.otherwise === other.otherwise
    case 'clean':
      return other.do === 'clean' && one.otherwise === other.otherwise && one.table === other.table
    default:
      return true
  }
}
