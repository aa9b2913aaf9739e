import type { ElementPath } from '../../dicom/attribute-path.ts'
import { formatTag, groupOf, tagKey, type Tag } from '../../dicom/tag.ts'
import { elementTree } from '../element-tree.ts'
import { tagOfRow, type CtpRow } from '../ctp/rows.ts'
import type { Operation } from '../operation.ts'
import type { TargetInput } from '../script-target.ts'
import type { TargetAction } from '../wording.ts'
import { isSameAction } from '../wording.ts'
import type { DicomEditPlan } from './plan.ts'
import { dicomEditPath, regexFor, stringText } from './path-text.ts'

/** The statements of a script in the order in which they run: what goes, what private elements stay, what is written. */
export interface Statements {
  readonly lines: readonly string[]
  /** Whether something is used that older versions do not know. */
  readonly newer: boolean
}

/** Statements of the oldest version line: deletions, assignments, private tags by name. */
const OLD = /^(?:- |removeAllPrivateTags$|retainPrivateTags\[|\([0-9A-F]{4},[0-9A-F]{4}\) := "[^"]*"$)/

export function statementsOf(plan: DicomEditPlan, input: TargetInput): Statements {
  const treated = plan.rows.filter((row) => isNamed(row) && !goesUnnamed(row, plan) && plan.goneWith(row) === undefined)
  const deletes: string[] = [...strays(input)]
  const edits: string[] = []
  for (const group of byTag(treated)) {
    const everywhere =
      group.tag !== undefined && group.rows.every((row) => isSameAction(actionOf(row, plan), actionOf(group.rows[0] as CtpRow, plan)))
    const action = actionOf(group.rows[0] as CtpRow, plan)
    if (everywhere && group.tag !== undefined && hasEverywhereForm(action, group.rows))
      push(action, `*/${formatTag(group.tag)}`, deletes, edits)
    else for (const row of group.rows) push(actionOf(row, plan), pathOf(row) ?? '', deletes, edits)
  }
  const lines = [
    ...deletes,
    privateStatement(treated, plan),
    ...edits,
    ...plan.additions.flatMap((operation) => additionLines(operation, input)),
  ]
  return { lines, newer: lines.some((line) => !OLD.test(line)) }
}

/** What has no place in a data set goes: command elements at any depth, elements of File Meta in items only, padding. */
function* strays({ inventory }: TargetInput): Generator<string> {
  const lines = new Set<string>()
  for (const { kind, leaf, parent } of elementTree(inventory)) {
    if (leaf?.kind !== 'public' || (kind !== 'file-meta' && kind !== 'padding')) continue
    const isMeta = groupOf(leaf.tag) === 0x0002
    if (!isMeta) lines.add(`- */${formatTag(leaf.tag)}`)
    else if (parent !== undefined) lines.add(`- +/${formatTag(leaf.tag)}`)
  }
  yield* [...lines].sort()
}

/** Creators and private tags without one have no name; neither has what stays inside a private Sequence as it is. */
function isNamed(row: CtpRow): boolean {
  return (row.kind === 'public' || row.kind === 'private') && pathOf(row) !== undefined
}

/** Private elements of the root go where nothing names them. */
function goesUnnamed(row: CtpRow, plan: DicomEditPlan): boolean {
  return row.kind === 'private' && row.level === 'root' && actionOf(row, plan).do === 'remove'
}

function pathOf({ node: { path } }: CtpRow): string | undefined {
  return path.kind === 'element' ? dicomEditPath(path satisfies ElementPath) : undefined
}

function actionOf(row: CtpRow, { wordings }: DicomEditPlan): TargetAction {
  return wordings.get(row)?.action ?? { do: 'remove' }
}

/** A rule for a tag at all depths has a form of its own, except where a single value is looked at. */
function hasEverywhereForm(action: TargetAction, rows: readonly CtpRow[]): boolean {
  return (
    action.do === 'remove' ||
    action.do === 'empty' ||
    action.do === 'text' ||
    action.do === 'hash-uid' ||
    (action.do === 'shift' && rows.some((row) => row.level === 'item'))
  )
}

interface Group {
  /** Of a public element; private ones stand alone. */
  readonly tag: Tag | undefined
  readonly rows: CtpRow[]
}

function byTag(rows: readonly CtpRow[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const tag = row.kind === 'public' ? tagOfRow(row) : undefined
    const key = tag === undefined ? `~${row.node.element.path}` : tagKey(tag)
    const group = groups.get(key) ?? { tag, rows: [] }
    groups.set(key, group)
    group.rows.push(row)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group)
}

const SECONDS_A_DAY = 86_400

function push(action: TargetAction, path: string, deletes: string[], edits: string[]): void {
  switch (action.do) {
    case 'keep':
    case 'process':
      return
    case 'remove':
      return void deletes.push(`- ${path}`)
    case 'empty':
      return void edits.push(`${path} ?= ""`)
    case 'text':
      return void edits.push(`${path} ?= ${stringText(action.text) ?? '""'}`)
    case 'hash-uid':
      return void edits.push(`hashUIDList[${path}]`)
    case 'shift':
      return void edits.push(
        path.startsWith('(') && !path.includes('/')
          ? `isPresent[${path}] ? ${path} := shiftDateTimeByIncrement[${path}, "${action.days}", "days"]`
          : `shiftDateTimeSequenceByIncrement["${action.days * SECONDS_A_DAY}", ${path}]`,
      )
    case 'cap-age':
      return void edits.push(
        ...ifPresent(path, [
          `${path} ~ " *0*9[0-9] *[Yy]? *" ? ${path} := "090Y"`,
          `${path} ~ " *0*[1-9][0-9][0-9] *[Yy]? *" ? ${path} := "090Y"`,
        ]),
      )
    case 'values': {
      const staying = action.values.filter((value) => value.do !== 'remove')
      const pattern = staying.map(({ value }) => regexFor(value)).join('|')
      const gone = action.otherwise === 'empty' ? `${path} := ""` : `- ${path}`
      const replaced = staying.flatMap(({ value, do: how, with: made }) =>
        how === 'replace' ? [`${path} ~ "${regexFor(value)}" ? ${path} := ${stringText(made ?? '') ?? '""'}`] : [],
      )
      return void edits.push(
        ...ifPresent(path, [`${path} !~ "${pattern}" ? ${gone}`]),
        ...(replaced.length === 0 ? [] : ifPresent(path, replaced)),
      )
    }
  }
}

function ifPresent(path: string, lines: readonly string[]): readonly string[] {
  return [`if( isPresent[${path}] ) {`, ...lines, '}']
}

function privateStatement(rows: readonly CtpRow[], plan: DicomEditPlan): string {
  const kept = rows.filter(
    (row) => row.kind === 'private' && actionOf(row, plan).do !== 'remove' && !row.around.some((sequence) => sequence.kind === 'private'),
  )
  return kept.length === 0 ? 'removeAllPrivateTags' : `retainPrivateTags[${kept.map((row) => pathOf(row) ?? '').join(', ')}]`
}

/** What says that the instance was de-identified. Codes are left out: DicomEdit is not known to make Sequences. */
function additionLines({ path, with: value = '' }: Operation, { inventory, operations }: TargetInput): readonly string[] {
  if (path === '(0012,0064)') return []
  const text =
    stringText(
      value
        .replaceAll('(', '[')
        .replaceAll(')', ']')
        .replace(/["]|[^\x20-\x7e]/g, ' '),
    ) ?? '""'
  const set = `${path} := ${text}`
  const isThere = inventory.elements().some((element) => element.path === path)
  if (path === '(0012,0063)' && isThere && operations.some((one) => one.path === path && one.do === 'keep'))
    return [`if( isPresent[${path}] ) {`, `${path} := concatenate[${path}, "\\\\", ${text}]`, '}', 'else {', set, '}']
  // What is there is never weakened.
  if (path === '(0028,0303)' && isThere && value !== 'REMOVED') {
    const pattern = value === 'UNMODIFIED' ? ' *REMOVED *| *MODIFIED *' : ' *REMOVED *'
    return [`if( isPresent[${path}] ) {`, `${path} !~ "${pattern}" ? ${set}`, '}', 'else {', set, '}']
  }
  return [set]
}
