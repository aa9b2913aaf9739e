import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCodeMacro } from '../../../src/core/confidentiality/known-elements.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import { requiredIn } from '../../../src/core/confidentiality/iod-type.ts'
import { namedBeside } from '../../../src/core/decisions/goes-along.ts'
import { physicalParameter } from '../../../src/core/knowledge/physical-parameters.ts'
import { leafOf, parsePath } from '../../../src/core/dicom/attribute-path.ts'
import { iodOf } from '../../../src/core/dictionary/index.ts'
import { UID_REGISTRY } from '../../../src/core/dictionary/uid-registry.generated.ts'
import { newProblems, typeProblems } from '../../../src/core/review/conformance.ts'
import { read } from '../../fixtures/dicom-bytes.ts'
import { decidedAndCompiled, leavesOf, profiles, type Decisions, type Leaf } from './decided-unattended.ts'
import { instanceOf, randomBy } from './instance-of-iod.ts'
import { applied, fileOf, type Outcome } from './one-instance.ts'

/** IODs of which nothing is left where overlays and curves go as whole groups, and the directory of a medium. */
const OTHERWISE: ReadonlySet<string> = new Set(['StandaloneOverlay', 'StandaloneCurve', 'BasicDirectory'])

/** Storage SOP Classes of which the IOD is known. */
const CLASSES = UID_REGISTRY.split('\n')
  .map((line) => line.slice(0, line.indexOf('|')))
  .filter((uid) => !OTHERWISE.has(iodOf(uid)?.iod ?? 'BasicDirectory'))

interface Ran extends Decisions {
  readonly sopClass: string
  readonly profile: Profile
  readonly before: readonly Leaf[]
  readonly outcome: Outcome
}

function run(sopClass: string, seed: number, profile: Profile): Ran {
  const elements = instanceOf(sopClass, randomBy(seed))
  const file = read(fileOf({ elements, operations: [] }))
  if (!file.ok) throw new Error(file.failure.message)
  const before = leavesOf(file.value)
  const decisions = decidedAndCompiled(before, profile, sopClass)
  const { operations, settings } = decisions.compiled
  return { ...decisions, sopClass, profile, before, outcome: applied({ elements, operations, settings }) }
}

function holds(check: (ran: Ran) => void, settings: Partial<Profile['settings']> = {}): void {
  fc.assert(
    fc.property(fc.constantFrom(...CLASSES), fc.nat(), profiles, (sopClass, seed, { options, settings: own }) =>
      check(run(sopClass, seed, { options, settings: { ...own, ...settings } })),
    ),
    { numRuns: 100 },
  )
}

/** Where nobody but the setting says what becomes of a public element. */
function isUnlisted({ annotations }: Ran, path: string): boolean {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' ? leafOf(parsed) : undefined
  return leaf?.kind === 'public' && annotations.get(path)?.effective.code === '' && physicalParameter(leaf.tag) === undefined
}

/** Whether the Content Item around it went as a whole, by its concept name and value type (PS3.15 Table E.3.4-1). */
function wentWithItsItem({ profile }: Ran, after: ReadonlyMap<string, unknown>, path: string): boolean {
  if (!profile.options.includes('CleanStructuredContent')) return false
  const items = [...path.matchAll(/\(0040,(?:A730|0555|0610)\)\[\*\]/g)].map((found) => path.slice(0, found.index + found[0].length))
  return items.some((item) => ![...after.keys()].some((left) => left.startsWith(item)))
}

const FREE_TEXT: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])
const TELLS_NOTHING: ReadonlySet<string> = new Set(['CS', 'DS', 'FD', 'FL', 'IS', 'SL', 'SS', 'UL', 'US'])

describe('an instance of any IOD, whatever Options are chosen,', () => {
  it('keeps to the Types that it kept to', () => {
    holds(({ outcome, sopClass }) => {
      const [before, after] = [typeProblems(outcome.before, sopClass), typeProblems(outcome.after, sopClass)]
      expect(newProblems(before ?? new Map(), after ?? new Map())).toEqual([])
    })
  })

  it('keeps to them where everything goes that is not listed, too', () => {
    holds(
      ({ outcome, sopClass }) => {
        const [before, after] = [typeProblems(outcome.before, sopClass), typeProblems(outcome.after, sopClass)]
        expect(newProblems(before ?? new Map(), after ?? new Map())).toEqual([])
      },
      { unlisted: 'delete' },
    )
  })
})

describe('where everything goes that is not listed', () => {
  it('no free text stays that is not listed, but in a code of the Standard', () => {
    holds(
      (ran) => {
        const file = Buffer.from(ran.outcome.bytes).toString('latin1')
        for (const { path, vr, value } of ran.before) {
          if (!FREE_TEXT.has(vr) || !value.startsWith('Quill') || !isUnlisted(ran, path)) continue
          const leaf = Number.parseInt(path.slice(-10).replaceAll(/[(),]/g, ''), 16)
          if (!isCodeMacro(leaf)) expect([path, file.includes(value)]).toEqual([path, false])
        }
      },
      { unlisted: 'delete' },
    )
  })

  it('no number and no code that an IOD wants a value of is replaced by a dummy', () => {
    holds(
      (ran) => {
        // What is inside a Sequence that goes has no Operation of its own.
        const treated = new Set(ran.compiled.operations.map(({ path }) => path))
        const after = new Map(leavesOf(ran.outcome.after).map((leaf) => [leaf.path, leaf.value]))
        for (const { path, vr, value } of ran.before) {
          if (!TELLS_NOTHING.has(vr) || !isUnlisted(ran, path) || requiredIn(path, [ran.sopClass]) === undefined) continue
          if (!treated.has(path)) continue
          const parsed = parsePath(path)
          const mayGo = wentWithItsItem(ran, after, path) || (parsed !== undefined && namedBeside(parsed).length > 0)
          expect([path, after.get(path) ?? (mayGo ? value : undefined)]).toEqual([path, value])
        }
      },
      { unlisted: 'delete' },
    )
  })
})
