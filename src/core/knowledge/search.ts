import { formatPath, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { hex } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { searchPrivate, type PrivateEntryWithKey } from '../dictionary/index.ts'
import { phiFound } from './phi-found.ts'
import { privateKnowledge, type FurtherStatements, type PrivateKnowledge } from './private-knowledge.ts'
import type { Statement } from './statement.ts'

/** A private element of the knowledge base, with what each source says of it. */
export interface FoundElement {
  readonly path: PathText
  readonly creator: string
  readonly name: string
  readonly vr: string
  readonly vendor: string
  readonly status: PrivateKnowledge['status']
  readonly statements: readonly Statement[]
  readonly phiFound: boolean
}

export interface SearchResult {
  /** How many there are, whether shown or not. */
  readonly total: number
  readonly elements: readonly FoundElement[]
}

interface IndexedEntry {
  readonly entry: PrivateEntryWithKey
  readonly path: PathText
  /** Everything that a word can be found in, in small letters. */
  readonly text: string
}

let index: readonly IndexedEntry[] | undefined

function indexed(): readonly IndexedEntry[] {
  index ??= searchPrivate('', Number.POSITIVE_INFINITY)
    .filter(({ creator }) => creator.trim() !== '')
    .map((entry) => {
      const group = entry.group ?? (entry.groups ?? 0) << 8
      const path = formatPath({ kind: 'element', steps: [{ kind: 'private', group, creator: entry.creator, element: entry.element }] })
      const groupText = entry.group === undefined ? `${hex(entry.groups ?? 0, 2)}xx` : hex(entry.group, 4)
      const words = dispositionWords(entry)
      const element = hex(entry.element, 2)
      const text = [path, `(${groupText},xx${element})`, `${groupText},${element}`, entry.name, entry.vr ?? '', entry.vendor, ...words]
      return { entry, path, text: text.join('\n').toLowerCase() }
    })
  return index
}

function dispositionWords({ tcia, tciaByVr, wustl, safeInE3101 }: PrivateEntryWithKey): readonly string[] {
  const tciaWords = [tcia, ...Object.values(tciaByVr)].filter((word) => word !== '')
  return [
    ...tciaWords.map((word) => `tcia:${word}`),
    ...(wustl === '' ? [] : [`ctp:${wustl}`]),
    ...(safeInE3101 ? ['e.3.10-1:safe'] : []),
    ...(tciaWords.length === 0 && wustl === '' && !safeInE3101 ? ['silent'] : []),
  ]
}

/** `status:conflict`: what all sources together say; asked last, because it takes longest. */
const STATUS = /^status:(retain|delete|review|conflict|unregistered)$/

/**
 * Private elements in which every word of a text is found: in the creator, group, element, name, VR, vendor, or in a
 * disposition (`tcia:d`, `ctp:K`, `e.3.10-1:safe`, `silent`, `status:conflict`). Words in double quotes are one.
 * @param further the team's approvals and imported lists, shown beside the published sources
 * @param isFirst which of them come before the others, as those of the collection that is open do
 */
export function searchKnowledge(
  text: string,
  limit: number,
  further?: FurtherStatements,
  isFirst: (path: PathText) => boolean = () => false,
): SearchResult {
  const words = [...text.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map((match) => match[1] ?? match[0])
  const statuses = words.flatMap((word) => STATUS.exec(word)?.[1] ?? [])
  const plain = words.filter((word) => !STATUS.test(word))
  const matching = indexed().filter((one) => plain.every((word) => one.text.includes(word)))
  const found = statuses.length === 0 ? matching : matching.filter((one) => statuses.includes(statusOf(one, further)))
  const { first = [], others = [] } = Object.groupBy(found, ({ path }) => (isFirst(path) ? 'first' : 'others'))
  return { total: found.length, elements: [...first, ...others].slice(0, limit).map((one) => foundElement(one, further)) }
}

const published = new WeakMap<IndexedEntry, PrivateKnowledge['status']>()

/** What the published sources say together does not change; what the team says is asked each time. */
function statusOf(one: IndexedEntry, further: FurtherStatements | undefined): PrivateKnowledge['status'] {
  const path = parsePath(one.path)
  if (path?.kind === 'element' && further !== undefined && further(path, vrsOf(one.entry), []).length > 0)
    return foundElement(one, further).status
  const known = published.get(one) ?? foundElement(one, undefined).status
  published.set(one, known)
  return known
}

function vrsOf({ vr }: PrivateEntryWithKey): readonly VR[] {
  return [vr ?? 'UN']
}

function foundElement({ entry, path }: IndexedEntry, further: FurtherStatements | undefined): FoundElement {
  const knowledge = privateKnowledge(path, vrsOf(entry), further)
  const step = { kind: 'private', group: entry.group ?? 0, creator: entry.creator, element: entry.element } as const
  return {
    path,
    creator: entry.creator,
    name: entry.name,
    vr: entry.vr ?? '',
    vendor: entry.vendor,
    status: knowledge?.status ?? 'unregistered',
    statements: knowledge?.statements ?? [],
    phiFound: phiFound(step) !== undefined,
  }
}
