import { fail, ok, type Result } from '../result.ts'
import { formatPath, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { tagOf, type Tag } from '../dicom/tag.ts'
import { tagByKeyword } from '../dictionary/index.ts'
import type { VR } from '../dicom/vr.ts'
import type { Choice, DecisionWord } from './decision.ts'
import { DECISIONS } from './texts.ts'

/** What a row of somebody's profile is about. */
export type ProfileTarget =
  /** This very path. */
  | { readonly kind: 'path'; readonly path: PathText }
  /** A public element wherever it stands, as a Confidentiality Profile has it. */
  | { readonly kind: 'tag'; readonly tag: Tag }
  /** Elements by a pattern of eight digits with `X` for any: `50XXXXXX`. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** A private element wherever it stands. */
  | { readonly kind: 'private'; readonly group: number; readonly creator: string; readonly element: number }

export interface ProfileRow {
  /** As in a spreadsheet: the header is row 1. */
  readonly row: number
  readonly target: ProfileTarget
  /** An Action Code in capitals, or a decision's word. */
  readonly code: string
}

export type ProfileFileKind = 'confidentiality-profile' | 'modality-software-profile'

export interface ReadProfile {
  readonly kind: ProfileFileKind
  readonly rows: readonly ProfileRow[]
  /** Rows without a code: elements that are not registered, and that nothing is said of. */
  readonly silent: number
}

const TARGET_NAMES = ['path', 'tag', 'element', 'attribute', 'attribute tag', 'element_sig_pattern', 'keyword']
const CODE_NAMES = ['code', 'action', 'decision', 'disposition', 'basic', 'basic prof.', 'profile', 'status', 'private_disposition']
const CREATOR_NAMES = ['private_creator', 'private creator', 'creator', 'owner']

const WORDS: ReadonlySet<string> = new Set(['RETAIN', 'DELETE', 'REVIEW'])
/** PS3.15 Table E.1-1a, and `R` of TCIA's inventories: to be reviewed. */
const CODES: ReadonlySet<string> = new Set(['K', 'X', 'Z', 'D', 'C', 'U', 'X/Z', 'X/D', 'Z/D', 'X/Z/D', 'X/Z/U*', 'R'])

/**
 * A Confidentiality Profile (path or tag, Action Code) or a Modality Software Profile (path or tag, Retain, Delete or
 * Review), as the Tag Sniffer took them: columns in any order, with a header or without one.
 * @param lines the cells of each line of the file
 * @returns all rows or a sentence on the first that cannot be taken; never with what stands in it
 */
export function readProfileFile(lines: readonly (readonly string[])[]): Result<ReadProfile, string> {
  const [first = []] = lines
  const names = first.map((cell) => cell.trim().toLowerCase())
  const hasHeader = names.some((name) => TARGET_NAMES.includes(name))
  const column = (wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name))
  const at = hasHeader
    ? { target: column(TARGET_NAMES), code: column(CODE_NAMES), creator: column(CREATOR_NAMES) }
    : { target: 0, code: Math.max(1, first.length - 1), creator: -1 }
  if (at.target < 0 || at.code < 0) return fail(DECISIONS.profileFile.noColumns)
  const rows: ProfileRow[] = []
  let silent = 0
  for (const [index, cells] of lines.entries()) {
    if ((hasHeader && index === 0) || cells.every((cell) => cell.trim() === '')) continue
    const row = index + 1
    const code = (cells[at.code] ?? '').trim().toUpperCase()
    if (code === '') {
      silent += 1
      continue
    }
    const target = targetOf((cells[at.target] ?? '').trim(), (cells[at.creator] ?? '').trim())
    if (target === undefined) return fail(DECISIONS.profileFile.noElement(row))
    if (!WORDS.has(code) && !CODES.has(code)) return fail(DECISIONS.profileFile.noCode(row))
    rows.push({ row, target, code })
  }
  if (rows.length === 0) return fail(DECISIONS.profileFile.empty)
  const kind = rows.every(({ code }) => WORDS.has(code)) ? 'modality-software-profile' : 'confidentiality-profile'
  return ok({ kind, rows, silent })
}

const PRIVATE_TAG = /^\(?([0-9A-Fa-f]{4}),?\s*(?:[Xx]{2}|[0-9A-Fa-f]{2})([0-9A-Fa-f]{2})\)?$/
const TAG = /^\(?([0-9A-Fa-fXx]{4}),?\s*([0-9A-Fa-fXx]{4})\)?$/

function targetOf(text: string, creator: string): ProfileTarget | undefined {
  const ofCreator = creator === '' ? null : PRIVATE_TAG.exec(text)
  if (ofCreator !== null)
    return { kind: 'private', group: parseInt(ofCreator[1] ?? '', 16), creator, element: parseInt(ofCreator[2] ?? '', 16) }
  const tag = TAG.exec(text)
  if (tag !== null) {
    const digits = `${tag[1] ?? ''}${tag[2] ?? ''}`.toUpperCase()
    if (digits.includes('X')) return { kind: 'pattern', pattern: digits }
    return { kind: 'tag', tag: tagOf(parseInt(tag[1] ?? '', 16), parseInt(tag[2] ?? '', 16)) }
  }
  const path = parsePath(text)
  if (path?.kind === 'element') {
    const [step] = path.steps
    if (path.steps.length === 1 && path.inside === undefined && step?.kind === 'private')
      return { kind: 'private', group: step.group, creator: step.creator, element: step.element }
    return { kind: 'path', path: formatPath(path) }
  }
  if (path !== undefined) return { kind: 'path', path: text }
  const byKeyword = tagByKeyword(text)
  return byKeyword === undefined ? undefined : { kind: 'tag', tag: byKeyword }
}

/** What a code of a profile decides for an element with these VRs; a bare word leaves the treatment to the proposal. */
export function choiceForCode(code: string, vrs: readonly VR[]): Choice {
  switch (code) {
    case 'K':
      return { decision: 'retain', treatment: 'keep' }
    case 'C':
      return { decision: 'retain', treatment: vrs.length > 0 && vrs.every((vr) => DATED.has(vr)) ? 'shift-date' : 'clean' }
    case 'U':
      return { decision: 'retain', treatment: 'remap-uid' }
    case 'X':
      return { decision: 'delete', treatment: 'remove' }
    case 'Z':
      return { decision: 'delete', treatment: 'empty' }
    case 'D':
      return { decision: 'delete', treatment: 'dummy' }
    case 'RETAIN':
    case 'DELETE':
    case 'REVIEW':
      return { decision: code.toLowerCase() as DecisionWord }
    case 'R':
      return { decision: 'review' }
    default:
      // Compound codes leave it to the Type of the attribute (PS3.15 E.1.1).
      return { decision: 'delete', treatment: 'auto' }
  }
}

const DATED: ReadonlySet<VR> = new Set<VR>(['DA', 'DT', 'TM'])
