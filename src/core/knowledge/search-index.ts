import { formatPath, leafOf, parsePath, pathKey, type ElementPath, type PathStep, type PathText } from '../dicom/attribute-path.ts'
import { hex } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { lookupPrivate, lookupTag, searchPrivate, type PrivateEntryWithKey } from '../dictionary/index.ts'
import { lossOf } from './loss.ts'
import { nestedDisposition, nestedPaths } from './nested-dispositions.ts'
import { phiFound } from './phi-found.ts'
import type { TeamKnowledge } from './team.ts'
import { KNOWLEDGE } from './texts.ts'

/** An element of the knowledge base as it is searched for. */
export interface IndexedElement {
  readonly path: PathText
  readonly parsed: ElementPath
  readonly creator: string
  readonly name: string
  readonly vr: VR | undefined
  readonly vendor: string
  /** Everything that a word can be found in, folded ({@link folded}), a line each. */
  readonly text: string
}

/** Small letters, and `b-value` as `B_value`: sources do not agree on how words are joined. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, ' ')
}

let published: readonly IndexedElement[] | undefined

/** What is published: the elements of the dictionaries, then what TCIA decided of elements inside Sequences. */
export function publishedElements(): readonly IndexedElement[] {
  published ??= [...rootElements(), ...nestedElements()]
  return published
}

function rootElements(): readonly IndexedElement[] {
  return searchPrivate('', Number.POSITIVE_INFINITY)
    .filter(({ creator }) => creator.trim() !== '')
    .map((entry) => {
      const group = entry.group ?? (entry.groups ?? 0) << 8
      const parsed: ElementPath = { kind: 'element', steps: [{ kind: 'private', group, creator: entry.creator, element: entry.element }] }
      const groups = entry.group === undefined ? `${hex(entry.groups ?? 0, 2)}xx` : hex(entry.group, 4)
      const { creator, name, vr, vendor } = entry
      return indexedElement({ path: formatPath(parsed), parsed, creator, name, vr, vendor }, groups, dispositionWords(entry))
    })
}

function nestedElements(): readonly IndexedElement[] {
  return Array.from(nestedPaths()).flatMap((key) => {
    const said = nestedDisposition(key)
    const parsed = parsePath(key)
    if (said === undefined || parsed?.kind !== 'element') return []
    const words = [said.tcia, ...Object.values(said.tciaByVr)].filter((word) => word !== '').map((word) => `tcia:${word}`)
    return [elementAt(parsed, words, said.name)]
  })
}

/** An element wherever it stands, with what the dictionaries know of it by itself. */
function elementAt(parsed: ElementPath, words: readonly string[], name: string): IndexedElement {
  const steps = parsed.steps.map(spelled)
  const leaf = leafOf({ kind: 'element', steps })
  const entry = leaf.kind === 'private' ? lookupPrivate(leaf.creator, leaf.group, leaf.element) : undefined
  const known = leaf.kind === 'public' ? lookupTag(leaf.tag) : entry
  const around = steps.findLast((step) => step.kind === 'private')
  const found = {
    path: formatPath({ kind: 'element', steps }),
    parsed: { kind: 'element' as const, steps },
    creator: around?.kind === 'private' ? around.creator : '',
    name: name === '' ? (known?.name ?? '') : name,
    vr: known?.vrs[0],
    vendor: vendorOf(around) ?? 'other',
  }
  return indexedElement(found, groupText(leaf), words)
}

/** As the dictionaries spell its creator. */
function spelled(step: PathStep): PathStep {
  if (step.kind !== 'private') return step
  return { ...step, creator: lookupPrivate(step.creator, step.group, step.element)?.creator ?? step.creator }
}

function vendorOf(step: PathStep | undefined): string | undefined {
  return step?.kind === 'private' ? lookupPrivate(step.creator, step.group, step.element)?.vendor : undefined
}

function indexedElement(found: Omit<IndexedElement, 'text'>, group: string, words: readonly string[]): IndexedElement {
  const { path, parsed, creator, name, vr = '', vendor } = found
  const leaf = leafOf(parsed)
  const element = elementText(leaf)
  const lines = [path, `(${group},xx${element})`, `${group},${element}`, creator, name, vr, vendor, ...words]
  if (phiFound(leaf) !== undefined) lines.push('phi-found')
  const loss = lossOf(parsed)
  if (loss !== undefined) lines.push(loss.what)
  return { ...found, text: folded(lines.join('\n')) }
}

export function groupText(leaf: PathStep): string {
  return hex(leaf.kind === 'public' ? leaf.tag >>> 16 : leaf.group, 4)
}

/** The element number without its block, in hexadecimal. */
export function elementText(leaf: PathStep): string {
  return leaf.kind === 'private' ? hex(leaf.element, 2) : leaf.kind === 'public' ? hex(leaf.tag & 0xffff, 4) : ''
}

function dispositionWords({ tcia, tciaByVr, wustl, safeInE3101 }: PrivateEntryWithKey): readonly string[] {
  const tciaWords = [tcia, ...Object.values(tciaByVr)].filter((word) => word !== '')
  return [
    ...tciaWords.map((word) => `tcia:${word}`),
    ...(wustl === '' ? [] : [`ctp:${wustl}`]),
    ...(safeInE3101 ? ['e.3.10-1:safe', 'e3.10-1:safe'] : []),
    ...(tciaWords.length === 0 && wustl === '' && !safeInE3101 ? ['silent'] : []),
  ]
}

const ofTeam = new WeakMap<TeamKnowledge['approvals'], WeakMap<TeamKnowledge['imported'], readonly IndexedElement[]>>()
let publishedKeys: ReadonlySet<string> | undefined

/** What the team approved or imported and nobody has published; made once for each state of its knowledge. */
export function teamElements({ approvals, imported }: TeamKnowledge): readonly IndexedElement[] {
  const byLists = ofTeam.get(approvals) ?? new WeakMap<TeamKnowledge['imported'], readonly IndexedElement[]>()
  ofTeam.set(approvals, byLists)
  const there = byLists.get(imported) ?? findTeamElements(approvals, imported)
  byLists.set(imported, there)
  return there
}

function findTeamElements(approvals: TeamKnowledge['approvals'], imported: TeamKnowledge['imported']): readonly IndexedElement[] {
  publishedKeys ??= new Set(publishedElements().map(({ path }) => pathKey(path)))
  const names = new Map<string, { readonly path: PathText; readonly name: string }>()
  for (const { path } of approvals) names.set(pathKey(path), { path, name: '' })
  for (const { path, name } of imported.flatMap(({ statements }) => statements)) names.set(pathKey(path), { path, name })
  return [...names].flatMap(([key, { path, name }]) => {
    const parsed = publishedKeys?.has(key) === true ? undefined : parsePath(path)
    return parsed?.kind === 'element' ? [elementAt(parsed, [KNOWLEDGE.sources.team.toLowerCase()], name)] : []
  })
}
