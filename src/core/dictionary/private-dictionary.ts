import { isVR, type VR } from '../dicom/vr.ts'
import { PRIVATE_DICTIONARY } from './private-dictionary.generated.ts'

/** What TCIA does with a private element: keep, delete, hash the UID, offset the date, offset epoch seconds, none of its own. */
export type TciaDisposition = '' | 'k' | 'd' | 'h' | 'o' | 'oi' | 'na'

/** What the published dictionaries and knowledge bases say of one private element. */
export interface PrivateEntry {
  /** The Private Creator as the dictionaries spell it; a file may differ in case and blanks. */
  readonly creator: string
  /** Empty where nobody names it. */
  readonly name: string
  /** The first of {@link vrs}; undefined where nobody knows it. */
  readonly vr: VR | undefined
  /** All VRs that the sources give, the most trusted first; several are a conflict. UN is no statement. */
  readonly vrs: readonly VR[]
  readonly vm: string
  /** `dicom3tools`, `gdcm`, `dcmtk`, `ctp-wustl`, `tcia2024`, `e3.10-1`. */
  readonly sources: readonly string[]
  readonly vendor: string
  /** TCIA Private Tag Knowledge Base 2024-02-01; the most restrictive where it differs by VR. Empty: no statement. */
  readonly tcia: TciaDisposition
  /** Where TCIA decides by VR: each VR with its word; empty where one word holds for all. */
  readonly tciaByVr: Readonly<Partial<Record<VR, TciaDisposition>>>
  /** CTP PrivateTagDictionary 2015: only `K` means keep to CTP. Empty: no statement. */
  readonly wustl: string
  /** Listed in PS3.15 Table E.3.10-1. */
  readonly safeInE3101: boolean
}

/** A row with what it is found by. */
export interface PrivateEntryWithKey extends PrivateEntry {
  /** Undefined where the element repeats over a range of groups. */
  readonly group: number | undefined
  /** The high byte of the groups of a range. */
  readonly groups: number | undefined
  readonly element: number
  /** Bound to this block only; undefined for most. */
  readonly block: number | undefined
}

/** The elements of one creator: by `group << 8 | element`, or `high byte << 8 | element` for ranges of groups. */
interface Section {
  readonly exact: ReadonlyMap<number, readonly PrivateEntryWithKey[]>
  readonly ranges: ReadonlyMap<number, readonly PrivateEntryWithKey[]>
}

const SOURCES: Readonly<Record<string, string>> = {
  d: 'dicom3tools',
  g: 'gdcm',
  m: 'dcmtk',
  c: 'ctp-wustl',
  t: 'tcia2024',
  s: 'e3.10-1',
}

/** Creators match without regard to case and outer blanks; they are found in several spellings of one block. */
function keyOf(creator: string): string {
  return creator.trim().toUpperCase()
}

/** Text of a section until it is asked for. */
let sections: Map<string, Section | string> | undefined

function indexed(): Map<string, Section | string> {
  if (sections === undefined) {
    sections = new Map()
    for (const text of PRIVATE_DICTIONARY.slice(1).split('\n#')) sections.set(keyOf(text.slice(0, text.indexOf('|'))), text)
  }
  return sections
}

function decodeByVr(text: string): Partial<Record<VR, TciaDisposition>> {
  const byVr: Partial<Record<VR, TciaDisposition>> = {}
  for (const pair of text === '' ? [] : text.split(',')) {
    const [vr = '', word = ''] = pair.split('=')
    if (isVR(vr)) byVr[vr] = (word === '-' ? '' : word) as TciaDisposition
  }
  return byVr
}

function decodeRow(creator: string, vendor: string, line: string): PrivateEntryWithKey {
  const [key = '', vrText = '', vm = '', letters = '', name = '', tcia = '', byVr = '', wustl = ''] = line.split('|')
  const vrs = vrText.split('/').filter(isVR)
  const range = key.slice(2, 4) === 'xx'
  return {
    creator,
    name,
    vr: vrs[0],
    vrs,
    vm,
    sources: [...letters].flatMap((letter) => SOURCES[letter] ?? []),
    vendor,
    tcia: tcia as TciaDisposition,
    tciaByVr: decodeByVr(byVr),
    wustl,
    safeInE3101: letters.includes('s'),
    group: range ? undefined : parseInt(key.slice(0, 4), 16),
    groups: range ? parseInt(key.slice(0, 2), 16) : undefined,
    element: parseInt(key.slice(4, 6), 16),
    block: key.length > 6 ? parseInt(key.slice(6), 16) : undefined,
  }
}

