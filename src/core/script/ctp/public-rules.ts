import { TAG, type Tag } from '../../dicom/tag.ts'
import { BULK } from '../../dicom/vr.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { isSame, KEEP, REMOVE, stricter, type CtpAction } from './ctp-action.ts'
import { isBehindPixelData, isOpaqueToCtp, leavesUnknown, lostInTable, type Worded, type WordingContext } from './element-action.ts'
import { closedAround, isMethodCodes, ownWording, tagOfRow, type CtpRow } from './rows.ts'
import { agrees, tableOf } from './value-table.ts'
import { SCRIPT } from '../texts.ts'
import { CTP } from './texts.ts'

/** What a script says of one tag: at the root, and in the items of any Sequence. */
export interface PublicRule {
  readonly root?: CtpAction
  readonly item?: CtpAction
}

export interface PublicRules {
  readonly rules: ReadonlyMap<Tag, PublicRule>
  /** Each row with its own wording, before rows of one tag are brought together. */
  readonly own: ReadonlyMap<CtpRow, Worded>
  /** The Sequence around a row that goes in CTP, so that whatever is said of the row itself is in vain. */
  goneWith(row: CtpRow): CtpRow | undefined
}

/** Elements that CTP keeps whatever is said (Pixel Data), or that it must keep for the rest to be readable. */
export const ALWAYS_KEPT: ReadonlyMap<Tag, string> = new Map<Tag, string>([
  [TAG.pixelData, CTP.judged.pixelData],
  [TAG.specificCharacterSet, CTP.judged.characterSet],
])

/** The rules for public elements: one for each tag and level, as strict as the strictest of the paths it is for. */
export function publicRules(rows: readonly CtpRow[], context: WordingContext): PublicRules {
  const ruled = rows.filter((row) => row.kind === 'public' && !isMethodCodes(row) && closedAround(row) === undefined)
  const own = new Map(ruled.map((row) => [row, ownWording(row, context)]))
  const rules = new Map<Tag, PublicRule>()
  const setRules = (of: readonly CtpRow[]): void => {
    for (const [key, group] of grouped(of)) {
      const [tag, level] = key
      rules.set(tag, { ...rules.get(tag), [level]: common(tag, level, group, own, context.inventory) })
    }
    // Behind Pixel Data CTP looks for a removal at the very beginning of a rule, so that it cannot tell root from items.
    for (const [tag, { root, item }] of rules)
      if (isBehindPixelData(tag) && root?.do === 'remove' && item !== undefined) rules.set(tag, { root, item: REMOVE })
  }
  const sequenceTags = new Set(ruled.filter((row) => row.node.isSequence).map(tagOfRow))
  setRules(ruled.filter((row) => sequenceTags.has(tagOfRow(row))))
  const goneWith = (row: CtpRow): CtpRow | undefined =>
    row.around.find((sequence) => own.has(sequence) && rules.get(tagOfRow(sequence))?.[sequence.level]?.do === 'remove')
  setRules(ruled.filter((row) => !sequenceTags.has(tagOfRow(row)) && goneWith(row) === undefined))
  return { rules, own, goneWith }
}

type Key = readonly [Tag, 'root' | 'item']

function grouped(rows: readonly CtpRow[]): readonly (readonly [Key, readonly CtpRow[]])[] {
  const groups = new Map<string, { key: Key; rows: CtpRow[] }>()
  for (const row of rows) {
    const key: Key = [tagOfRow(row), row.level]
    const name = key.join()
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { key, rows: [row] })
    else group.rows.push(row)
  }
  return [...groups.values()].map((group) => [group.key, group.rows])
}

function common(
  tag: Tag,
  level: 'root' | 'item',
  rows: readonly CtpRow[],
  own: Map<CtpRow, Worded>,
  inventory: Pick<Inventory, 'values'>,
): CtpAction {
  if (level === 'root' && ALWAYS_KEPT.has(tag)) return KEEP
  const cleaned = rows.map((row) => own.get(row)?.action).find((action) => action?.do === 'clean')
  const actions = rows.map((row) => {
    const worded = own.get(row) ?? { action: REMOVE }
    if (cleaned?.do !== 'clean' || worded.action.do !== 'keep') return worded.action
    const asTable = keptAsTable(row, cleaned.otherwise, inventory)
    if (asTable === undefined) return worded.action
    own.set(row, withLoss(asTable, worded.loses))
    return asTable.action
  })
  const action = actions.reduce(stricter)
  const staysUnderUnknown = leavesUnknown(action) && rows.some((row) => isOpaqueToCtp(row.node.element) && !isKept(own.get(row)))
  return staysUnderUnknown ? REMOVE : action
}

function isKept(worded: Worded | undefined): boolean {
  return worded?.action.do === 'keep'
}

function withLoss(worded: Worded, further: string | undefined): Worded {
  return further === undefined
    ? worded
    : { ...worded, loses: SCRIPT.unsaid.all([further, ...(worded.loses === undefined ? [] : [worded.loses])]) }
}

const LISTED_VALUES = 20_000

/** "Keep" as a list of all values, so that it can go together with a list of another path of the tag. */
function keptAsTable(
  { node: { element } }: CtpRow,
  otherwise: 'remove' | 'empty',
  inventory: Pick<Inventory, 'values'>,
): Worded | undefined {
  if (element.distinctValues > LISTED_VALUES || element.vrs.some((vr) => BULK.has(vr))) return undefined
  const values = inventory
    .values(element.path)
    .map(({ value, digest }) => ({ value, do: 'keep' as const, ...(digest === undefined ? {} : { digest }) }))
  const table = tableOf(values, false)
  const loses = [...lostInTable(element, table), ...(isOpaqueToCtp(element) ? [CTP.elements.listedElsewhere] : [])]
  const action: CtpAction = { do: 'clean', table, otherwise }
  return loses.length === 0 ? { action } : { action, loses: SCRIPT.unsaid.all(loses) }
}

/** Whether a rule does to a row what the row's own wording asks for. */
export function does(rule: CtpAction, own: CtpAction): boolean {
  if (rule.do === 'clean' && own.do === 'clean') return rule.otherwise === own.otherwise && agrees(own.table, rule.table)
  // A rule that is also for places with several UIDs, or with bytes, removes what it cannot read as one.
  if (rule.do === 'hash-uid')
    return own.do === 'hash-uid' && (own.mayBeSeveral || !rule.mayBeSeveral) && (own.mayBeUnknown || !rule.mayBeUnknown)
  return isSame(rule, own)
}
