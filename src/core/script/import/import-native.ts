import type { Choice, Scope } from '../../decisions/decision.ts'
import { formatScope } from '../../decisions/scope-text.ts'
import { parsePath, type PathText } from '../../dicom/attribute-path.ts'
import { isGroupLength } from '../../dicom/tag.ts'
import type { NativeScript, Operation } from '../operation.ts'
import { DELETE, EMPTY, REMAP, replaced, RETAIN, SHIFT, type Imported, type ImportedDecision, type Unread } from './imported.ts'
import { IMPORT } from './texts.ts'

/** A native script as the decisions that compile to it. What is written anew in every script is nobody's decision. */
export function importNative({ operations }: NativeScript): Imported {
  const decisions: ImportedDecision[] = []
  const unread: Unread[] = []
  for (const same of bySameScope(operations)) {
    const [first] = same
    if (first === undefined || !isDecidable(first.path)) continue
    const { sopClasses: _sopClasses, ...scope } = first.when
    const choice = choiceFor(same)
    if (choice === undefined) {
      unread.push({ line: 0, what: first.path, why: IMPORT.native.bySopClass })
      continue
    }
    const where = Object.keys(scope).length === 0 ? {} : { scope }
    decisions.push({ path: first.path, ...where, choice, reason: first.because })
    if (first.do === 'clean' || first.do === 'shift-date') decisions.push(...valueDecisions(first, where))
  }
  return { decisions, unread }
}

function bySameScope(operations: readonly Operation[]): Iterable<readonly Operation[]> {
  const groups = new Map<string, Operation[]>()
  for (const operation of operations) {
    if (operation.do === 'add') continue
    const key = `${operation.path} ${formatScope(operation.when)}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [operation])
    else same.push(operation)
  }
  return groups.values()
}

/** Not group lengths, File Meta Information, places outside the data set, or creators, which follow their blocks. */
function isDecidable(path: PathText): boolean {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' ? parsed.steps.at(-1) : undefined
  if (leaf === undefined || leaf.kind === 'creator') return false
  return leaf.kind === 'private' || (!isGroupLength(leaf.tag) && leaf.tag >>> 16 !== 2)
}

function choiceFor(same: readonly Operation[]): Choice | undefined {
  const choices = same.map(choiceOf)
  const [first] = choices
  if (choices.every((choice) => JSON.stringify(choice) === JSON.stringify(first))) return first
  // Ways to go that differ by the Type of each IOD are what `auto` says.
  return choices.every((choice) => choice.decision === 'delete') ? { decision: 'delete', treatment: 'auto' } : undefined
}

function choiceOf(operation: Operation): Choice {
  switch (operation.do) {
    case 'keep':
    case 'process':
      return RETAIN
    case 'remove':
    case 'add':
      return DELETE
    case 'empty':
      return EMPTY
    case 'dummy':
      return { decision: 'delete', treatment: 'dummy' }
    case 'remap-uid':
      return REMAP
    case 'shift-date':
      return SHIFT
    case 'clean':
    case 'map-patient':
      return { decision: 'retain', treatment: operation.do }
    case 'replace':
      return replaced(operation.with ?? '')
    case 'blocked':
      return { decision: 'review' }
  }
}

function valueDecisions(operation: Operation, where: { readonly scope?: Scope }): readonly ImportedDecision[] {
  return (operation.values ?? []).map(({ value, do: how, with: made }) => ({
    path: operation.path,
    value,
    ...where,
    choice: how === 'keep' ? RETAIN : how === 'remove' ? DELETE : replaced(made ?? ''),
    reason: operation.because,
  }))
}
