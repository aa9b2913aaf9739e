import type { PathText } from '../dicom/attribute-path.ts'
import type { ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { describeValue } from '../inventory/describe-value.ts'
import type { Operation, ValueOperation } from '../script/operation.ts'
import { encodeValue } from './encode-value.ts'
import { leave, leaveInstead } from './leave.ts'
import type { Here, Work } from './work.ts'

/** Value tables by value, made once for each Operation. */
const tables = new WeakMap<Operation, ReadonlyMap<string, ValueOperation>>()

function tableOf(operation: Operation): ReadonlyMap<string, ValueOperation> {
  let table = tables.get(operation)
  if (table === undefined) tables.set(operation, (table = new Map(operation.values?.map((one) => [one.value, one]))))
  return table
}

/** What becomes of the value that an element has, where the Operation lists it: values are compared as the inventory shows them. */
export function listedValue(operation: Operation, element: DataElement, here: Here): ValueOperation | undefined {
  const found = describeValue(element, here.source, here, () => '')
  // Bytes of which nothing can be read are not known by their text.
  return found.form === 'digest' && found.text === '' ? undefined : tableOf(operation).get(found.text)
}

/**
 * Cleans an element by the decisions on its values, which are compared as the inventory shows them. A value that the
 * script does not know is never let through.
 * @returns `as-it-is` for a value that stays
 */
export function cleanValue(
  operation: Operation,
  element: DataElement,
  path: PathText,
  here: Here,
  work: Work,
): ElementEdit | undefined | 'as-it-is' {
  const known = listedValue(operation, element, here)
  if (known !== undefined) return asListed(known, operation, element, path, here, work)
  if (element.length === 0) return 'as-it-is'
  return leaveInstead('value-not-listed', operation.otherwise, element, path, here, work)
}

/** Does to an element what is decided of the value that it has. */
export function asListed(
  known: ValueOperation,
  operation: Operation,
  element: DataElement,
  path: PathText,
  here: Here,
  work: Work,
): ElementEdit | undefined | 'as-it-is' {
  switch (known.do) {
    case 'keep':
      return 'as-it-is'
    case 'remove':
      return leave(operation.otherwise ?? 'remove', element, here, work)
    case 'replace': {
      const value = encodeValue(known.with ?? '', element.vr, here.characterSets)
      return value === undefined ? leaveInstead('not-encodable', operation.otherwise, element, path, here, work) : { do: 'set', value }
    }
  }
}
