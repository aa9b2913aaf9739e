/** A small instance decided from the first step to the last, as `tagbench run … --unreviewed delete` does. */
import * as fc from 'fast-check'
import type { Annotation } from '../../../src/core/annotation/annotation.ts'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { DEFAULT_SETTINGS, PROFILE_OPTIONS, type Profile } from '../../../src/core/confidentiality/profile.ts'
import type { Choice, DecisionSource } from '../../../src/core/decisions/decision.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import { offendingValues } from '../../../src/core/decisions/offending-values.ts'
import { proposeAll } from '../../../src/core/decisions/proposals.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { valueBytes } from '../../../src/core/dicom/value-bytes.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { compile, type Compiled } from '../../../src/core/script/compile.ts'
import { isDateOf } from '../../../src/core/script/value-list.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

export interface Leaf {
  readonly path: string
  readonly vr: VR
  readonly value: string
  readonly sequence: boolean
}

/** Every element of a file by its path, in order. */
export function leavesOf(file: Part10File): readonly Leaf[] {
  const found: Leaf[] = []
  const walk = (elements: readonly DataElement[], place: PathNode): void => {
    for (const element of elements) {
      const node = place.child(element)
      const isSequence = element.items !== undefined
      const value = isSequence
        ? ''
        : Buffer.from(valueBytes(file.dataSet, element))
            .toString('latin1')
            .replace(/[ \0]+$/, '')
      found.push({ path: node.text, vr: element.vr, value, sequence: isSequence })
      for (const item of element.items ?? []) walk(item.elements, node)
    }
  }
  walk(file.elements, PathNode.root())
  return found
}

export interface Decisions {
  readonly compiled: Compiled
  readonly annotations: ReadonlyMap<string, Annotation>
}

/** As `tagbench run --unreviewed delete` decides: everything proposed is accepted, and what is open goes. */
export function decidedAndCompiled(leaves: readonly Leaf[], profile: Profile, sopClass: string): Decisions {
  const small = new Map<string, SmallElement & { values: string[] }>()
  for (const { path, vr, value, sequence: isSequence } of leaves) {
    const known = small.get(path)
    if (known !== undefined) known.values.push(value)
    else small.set(path, { path, vr: isSequence ? 'SQ' : vr, values: isSequence ? [] : [value], sopClass })
  }
  const inventory = inventoryOf([...small.values()])
  const annotations = annotate(inventory, profile)
  const deleted = { decision: 'delete', treatment: 'auto' } as const
  const decisions: Decided[] = [...proposeAll(inventory, annotations, profile).values()].flatMap(({ path, choice, source }): Decided[] => {
    if (choice.decision !== 'review') return [{ path, choice, source }]
    const element = inventory.elements().find((one) => one.path === path)
    const annotation = annotations.get(path)
    const odd =
      element === undefined || annotation === undefined
        ? undefined
        : offendingValues(element, annotation, inventory.values(path), () => false)
    if (odd === undefined) return [{ path, choice: deleted }]
    return [{ path, choice: { decision: 'retain' } }, ...odd.map(({ value }) => ({ path, value, choice: deleted }))]
  })
  const compileAll = (all: readonly Decided[]): Compiled => {
    const entries = all.map((one, index) => ({ ...ENTRY, ...one, id: index + 1 }))
    return compile({ inventory, annotations, decisions: decisionTable(entries), profile })
  }
  // Dates that are shifted, of which one is none: that one is decided by itself.
  const { openReviews } = compileAll(decisions)
  const open = openReviews.flatMap((path) =>
    inventory.values(path).flatMap((value) => (isDateOf(value) ? [] : [{ path, value: value.value, choice: deleted }])),
  )
  return { compiled: compileAll([...decisions, ...open]), annotations }
}

interface Decided {
  readonly path: string
  readonly value?: string
  readonly choice: Choice
  readonly source?: DecisionSource
}

const ENTRY = { kind: 'decide', by: 'tester', at: '2026-01-01T00:00:00Z', scope: {}, source: 'curator', reason: '', act: 1 } as const

/** Any Options that do not exclude each other, with any of the settings that decide what goes. */
export const profiles = fc
  .record({
    options: fc.subarray([...PROFILE_OPTIONS]),
    emptiedCreators: fc.constantFrom('drop' as const, 'keep' as const),
    unlisted: fc.constantFrom('by-kind' as const, 'delete' as const),
    dateShift: fc.constantFrom('key', 'none'),
  })
  .map(({ options, ...settings }): Profile => ({
    options: options.filter((option) => option !== 'RetainLongitudinalFullDates' || !options.includes('RetainLongitudinalModifiedDates')),
    settings: { ...DEFAULT_SETTINGS, ...settings },
  }))
