import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Flag } from '../../../src/core/annotation/annotation.ts'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { BASIC_PROFILE } from '../../../src/core/confidentiality/profile-changes.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import { carryOver } from '../../../src/core/decisions/carry-over.ts'
import type { Proposal } from '../../../src/core/decisions/decision.ts'
import { proposeAll } from '../../../src/core/decisions/proposals.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import type { Equipment } from '../../../src/core/inventory/inventory.ts'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
import { lookedAt, MOST_VALUES, together, type FoundValues } from '../../../src/core/knowledge/looked-at.ts'
import { NO_TEAM, teamStatements } from '../../../src/core/knowledge/team.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

const PATH = '(0019,"ACME 1.1",0C)'
const VE11C: Equipment = { manufacturer: 'ACME', model: 'Ring', software: 'VE11C' }
const XA30: Equipment = { ...VE11C, software: 'XA30' }

function approval(change: Partial<Approval> = {}): Approval {
  return {
    path: PATH,
    decision: 'retain',
    treatment: 'keep',
    scope: VE11C,
    by: 'A. Curator',
    at: '2026-01-02T03:04:05.000Z',
    reason: 'b-value',
    document: '',
    ...change,
  }
}
const over = (
  equipment: readonly Equipment[],
  approvals: readonly Approval[],
  vrs: readonly VR[] = ['IS'],
  { flags = [], values = found('a') }: { readonly flags?: readonly Flag[]; readonly values?: FoundValues } = {},
) => carryOver({ path: PATH, vrs, equipment, flags, values: () => values }, approvals)

const digest = (value: string): string => createHash('sha256').update(value).digest('hex')
function found(...values: readonly string[]): FoundValues {
  const all = values.map(digest).sort()
  const set = { count: values.length, digest: digest(all.join()) }
  return { set, values: all.map((one) => one.slice(0, 32)), cut: 0, opened: 0 }
}

describe('what a team approved before', () => {
  it('is put forward again for the scanner that it was approved for, with who and why', () => {
    expect(over([VE11C], [approval()])).toEqual({
      choice: { decision: 'retain', treatment: 'keep' },
      scope: VE11C,
      source: 'knowledge',
      reason: 'approved for ACME Ring VE11C by A. Curator, 2026-01-02 (b-value)',
    })
  })
  it('is a Review on another software version, which says so', () => {
    expect(over([XA30], [approval()])).toMatchObject({ choice: { decision: 'review' }, reason: 'approved for VE11C, found in XA30' })
  })
  it('is a Review where it was found on both', () => {
    expect(over([VE11C, XA30], [approval()])).toMatchObject({ choice: { decision: 'review' }, reason: 'approved for VE11C, found in XA30' })
  })
  it('says the model where that differs, and the manufacturer', () => {
    expect(over([{ ...VE11C, model: 'Cube' }], [approval()])?.reason).toBe('approved for Ring, found in Cube')
    expect(over([{ manufacturer: 'OTHER', model: 'Cube', software: '1' }], [approval()])?.reason).toBe(
      'approved for ACME Ring VE11C, found in OTHER Cube 1',
    )
  })
  it('a Delete of another version is a Review too', () => {
    expect(over([XA30], [approval({ decision: 'delete', treatment: '' })])?.reason).toBe('deleted for VE11C, found in XA30')
  })
  it('each scanner keeps its own scope where both were approved alike', () => {
    expect(over([VE11C, XA30], [approval(), approval({ scope: XA30 })])).toMatchObject({ scope: VE11C, alsoFor: [XA30] })
  })
  it('a treatment that is named is no other than the same by default', () => {
    const both = [approval({ treatment: '' }), approval({ scope: XA30 })]
    expect(over([VE11C, XA30], both)).toMatchObject({ choice: { decision: 'retain' }, scope: VE11C, alsoFor: [XA30] })
  })
  it('is a Review where they were approved differently', () => {
    const both = [approval(), approval({ scope: XA30, decision: 'delete', treatment: '' })]
    expect(over([VE11C, XA30], both)).toMatchObject({ choice: { decision: 'review' } })
    expect(over([XA30], both)).toMatchObject({ choice: { decision: 'delete' }, scope: XA30 })
  })
  it('the more specific approval goes before a wider one, and the later before the earlier', () => {
    expect(over([VE11C], [approval({ scope: {}, decision: 'delete', treatment: '' }), approval()])).toMatchObject({
      choice: { decision: 'retain' },
    })
  })
  it('a treatment that this VR does not have is a Review', () => {
    expect(over([VE11C], [approval({ treatment: 'shift-date' })], ['OB'])).toMatchObject({ choice: { decision: 'review' } })
    expect(over([VE11C], [approval({ treatment: 'nonsense' })])).toMatchObject({ choice: { decision: 'review' } })
  })
  it('an element that nobody settled has none', () => {
    expect(over([VE11C], [])).toBeUndefined()
  })
})

