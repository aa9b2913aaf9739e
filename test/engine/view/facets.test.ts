import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FACETS, type Facet } from '../../../src/contract/inventory-answers.ts'
import type { InventoryRow } from '../../../src/contract/inventory-row.ts'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { append, undo } from '../../../src/core/decisions/decision-log.ts'
import { decisionFollower } from '../../../src/core/decisions/decision-table.ts'
import type { LogEntry } from '../../../src/core/decisions/decision.ts'
import { proposer } from '../../../src/core/decisions/proposals.ts'
import { finished } from '../../../src/core/in-steps.ts'
import { compiler } from '../../../src/core/script/compile.ts'
import { rowMaker } from '../../../src/engine/session/inventory-rows.ts'
import type { Filters } from '../../../src/engine/view/facet-counts.ts'
import { facetValues } from '../../../src/engine/view/facet-values.ts'
import { createFacetCounter } from '../../../src/engine/view/facets.ts'
import { choiceOf, profileWith } from '../../core/script/compiling.ts'
import { instanceOf } from '../../core/script/ctp/small-instance.ts'
import { choosing, decided, picker, tree } from '../../core/script/random-decisions.ts'
import { CT, inventoryOf, MR } from '../../fixtures/small-inventory.ts'

const NOW = { by: 'A', at: '2026-11-20T12:00:00Z' }

describe('the counts of filters', () => {
  it('are those of the rows that each choice would leave, while decisions are made and taken back', () => {
    fc.assert(
      fc.property(tree, choosing, (small, numbers) => {
        const pick = picker(numbers)
        const elements = instanceOf(small).elements.map((element) => ({
          ...element,
          modality: pick(['MR', 'CT']),
          sopClass: pick([[MR], [CT], [MR, CT]]),
          equipment: pick([[{}], [{ manufacturer: 'Other' }], [{}, { manufacturer: 'Other', model: 'Ring 2' }]]),
        }))
        const inventory = inventoryOf(elements)
        const profile = profileWith(['RetainSafePrivate'], {})
        const annotations = annotate(inventory, profile)
        const [follow, propose, compileNext, makeRows] = [
          decisionFollower(),
          proposer(inventory, annotations, profile),
          compiler(),
          rowMaker(),
        ]
        const counter = createFacetCounter()
        let log: readonly LogEntry[] = []
        for (let step = 0; step < 5; step++) {
          log = [...log, ...next(log)]
          const decisions = follow(log)
          const rows = finished(
            makeRows({
              elements: inventory.elements(),
              annotations,
              proposals: finished(propose((path) => decisions.lookup(path)?.choice)),
              decisions,
              compiled: finished(compileNext({ inventory, annotations, decisions, profile })),
            }),
          )
          const filters = chosenOf(rows)
          expect(counter.passing(rows, filters)).toEqual(rows.filter((row) => passes(row, filters)))
          expect(counter.count(rows, filters).map(inOrder)).toEqual(counted(rows, filters).map(inOrder))
        }

        function next(before: readonly LogEntry[]): readonly LogEntry[] {
          if (pick([true, false, false])) return [undo(before, NOW)].filter((one) => one !== undefined)
          const chosen = elements.filter(() => pick([true, false]))
          const made = chosen.flatMap((element) => decided(element, pick)).filter(({ value }) => value === undefined)
          return append(
            before,
            made.map(({ path, is }) => ({ path, scope: {}, choice: choiceOf(is), source: 'curator', reason: '' })),
            NOW,
          )
        }

        /** Up to two choices of some facets, and now and then one that nothing has. */
        function chosenOf(rows: readonly InventoryRow[]): Filters {
          const chosen: Record<string, readonly string[]> = {}
          for (const name of FACETS) {
            if (pick([true, false, false, false, false]) === false) continue
            const there = [...new Set(rows.flatMap((row) => facetValues(row, name))), 'nothing']
            chosen[name] = [...new Set([pick(there), pick(there)])]
          }
          return chosen
        }
      }),
      { numRuns: 60 },
    )
  })
})

function passes(row: InventoryRow, filters: Filters): boolean {
  return FACETS.every((name) => {
    const wanted = filters[name] ?? []
    return wanted.length === 0 || facetValues(row, name).some((value) => wanted.includes(value))
  })
}

/** Row by row, choice by choice: what is chosen is listed though nothing is left of it. */
function counted(rows: readonly InventoryRow[], filters: Filters): readonly Facet[] {
  return FACETS.map((name) => {
    const { [name]: chosen = [], ...others } = filters
    const left = rows.filter((row) => passes(row, others))
    const values = new Set([...chosen, ...left.flatMap((row) => facetValues(row, name))])
    return {
      name,
      choices: [...values].map((value) => ({ value, count: left.filter((row) => facetValues(row, name).includes(value)).length })),
    }
  })
}

function inOrder({ name, choices }: Facet): Facet {
  return { name, choices: [...choices].sort((a, b) => (a.value < b.value ? -1 : 1)) }
}
