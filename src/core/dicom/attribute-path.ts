import { formatTag, hex, tagOf, type Tag } from './tag.ts'

/**
 * Where an Attribute stands: the identity of an element in inventory, decisions, scripts and reports.
 * Private elements are named by their Private Creator, never by a block number (PS3.5 7.8.1), and items are `[*]`
 * in an inventory and `[0]`, `[1]` … in an instance. Everything else is a place outside the data set.
 */
export type AttributePath = ElementPath | OutsidePlace

export interface ElementPath {
  readonly kind: 'element'
  /** From the root of the data set to the element; every step but the last is a Sequence. */
  readonly steps: readonly PathStep[]
  /** The key of something inside an opaque value: `MrPhoenixProtocol` in `(0029,"SIEMENS CSA HEADER",10)#MrPhoenixProtocol`. */
  readonly inside?: string
}

export interface OutsidePlace {
  readonly kind: 'outside'
  readonly place: Place
}

/** Places of a file that are no Data Element and can carry an identity too. */
export const PLACES = ['file-name', 'folder-name', 'preamble', 'after-data-set'] as const
export type Place = (typeof PLACES)[number]

export type PathStep = PublicStep | PrivateStep | CreatorStep

interface Step {
  /** Which item of this Sequence the next step is in: a number from 0, or `*` for any. Absent on the last step. */
  readonly item?: number | '*'
}

/** A public element, or a private one that no creator claims: its tag is all there is to say. */
export interface PublicStep extends Step {
  readonly kind: 'public'
  readonly tag: Tag
}

/** `(0009,"GEMS_IDEN_01",30)`: `element` is the low byte. */
export interface PrivateStep extends Step {
  readonly kind: 'private'
  readonly group: number
  readonly creator: string
  readonly element: number
}

/** `(0009,"GEMS_IDEN_01")`: the Private Creator element itself. */
export interface CreatorStep extends Step {
  readonly kind: 'creator'
  readonly group: number
  readonly creator: string
}

/** The one text form of a path, as settled for the command line, the reports and the scripts. */
export type PathText = string

/** `\` and `"` are escaped by a backslash, unprintable characters are `\xHH`. */
export function escapeCreator(creator: string): string {
  let out = ''
  for (const character of creator) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') out += `\\${character}`
    else if (code < 0x20 || (code >= 0x7f && code <= 0xa0)) out += `\\x${hex(code, 2)}`
    else out += character
  }
  return out
}

export function formatStep(step: PathStep): string {
  const item = step.item === undefined ? '' : `[${step.item}]`
  switch (step.kind) {
    case 'public':
      return formatTag(step.tag) + item
    case 'private':
      return `(${hex(step.group, 4)},"${escapeCreator(step.creator)}",${hex(step.element, 2)})${item}`
    case 'creator':
      return `(${hex(step.group, 4)},"${escapeCreator(step.creator)}")${item}`
  }
}

/**
 * @example formatPath(path) // (0040,0275)[*](0008,0050)
 */
export function formatPath(path: AttributePath): PathText {
  if (path.kind === 'outside') return path.place
  return path.steps.map(formatStep).join('') + (path.inside === undefined ? '' : `#${path.inside}`)
}

const STEP = /\(([0-9A-Fa-f]{4}),(?:([0-9A-Fa-f]{4})|"((?:[^"\\]|\\["\\]|\\x[0-9A-Fa-f]{2})*)"(?:,([0-9A-Fa-f]{2}))?)\)(?:\[(\*|\d+)\])?/y

function unescapeCreator(text: string): string {
  return text.replace(
    /\\(?:(["\\])|x([0-9A-Fa-f]{2}))/g,
    (_all, plain: string | undefined, code: string | undefined) => plain ?? String.fromCharCode(parseInt(code ?? '0', 16)),
  )
}

/**
 * Reads the text form back; the inverse of {@link formatPath}. Lower-case hexadecimal is accepted.
 * @returns undefined where the text is no path
 */
export function parsePath(text: PathText): AttributePath | undefined {
  return parsed(text)
}

function readPath(text: PathText): AttributePath | undefined {
  const place = PLACES.find((name) => name === text)
  if (place !== undefined) return { kind: 'outside', place }
  const steps: PathStep[] = []
  let at = 0
  while (at < text.length && text[at] !== '#') {
    STEP.lastIndex = at
    const match = STEP.exec(text)
    if (match === null) return undefined
    at = STEP.lastIndex
    const group = parseInt(match[1] ?? '', 16)
    const item = match[5] === undefined ? {} : { item: match[5] === '*' ? ('*' as const) : Number(match[5]) }
    if (match[2] !== undefined) steps.push({ kind: 'public', tag: tagOf(group, parseInt(match[2], 16)), ...item })
    else {
      const creator = unescapeCreator(match[3] ?? '')
      if (match[4] === undefined) steps.push({ kind: 'creator', group, creator, ...item })
      else steps.push({ kind: 'private', group, creator, element: parseInt(match[4], 16), ...item })
    }
  }
  const last = steps.at(-1)
  if (last === undefined || last.item !== undefined) return undefined
  if (steps.slice(0, -1).some((step) => step.item === undefined)) return undefined
  return at < text.length ? { kind: 'element', steps, inside: text.slice(at + 1) } : { kind: 'element', steps }
}

/**
 * The element whose opaque value something is inside of: `(0029,"SIEMENS CSA HEADER",10)` for
 * `(0029,"SIEMENS CSA HEADER",10)#MrPhoenixProtocol`.
 * @returns undefined where the path is that of an element, or of no element
 */
export function openedElement(text: PathText): PathText | undefined {
  if (!text.includes('#')) return undefined
  const path = parsePath(text)
  return path?.kind === 'element' && path.inside !== undefined ? text.slice(0, text.length - path.inside.length - 1) : undefined
}

/** The last step of an element path: what the element is, wherever it stands. */
export function leafOf(path: ElementPath): PathStep {
  const last = path.steps.at(-1)
  if (last === undefined) throw new Error('an element path has at least one step')
  return last
}

/**
 * The key under which spellings of one path meet: creators are compared trimmed and without regard to case
 * (they are found in several spellings of one and the same block).
 */
export function pathKey(text: PathText): string {
  return text.includes('"') ? folded(text) : text
}

/**
 * Remembers what a pure function of a path said. The paths of a project are asked for again with every decision, and are
 * few beside that; what is remembered is bounded all the same, as paths come out of files.
 */
function remembered<T>(compute: (text: PathText) => T): (text: PathText) => T {
  const MOST = 200_000
  const known = new Map<PathText, T>()
  return (text) => {
    const there = known.get(text)
    if (there !== undefined) return there
    const value = compute(text)
    if (known.size >= MOST) known.clear()
    known.set(text, value)
    return value
  }
}

const folded = remembered((text) => text.replace(/"(?:[^"\\]|\\.)*"/g, (creator) => creator.toUpperCase()))
const parsed = remembered(readPath)