describe('a Retain that rests on the values that were looked at', () => {
  const seen = (...values: readonly string[]): Approval => approval({ lookedAt: lookedAt(found(...values)) })
  const again = (one: Approval, values: FoundValues, flags: readonly Flag[] = []) => over([VE11C], [one], ['OB'], { values, flags })

  it('is put forward again where these are the values, or some of them', () => {
    expect(again(seen('a', 'b', 'c'), found('a', 'b', 'c'))).toMatchObject({ choice: { decision: 'retain', treatment: 'keep' } })
    expect(again(seen('a', 'b', 'c'), found('b'))).toMatchObject({ choice: { decision: 'retain' } })
  })
  it('is a Review with a value that was not looked at, and says so', () => {
    expect(again(seen('a', 'b'), found('a', 'b', 'c'))).toMatchObject({
      choice: { decision: 'review' },
      reason: 'approved for ACME Ring VE11C by A. Curator, 2026-01-02 (b-value); bytes (OB): 1 of its 3 values was not looked at before',
    })
    expect(again(seen('a'), found('b'))?.reason).toContain('bytes (OB): its value was not looked at before')
  })
  it('is a Review where nobody noted what was looked at', () => {
    expect(again(approval(), found('a'))).toMatchObject({ choice: { decision: 'review' } })
    expect(again(approval(), found('a'))?.reason).toContain('nobody noted which values were looked at then')
  })
  it('of more values than are noted one by one holds for all of them together, and for no others', () => {
    const many = Array.from({ length: MOST_VALUES * 3 }, (_none, index) => String(index))
    expect(lookedAt(found(...many)).values).toHaveLength(MOST_VALUES)
    expect(again(seen(...many), found(...many))).toMatchObject({ choice: { decision: 'retain' } })
    const more = again(seen(...many), found(...many, 'new'))
    expect(more).toMatchObject({ choice: { decision: 'review' } })
    expect(more?.reason).toContain(`its ${many.length + 1} values are not all among those looked at`)
  })
  it('what was looked at in two collections is known of both', () => {
    const both = approval({ lookedAt: together(lookedAt(found('a', 'b')), lookedAt(found('c'))) })
    for (const values of [found('a', 'b'), found('c'), found('a', 'c')])
      expect(again(both, values)).toMatchObject({ choice: { decision: 'retain' } })
    expect(again(both, found('d'))).toMatchObject({ choice: { decision: 'review' } })
  })
  it('values of which the beginning alone was read are known again with all others only', () => {
    const values: FoundValues = { ...found('a', 'b'), values: found('a').values, cut: 1 }
    const one = approval({ lookedAt: lookedAt(values) })
    expect(again(one, values)).toMatchObject({ choice: { decision: 'retain' } })
    expect(again(one, { ...values, set: { count: 2, digest: digest('other') } })).toMatchObject({ choice: { decision: 'review' } })
  })
  it.each(['phi-found', 'identity-overlap', 'name-like', 'free-text'] as const)('is asked of text that is %s too', (flag) => {
    expect(over([VE11C], [approval()], ['LO'], { flags: [flag] })).toMatchObject({ choice: { decision: 'review' } })
    expect(over([VE11C], [seen('a')], ['LO'], { flags: [flag] })).toMatchObject({ choice: { decision: 'retain' } })
    expect(over([VE11C], [seen('b')], ['LO'], { flags: [flag] })).toMatchObject({ choice: { decision: 'review' } })
  })
  it('is not asked of what does not stay as it is, nor of a Delete', () => {
    const shifted = over([VE11C], [approval({ treatment: 'shift-date' })], ['DA'], { flags: ['phi-found'] })
    expect(shifted).toMatchObject({ choice: { decision: 'retain', treatment: 'shift-date' } })
    expect(shifted?.reason).toContain('identities were found in this element before')
    expect(again(approval({ decision: 'delete', treatment: '' }), found('b'))).toMatchObject({ choice: { decision: 'delete' } })
  })
})

describe('what was settled for some scanners', () => {
  const part = { scope: VE11C, choice: { decision: 'retain', treatment: 'keep' } }
  it('is put forward for these, while the element is a Review', () => {
    expect(over([VE11C, XA30], [approval()])).toMatchObject({ choice: { decision: 'review' }, forSome: [part] })
    expect(over([XA30], [approval()])).not.toHaveProperty('forSome')
  })
  it('is a Review for these too where it does not hold for the values', () => {
    const [one] = over([VE11C, XA30], [approval({ lookedAt: lookedAt(found('b')) })], ['OB'])?.forSome ?? []
    expect(one).toMatchObject({ scope: VE11C, choice: { decision: 'review' } })
    expect(one?.reason).toContain('bytes (OB): its value was not looked at before')
  })
  it('is put forward for each of them where it differs', () => {
    const deleted = approval({ scope: XA30, decision: 'delete', treatment: '' })
    expect(over([VE11C, XA30], [approval(), deleted])).toMatchObject({
      choice: { decision: 'review' },
      forSome: [part, { scope: XA30, choice: { decision: 'delete' } }],
    })
    const held = approval({ scope: XA30, decision: 'review', treatment: '' })
    expect(over([VE11C, XA30], [approval(), held])).toMatchObject({
      forSome: [part, { scope: XA30, choice: { decision: 'review' } }],
    })
  })
})

