import { contentItemFate, type ContentItemFate } from '../confidentiality/content-items.ts'
import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement, Item } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import type { Tag } from '../dicom/tag.ts'
import type { Operation, OperationKind, ScriptSettings } from '../script/operation.ts'
import { asciiBytes } from './ascii.ts'
import { leave } from './leave.ts'
import { treatElement } from './treat-element.ts'
import { encodingOf, rawText, type Here, type Work } from './work.ts'

const CONTENT_SEQUENCE: Tag = 0x0040a730
const VALUE_TYPE: Tag = 0x0040a040
const CONCEPT_NAME: Tag = 0x0040a043
const CODE_VALUES: readonly Tag[] = [0x00080100, 0x00080119]
const CODING_SCHEME: Tag = 0x00080102
const MEASURED_VALUES: Tag = 0x0040a300
const NUMERIC_VALUE: Tag = 0x0040a30a
const UNITS: Tag = 0x004008ea
const REFERENCED_CONTENT_ITEM: Tag = 0x0040db73

/**
 * Where a Content Item has its value (PS3.3 Table C.17.3-1, C.18). References have theirs remapped like any other.
 * Acquisition Context and Specimen Preparation have a number in the Item itself (PS3.3 Table 10-2).
 */
const VALUES_OF: Readonly<Record<string, readonly Tag[]>> = {
  TEXT: [0x0040a160],
  PNAME: [0x0040a123],
  DATE: [0x0040a121],
  TIME: [0x0040a122],
  DATETIME: [0x0040a120],
  UIDREF: [0x0040a124],
  NUM: [MEASURED_VALUES, NUMERIC_VALUE],
  CODE: [0x0040a168],
  CONTAINER: [CONTENT_SEQUENCE],
}

/** Operations that leave nothing of a value. */
const GONE: ReadonlySet<OperationKind> = new Set(['remove', 'empty', 'dummy', 'replace', 'blocked'])

/** What of the settings decides over Content Items. */
export type ContentSettings = Pick<ScriptSettings, 'options' | 'dateShift'>

/**
 * What becomes of a Content Item as a whole, by its concept name and value type; undefined for an Item that has neither
 * and so is none (PS3.3 10.2, 10.25: Acquisition Context and Specimen Preparation are encoded the same way).
 */
export function fateOfItem(item: Item, here: Here, { options, dateShift }: ContentSettings): ContentItemFate | undefined {
  const concept = item.elements.find(({ tag }) => tag === CONCEPT_NAME)
  if (concept === undefined && !item.elements.some(({ tag }) => tag === VALUE_TYPE)) return undefined
  return contentItemFate(codeIn(concept, here), valueTypeOf(item, here), options, dateShift !== 'none')
}

/**
 * The value type in the words of SR Documents: NUM is what PS3.3 Table 10-2 calls NUMERIC. Acquisition Context did not
 * always have one, and then is of the type of the value that is there.
 */
function valueTypeOf({ elements }: Item, here: Here): string {
  const said = elements.find(({ tag, items }) => tag === VALUE_TYPE && items === undefined)
  const type = said === undefined ? '' : rawText(here, said).trim()
  if (type === 'NUMERIC') return 'NUM'
  if (type !== '') return type
  return Object.keys(VALUES_OF).find((each) => elements.some(({ tag }) => VALUES_OF[each]?.includes(tag) === true)) ?? ''
}

function codeIn(concept: DataElement | undefined, here: Here): { readonly codeValue: string; readonly scheme: string } {
  const elements = concept?.items?.[0]?.elements ?? []
  const inside = concept === undefined ? here : encodingOf(concept, here)
  const text = (tags: readonly Tag[]): string => {
    const found = elements.find((element) => tags.includes(element.tag) && element.items === undefined)
    return found === undefined ? '' : rawText(inside, found)
  }
  return { codeValue: text(CODE_VALUES), scheme: text([CODING_SCHEME]) }
}

