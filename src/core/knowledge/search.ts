import { leafOf, pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import { phiFound } from './phi-found.ts'
import { privateKnowledge, type FurtherStatements, type PrivateKnowledge } from './private-knowledge.ts'
import { elementText, folded, groupText, publishedElements, teamElements, type IndexedElement } from './search-index.ts'
import type { Statement } from './statement.ts'
import { NO_TEAM, teamStatements, type TeamKnowledge } from './team.ts'

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

/** Tells an element of the knowledge base from others; the later questions take longer. */
type Test = (one: IndexedElement) => boolean

/**
 * Private elements in which every word of a text is found: in the creator, group, element, name, VR, vendor, what is lost
 * without it, or in a disposition (`tcia:d`, `ctp:K`, `e.3.10-1:safe`, `silent`, `phi-found`, `team:retain`,
 * `status:conflict`). Words in double quotes are one; `creator:`, `group:`, `element:`, `name:`, `vr:`, `vendor:` ask one
 * column alone; `0019,100C` and `0019100C` are found as `0019,0C`, whatever the block.
 * @param team approvals and imported lists: searched, and shown beside the published sources
 * @param isFirst which of them come before the others, as those of the collection that is open do
 */
export function searchKnowledge(
  text: string,
  limit: number,
  team: TeamKnowledge = NO_TEAM,
  isFirst: (path: PathText) => boolean = () => false,
): SearchResult {
  const further = team.approvals.length === 0 && team.imported.length === 0 ? undefined : teamStatements(team)
  const words = [...text.toLowerCase().matchAll(WORD)].map(([word]) => word)
  const isLate = (word: string): boolean => STATUS.test(word) || BY_TEAM.test(word)
  const quick = words.filter((word) => !isLate(word)).map(quickTest)
  const late = words.filter(isLate).map((word) => lateTest(word, team, further))
  const all = [...publishedElements(), ...teamElements(team)]
  const matching = quick.length === 0 ? all : all.filter((one) => quick.every((test) => test(one)))
  const found = late.length === 0 ? matching : matching.filter((one) => late.every((test) => test(one)))
  const { first = [], others = [] } = Object.groupBy(found, ({ path }) => (isFirst(path) ? 'first' : 'others'))
  return { total: found.length, elements: [...first, ...others].slice(0, limit).map((one) => foundElement(one, further)) }
}

/** What a word may be asked of alone: `vendor:ge`. */
const FIELDS = ['creator', 'group', 'element', 'name', 'vr', 'vendor'] as const
type Field = (typeof FIELDS)[number]

const WORD = new RegExp(`(?:(?:${FIELDS.join('|')}):)?"[^"]+"|[^\\s"]+`, 'g')
const FIELD = new RegExp(`^(${FIELDS.join('|')}):(.+)$`)
/** `status:conflict`: what all sources together say. */
const STATUS = /^status:(retain|delete|review|conflict|unregistered)$/
/** `team`, `team:retain`: what somebody of the team approved. */
const BY_TEAM = /^team(?::(retain|delete|review))?$/
/** A tag as files have it, in whichever block: `0019,100C`, `(0019,100C)`, `0019100C`. */
const TAG = /^\(?([0-9a-f]{3}[13579bdf]),?([1-9a-f][0-9a-f])([0-9a-f]{2})\)?$/

function quickTest(word: string): Test {
  const [, field, asked = ''] = FIELD.exec(word) ?? []
  if (field !== undefined) return fieldTest(field as Field, folded(asked.replaceAll('"', '')))
  const [, group, , element] = TAG.exec(word) ?? []
  const plain = folded(word.replaceAll('"', ''))
  if (group === undefined) return ({ text }) => text.includes(plain)
  const anyBlock = `(${group},xx${element})`
  return ({ text }) => text.includes(anyBlock) || text.includes(plain)
}

/** Parts of a creator and a name; the beginning of a vendor, a number and a VR. */
function fieldTest(field: Field, asked: string): Test {
  switch (field) {
    case 'creator':
    case 'name':
      return (one) => folded(one[field]).includes(asked)
    case 'vendor':
      return ({ vendor }) =>
        folded(vendor)
          .split('/')
          .some((one) => one.startsWith(asked))
    case 'vr':
      return ({ vr = '' }) => folded(vr).startsWith(asked)
    case 'group':
      return ({ parsed }) => folded(groupText(leafOf(parsed))).startsWith(asked)
    case 'element':
      return ({ parsed }) => folded(elementText(leafOf(parsed))).startsWith(asked)
  }
}

function lateTest(word: string, team: TeamKnowledge, further: FurtherStatements | undefined): Test {
  const [, status] = STATUS.exec(word) ?? []
  if (status !== undefined) return (one) => statusOf(one, further) === status
  const [, decision] = BY_TEAM.exec(word) ?? []
  const approved = new Set(
    team.approvals.filter((approval) => decision === undefined || approval.decision === decision).map(({ path }) => pathKey(path)),
  )
  return ({ path }) => approved.has(pathKey(path))
}

const published = new WeakMap<IndexedElement, PrivateKnowledge['status']>()

/** What the published sources say together does not change; what the team says is asked each time. */
function statusOf(one: IndexedElement, further: FurtherStatements | undefined): PrivateKnowledge['status'] {
  if (further !== undefined && further(one.parsed, vrsOf(one), []).length > 0) return foundElement(one, further).status
  const known = published.get(one) ?? foundElement(one, undefined).status
  published.set(one, known)
  return known
}

function vrsOf({ vr }: IndexedElement): readonly VR[] {
  return [vr ?? 'UN']
}

function foundElement(one: IndexedElement, further: FurtherStatements | undefined): FoundElement {
  const { path, parsed, creator, name, vr = '', vendor } = one
  const knowledge = privateKnowledge(parsed, vrsOf(one), further)
  return {
    path,
    creator,
    name,
    vr,
    vendor,
    status: knowledge?.status ?? 'unregistered',
    statements: knowledge?.statements ?? [],
    phiFound: phiFound(leafOf(parsed)) !== undefined,
  }
}