describe('proposals with a team', () => {
  const SAFE_KEPT: Profile = { ...BASIC_PROFILE, options: ['RetainSafePrivate'] }
  const proposal = (
    element: SmallElement,
    approvals: readonly Approval[],
    profile = SAFE_KEPT,
    others: readonly SmallElement[] = [],
  ): Proposal | undefined => {
    const inventory = inventoryOf([element, { path: '(0019,"ACME 1.1")' }, ...others])
    return proposeAll(inventory, annotate(inventory, profile), profile, { team: { ...NO_TEAM, approvals } }).get(element.path)
  }
  const b: SmallElement = { path: PATH, vr: 'IS', values: ['0', '800'], equipment: VE11C }

  it('an approved element that no dictionary knows is proposed as it was approved, for that scanner', () => {
    expect(proposal(b, [])).toMatchObject({ choice: { decision: 'review' }, scope: {} })
    expect(proposal(b, [approval()])).toMatchObject({
      choice: { decision: 'retain', treatment: 'keep' },
      scope: VE11C,
      source: 'knowledge',
    })
  })
  it('what was approved for another version is no knowledge of this one', () => {
    const known = (equipment: Equipment | readonly Equipment[], approvals = [approval()]): string | undefined => {
      const inventory = inventoryOf([{ ...b, equipment }])
      const further = teamStatements({ ...NO_TEAM, approvals })
      return annotate(inventory, SAFE_KEPT, { further }).get(PATH)?.knowledge
    }
    expect(known(VE11C)).toBe('retain')
    expect(known(XA30)).toBe('review')
    expect(known([VE11C, XA30])).toBe('review')
    expect(known([VE11C, XA30], [approval(), approval({ scope: XA30 })])).toBe('retain')
  })
  it('what was approved on a scanner that does not name itself says so, and holds for none that does', () => {
    const unnamed: Equipment = { manufacturer: '', model: '', software: '' }
    const approvals = [approval({ scope: unnamed })]
    const there = proposal({ ...b, equipment: unnamed }, approvals)
    expect(there).toMatchObject({ choice: { decision: 'retain' }, scope: unnamed })
    expect(there?.reason).toContain('approved for an unnamed scanner by ')
    expect(proposal(b, approvals)).toMatchObject({ choice: { decision: 'review' } })
  })
  it('not where the Profile lets no private element stay', () => {
    expect(proposal(b, [approval()], BASIC_PROFILE)).toMatchObject({ choice: { decision: 'delete' } })
  })
  it('not where a value now holds the name of somebody in this collection', () => {
    const named: SmallElement = { path: PATH, vr: 'LO', values: ['Oyelaran'], equipment: VE11C }
    const patient: SmallElement = { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH'] }
    expect(proposal(named, [approval()], SAFE_KEPT, [patient])).toMatchObject({ choice: { decision: 'review' }, scope: {} })
  })
  it('an element never seen before stays a Review, whatever else of its block was approved', () => {
    expect(proposal({ ...b, path: '(0019,"ACME 1.1",0D)' }, [approval()])).toMatchObject({ choice: { decision: 'review' } })
  })
})

describe('a Private Creator that nobody has published', () => {
  const SAFE_KEPT: Profile = { ...BASIC_PROFILE, options: ['RetainSafePrivate'] }
  const proposalFor = (creator: string): Proposal | undefined => {
    const path = `(0021,"${creator}")`
    const inventory = inventoryOf([
      { path, values: [creator] },
      { path: `(0021,"${creator}",01)`, vr: 'DS', values: ['1'] },
    ])
    return proposeAll(inventory, annotate(inventory, SAFE_KEPT), SAFE_KEPT).get(path)
  }
  it.each([
    ['20190312', 'looks like a date'],
    ['DOE^JANE', 'looks like a name'],
  ])('%s is looked at: it %s', (creator, why) => {
    expect(proposalFor(creator)).toMatchObject({ choice: { decision: 'review' }, source: 'evidence' })
    expect(proposalFor(creator)?.reason).toContain(why)
  })
  it('and that looks like an implementer follows its block', () => {
    expect(proposalFor('ACME 1.1')).toMatchObject({ choice: { decision: 'retain' } })
  })
})
