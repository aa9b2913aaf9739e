import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { BASIC_PROFILE } from '../../../src/core/confidentiality/profile-changes.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import { carryOver } from '../../../src/core/decisions/carry-over.ts'
import type { Proposal } from '../../../src/core/decisions/decision.ts'
import { proposeAll } from '../../../src/core/decisions/proposals.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import type { Equipment } from '../../../src/core/inventory/inventory.ts'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
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
const over = (equipment: readonly Equipment[], approvals: readonly Approval[], vrs: readonly VR[] = ['IS']) =>
  carryOver({ path: PATH, vrs, equipment }, approvals)

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
  it('bytes are looked at again', () => {
    expect(over([VE11C], [approval()], ['OB'])).toMatchObject({ choice: { decision: 'review' } })
  })
  it('a treatment that this VR does not have is a Review', () => {
    expect(over([VE11C], [approval({ treatment: 'shift-date' })], ['OB'])).toMatchObject({ choice: { decision: 'review' } })
    expect(over([VE11C], [approval({ treatment: 'nonsense' })])).toMatchObject({ choice: { decision: 'review' } })
  })
  it('an element that nobody settled has none', () => {
    expect(over([VE11C], [])).toBeUndefined()
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
