import { characterSetsOf } from '../dicom/character-set.ts'
import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement, Item } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { groupOf, isGroupLength, TAG } from '../dicom/tag.ts'
import type { Operation, OperationKind } from '../script/operation.ts'
import { METHOD_PATHS, type Addition } from './operation-index.ts'
import { addedElements } from './additions.ts'
import { fateOfItem, mustNotBeEmpty, withFate } from './content-items.ts'
import { goWithScheme } from './code-with-scheme.ts'
import { leave } from './leave.ts'
import { reservesBlock, settleCreators } from './private-creators.ts'
import { REFUSALS } from './problem.ts'
import { settleTwice } from './stands-twice.ts'
import { treatElement } from './treat-element.ts'
import { encodingOf, type Here, type Work } from './work.ts'

/** What was settled for one data set; undefined where nothing in it changes. */
type Settled = DataSetEdits | undefined

/**
 * Settles every element of one data set, the root or an item, and of the data sets inside it (Operations are evaluated
 * at every level, PS3.15 E.1.1). Depth is bounded by the reader.
 * @param place the path of the Sequence around it; the root of paths for the root
 */
export function editDataSet(elements: readonly DataElement[], place: PathNode, here: Here, work: Work): Settled {
  const edits = new Map<DataElement, ElementEdit>()
  const creators = new Map<DataElement, OperationKind>()
  const additions = work.operations.additionsUnder(place)
  const present = new Set<string>()
  const codes: DataElement[] = []
  for (const element of elements) {
    const node = place.child(element)
    const given = additionFor(node, additions)
    if (given !== undefined) present.add(given.key)
    if (isNeverKept(element)) {
      edits.set(element, { do: 'remove' })
      continue
    }
    const operation = operationOf(node, given, work)
    if (operation?.withScheme === true) codes.push(element)
    const edit = settleElement(operation, element, node, here, work)
    if (work.refusal !== undefined) return undefined
    // Creators are settled last, when it is known what is left of their blocks.
    if (operation !== undefined && reservesBlock(element)) {
      creators.set(element, operation.do)
      continue
    }
    if (edit !== undefined) edits.set(element, edit)
  }
  if (codes.length > 0) goWithScheme(codes, elements, edits, here, work)
  const add = addedElements(additions, present, elements, here, work)
  settleCreators(creators, elements, edits, add, work.run.settings.emptiedCreators)
  settleTwice(elements, edits, place, here, work)
  return edits.size === 0 && add.length === 0 ? undefined : { elements: edits, add }
}

function additionFor(node: PathNode, additions: readonly Addition[]): Addition | undefined {
  return additions.length === 0 ? undefined : additions.find((one) => one.key === node.key)
}

/** The Operation of an element that is there; one without a value is added only where there is none. */
function operationOf(node: PathNode, given: Addition | undefined, work: Work): Operation | undefined {
  if (given !== undefined && given.operation.with !== '') return given.operation
  return work.operations.at(node) ?? methodOperation(node, work)
}

/** The Operation by which {@link editDataSet} settles an element of the root; undefined for what is never kept. */
export function operationAtRoot(element: DataElement, node: PathNode, root: PathNode, work: Work): Operation | undefined {
  if (isNeverKept(element)) return undefined
  return operationOf(node, additionFor(node, work.operations.additionsUnder(root)), work)
}

/**
 * What has no place in a new file whatever the script says: group lengths, which no longer fit (PS3.5 7.2), Data Set
 * Trailing Padding, and File Meta or Command elements that strayed into the data set.
 */
function isNeverKept({ tag }: DataElement): boolean {
  return isGroupLength(tag) || tag === TAG.dataSetTrailingPadding || groupOf(tag) === 0x0000 || groupOf(tag) === 0x0002
}

/**
 * What becomes of what stands already in an element that says how the instance was de-identified, where the script
 * only says what is to be appended: it stays, unless its Delete was decided.
 */
function methodOperation(node: PathNode, work: Work): Operation | undefined {
  const path = METHOD_PATHS.find((one) => one === node.key)
  const add = path === undefined ? undefined : work.operations.methodAt(path)
  return add === undefined ? undefined : { ...add, do: add.otherwise === 'remove' ? 'remove' : 'keep' }
}

/** What becomes of one element with everything in it; a Private Creator is settled when the rest of its data set is. */
export function settleElement(
  operation: Operation | undefined,
  element: DataElement,
  node: PathNode,
  here: Here,
  work: Work,
): ElementEdit | undefined {
  if (operation === undefined) return work.stop(REFUSALS.notInInventory(node.text))
  if (operation.do === 'blocked') return work.stop(REFUSALS.openReview(node.text))
  if (reservesBlock(element)) return undefined
  if (element.items === undefined) return treatElement(operation, element, node.text, here, work)
  switch (operation.do) {
    case 'remove':
    case 'empty':
    case 'dummy':
      return leave(operation.do, element, here, work, node)
    case 'replace':
    case 'add':
      return operation.with === '' ? leave('empty', element, here, work) : work.stop(REFUSALS.sequenceReplaced(node.text))
    default:
      // Keeping a Sequence means keeping it with what its contents' own Operations leave (PS3.15 E.1.1, K and C on a Sequence).
      return editItems(element, element.items, node, operation.content === true, here, work)
  }
}

function editItems(
  sequence: DataElement,
  items: readonly Item[],
  node: PathNode,
  content: boolean,
  here: Here,
  work: Work,
): ElementEdit | undefined {
  const around = encodingOf(sequence, here)
  if (content) work.contentCleaned = true
  let changed = false
  let left = 0
  const edits = items.map((item) => {
    if (work.refusal !== undefined) return undefined
    // An item may name its own Specific Character Set (PS3.3 C.12.1.1.2).
    const inside = { ...around, characterSets: characterSetsOf(item.elements, around.source, around.characterSets) }
    const fate = content ? fateOfItem(item, inside, work.run.settings) : undefined
    if (fate?.do === 'remove' && !work.subject.refersByPlace()) {
      changed = true
      return 'remove'
    }
    left += 1
    const settled = editDataSet(item.elements, node, inside, work)
    const edit = fate === undefined || work.refusal !== undefined ? settled : withFate(fate, item, settled, node, inside, work)
    changed ||= edit !== undefined
    return edit
  })
  if (content && left === 0 && items.length > 0 && mustNotBeEmpty(sequence)) return { do: 'remove' }
  return changed ? { do: 'items', items: edits } : undefined
}
