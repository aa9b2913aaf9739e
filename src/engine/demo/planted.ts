import { isUtf8 } from 'node:buffer'
import { parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf } from '../../core/dicom/tag.ts'
import { encodeIn, isAscii, type CharacterSet } from './encode-text.ts'

export type PlantedKind =
  'name' | 'id' | 'date' | 'address' | 'phone' | 'institution' | 'device' | 'free-text' | 'uid' | 'file-name' | 'burned-in'

/** What somebody could be found by, in one spelling. */
export interface Term {
  readonly text: string
  readonly kind: PlantedKind
}

/** Where in a file something was planted, for a person who reads the list. */
export type PlantedWhere =
  | 'standard'
  | 'unusual'
  | 'nested'
  | 'private'
  | 'file-meta'
  | 'overlay'
  | 'pixels'
  | 'preamble'
  | 'after-data-set'
  | 'file-name'
  | 'folder-name'
  | 'not-dicom'

/** One row of the list of what was planted. */
export interface Planted {
  readonly text: string
  readonly kind: PlantedKind
  readonly where: PlantedWhere
  /** Attribute path with `[*]`, a place outside the data set, or empty for a file that is no DICOM. */
  readonly path: PathText
  readonly file: string
  /** The bytes in the file where they are not UTF-8, in hexadecimal; empty otherwise, and for what is drawn. */
  readonly bytes: string
}

/** The arc of every UID that the generator makes: they identify studies and instances as much as a name does. */
export const UID_ROOT = '1.3.6.1.4.1.32473.7.'
const UID = /1\.3\.6\.1\.4\.1\.32473\.7\.[0-9.]*[0-9]/g

const CHARACTER_SETS: readonly CharacterSet[] = ['ISO_IR 100', 'ISO_IR 144', 'ISO_IR 192', '\\ISO 2022 IR 87']

interface Spelling {
  readonly term: Term
  /** The bytes, one character each. */
  readonly latin: string
  readonly bytes: string
}

/** Finds every planted term in bytes, in all encodings in which the generator writes: the list cannot forget one. */
export class PlantFinder {
  readonly #spellings: readonly Spelling[]
  readonly #any: RegExp

  constructor(terms: readonly Term[]) {
    this.#spellings = terms.flatMap(spellings)
    this.#any = new RegExp(this.#spellings.map(({ latin }) => latin.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'))
  }

  find(bytes: Uint8Array): readonly { readonly term: Term; readonly bytes: string }[] {
    const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const uids = new Set(latin.match(UID) ?? [])
    const found = [...uids].map((text) => ({ term: { text, kind: 'uid' as const }, bytes: '' }))
    if (!this.#any.test(latin)) return found
    return [...found, ...this.#spellings.filter((spelling) => latin.includes(spelling.latin))]
  }
}

function spellings(term: Term): readonly Spelling[] {
  const encodings = isAscii(term.text) ? [Buffer.from(term.text, 'latin1')] : CHARACTER_SETS.flatMap((set) => encoded(term.text, set))
  encodings.push(Buffer.from(term.text, 'utf16le'))
  return encodings.map((bytes) => ({
    term,
    latin: bytes.toString('latin1'),
    bytes: isUtf8(bytes) && bytes.toString('utf8') === term.text ? '' : bytes.toString('hex'),
  }))
}

function encoded(text: string, characterSet: CharacterSet): readonly Buffer[] {
  try {
    return [Buffer.from(encodeIn(text, characterSet))]
  } catch {
    return [] // the character set has no such characters, so nothing is written in it
  }
}

/** Attributes in which one expects the identity to stand. */
const STANDARD: ReadonlySet<PathText> = new Set(
  '0008,0050 0008,0080 0008,0081 0008,0090 0008,1040 0008,1050 0008,1060 0008,1070 0010,0010 0010,0020 0010,0021 0010,0030 0010,1000 0010,1001 0010,1005 0010,1040 0010,1060 0010,2154'
    .split(' ')
    .map((tag) => `(${tag})`),
)

export function whereOf(path: PathText): PlantedWhere {
  const parsed = parsePath(path)
  if (parsed === undefined) throw new Error('a path is expected')
  if (parsed.kind === 'outside') return parsed.place
  const [first, ...more] = parsed.steps
  if (parsed.steps.some((step) => step.kind !== 'public' || (groupOf(step.tag) & 1) === 1)) return 'private'
  const group = first?.kind === 'public' ? groupOf(first.tag) : 0
  if (group === 0x0002) return 'file-meta'
  if (group >= 0x6000 && group <= 0x601e) return 'overlay'
  if (more.length > 0) return 'nested'
  return STANDARD.has(path) ? 'standard' : 'unusual'
}

const COLUMNS = ['text', 'kind', 'where', 'path', 'file', 'bytes'] as const

/** The list as CSV (RFC 4180), for machines: without the guard against spreadsheet formulas. */
export function plantedCsv(rows: readonly Planted[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))].join('\r\n') + '\r\n'
}
