import { formatStep } from '../../dicom/attribute-path.ts'
import type { ScriptSettings } from '../operation.ts'
import type { CtpRow } from './rows.ts'
import { closedAround, operationsByScope } from './rows.ts'
import { isWritable } from './print-action.ts'
import { SCRIPT } from '../texts.ts'
import { CTP } from './texts.ts'

/** A private element as CTP's dictionary knows it: by group, creator and low byte, at any block and depth. */
export interface PrivateKey {
  readonly group: number
  readonly creator: string
  readonly element: number
}

export interface PrivatePlan {
  /** Elements with code K: kept as they are wherever they stand. By {@link keyText}. */
  readonly kept: ReadonlyMap<string, PrivateKey>
  /** Elements of the inventory that must not be kept, whatever CTP's own dictionary says. */
  readonly removed: ReadonlyMap<string, PrivateKey>
  /** Why an element goes although an Operation keeps something of it. */
  readonly loses: ReadonlyMap<CtpRow, string>
  /** Whether CTP is told to keep safe private elements, and with them all Private Creators. */
  readonly keepsSafe: boolean
}

export function keyText({ group, creator, element }: PrivateKey): string {
  return `${group} ${creator.trim().toUpperCase()} ${element}`
}

export function privateKey(row: CtpRow): PrivateKey | undefined {
  const { leaf } = row.node
  return leaf?.kind === 'private' ? { group: leaf.group, creator: leaf.creator, element: leaf.element } : undefined
}

export interface PrivateContext {
  /** Elements that another script of the same export removes: they share one dictionary. */
  readonly removedElsewhere: ReadonlySet<string>
  readonly settings: Pick<ScriptSettings, 'ageCap' | 'unlisted'>
  readonly isGone: (row: CtpRow) => boolean
}

/**
 * Which private elements CTP keeps. It can keep one as it is or remove it; a rule that names a creator would be
 * resolved once, at the root of each file, and hit another creator's elements in items, so none is ever written.
 */
export function privatePlan(rows: readonly CtpRow[], context: PrivateContext): PrivatePlan {
  const below = childrenOf(rows)
  const inPlace = rows.filter((row) => closedAround(row) === undefined && !context.isGone(row))
  const crowded = crowdedGroups(inPlace)
  const creatorGoes = new Map(inPlace.flatMap((row) => (row.kind === 'creator' ? [[row.node.block, whyCreatorGoes(row)] as const] : [])))
  const kept = new Map<string, PrivateKey>()
  const removed = new Map<string, PrivateKey>()
  const loses = new Map<CtpRow, string>()
  for (const row of inPlace) {
    const key = privateKey(row)
    if (key === undefined) continue
    const obstacle = whyNotKept(row, below, crowded, context) ?? creatorGoes.get(row.node.block)
    if (obstacle === undefined) kept.set(keyText(key), key)
    else {
      removed.set(keyText(key), key)
      if (obstacle !== '') loses.set(row, obstacle)
    }
  }
  for (const row of inPlace) {
    const key = privateKey(row)
    if (key === undefined || !kept.has(keyText(key))) continue
    const elsewhere = removed.has(keyText(key))
    if (elsewhere || context.removedElsewhere.has(keyText(key))) loses.set(row, CTP.private.wherever(formatStep(lastStep(row))))
  }
  for (const [text, key] of kept) {
    if (!removed.has(text) && !context.removedElsewhere.has(text)) continue
    kept.delete(text)
    removed.set(text, key)
  }
  const creatorsStay = inPlace.some((row) => row.kind === 'creator' && row.operations.every(({ do: how }) => how === 'keep'))
  return { kept, removed, loses, keepsSafe: kept.size > 0 || creatorsStay }
}

/** Why an element cannot stay for want of its Private Creator. */
function whyCreatorGoes({ operations }: CtpRow): string | undefined {
  if (operations.every(({ do: how }) => how === 'keep')) return undefined
  return operations.some(({ do: how }) => how === 'blocked') ? CTP.private.creatorOpen : CTP.private.creatorGoes
}

function lastStep({ node }: CtpRow): Parameters<typeof formatStep>[0] {
  if (node.leaf === undefined) throw new Error('a private element is in the data set')
  return node.leaf
}

/** Why CTP must not keep a private element; empty where that is what was decided. */
function whyNotKept(
  row: CtpRow,
  below: ReadonlyMap<CtpRow, readonly CtpRow[]>,
  crowded: ReadonlySet<number>,
  context: PrivateContext,
): string | undefined {
  const key = privateKey(row)
  const hows = operationsByScope(row).map((operation) => operation.do)
  if (hows.every((how) => how === 'remove')) return ''
  if (hows.includes('blocked')) return SCRIPT.unsaid.removed(SCRIPT.unsaid.openReview)
  if (row.operations.some((operation) => 'content' in operation)) return CTP.private.contentItems
  if (hows.some((how) => how !== 'keep' && how !== 'process'))
    return hows.length > 1 && hows.every((how) => how === 'keep' || how === 'remove') ? CTP.private.scanners : CTP.private.untreatable
  if (row.holdsStrays) return CTP.private.strays
  if (row.node.element.vrs.includes('AS') && context.settings.ageCap) return CTP.private.ages
  if (!everythingBelow(row, below).every((inside) => staysWhole(inside, context))) return CTP.private.goesInside
  if (key !== undefined && key.group > 0x7fe0 && row.level === 'root' && context.settings.unlisted === 'delete')
    return CTP.private.behindPixelData
  if (key !== undefined && crowded.has(key.group)) return CTP.private.crowded
  if (key !== undefined && !isWritable(key.creator)) return CTP.private.unspellable
  return undefined
}

/** Whether what is inside a Sequence stays as it is when CTP does not look at it. */
export function staysWhole({ operations, node }: CtpRow, { settings }: Pick<PrivateContext, 'settings'>): boolean {
  if (node.element.vrs.includes('AS') && settings.ageCap) return false
  return operations.every((operation) => (operation.do === 'keep' || operation.do === 'process') && !('content' in operation))
}

function childrenOf(rows: readonly CtpRow[]): ReadonlyMap<CtpRow, readonly CtpRow[]> {
  const children = new Map<CtpRow, CtpRow[]>()
  for (const row of rows) {
    const [parent] = row.around
    if (parent === undefined) continue
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [row])
    else siblings.push(row)
  }
  return children
}

function everythingBelow(row: CtpRow, children: ReadonlyMap<CtpRow, readonly CtpRow[]>): readonly CtpRow[] {
  return (children.get(row) ?? []).flatMap((child) => [child, ...everythingBelow(child, children)])
}

/** Groups behind Pixel Data with several creators: CTP remembers only the last creator of a group there. */
function crowdedGroups(rows: readonly CtpRow[]): ReadonlySet<number> {
  const creators = new Map<number, Set<string>>()
  for (const row of rows) {
    const { leaf } = row.node
    if (leaf?.kind !== 'creator' || leaf.group <= 0x7fe0 || row.level === 'item') continue
    creators.set(leaf.group, (creators.get(leaf.group) ?? new Set()).add(leaf.creator.toUpperCase()))
  }
  return new Set([...creators].filter(([, names]) => names.size > 1).map(([group]) => group))
}
