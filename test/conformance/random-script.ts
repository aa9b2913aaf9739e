import type { PatientPlan } from '../../src/core/deidentification/plan-patients.ts'
import { patientIdOf, traitsOf } from '../../src/core/deidentification/traits.ts'
import { characterSetsOf } from '../../src/core/dicom/character-set.ts'
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { PathNode } from '../../src/core/dicom/path-node.ts'
import { isPrivateCreator } from '../../src/core/dicom/tag.ts'
import { describeValue } from '../../src/core/inventory/describe-value.ts'
import type { Operation, OperationKind, ScriptSettings, ValueOperation } from '../../src/core/script/operation.ts'

type Next = (below: number) => number

const LEFT = ['remove', 'empty', 'dummy'] as const

/**
 * A script that knows every element of a file and does something else to each: chosen at random among what is possible
 * for its VR, and by the values that stand in the file.
 */
export function randomScript(file: Part10File, next: Next): Operation[] {
  const operations = new Map<string, Operation>()
  const characterSets = characterSetsOf(file.elements, file.dataSet)
  const walk = (elements: readonly DataElement[], place: PathNode): void => {
    for (const element of elements) {
      const node = place.child(element)
      const { text } = describeValue(element, file.dataSet, { littleEndian: file.transferSyntax.littleEndian, characterSets }, () => '')
      const known = operations.get(node.text)
      if (known === undefined) operations.set(node.text, operationFor(element, node.text, text, next))
      for (const item of element.items ?? []) walk(item.elements, node)
    }
  }
  walk(file.elements, PathNode.root())
  const given = ['(0012,0010)', '(0012,0040)', '(0040,0275)[*](0040,0007)', '(0099,"TAGBENCH TEST",01)'].filter(() => next(3) === 0)
  return [
    ...operations.values(),
    ...given.map((path) => ({ path, when: {}, do: 'add' as const, with: '{patient} of TRIAL', pattern: true as const, because: '' })),
  ]
}

function operationFor({ vr, tag, items }: DataElement, path: string, text: string, next: Next): Operation {
  const otherwise = LEFT[next(LEFT.length)] ?? 'remove'
  const common = { path, when: {}, because: '' }
  const chosen = (...kinds: readonly OperationKind[]): OperationKind => kinds[next(kinds.length)] ?? 'keep'
  if (path === '(0008,0016)' || path === '(0008,0005)') return { ...common, do: 'keep' }
  if (items !== undefined) {
    const how = chosen('process', 'process', 'process', 'keep', 'remove', 'empty', 'dummy')
    return { ...common, do: how, ...(next(2) === 0 ? { content: true as const } : {}) }
  }
  if (path === '(0010,0010)' || path === '(0010,0020)')
    return { ...common, do: chosen('map-patient', 'map-patient', 'keep', 'dummy'), otherwise }
  if (vr === 'UI') return { ...common, do: chosen('remap-uid', 'remap-uid', 'keep', 'dummy', 'remove', 'empty'), otherwise }
  if (vr === 'DA' || vr === 'DT' || vr === 'TM')
    return { ...common, do: chosen('shift-date', 'keep', 'dummy', 'remove', 'empty'), otherwise }
  switch (isPrivateCreator(tag) ? 'keep' : chosen('keep', 'keep', 'keep', 'remove', 'empty', 'dummy', 'clean', 'clean', 'replace')) {
    case 'replace':
      return { ...common, do: 'replace', with: '12', otherwise }
    case 'clean': {
      const fate: ValueOperation = next(2) === 0 ? { value: text, do: 'keep' } : { value: text, do: 'replace', with: '7' }
      const values = [fate, { value: 'x', do: 'remove' as const }].filter(() => next(3) > 0)
      return { ...common, do: 'clean', values, otherwise }
    }
    case 'remove':
      return { ...common, do: 'remove' }
    case 'empty':
      return { ...common, do: 'empty' }
    case 'dummy':
      return { ...common, do: 'dummy' }
    default:
      return { ...common, do: 'keep' }
  }
}

const PATTERNS = ['{patient}/{study}/{series}/{sop}.dcm', '{patient:6}/{sop:8}.dcm', '{sop}.dcm', '{sop:4}/{series}/{sop}-{study}']

export function randomSettings(settings: ScriptSettings, next: Next): ScriptSettings {
  return {
    ...settings,
    ageCap: next(2) === 0,
    emptiedCreators: next(2) === 0 ? 'keep' : 'drop',
    dateShift: next(2) === 0 ? 'none' : 'key',
    contributingEquipment: next(2) === 0,
    methodCodes: ['113100', '113101', '113103', '113104', '113107', '113111'].filter(() => next(3) > 0),
    outputPath: PATTERNS[next(PATTERNS.length)] ?? settings.outputPath,
    longitudinal: (['REMOVED', 'UNMODIFIED', 'MODIFIED'] as const)[next(3)] ?? 'REMOVED',
  }
}

/** The patient of a file, with a new ID and a date shift. */
export function patientOf(file: Part10File): PatientPlan {
  const { elements, dataSet, transferSyntax } = file
  const characterSets = characterSetsOf(elements, dataSet)
  const key = traitsOf(elements, { source: dataSet, littleEndian: transferSyntax.littleEndian, characterSets }, '').patient
  return { key, id: patientIdOf(key), newId: 'NEW-1', days: -100 }
}
