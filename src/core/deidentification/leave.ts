import type { PathText } from '../dicom/attribute-path.ts'
import type { ElementEdit } from '../dicom/edits.ts'
import { publicTags } from '../confidentiality/iod-type.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { dummyContext } from './dummy-context.ts'
import { dummyItems } from './dummy-items.ts'
import { dummyValue } from './dummy-value.ts'
import type { Otherwise, ProblemKind } from './problem.ts'
import type { Here, Work } from './work.ts'

const NOTHING = new Uint8Array(0)

/**
 * Removes, empties or dummies an element: the three ways of a Delete. Undefined where there is nothing to change.
 * @param node the place of a Sequence, by which its dummy Items are what the IOD wants
 */
export function leave(how: Otherwise, element: DataElement, here: Here, work: Work, node?: PathNode): ElementEdit | undefined {
  switch (how) {
    case 'remove':
      return { do: 'remove' }
    case 'empty':
      return element.length === 0 ? undefined : { do: 'set', value: NOTHING }
    case 'dummy':
      if (element.items !== undefined) {
        const items = dummyItems(element, node === undefined ? undefined : publicTags(node.path), here, work)
        return items.length === 0 && element.items.length === 0 ? undefined : { do: 'replace-items', items }
      }
      // A compressed image has no dummy of a few bytes.
      if (element.fragments !== undefined) return { do: 'remove' }
      return { do: 'set', value: dummyValue(element.tag, element.vr, dummyContext(element, here, work)) }
  }
}

/** As {@link leave}, for an element whose own treatment was not possible: noted, so that the curator hears of it. */
export function leaveInstead(
  kind: ProblemKind,
  how: Otherwise | undefined,
  element: DataElement,
  path: PathText,
  here: Here,
  work: Work,
): ElementEdit | undefined {
  const done = how ?? 'remove'
  work.note(kind, path, done)
  return leave(done, element, here, work)
}
