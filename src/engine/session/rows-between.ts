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
 * The rows of an inventory from one place to before another as they are among all of its rows, without the others being
 * made: a person who has just opened a project looks at these. What an element says and what becomes of it follows from
 * itself and from what is around and inside of it, that of a private one from its block too. All of that is under its
 * element at the root of the data set, or in its private group there.
 * @returns undefined where one of them follows from all others, as what is written into (0012,0064) does, or where too
 * much belongs to them
 */
export function rowsBetween(ground: RowGround, from: number, to: number): readonly InventoryRow[] | undefined {
  const { profile, team, listed, found, decisions, decided } = ground
  const all = ground.inventory.elements()
  if (all.slice(from, to).some(({ path }) => path === DEIDENTIFICATION_METHOD_CODES)) return undefined
  const [first, end] = [beginOfRoot(all, from), endOfRoot(all, to)]
  if (end - first > MOST) return undefined
  const elements = all.slice(first, end)
  const inventory: Inventory = { elements: () => elements, values: (path) => ground.inventory.values(path) }
  const plain: PlainInventory = { elements: () => elements, values: (path) => ground.plain.values(path) }
  const annotations = annotate(inventory, profile, { ...ground.options, further: teamStatements(team) })
  const proposals = proposeAll(plain, annotations, profile, { decided, team, listed, found })
  const compiled = compile({ inventory, annotations, decisions, profile })
  return finished(rowMaker()({ elements, annotations, proposals, decisions, compiled })).slice(from - first, to - first)
}

function beginOfRoot(elements: readonly InventoryElement[], at: number): number {
  let begin = Math.min(at, elements.length)
  while (begin > 0 && begin < elements.length && rootOf(elements[begin - 1]) === rootOf(elements[begin])) begin -= 1
  return begin
}

/** Where what belongs to the last before a place ends. */
function endOfRoot(elements: readonly InventoryElement[], at: number): number {
  let end = Math.min(at, elements.length)
  while (end > 0 && end < elements.length && rootOf(elements[end - 1]) === rootOf(elements[end])) end += 1
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
