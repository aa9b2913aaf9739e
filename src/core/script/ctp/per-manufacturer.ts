import type { Inventory, InventoryElement } from '../../inventory/inventory.ts'
import type { Operation } from '../operation.ts'
import type { TargetInput } from '../script-target.ts'

export interface ManufacturerPart {
  readonly name: string
  /** Undefined: all manufacturers in one script. */
  readonly manufacturer: string | undefined
  readonly input: TargetInput
}

/** The manufacturers of a collection, spellings that differ in case as one; empty where files name none. */
export function manufacturersOf(inventory: Pick<Inventory, 'elements'>): readonly string[] {
  const byKey = new Map<string, string>()
  for (const { equipment } of inventory.elements())
    for (const { manufacturer } of equipment) {
      const known = byKey.get(keyOf(manufacturer))
      if (known === undefined || manufacturer < known) byKey.set(keyOf(manufacturer), manufacturer)
    }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, manufacturer]) => manufacturer)
}

/** CTP's filter compares without regard to case. */
function keyOf(manufacturer: string): string {
  return manufacturer.trim().toUpperCase()
}

/** The elements that a manufacturer's files have, and their Operations as far as they can hold for those. */
export function onlyManufacturer(input: TargetInput, manufacturer: string): ManufacturerPart {
  const isOf = (name: string): boolean => keyOf(name) === keyOf(manufacturer)
  const elements = input.inventory.elements().filter((element) => element.equipment.some((one) => isOf(one.manufacturer)))
  const paths = new Set(elements.map((element) => element.path))
  const operations = input.operations.filter(
    (operation) =>
      operation.do === 'add' ||
      (paths.has(operation.path) && (operation.when.manufacturer === undefined || isOf(operation.when.manufacturer))),
  )
  return {
    name: `ctp-anonymizer.${fileName(manufacturer)}.script`,
    manufacturer,
    input: {
      ...input,
      operations: reachable(operations, elements, isOf),
      inventory: { elements: () => elements, values: (path) => input.inventory.values(path) },
    },
  }
}

/** An Operation for all files of the one manufacturer hides those after it. */
function reachable(
  operations: readonly Operation[],
  elements: readonly InventoryElement[],
  isOf: (name: string) => boolean,
): readonly Operation[] {
  const spellings = new Map(
    elements.map((element) => [element.path, new Set(element.equipment.map((one) => one.manufacturer).filter(isOf))]),
  )
  const answered = new Map<string, Set<string>>()
  return operations.filter((operation) => {
    const wanted = spellings.get(operation.path)
    if (wanted === undefined) return true
    const done = answered.get(operation.path) ?? new Set()
    answered.set(operation.path, done)
    if ([...wanted].every((name) => done.has(name))) return false
    const { manufacturer, model, software, sopClasses } = operation.when
    if (manufacturer !== undefined && model === undefined && software === undefined && sopClasses === undefined) done.add(manufacturer)
    return true
  })
}

/**
 * The DicomFilter script that routes the instances of one manufacturer to a stage. A filter's text has no escapes: any
 * character stands for a quote or a backslash.
 */
export function manufacturerFilter(manufacturer: string): string {
  if (manufacturer.trim() === '') return '[0008,0070].matches(" *")'
  return /["\\]/.test(manufacturer)
    ? `[0008,0070].matches("${manufacturer.replace(/[^A-Za-z0-9 ]/g, '.')}")`
    : `[0008,0070].equalsIgnoreCase("${manufacturer}")`
}

function fileName(manufacturer: string): string {
  return (
    manufacturer
      .trim()
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 48) || 'unnamed'
  )
}
