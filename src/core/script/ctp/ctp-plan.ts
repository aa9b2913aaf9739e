import { groupOf, TAG, type Tag } from '../../dicom/tag.ts'
import { elementTree, type TreeElement } from '../element-tree.ts'
import type { Operation } from '../operation.ts'
import type { TargetInput } from '../script-target.ts'
import { creatorRules, type CreatorRules } from './creator-rules.ts'
import type { WordingContext } from './element-action.ts'
import { quarantined } from './left-out.ts'
import { lookupTable, unsettled, unsettledWords } from './lookup-properties.ts'
import type { KEY_TYPES } from './print-action.ts'
import { keyText, privatePlan, type PrivatePlan } from './private-plan.ts'
import { publicRules, type PublicRules } from './public-rules.ts'
import { closedAround, ctpRows, isBehind, isMethodCodes, type CtpRow } from './rows.ts'
import { mayBeImplicit } from './toolkit-tags.ts'

/** Everything that one CTP script says, before it is printed. */
export interface CtpPlan {
  readonly rows: readonly CtpRow[]
  readonly publicRules: PublicRules
  readonly privatePlan: PrivatePlan
  readonly creatorRules: CreatorRules
  readonly additions: ReadonlyMap<number, Operation>
  /** What becomes of (0012,0064): codes are appended, take the place of what is there, or it is left or removed. */
  readonly methodCodes: 'append' | 'reset' | 'keep' | 'remove'
  /** Values of the root for which an instance is not written. */
  readonly quarantined: ReadonlyMap<Tag, readonly string[]>
  /** What has no place in a data set, or is written anew, where CTP would keep it. */
  readonly outOfPlace: readonly Tag[]
  /** Whether Items of a Sequence behind Pixel Data must be passed over: CTP reads them one by one. */
  readonly passesItems: boolean
  /** Sequences behind Pixel Data that are to go and hold something that CTP would leave. */
  readonly leftBehind: ReadonlySet<CtpRow>
  /** Whether some file may be in Implicit VR, where CTP does not know later tags. */
  readonly mayBeImplicit: boolean
  /** Whose dates or identifiers are emptied for want of an entry in the look-up table; undefined where all have one. */
  readonly unsettled: string | undefined
}

/** @param removedElsewhere private elements that another script of the same export removes */
export function ctpPlan(input: TargetInput, removedElsewhere: ReadonlySet<string>): CtpPlan {
  const without = withoutEntry(input)
  const context: WordingContext = {
    without,
    settings: input.settings,
    inventory: input.inventory,
    plain: input.plain,
    hasPatientIds: input.crosswalk !== undefined,
    hasPatientNames: input.crosswalk?.patientNames !== undefined,
    hasUnknownPatients: input.inventory
      .elements()
      .some(({ path, writtenAsUnknown }) => path === '(0010,0020)' && writtenAsUnknown === true),
    hasDayShifts: input.crosswalk !== undefined && input.crosswalk.dayShifts.size > 0,
  }
  const rows = ctpRows(input)
  const rules = publicRules(rows, context)
  const isGone = (row: CtpRow): boolean => rules.goneWith(row) !== undefined
  const plan = privatePlan(rows, { removedElsewhere, settings: input.settings, isGone })
  return {
    quarantined: quarantined(rows, input.inventory),
    outOfPlace: outOfPlace(input.inventory),
    passesItems: rows.some((row) => row.level === 'root' && row.node.isSequence && isBehind(row)),
    leftBehind: leftBehind(rows, input.inventory, plan),
    rows,
    publicRules: rules,
    privatePlan: plan,
    creatorRules: plan.keepsSafe ? creatorRules(rows, isGone) : { rules: [], kept: new Map() },
    additions: additionsOf(input.operations),
    methodCodes: methodCodes(rows, input),
    mayBeImplicit: mayBeImplicit(input.inventory),
    unsettled: input.crosswalk === undefined ? undefined : (without('patient') ?? without('dates')),
  }
}

/** Whose dates and identifiers have no entry in the look-up table; each is counted once. */
function withoutEntry(input: TargetInput): WordingContext['without'] {
  const table = lookupTable(input.crosswalk, new Map())
  const known = new Map<keyof typeof KEY_TYPES, string | undefined>()
  return (what) => {
    if (!known.has(what)) known.set(what, unsettledWords(unsettled(what, input, table)))
    return known.get(what)
  }
}

/**
 * Behind Pixel Data CTP takes the Items of a Sequence for elements of the root: what is private goes with private groups,
 * what is public stays, and so does what CTP's dictionary keeps.
 */
function leftBehind(rows: readonly CtpRow[], inventory: TargetInput['inventory'], { kept }: PrivatePlan): ReadonlySet<CtpRow> {
  const going = rows.filter(
    (row) =>
      row.level === 'root' &&
      row.node.isSequence &&
      isBehind(row) &&
      !row.operations.every(({ do: how }) => how === 'keep' || how === 'process'),
  )
  if (going.length === 0) return new Set()
  const tree = elementTree(inventory)
  const stays = ({ leaf, kind }: TreeElement): boolean =>
    leaf?.kind === 'private' ? kept.has(keyText(leaf)) : leaf?.kind === 'public' && kind !== 'group-length'
  return new Set(
    going.filter(({ node }) => tree.some((inside) => inside.element.path.startsWith(`${node.element.path}[`) && stays(inside))),
  )
}

/** Elements that nobody is asked for: of another group than a data set has, group lengths, padding; but for File Meta itself. */
function outOfPlace(inventory: TargetInput['inventory']): readonly Tag[] {
  const tags = new Set<Tag>()
  for (const { kind, leaf, parent } of elementTree(inventory)) {
    if (leaf?.kind !== 'public' || (kind !== 'file-meta' && kind !== 'group-length' && kind !== 'padding')) continue
    if (parent !== undefined || (groupOf(leaf.tag) !== 0x0002 && kind !== 'padding')) tags.add(leaf.tag)
  }
  return [...tags]
}

const ADDED_TAGS: readonly (readonly [string, number])[] = [
  ['(0012,0062)', TAG.patientIdentityRemoved],
  ['(0012,0063)', TAG.deidentificationMethod],
  ['(0012,0064)', TAG.deidentificationMethodCodeSequence],
  ['(0028,0303)', TAG.longitudinalTemporalInformationModified],
]

function additionsOf(operations: readonly Operation[]): ReadonlyMap<number, Operation> {
  const additions = new Map<number, Operation>()
  for (const [path, tag] of ADDED_TAGS) {
    const added = operations.find((operation) => operation.do === 'add' && operation.path === path)
    if (added !== undefined) additions.set(tag, added)
  }
  return additions
}

/** CTP's rules do not reach into (0012,0064): unless everything in it stays, what is there goes before codes are added. */
function methodCodes(rows: readonly CtpRow[], { operations }: TargetInput): CtpPlan['methodCodes'] {
  const added = operations.some((operation) => operation.do === 'add' && operation.path === '(0012,0064)')
  const concerned = rows.filter((row) => isMethodCodes(closedAround(row) ?? row))
  const stay = concerned.every(
    ({ operations: own, holdsStrays }) =>
      !holdsStrays && own.every((operation) => operation.do === 'keep' || (operation.do === 'process' && !('content' in operation))),
  )
  if (added) return stay ? 'append' : 'reset'
  return stay ? 'keep' : 'remove'
}