function decodeSection(text: string): Section {
  const [head = '', ...lines] = text.split('\n')
  const [creator = '', vendor = ''] = head.split('|')
  const exact = new Map<number, PrivateEntryWithKey[]>()
  const ranges = new Map<number, PrivateEntryWithKey[]>()
  for (const line of lines) {
    const row = decodeRow(creator, vendor, line)
    const [map, group] = row.group === undefined ? [ranges, row.groups ?? 0] : [exact, row.group]
    const key = (group << 8) | row.element
    const rows = map.get(key)
    if (rows === undefined) map.set(key, [row])
    else rows.push(row)
  }
  return { exact, ranges }
}

function sectionOf(key: string): Section | undefined {
  const known = indexed().get(key)
  if (typeof known !== 'string') return known
  const section = decodeSection(known)
  indexed().set(key, section)
  return section
}

/** Creators with runs of blanks made one: `SIEMENS CM VA0  ACQU` has two, and is written with one too. */
let collapsed: Map<string, string> | undefined

function findSection(creator: string): Section | undefined {
  const key = keyOf(creator)
  const section = sectionOf(key)
  if (section !== undefined) return section
  collapsed ??= new Map([...indexed().keys()].map((known) => [known.replace(/\s+/g, ' '), known]))
  const other = collapsed.get(key.replace(/\s+/g, ' '))
  return other === undefined ? undefined : sectionOf(other)
}

/** Of rows for one element: the one bound to the block, else the one bound to none, else the first if all say the same. */
function choose(rows: readonly PrivateEntryWithKey[], block: number | undefined): PrivateEntryWithKey | undefined {
  const bound = block === undefined ? undefined : rows.find((row) => row.block === block)
  const chosen = bound ?? rows.find((row) => row.block === undefined)
  if (chosen !== undefined) return chosen
  const [first] = rows
  return first !== undefined && rows.every((row) => row.vr === first.vr && row.name === first.name && row.tcia === first.tcia)
    ? first
    : undefined
}

/**
 * What is published of a private element (PS3.5 7.8). Creators match without regard to case, outer blanks and, failing
 * that, runs of inner blanks; compare with `entry.creator` to see whether the match was exact.
 * @param element the low byte of the element number
 * @param block the block number `xx` in which it was found, for the few rows that hold in one block only
 * @returns undefined where nobody lists the element, or rows for several blocks contradict each other and none is for `block`
 * @example lookupPrivate('GEMS_IDEN_01', 0x0009, 0x30)?.name // Service Id
 */
export function lookupPrivate(creator: string, group: number, element: number, block?: number): PrivateEntryWithKey | undefined {
  const section = findSection(creator)
  if (section === undefined) return undefined
  const rows =
    section.exact.get((group << 8) | element) ?? ((group & 1) === 1 ? section.ranges.get(((group >>> 8) << 8) | element) : undefined)
  return rows === undefined ? undefined : choose(rows, block)
}

/** Whether any source has published a Private Creator, in whatever case and blanks; one that nobody knows is text like any other. */
export function isPublishedCreator(creator: string): boolean {
  return creator.trim() !== '' && findSection(creator) !== undefined
}

/**
 * TCIA's word for an element with the VR it has in a file (its knowledge base decides some by VR); a VR that TCIA has
 * not met, and UN, take the most restrictive word.
 */
export function tciaDisposition(entry: Pick<PrivateEntry, 'tcia' | 'tciaByVr'>, vr: VR): TciaDisposition {
  return vr === 'UN' ? entry.tcia : (entry.tciaByVr[vr] ?? entry.tcia)
}

/**
 * Private elements whose creator or name contains a text, without regard to case, in the order of the dictionary.
 * @param limit at most this many
 */
export function searchPrivate(text: string, limit: number): readonly PrivateEntryWithKey[] {
  const wanted = text.trim().toUpperCase()
  const found: PrivateEntryWithKey[] = []
  for (const creator of indexed().keys()) {
    const section = sectionOf(creator)
    for (const rows of section === undefined ? [] : [...section.exact.values(), ...section.ranges.values()]) {
      for (const row of rows) {
        if (found.length >= limit) return found
        if (creator.includes(wanted) || row.name.toUpperCase().includes(wanted)) found.push(row)
      }
    }
  }
  return found
}
