import type { Equipment, Inventory, InventoryElement } from '../inventory/inventory.ts'
import type { Operation } from './operation.ts'
import { reachable } from './reachable.ts'
import type { Route, TargetInput } from './script-target.ts'

export interface RoutedPart {
  /** A part of a file name; no two parts have one, whatever their case. */
  readonly name: string
  readonly route: Route
  readonly input: TargetInput
}

/** CTP's filter compares without regard to case, and so spellings that differ in case only are one. */
function keyOf(text: string): string {
  return text.trim().toUpperCase()
}

/** The manufacturers of a collection, or each with its models. */
function routesOf(inventory: Pick<Inventory, 'elements'>, per: 'manufacturer' | 'model'): readonly Route[] {
  const byKey = new Map<string, Route>()
  for (const { equipment } of inventory.elements())
    for (const { manufacturer, model } of equipment) {
      const route: Route = per === 'model' ? { manufacturer, model } : { manufacturer }
      const key = `${keyOf(manufacturer)}\u0000${per === 'model' ? keyOf(model) : ''}`
      const known = byKey.get(key)
      if (known === undefined || spelt(route) < spelt(known)) byKey.set(key, route)
    }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route)
}

function spelt({ manufacturer, model = '' }: Route): string {
  return `${manufacturer}\u0000${model}`
}

function isOn({ manufacturer, model }: Route, scanner: Equipment): boolean {
  return keyOf(scanner.manufacturer) === keyOf(manufacturer) && (model === undefined || keyOf(scanner.model) === keyOf(model))
}

/** The elements that the instances of a route have, and their Operations as far as they can hold for those. */
function onlyRoute(input: TargetInput, route: Route): RoutedPart {
  const elements = input.inventory.elements().flatMap((element): readonly InventoryElement[] => {
    const equipment = element.equipment.filter((scanner) => isOn(route, scanner))
    return equipment.length === 0 ? [] : [{ ...element, equipment }]
  })
  return {
    name: fileName(route),
    route,
    input: {
      ...input,
      operations: reached(input.operations, elements),
      collection: input.inventory,
      inventory: { elements: () => elements, values: (path) => input.inventory.values(path) },
    },
  }
}

/** The Operations of the elements as far as they can hold for these scanners. */
function reached(operations: readonly Operation[], elements: readonly InventoryElement[]): readonly Operation[] {
  const scanners = new Map(elements.map(({ path, equipment }) => [path, equipment]))
  return [...Map.groupBy(operations, ({ path }) => path)].flatMap(([path, all]) => {
    const equipment = scanners.get(path)
    return equipment === undefined ? all.filter(({ do: how }) => how === 'add') : reachable(all, equipment)
  })
}

function fileName({ manufacturer, model }: Route): string {
  const parts = [manufacturer, ...(model === undefined ? [] : [model])]
  return parts.map((part) => plain(part)).join('-')
}

function plain(text: string): string {
  return (
    text
      .trim()
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 48) || 'unnamed'
  )
}

/** What each of several scripts is given, those of a manufacturer or model each. */
export function routedParts(input: TargetInput, per: 'manufacturer' | 'model'): readonly RoutedPart[] {
  const taken = new Set<string>()
  return routesOf(input.inventory, per).map((route) => {
    const part = onlyRoute(input, route)
    let { name } = part
    // `A/B` and `A-B` make one file name, and some file systems take no heed of case.
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${part.name}-${number}`
    taken.add(name.toLowerCase())
    return { ...part, name }
  })
}
