import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate, annotator } from '../../../src/core/annotation/annotate.ts'
import { append, redo, undo, type NewDecision } from '../../../src/core/decisions/decision-log.ts'
import { decisionFollower, decisionTable } from '../../../src/core/decisions/decision-table.ts'
import type { LogEntry, Scope } from '../../../src/core/decisions/decision.ts'
import { proposeAll, proposer } from '../../../src/core/decisions/proposals.ts'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
import { finished } from '../../../src/core/in-steps.ts'
import { NO_TEAM, teamStatements } from '../../../src/core/knowledge/team.ts'
import { compile, compiler } from '../../../src/core/script/compile.ts'
import { fateOf } from '../../../src/core/script/fate.ts'
import { rowMaker } from '../../../src/engine/session/inventory-rows.ts'
import { inventoryOf } from '../../fixtures/small-inventory.ts'
import { choiceOf, profileWith } from '../../core/script/compiling.ts'
import { instanceOf } from '../../core/script/ctp/small-instance.ts'
import { choosing, decided, picker, tree } from '../../core/script/random-decisions.ts'

const NOW = { by: 'A', at: '2026-11-20T12:00:00Z' }
const SCOPES: readonly Scope[] = [{}, {}, { manufacturer: 'ACME' }, { manufacturer: 'Other' }]

describe('decisions and approvals that are made one after the other', () => {
  it('come to the same table, proposals, Operations and rows as if all of them were read at once', () => {
    fc.assert(
      fc.property(tree, choosing, fc.constantFrom('drop' as const, 'keep' as const), (small, numbers, emptiedCreators) => {
        const { elements } = instanceOf(small)
        const inventory = inventoryOf(elements)
        const profile = profileWith(['RetainSafePrivate'], { emptiedCreators })
        const [annotateNext, follow, propose, compileNext, makeRows] = [
          annotator(),
          decisionFollower(),
          proposer(inventory, annotate(inventory, profile), profile),
          compiler(),
          rowMaker(),
        ]
        const pick = picker(numbers)
        let log: readonly LogEntry[] = []
        let team = NO_TEAM
        for (let step = 0; step < 8; step++) {
          log = [...log, ...taken(log)]
          if (pick([true, false])) team = { ...team, approvals: approvedNext(team.approvals, step) }
          const annotations = finished(annotateNext({ inventory, profile, team, options: () => ({}) }))
          const annotatedAnew = annotate(inventory, profile, { further: teamStatements({ ...team }) })
          expect([...annotations]).toEqual([...annotatedAnew])
          const [table, whole] = [follow(log), decisionTable(log)]
          expect(table.all()).toEqual(whole.all())
          const proposals = finished(propose((path) => table.lookup(path)?.choice, { annotations, team }))
          const allProposals = proposeAll(inventory, annotatedAnew, profile, { decided: (path) => whole.lookup(path)?.choice, team })
          expect([...proposals]).toEqual([...allProposals])
          const input = { inventory, annotations, profile }
          const [compiled, anew] = [finished(compileNext({ ...input, decisions: table })), compile({ ...input, decisions: whole })]
          expect(compiled).toEqual(anew)
          expect(compiled.fates).toEqual(inventory.elements().map(({ path }) => fateOf(path, anew.operations)))
          const sources = { elements: inventory.elements(), annotations }
          expect(finished(makeRows({ ...sources, proposals, decisions: table, compiled }))).toEqual(
            finished(rowMaker()({ ...sources, proposals: allProposals, decisions: whole, compiled: anew })),
          )
        }

        function approvedNext(before: readonly Approval[], step: number): readonly Approval[] {
          const left = before.filter(() => pick([true, true, false]))
          const { path } = pick(elements)
          if (!path.includes('"')) return left
          const decision = pick(['retain', 'delete', 'review'] as const)
          const at = `2026-11-1${step}T12:00:00Z`
          return [...left, { path, decision, treatment: '', scope: pick(SCOPES), by: 'B', at, reason: '', document: '' }]
        }

        function taken(before: readonly LogEntry[]): readonly LogEntry[] {
          const what = pick(['decide', 'decide', 'decide', 'several', 'undo', 'redo'] as const)
          if (what === 'undo' || what === 'redo') return [(what === 'undo' ? undo : redo)(before, NOW)].filter((one) => one !== undefined)
          const chosen = what === 'several' ? elements : [pick(elements)]
          const decisions = chosen.flatMap((element) =>
            decided(element, pick).map(({ path, is, value }): NewDecision => ({
              path,
              ...(value === undefined ? {} : { value }),
              scope: pick(SCOPES),
              choice: choiceOf(is),
              source: 'curator',
              reason: '',
            })),
          )
          return append(before, decisions, NOW)
        }
      }),
      { numRuns: 300 },
    )
  })
})
