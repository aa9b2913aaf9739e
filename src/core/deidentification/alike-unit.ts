import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import type { Operation } from '../script/operation.ts'
import type { Problem } from './problem.ts'
import type { Work } from './work.ts'

/** What settling an element left beside its edit. */
export interface Traces {
  readonly problems: readonly Problem[]
  readonly uids: ReadonlyMap<string, string>
  readonly shifted: boolean
  readonly contentCleaned: boolean
}

/** One element of the root with everything in it, in files that are alike: what was found once and holds for the next. */
export interface AlikeUnit extends Traces {
  /** As it stood in the file that the plan was made from. */
  readonly element: DataElement
  /** Its own index in the layout, and that of the last element in it. */
  readonly first: number
  readonly last: number
  /**
   * `free`: whatever its value, the same becomes of it. `fixed`: something else in the instance follows from its value,
   * so that a file with another value is not alike. `own`: what becomes of it follows from its value and from nothing
   * that differs, so that it is settled anew where its value is another.
   */
  readonly depends: 'free' | 'fixed' | 'own'
  /** Settled anew in every file: it is made from the SOP Instance UID, or holds pixels, which nobody compares. */
  readonly byInstance: boolean
  readonly operation: Operation | undefined
  readonly node: PathNode
  readonly shape: string
  /** How many bytes it took, headers and all. */
  readonly size: number
  /**
   * What must be the same, from its first byte on, for the same to become of it: all of it, or the header alone where the
   * value was not read; nothing of what is free or settled anew in every file.
   */
  readonly stood: Uint8Array
  /** The element as it is written, where it is neither kept nor removed. */
  readonly bytes: Uint8Array | undefined
}

/**
 * What of an edit others may depend on: what goes, stays or changes, at every depth, but no value. Creators, claims and
 * codes of an instance follow from this, so that of edits of one shape the same follows.
 */
export function shapeOf(edit: ElementEdit | undefined, element: DataElement): string {
  switch (edit?.do) {
    case undefined:
      return '='
    case 'remove':
      return 'x'
    case 'set':
      return edit.value.length === 0 ? 'e' : 's'
    case 'replace-items':
      return 'n'
    case 'items':
      return `(${edit.items.map((item, index) => shapeOfItem(item, element.items?.[index]?.elements ?? [])).join(',')})`
  }
}

function shapeOfItem(edits: DataSetEdits | 'remove' | undefined, elements: readonly DataElement[]): string {
  if (edits === undefined) return '='
  if (edits === 'remove') return 'x'
  return elements.map((element) => shapeOf(edits.elements.get(element), element)).join('') + edits.add.map(({ tag }) => `+${tag}`).join('')
}

/** Whether an element has left the same behind as in the file that the plan was made from, but for UIDs themselves. */
export function leavesTheSame(unit: Traces, { problems, uids, shifted, contentCleaned }: Work): boolean {
  return (
    shifted === unit.shifted &&
    contentCleaned === unit.contentCleaned &&
    uids.size > 0 === unit.uids.size > 0 &&
    problems.length === unit.problems.length &&
    problems.every(({ kind, path, done }, index) => {
      const other = unit.problems[index]
      return kind === other?.kind && path === other.path && done === other.done
    })
  )
}
