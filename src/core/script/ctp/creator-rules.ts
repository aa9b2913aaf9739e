import { isOpaqueToCtp } from './element-action.ts'
import type { CtpRow } from './rows.ts'
import { closedAround } from './rows.ts'
import { CTP } from './texts.ts'

/** What becomes of the Private Creators of one group when CTP keeps safe private elements, which keeps all creators. */
export interface CreatorRule {
  readonly group: number
  readonly root: CreatorsThatStay
  readonly item: CreatorsThatStay
}

/** A pattern of the creators that stay, and the others go; `all`, or `none`. */
export type CreatorsThatStay = 'all' | 'none' | { readonly pattern: string }

export interface CreatorRules {
  readonly rules: readonly CreatorRule[]
  /** Creators that were to go and that CTP keeps, with the reason. */
  readonly kept: ReadonlyMap<CtpRow, string>
}

interface Names {
  readonly going: Map<string, CtpRow[]>
  readonly staying: Set<string>
  /** Creators that some file writes as UN. */
  readonly unreadable: { readonly going: CtpRow[]; stays: boolean }
}

/**
 * Rules that take out the creators of emptied blocks. Those that stay are told by their names, whatever block they claim,
 * so that the rule is right at any block and in any item; any other goes: one whose name CTP reads otherwise, one that
 * nobody has seen, and one that may be the name of a person, which no script is to hold.
 */
export function creatorRules(rows: readonly CtpRow[], isGone: (row: CtpRow) => boolean): CreatorRules {
  const byGroup = new Map<number, Record<'root' | 'item', Names>>()
  const kept = new Map<CtpRow, string>()
  for (const row of rows) {
    const named = creatorName(row)
    if (named === undefined || closedAround(row) !== undefined || isGone(row)) continue
    const stays = row.operations.every(({ do: how }) => how === 'keep')
    // At the root CTP copies what is above the tag of Pixel Data one by one, with or without Pixel Data; items it goes through.
    if (named.group > 0x7fe0 && row.level === 'root' && !stays) kept.set(row, CTP.creators.behindPixelData)
    const levels = byGroup.get(named.group) ?? { root: noNames(), item: noNames() }
    byGroup.set(named.group, levels)
    const names = levels[row.level]
    if (isOpaqueToCtp(row.node.element)) {
      if (stays) names.unreadable.stays = true
      else names.unreadable.going.push(row)
    }
    if (stays) names.staying.add(named.name)
    else names.going.set(named.name, [...(names.going.get(named.name) ?? []), row])
  }
  const rules = [...byGroup]
    .sort(([a], [b]) => a - b)
    .map(([group, levels]) => ({ group, ...bothLevels(staying(levels.root, kept), staying(levels.item, kept), levels) }))
    .filter((rule) => rule.root !== 'all' || rule.item !== 'all')
  return { rules, kept }
}

/** A level at which the collection has no creator of the group needs no rule of its own. */
function bothLevels(
  root: CreatorsThatStay,
  item: CreatorsThatStay,
  levels: Record<'root' | 'item', Names>,
): Pick<CreatorRule, 'root' | 'item'> {
  const isBare = ({ going, staying: stay }: Names): boolean => going.size + stay.size === 0
  return { root: isBare(levels.root) ? item : root, item: isBare(levels.item) ? root : item }
}

function noNames(): Names {
  return { going: new Map(), staying: new Set(), unreadable: { going: [], stays: false } }
}

/** A creator's name and group; a blank one's name is empty. */
function creatorName({ node: { leaf } }: CtpRow): { readonly group: number; readonly name: string } | undefined {
  if (leaf?.kind === 'creator') return { group: leaf.group, name: leaf.creator.trim().toUpperCase() }
  if (leaf?.kind !== 'public' || (leaf.tag >>> 16) % 2 === 0) return undefined
  const element = leaf.tag & 0xffff
  return element >= 0x10 && element <= 0xff ? { group: leaf.tag >>> 16, name: '' } : undefined
}

/** Bytes as CTP spells them: numbers with a backslash between them, which no name can hold. Two bytes at least, as lengths are even. */
const BYTES = '[0-9A-F]+([^ -Z^-~][0-9A-F]+)+'

function staying({ going, staying: names, unreadable }: Names, kept: Map<CtpRow, string>): CreatorsThatStay {
  if (going.size === 0) return 'all'
  const alternatives = [...names].sort().map(regexOf)
  if (unreadable.stays) {
    alternatives.push(BYTES)
    for (const row of unreadable.going) kept.set(row, CTP.creators.unknown)
  }
  if (alternatives.length === 0) return 'none'
  const stay = new RegExp(`^(?:${alternatives.join('|')})$`, 'iu')
  for (const [name, rows] of going) if (stay.test(name)) for (const row of rows) kept.set(row, CTP.creators.sameName)
  return { pattern: `(?i) *(${alternatives.join('|')}) *` }
}

/**
 * Any character stands for those that CTP's script would need escaped, for that differs between its versions; any of
 * other alphabets for each other, for CTP may read them by another character set.
 */
function regexOf(name: string): string {
  return [...name]
    .map((character) =>
      /[.+*?()|$]/.test(character)
        ? `[${character}]`
        : /[\\^"[\]{}@]/.test(character)
          ? '.'
          : /[ -~]/.test(character)
            ? character
            : '[^ -~]+',
    )
    .join('')
}
