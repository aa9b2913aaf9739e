import type { DataSetEdits, ElementEdit, NewElement } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { CID_7050, OPTION_CODES } from '../confidentiality/context-groups.ts'
import type { ScriptSettings } from '../script/operation.ts'
import { asciiBytes, asciiText } from './ascii.ts'
import { asNewElements } from './as-new-elements.ts'
import type { ElementsByTag } from './elements-by-tag.ts'
import type { InstanceOperations, MethodPath } from './operation-index.ts'
import { isOurs, ourEquipment } from './our-equipment.ts'
import { rawText, type Here } from './work.ts'

const CODE_VALUE: Tag = 0x00080100
const CODING_SCHEME: Tag = 0x00080102
const CODE_MEANING: Tag = 0x00080104
const CONTRIBUTING_EQUIPMENT: Tag = 0x0018a001

/** What is to be said of the method. */
export interface Method {
  /** For (0012,0063). */
  readonly texts: readonly string[]
  /** Codes of CID 7050, for (0012,0064). */
  readonly codes: readonly string[]
  /** For (0028,0303). */
  readonly longitudinal: ScriptSettings['longitudinal']
  /** (0012,0062) YES; not for pixels with text burned in. */
  readonly identityRemoved: boolean
  /** Whether (0018,A001) names us. */
  readonly equipment: boolean
}

/** As the script's Operations say it, and where they do not, as its settings do. */
export function methodOf(operations: InstanceOperations, settings: ScriptSettings): Method {
  const list = (path: MethodPath, otherwise: readonly string[]): readonly string[] => {
    const text = operations.methodAt(path)?.with
    return text === undefined ? otherwise : text.split('\\').filter((one) => one !== '')
  }
  const temporal = list('(0028,0303)', [])[0]
  return {
    texts: list('(0012,0063)', settings.methodTexts),
    codes: list('(0012,0064)', settings.methodCodes),
    longitudinal: TEMPORAL.find((word) => word === temporal) ?? settings.longitudinal,
    identityRemoved: true,
    equipment: settings.contributingEquipment === true,
  }
}

/**
 * Adds to a settled root what says that and how it was de-identified: (0012,0062) YES, us among the equipment that
 * contributed (0018,A001), (0012,0063) and (0012,0064)
 * after what stands there already (PS3.15 E.1.1 step 6: codes are added), and (0028,0303) unless what stands there
 * says more.
 */
export function withMethod(elements: ElementsByTag, settled: DataSetEdits | undefined, here: Here, method: Method): DataSetEdits {
  const edits = new Map(settled?.elements)
  const add = [...(settled?.add ?? [])]
  const given = (tag: Tag): number => add.findIndex((element) => element.tag === tag)

  const put = (tag: Tag, element: NewElement, change: ElementEdit | undefined): void => {
    const at = given(tag)
    if (at >= 0) add.splice(at, 1)
    const old = elements.first(tag)
    if (old === undefined) add.push(element)
    else if (change === undefined) edits.delete(old)
    else edits.set(old, change)
  }
  const putText = (tag: Tag, vr: 'CS' | 'LO', value: Uint8Array): void => {
    const old = elements.first(tag)
    const same = old !== undefined && old.items === undefined && sameBytes(valueBytes(here.source, old), value)
    put(tag, { tag, vr, value }, same ? undefined : { do: 'set', value })
  }

  putText(TAG.patientIdentityRemoved, 'CS', asciiBytes(method.identityRemoved ? 'YES' : 'NO'))
  const said = elements.first(TAG.longitudinalTemporalInformationModified)
  const temporal = stronger(said === undefined ? '' : rawText(here, said), method.longitudinal)
  putText(TAG.longitudinalTemporalInformationModified, 'CS', asciiBytes(temporal))

  const texts = elements.first(TAG.deidentificationMethod)
  const kept = texts === undefined ? new Uint8Array(0) : valueAfter(texts, edits.get(texts), here)
  const methods = appendTexts(kept, method.texts)
  if (methods.length > 0) putText(TAG.deidentificationMethod, 'LO', methods)

  const codes = elements.first(TAG.deidentificationMethodCodeSequence)
  const items = codes === undefined ? [] : itemsAfter(codes, edits.get(codes), here)
  const missing = missingCodes(
    items,
    method.codes.filter((code) => (SAID_WITH.get(code) ?? temporal) === temporal),
  )
  if (missing.length > 0) {
    const all = [...items, ...missing]
    const tag = TAG.deidentificationMethodCodeSequence
    put(tag, { tag, vr: 'SQ', value: all }, { do: 'replace-items', items: all })
  }
  const equipment = elements.first(CONTRIBUTING_EQUIPMENT)
  const contributed = equipment === undefined ? [] : itemsAfter(equipment, edits.get(equipment), here)
  if (method.equipment && !contributed.some(isOurs)) {
    const all = [...contributed, ourEquipment()]
    put(CONTRIBUTING_EQUIPMENT, { tag: CONTRIBUTING_EQUIPMENT, vr: 'SQ', value: all }, { do: 'replace-items', items: all })
  }
  return { elements: edits, add }
}

