import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { valueEvidence } from '../../../src/core/annotation/value-evidence.ts'
import { append } from '../../../src/core/decisions/decision-log.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import type { Scope } from '../../../src/core/decisions/decision.ts'
import { proposeAll } from '../../../src/core/decisions/proposals.ts'
import { finished } from '../../../src/core/in-steps.ts'
import { NO_TEAM } from '../../../src/core/knowledge/team.ts'
import { compile } from '../../../src/core/script/compile.ts'
import { rowsAt } from '../../../src/engine/session/some-rows.ts'
import { rowMaker } from '../../../src/engine/session/inventory-rows.ts'
import { choiceOf, profileWith } from '../../core/script/compiling.ts'
import { instanceOf } from '../../core/script/ctp/small-instance.ts'
import { choosing, decided as decidedOf, picker, tree } from '../../core/script/random-decisions.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

const NOW = { by: 'A', at: '2026-11-20T12:00:00Z' }
const SCOPES: readonly Scope[] = [{}, {}, {}, { manufacturer: 'ACME' }]
const METHOD_CODES = '(0012,0064)'

/** What may stand further on in the list and still matter: what is opened, groups around, codes that are earned. */
const FURTHER: readonly SmallElement[] = [
  { path: METHOD_CODES, vr: 'SQ' },
  { path: `${METHOD_CODES}[*](0008,0104)`, values: ['Basic Profile'] },
  { path: '(0019,"ACME",07)', vr: 'OB', values: ['opened'] },
  { path: '(0019,"ACME",07)#PatientName', values: ['SECRET1X'] },
  { path: '(0019,"ACME",07)#Rows', values: ['512'] },
  { path: '(6000,0010)', vr: 'US', values: ['512'] },
  { path: 'file-name', vr: 'UT', values: ['a'] },
  { path: 'folder-name', vr: 'UT', values: ['b'] },
]

const noApprovals = (): never => {
  throw new Error('values are told apart where an approval rests on them')
}

describe('some rows of an inventory', () => {
  it('say what they say among all rows, wherever they are', () => {
    let parts = 0
    fc.assert(
      fc.property(
        tree,
        fc.subarray([...FURTHER]),
        choosing,
        fc.constantFrom('drop' as const, 'keep' as const),
        fc.constantFrom([], ['RetainSafePrivate'] as const, ['RetainSafePrivate', 'RetainDeviceIdentity', 'CleanDescriptors'] as const),
        (small, further, numbers, emptiedCreators, options) => {
          const elements = [...instanceOf(small).elements.filter(({ path }) => further.every((one) => one.path !== path)), ...further]
          const inventory = inventoryOf(elements)
          const profile = profileWith(options, { emptiedCreators, addedElements: '(0012,0050)=1' })
          const pick = picker(numbers)
          const log = append(
            [],
            elements.flatMap((element) =>
              element.path.includes('#') || pick([true, false])
                ? []
                : decidedOf(element, pick).map(({ path, is, value }) => ({
                    path,
                    ...(value === undefined ? {} : { value }),
                    scope: pick(SCOPES),
                    choice: choiceOf(is),
                    source: 'curator' as const,
                    reason: '',
                  })),
            ),
            NOW,
          )
          const decisions = decisionTable(log)
          const decided = (path: string): ReturnType<typeof choiceOf> | undefined => decisions.lookup(path)?.choice
          const evidence = valueEvidence(inventory)
          const annotations = annotate(inventory, profile, { evidence })
          const all = finished(
            rowMaker()({
              elements: inventory.elements(),
              annotations,
              proposals: proposeAll(inventory, annotations, profile, { decided }),
              decisions,
              compiled: compile({ inventory, annotations, decisions, profile }),
            }),
          )
          const ground = {
            inventory,
            plain: inventory,
            profile,
            listed: undefined,
            team: NO_TEAM,
            found: noApprovals,
            decisions,
            decided,
            options: { evidence },
          }
          for (let to = 0; to <= all.length; to++) {
            const from = to - Math.min(to, pick([0, 1, 2, 5, to, to]))
            const isWhole = pick([true, false])
            const places = [...all.keys()].slice(from, to).filter(() => isWhole || pick([true, false, false]))
            const wanted = places.map((place) => all[place])
            const some = rowsAt(ground, places)
            // Which codes are written follows from every element.
            if (wanted.some((row) => row?.element.path === METHOD_CODES)) expect(some).toBeUndefined()
            else expect(some).toEqual(wanted)
            if (some !== undefined && some.length < all.length) parts += 1
          }
        },
      ),
      { numRuns: 80 },
    )
    expect(parts).toBeGreaterThan(100)
  })
})
