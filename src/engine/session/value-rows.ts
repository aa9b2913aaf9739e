import { termsAt } from '../../core/annotation/value-evidence.ts'
import { shapeFlags } from '../../core/annotation/value-flags.ts'
import type { Flag } from '../../core/annotation/annotation.ts'
import { describe } from '../../core/annotation/describe.ts'
import { overlapMarks } from '../../core/annotation/overlap-marks.ts'
import { leafOf, openedElement, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { isDateOf } from '../../core/script/value-list.ts'
import type { InventoryValue } from '../../core/inventory/inventory.ts'
import { physicalParameter } from '../../core/knowledge/physical-parameters.ts'
import type { ElementValues } from '../../contract/element-answers.ts'
import type { ValueRow } from '../../contract/inventory-row.ts'
import type { InventoryStore } from '../project/inventory-store.ts'
import type { ValueKey } from '../project/stored-value.ts'
import type { Session } from './session.ts'

/** The distinct values of one element in their order, each with what is decided and what stands out. */
export function valuesOfElement(session: Session, path: PathText): readonly ValueRow[] {
  return session.inventory.values(path).map(rowsOf(session, path))
}

/**
 * The values of one element that say most: those that overlap an identity must be seen whatever else is, then the
 * commonest. The project knows them: elements have hundreds of thousands.
 */
export function tellingValues(session: Session, path: PathText, limit = Number.POSITIVE_INFINITY): readonly ValueRow[] {
  return session.inventory.tellingValues(path, limit).map(rowsOf(session, path))
}

/**
 * Some of the values of an element, in their order, that hold a text.
 * @param after `next` of the page before
 * @returns undefined for an element that is not in the inventory
 */
export function valuePage(
  session: Session,
  path: PathText,
  search: string,
  after: string | undefined,
  limit: number,
): ElementValues | undefined {
  const page = session.inventory.valuePage(path, { search, after: keyOf(after), limit })
  if (page === undefined) return undefined
  const values = withOverlaps(session, page.values.map(rowsOf(session, path)))
  return { values, total: page.total, ...(page.next === undefined ? {} : { next: JSON.stringify(page.next) }) }
}

/** What is no place in the list begins it anew. */
function keyOf(after: string | undefined): ValueKey | undefined {
  if (after === undefined) return undefined
  try {
    const key: unknown = JSON.parse(after)
    if (!Array.isArray(key) || key.length !== 3) return undefined
    return [String(key[0]), Number(key[1]), String(key[2])]
  } catch {
    return undefined
  }
}

function rowsOf(session: Session, path: PathText): (value: InventoryValue) => ValueRow {
  const row = session.row(path)
  const name = row?.annotation.name ?? ''
  const operation = row?.operations.join('|') ?? ''
  const isTerm = termsAt(parsePath(path))
  return (value) => ({
    ...plain(value),
    path,
    name,
    decision: session.decisions().lookupValue(path, value.value)?.choice ?? row?.decision?.choice,
    operation,
    flags: flagsOf(value, session, isTerm),
  })
}

/** Values with the parts that they share with identities marked, as a person reads them. */
export function withOverlaps(session: Session, values: readonly ValueRow[]): readonly ValueRow[] {
  return values.map((value) => {
    if (!value.flags.includes('identity-overlap')) return value
    const overlaps = overlapMarks(value.value, session.overlap())
    return overlaps.length === 0 ? value : { ...value, overlaps }
  })
}

/**
 * The values that neither the profile nor a decision settles: those of elements that are undecided with a proposal to
 * review, or held for review; values that were decided one by one are left out.
 */
export function valuesBefore(session: Session): readonly ValueRow[] {
  const open = session.rows().filter((row) => {
    if (!row.operations.includes('blocked')) return false
    return (row.decision?.choice ?? row.proposal.choice).decision === 'review' || row.decision !== undefined
  })
  const isShifted = (row: (typeof open)[number]): boolean => row.decision?.choice.treatment === 'shift-date'
  return open.flatMap((row) =>
    valuesOfElement(session, row.element.path).filter(
      (value) => !(isShifted(row) && isDateOf(value)) && session.decisions().lookupValue(row.element.path, value.value) === undefined,
    ),
  )
}

/** Every value of the applied copy but those of known physical parameters: read page by page, since there are more than files. */
export function* valuesFinal(session: Session, output: InventoryStore): Generator<ValueRow> {
  for (const element of output.elements()) {
    const path = parsePath(element.path)
    if (path === undefined) continue
    const leaf = path.kind === 'element' ? leafOf(path) : undefined
    if (leaf?.kind === 'public' && physicalParameter(leaf.tag)?.kind === 'physical') continue
    const { name } = describe(path)
    const isTerm = termsAt(path)
    const decision = session.decisions().lookup(openedElement(element.path) ?? element.path)?.choice
    const operation = session.row(element.path)?.operations.join('|') ?? ''
    for (const value of output.valuesInTurn(element.path))
      yield { ...plain(value), path: element.path, name, decision, operation, flags: flagsOf(value, session, isTerm) }
  }
}

function plain({ vr, form, value, length, digest, files, series, patients }: InventoryValue): InventoryValue {
  return { vr, form, value, length, ...(digest === undefined ? {} : { digest }), files, series, patients }
}

function flagsOf(value: InventoryValue, session: Session, isTerm: (text: string) => boolean): readonly Flag[] {
  if (value.form === 'sequence' || value.value === '') return []
  const overlaps = !isTerm(value.value) && session.overlap()(value.value) !== undefined
  return [...shapeFlags(value.value, value.vr), ...(overlaps ? (['identity-overlap'] as const) : [])]
}
