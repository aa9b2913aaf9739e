import { annotate, type AnnotateOptions } from '../../core/annotation/annotate.ts'
import type { Profile } from '../../core/confidentiality/profile.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import { proposeAll, type Decided } from '../../core/decisions/proposals.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { Inventory, InventoryElement, PlainInventory } from '../../core/inventory/inventory.ts'
import type { FoundValues } from '../../core/knowledge/looked-at.ts'
import { teamStatements, type TeamKnowledge } from '../../core/knowledge/team.ts'
import { DEIDENTIFICATION_METHOD_CODES } from '../../core/script/added-elements.ts'
import { finished } from '../../core/in-steps.ts'
import { compile } from '../../core/script/compile.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { ParameterList } from './parameter-list.ts'
import { rowMaker } from './inventory-rows.ts'

/** All that rows follow from. */
export interface RowGround {
  readonly inventory: Inventory
  /** The same elements with the texts of their values. */
  readonly plain: PlainInventory
  readonly profile: Profile
  /** Undefined where the shipped list of physical parameters holds. */
  readonly listed: ParameterList | undefined
  readonly team: TeamKnowledge
  readonly decisions: DecisionTable
  /** What is decided of an element for any scanner. */
  readonly decided: Decided
  /** The values of an element told from one another. */
  readonly found: (path: PathText) => FoundValues
  readonly options: Pick<AnnotateOptions, 'isNew' | 'evidence'>
}

/** Elements that may have to be looked at for some rows; more take as long as a good part of all. */
const MOST = 2000

/**
 * The rows of an inventory at some places, as they are among all of its rows, without the others being made: a person who
 * has just opened a project looks at these. What an element says and what becomes of it follows from itself and from what
 * is around and inside of it, that of a private one from its block too. All of that is under its element at the root of
 * the data set, or in its private group there.
 * @param places in ascending order
 * @returns undefined where one of them follows from all others, as what is written into (0012,0064) does, or where too
 * much belongs to them
 */
export function rowsAt(ground: RowGround, places: readonly number[]): readonly InventoryRow[] | undefined {
  const { profile, team, listed, found, decisions, decided } = ground
  const all = ground.inventory.elements()
  if (places.some((place) => all[place]?.path === DEIDENTIFICATION_METHOD_CODES)) return undefined
  const elements: InventoryElement[] = []
  /** Where each of them is among these. */
  const at: number[] = []
  let end = 0
  let taken = 0
  for (const place of places) {
    if (place >= end) {
      const first = beginOfRoot(all, place)
      end = endOfRoot(all, place)
      taken = first - elements.length
      if (elements.length + end - first > MOST) return undefined
      for (let one = first; one < end; one++) elements.push(all[one] as InventoryElement)
    }
    at.push(place - taken)
  }
  const inventory: Inventory = { elements: () => elements, values: (path) => ground.inventory.values(path) }
  const plain: PlainInventory = { elements: () => elements, values: (path) => ground.plain.values(path) }
  const annotations = annotate(inventory, profile, { ...ground.options, further: teamStatements(team) })
  const proposals = proposeAll(plain, annotations, profile, { decided, team, listed, found })
  const compiled = compile({ inventory, annotations, decisions, profile })
  const rows = finished(rowMaker()({ elements, annotations, proposals, decisions, compiled }))
  return at.flatMap((place) => rows[place] ?? [])
}

/** Where what belongs to an element begins. */
function beginOfRoot(elements: readonly InventoryElement[], at: number): number {
  let begin = at
  while (begin > 0 && rootOf(elements[begin - 1]) === rootOf(elements[at])) begin -= 1
  return begin
}

/** Before which place it ends. */
function endOfRoot(elements: readonly InventoryElement[], at: number): number {
  let end = at + 1
  while (end < elements.length && rootOf(elements[end]) === rootOf(elements[at])) end += 1
  return end
}

/**
 * `(0040,0275)` of `(0040,0275)[*](0008,0050)`, and of a private element its group, `(0009`: in the order of an inventory
 * what begins alike stands together.
 */
function rootOf(element: InventoryElement | undefined): string | undefined {
  return element?.path.slice(0, ODD_GROUP.test(element.path) ? '(0009'.length : '(0040,0275)'.length)
}

const ODD_GROUP = /^\([0-9A-F]{3}[13579BDF],/i
