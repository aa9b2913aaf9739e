import type { Choice } from '../../decisions/decision.ts'
import type { PathStep } from '../../dicom/attribute-path.ts'
import { hex } from '../../dicom/tag.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import type { DicomEditScript } from '../dicomedit/read.ts'
import type { PathPart, Statement, TagPath, Value } from '../dicomedit/syntax.ts'
import { elementTree, type TreeElement } from '../element-tree.ts'
import { DELETE, EMPTY, REMAP, replaced, RETAIN, SHIFT, type Imported, type ImportedDecision, type Unread } from './imported.ts'
import { IMPORT } from './texts.ts'

/** A DicomEdit script as decisions on the elements of an inventory; the later statement on an element holds. */
export function importDicomEdit(
  { statements }: DicomEditScript,
  lineOf: (offset: number) => number,
  inventory: Pick<Inventory, 'elements'>,
): Imported {
  const nodes = elementTree(inventory).filter(({ kind }) => kind === 'element')
  const decided = new Map<TreeElement, ImportedDecision>()
  const unread: Unread[] = []
  const decide = (path: TagPath, choice: Choice, line: number): void => {
    for (const node of nodes)
      if (meets(path.parts, stepsOf(node)) && decided.get(node)?.choice.decision !== 'delete')
        decided.set(node, { path: node.element.path, choice, reason: IMPORT.dicomEdit.statement(line) })
  }
  const retainPrivate = (kept: readonly TagPath[], line: number): void => {
    for (const node of nodes) {
      const isPrivate = stepsOf(node).some((step) => (step.kind === 'public' ? step.tag >>> 16 : step.group) % 2 === 1)
      if (!isPrivate) continue
      const isKept = kept.some((path) => meets(path.parts, stepsOf(node)))
      const isInside = kept.some((path) => around(node).some((sequence) => meets(path.parts, stepsOf(sequence))))
      if (isKept || isInside) {
        if (!decided.has(node)) decided.set(node, { path: node.element.path, choice: RETAIN, reason: IMPORT.dicomEdit.statement(line) })
      } else decided.set(node, { path: node.element.path, choice: DELETE, reason: IMPORT.dicomEdit.statement(line) })
    }
  }
  for (const statement of statements) {
    const line = lineOf(statement.at)
    const why = read(statement, decide, retainPrivate, line)
    if (why !== '') unread.push({ line, what: statement.kind, why })
  }
  const left = nodes.filter(
    (node) => !decided.has(node) && !around(node).some((one) => decided.get(one)?.choice.decision === 'delete'),
  ).length
  if (left > 0)
    unread.push({
      line: 0,
      what: IMPORT.elements(left),
      why: IMPORT.dicomEdit.unspoken,
    })
  return { decisions: [...decided.values()], unread }
}

type Decide = (path: TagPath, choice: Choice, line: number) => void

/** @returns why a statement is no decision; empty where it is read */
function read(statement: Statement, decide: Decide, retainPrivate: (kept: readonly TagPath[], line: number) => void, line: number): string {
  switch (statement.kind) {
    case 'delete':
      if (itemOf(statement.path) !== undefined) return IMPORT.dicomEdit.emptiedItem
      decide(statement.path, DELETE, line)
      return ''
    case 'assign': {
      const choice = choiceOfValue(statement.value)
      if (choice === undefined) return IMPORT.dicomEdit.computed
      decide(statement.path, choice, line)
      return ''
    }
    case 'call': {
      const { name, args } = statement.call
      const paths = args.flatMap((arg) => (arg.kind === 'path' ? [arg.path] : []))
      if (name === 'retainPrivateTags') retainPrivate(paths, line)
      else if (name === 'hashUIDList') for (const path of paths) decide(path, REMAP, line)
      else if (name === 'removeTags' || name === 'delete') for (const path of paths) decide(path, DELETE, line)
      else if (name.startsWith('shiftDateTime')) for (const path of paths) decide(path, SHIFT, line)
      else if (name === 'mapReferencedUIDs') for (const path of paths) decide(path, REMAP, line)
      else return IMPORT.dicomEdit.noTreatment(name)
      return ''
    }
    case 'remove-all-private':
      retainPrivate([], line)
      return ''
    case 'when': {
      const { condition, then, otherwise } = statement
      // Guarded by the presence of the very element, a statement says what it says without.
      if (condition.kind === 'function' && condition.call.name === 'isPresent' && otherwise === undefined)
        return read(then, decide, retainPrivate, line)
      return IMPORT.dicomEdit.byValue
    }
    case 'if':
      return IMPORT.dicomEdit.byValue
    case 'variable':
      return IMPORT.dicomEdit.variable
    case 'aside':
      return ''
  }
}

function choiceOfValue(value: Value): Choice | undefined {
  if (value.kind === 'text') return value.text.trim() === '' ? EMPTY : replaced(value.text)
  if (value.kind !== 'call') return undefined
  const { name } = value.call
  if (name === 'hashUID' || name === 'mapUID' || name === 'newUID') return REMAP
  return name === 'shiftDateByIncrement' || name === 'shiftDateTimeByIncrement' ? SHIFT : undefined
}

function itemOf({ parts }: TagPath): number | '%' | undefined {
  const last = parts.at(-1)
  return last?.kind === 'tag' ? last.item : undefined
}

function stepsOf({ path }: TreeElement): readonly PathStep[] {
  return path.kind === 'element' ? path.steps : []
}

function around({ parent }: TreeElement): readonly TreeElement[] {
  return parent === undefined ? [] : [parent, ...around(parent)]
}

/** Whether a path of a script means an element of the inventory, whose items are any. */
function meets([part, ...rest]: readonly PathPart[], steps: readonly PathStep[]): boolean {
  if (part === undefined) return steps.length === 0
  const [step, ...deeper] = steps
  if (part.kind === 'levels') {
    if (part.sign === '.') return steps.length > 1 && meets(rest, deeper)
    for (let skip = part.sign === '+' ? 1 : 0; skip < steps.length; skip += 1) if (meets(rest, steps.slice(skip))) return true
    return false
  }
  return step !== undefined && meetsStep(part, step) && meets(rest, deeper)
}

function meetsStep(part: PathPart & { readonly kind: 'tag' }, step: PathStep): boolean {
  // One item of many is not what a path of the inventory means.
  if (typeof part.item === 'number') return false
  if (step.kind === 'public') return part.creator === undefined && fits(part.group + part.element, hex(step.tag, 8))
  if (step.kind === 'creator') return false
  return fits(part.group, hex(step.group, 4)) && part.creator === step.creator && fits(part.element, hex(step.element, 2))
}

function fits(pattern: string, digits: string): boolean {
  return [...pattern].every((sign, index) => {
    const digit = digits[index] ?? ''
    if (sign === 'X') return true
    if (sign === '@') return parseInt(digit, 16) % 2 === 0
    return sign === '#' ? parseInt(digit, 16) % 2 === 1 : sign === digit
  })
}
