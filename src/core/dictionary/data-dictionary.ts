import { groupOf, isGroupLength, isPrivate, isPrivateCreator, type Tag } from '../dicom/tag.ts'
import { isVR, type VR } from '../dicom/vr.ts'
import { DATA_DICTIONARY } from './data-dictionary.generated.ts'

/** The edition of PS3.6 that the data dictionary holds. */
export const DATA_DICTIONARY_EDITION = 'PS3.6 2025b'

/** A Data Element of the registry (PS3.6 6 to 9). */
export interface DictionaryEntry {
  readonly tag: Tag
  /** `PatientID`; empty for the few that have none. */
  readonly keyword: string
  /** `Patient ID`; empty where PS3.6 retired the element and its name. */
  readonly name: string
  /** As printed, in order: several for "US or SS"; none for item delimiters and where PS3.6 names none. */
  readonly vrs: readonly VR[]
  /** Value Multiplicity: `1`, `1-n`, `2-2n`; empty where PS3.6 names none. */
  readonly vm: string
  readonly retired: boolean
}

/**
 * Elements whose tag has digits that may be anything (PS3.6: `50xx,0005`, `0020,31xx`, `0028,04x0`, `1000,xxx0`,
 * `1010,xxxx`): which bits are fixed, and what they are.
 */
interface Repeating {
  readonly mask: number
  readonly lines: Map<Tag, string>
}

interface Index {
  /** Lines until they are asked for, entries from then on. */
  readonly entries: Map<Tag, DictionaryEntry | string>
  readonly repeating: readonly Repeating[]
}

let index: Index | undefined

function indexed(): Index {
  if (index !== undefined) return index
  const entries = new Map<Tag, DictionaryEntry | string>()
  const byMask = new Map<number, Map<Tag, string>>()
  for (const line of DATA_DICTIONARY.split('\n')) {
    const pattern = line.slice(0, 8)
    if (pattern.includes('x')) {
      const mask = parseInt(pattern.replace(/[^x]/g, 'F').replaceAll('x', '0'), 16)
      let lines = byMask.get(mask)
      if (lines === undefined) byMask.set(mask, (lines = new Map()))
      lines.set(parseInt(pattern.replaceAll('x', '0'), 16), line)
    } else entries.set(parseInt(pattern, 16), line)
  }
  index = { entries, repeating: [...byMask].map(([mask, lines]) => ({ mask, lines })) }
  return index
}

function decode(tag: Tag, line: string): DictionaryEntry {
  const [, vrs = '', vm = '', retired, keyword = '', name = ''] = line.split('|')
  return { tag, keyword, name, vrs: vrs.split('/').filter(isVR), vm, retired: retired === 'R' }
}

/**
 * What PS3.6 says of a public element. Repeating groups (`50xx`, `60xx` …) are found by any of their even groups.
 * @returns undefined for private elements, group lengths of groups without one, and tags PS3.6 does not know
 * @example lookupTag(0x00100020)?.name // Patient ID
 */
export function lookupTag(tag: Tag): DictionaryEntry | undefined {
  const { entries, repeating } = indexed()
  const known = entries.get(tag)
  if (known !== undefined) {
    if (typeof known !== 'string') return known
    const entry = decode(tag, known)
    entries.set(tag, entry)
    return entry
  }
  if (isPrivate(tag)) return undefined
  for (const { mask, lines } of repeating) {
    const line = lines.get((tag & mask) >>> 0)
    if (line !== undefined) return decode(tag, line)
  }
  return undefined
}

/**
 * The VR to take where a file writes none (implicit VR): US for "US or SS", OW for "OB or OW" (PS3.5 A.1), UL for a
 * group length, LO for a Private Creator.
 * @returns undefined where PS3.6 gives no VR: private elements (ask {@link lookupPrivate}), delimiters, unknown tags
 */
export function vrOf(tag: Tag): VR | undefined {
  if (isGroupLength(tag)) return 'UL'
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : undefined
  const vrs = lookupTag(tag)?.vrs ?? []
  return vrs[0] === 'OB' && vrs.includes('OW') ? 'OW' : vrs[0]
}

let keywords: Map<string, Tag> | undefined

/**
 * `PatientID` → `0x00100020`. The keyword of a repeating group gives its first group: `OverlayData` → `0x60003000`.
 * @returns undefined where PS3.6 has no such keyword; keywords are case-sensitive
 */
export function tagByKeyword(keyword: string): Tag | undefined {
  if (keywords === undefined) {
    keywords = new Map()
    for (const line of DATA_DICTIONARY.split('\n')) {
      const [pattern = '', , , , word = ''] = line.split('|')
      if (word !== '') keywords.set(word, parseInt(pattern.replaceAll('x', '0'), 16))
    }
  }
  return keywords.get(keyword)
}

/** Curves (`50xx`) and overlays (`60xx`): even groups that repeat (PS3.5 7.6). Brings a tag to its first group. */
export function firstOfRepeatingGroup(tag: Tag): Tag {
  const family = groupOf(tag) >>> 8
  if ((family !== 0x50 && family !== 0x60) || isPrivate(tag)) return tag
  return (tag & 0xff00ffff) >>> 0
}