/** Does to the value of a Content Item what its fate asks for beyond the Operations of its elements. */
export function withFate(
  fate: ContentItemFate,
  item: Item,
  settled: DataSetEdits | undefined,
  node: PathNode,
  here: Here,
  work: Work,
): DataSetEdits | undefined {
  const type = valueTypeOf(item, here)
  const value = item.elements.find(({ tag }) => VALUES_OF[type]?.includes(tag) === true)
  if (value === undefined) return settled
  const elements = new Map(settled?.elements)
  const put = (edit: ElementEdit | undefined): DataSetEdits => {
    if (edit === undefined) elements.delete(value)
    else elements.set(value, edit)
    return { elements, add: settled?.add ?? [] }
  }
  const own = work.operations.at(node.child(value))?.do
  // The table lets stay or be shifted only what nobody has decided to be gone.
  const mayStay = own === undefined || !GONE.has(own)
  switch (fate.do) {
    case 'by-element':
      return type === 'NUM' && work.run.settings.ageCap ? withCappedAge(value, item, settled, here) : settled
    case 'keep':
      return mayStay ? put(undefined) : settled
    case 'shift-date':
      // Its own Operation has shifted it, and knows which values are none and what was decided of them.
      if (own === 'shift-date' || !mayStay) return settled
      return put(treatElement(asked('shift-date', fate), value, node.child(value).text, here, work))
    default:
      // A Container stands for nothing by itself; a measurement may have none (PS3.3 Table C.18.1-1, Type 2).
      return put(leave(type === 'CONTAINER' ? 'remove' : value.tag === MEASURED_VALUES ? 'empty' : 'dummy', value, here, work))
  }
}

function asked(how: 'shift-date', { because }: ContentItemFate): Operation {
  return { path: '', when: {}, do: how, otherwise: 'dummy', because }
}

/** How many of a unit of UCUM a year has. */
const IN_YEAR: Readonly<Record<string, number>> = { a: 1, mo: 12, wk: 52.1775, d: 365.2425 }

/** Ages of 90 years and more become 90 years, as in Age String (45 CFR 164.514(b)(2)(i)(C)), in the unit that they are in. */
function withCappedAge(value: DataElement, item: Item, settled: DataSetEdits | undefined, here: Here): DataSetEdits | undefined {
  if (value.tag === NUMERIC_VALUE) return cappedIn(item, settled, here)
  const before = settled?.elements.get(value)
  if (before !== undefined && before.do !== 'items') return settled
  const inside = encodingOf(value, here)
  let changed = false
  const items = (value.items ?? []).map((one, index): DataSetEdits | 'remove' | undefined => {
    const own = before?.items[index]
    const capped = own === 'remove' ? own : cappedIn(one, own, inside)
    changed ||= capped !== own
    return capped
  })
  if (!changed) return settled
  return { elements: new Map(settled?.elements).set(value, { do: 'items', items }), add: settled?.add ?? [] }
}

/** {@link withCappedAge} for the Item that has the number and its unit; what was settled, where nothing is to be capped. */
function cappedIn({ elements }: Item, own: DataSetEdits | undefined, here: Here): DataSetEdits | undefined {
  const number = elements.find((element) => element.tag === NUMERIC_VALUE)
  const units = codeIn(
    elements.find((element) => element.tag === UNITS),
    here,
  )
  const inYear = units.scheme === 'UCUM' ? IN_YEAR[units.codeValue] : undefined
  if (number === undefined || inYear === undefined || own?.elements.has(number) === true) return own
  const most = Math.round(90 * inYear)
  if (!(Number(rawText(here, number)) > most)) return own
  return { elements: new Map(own?.elements).set(number, { do: 'set', value: asciiBytes(String(most)) }), add: own?.add ?? [] }
}

/** Whether Content Items are referred to by their place in the tree (PS3.3 C.17.3.2.5), so that none must go from it. */
export function refersByPlace(elements: readonly DataElement[]): boolean {
  return elements.some(
    (element) => element.tag === REFERENCED_CONTENT_ITEM || (element.items?.some((item) => refersByPlace(item.elements)) ?? false),
  )
}

/** Content Sequence is Type 1C: without items it must not be there (PS3.3 Table C.17-6). */
export function mustNotBeEmpty(sequence: DataElement): boolean {
  return sequence.tag === CONTENT_SEQUENCE
}