/** The words of (0028,0303), the weakest first. */
const TEMPORAL: readonly ScriptSettings['longitudinal'][] = ['UNMODIFIED', 'MODIFIED', 'REMOVED']

/** Codes that come with a word of (0028,0303) (PS3.15 E.3.6): where an earlier de-identifier's word stays, they do not. */
const SAID_WITH: ReadonlyMap<string, ScriptSettings['longitudinal']> = new Map([
  [OPTION_CODES.RetainLongitudinalFullDates, 'UNMODIFIED'],
  [OPTION_CODES.RetainLongitudinalModifiedDates, 'MODIFIED'],
])

/** (0028,0303) is never weakened: what was removed or moved before stays so, however that is spelt. */
function stronger(before: string, now: ScriptSettings['longitudinal']): ScriptSettings['longitudinal'] {
  return (
    TEMPORAL[
      Math.max(
        TEMPORAL.indexOf(now),
        TEMPORAL.findIndex((word) => word === before.trim().toUpperCase()),
      )
    ] ?? now
  )
}

function valueAfter(element: DataElement, edit: ElementEdit | undefined, here: Here): Uint8Array {
  if (edit === undefined) return element.items === undefined ? valueBytes(here.source, element).slice() : new Uint8Array(0)
  return edit.do === 'set' ? edit.value : new Uint8Array(0)
}

function itemsAfter(sequence: DataElement, edit: ElementEdit | undefined, here: Here): readonly (readonly NewElement[])[] {
  if (sequence.items === undefined || edit?.do === 'remove' || edit?.do === 'set') return []
  if (edit?.do === 'replace-items') return edit.items
  const each = edit?.do === 'items' ? edit.items : []
  return sequence.items.flatMap((item, index) => {
    const changes = each[index]
    return changes === 'remove' ? [] : [asNewElements(item.elements, changes, sequence, here)]
  })
}

/** LO holds 64 characters a value (PS3.5 6.2). */
const LONGEST = 64

function appendTexts(before: Uint8Array, texts: readonly string[]): Uint8Array {
  let end = before.length
  while (end > 0 && (before[end - 1] === 0x20 || before[end - 1] === 0)) end -= 1
  const kept = before.subarray(0, end)
  const known = new Set(
    asciiText(kept)
      .split('\\')
      .map((text) => text.trim()),
  )
  const missing = texts.flatMap(piecesOf).filter((piece) => !known.has(piece))
  if (missing.length === 0) return before
  const added = asciiBytes((kept.length > 0 ? '\\' : '') + missing.join('\\'))
  const all = new Uint8Array(kept.length + added.length)
  all.set(kept)
  all.set(added, kept.length)
  return all
}

/** A text in values of at most 64 printable ASCII characters, broken between words where that is possible. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let rest = text
    .replace(/[^\x20-\x7e]/g, '?')
    .replaceAll('\\', '/')
    .trim()
  while (rest.length > LONGEST) {
    const space = rest.lastIndexOf(' ', LONGEST)
    const at = space > 0 ? space : LONGEST
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

function missingCodes(items: readonly (readonly NewElement[])[], codes: readonly string[]): (readonly NewElement[])[] {
  const textIn = (item: readonly NewElement[], tag: Tag): string => {
    const value = item.find((element) => element.tag === tag)?.value
    return value instanceof Uint8Array ? asciiText(value) : ''
  }
  const known = new Set(items.map((item) => `${textIn(item, CODE_VALUE)} ${textIn(item, CODING_SCHEME)}`))
  return codes.flatMap((code) => {
    const row = CID_7050.find((one) => one.code === code)
    if (row === undefined || known.has(`${code} ${row.scheme}`)) return []
    known.add(`${code} ${row.scheme}`)
    return [
      [
        { tag: CODE_VALUE, vr: 'SH', value: asciiBytes(code) },
        { tag: CODING_SCHEME, vr: 'SH', value: asciiBytes(row.scheme) },
        { tag: CODE_MEANING, vr: 'LO', value: asciiBytes(row.meaning) },
      ] as const,
    ]
  })
}

/** Equal but for padding. */
function sameBytes(stored: Uint8Array, value: Uint8Array): boolean {
  return asciiText(stored) === asciiText(value)
}
