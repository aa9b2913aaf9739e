import { describe, expect, it } from 'vitest'
import { deletionFor } from '../../../src/core/confidentiality/deletion.ts'
import type { InventoryElement } from '../../../src/core/inventory/inventory.ts'
import { withUnbound } from '../../../src/core/inventory/unbound.ts'
import { CT, inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

const STRUCTURE_SET = '1.2.840.10008.5.1.4.1.1.481.3'
const PLAN = '1.2.840.10008.5.1.4.1.1.481.5'

/** How the Delete of an element goes in a collection, by SOP Class. */
function howIn(collection: readonly SmallElement[], path: string): Readonly<Record<string, string>> {
  const element = withUnbound(inventoryOf(collection).elements()).find((one) => one.path === path)
  const { vrs, sopClasses } = element as InventoryElement
  return Object.fromEntries([...deletionFor(path, vrs, sopClasses, element)].map(([sopClass, { do: how }]) => [sopClass, how]))
}

describe('a module that is optional', () => {
  // Approval: Approval Status is its Type 1, Reviewer Name its Type 2C, X/Z in Table E.1-1.
  const reviewer: SmallElement = { path: '(300E,0008)', vr: 'PN', sopClass: STRUCTURE_SET }
  const status: SmallElement = { path: '(300E,0002)', vr: 'CS', sopClass: STRUCTURE_SET }

  it('binds where one of its Type 1 attributes is present in instances of the class, and else does not', () => {
    expect(howIn([reviewer, status], reviewer.path)).toEqual({ [STRUCTURE_SET]: 'empty' })
    expect(howIn([reviewer], reviewer.path)).toEqual({ [STRUCTURE_SET]: 'remove' })
  })

  it('is not there by what another class has', () => {
    const both = { ...reviewer, sopClass: [STRUCTURE_SET, PLAN] }
    expect(howIn([both, status], reviewer.path)).toEqual({ [STRUCTURE_SET]: 'empty', [PLAN]: 'remove' })
  })

  it('binds where de-identification may add it: Clinical Trial', () => {
    expect(howIn([{ path: '(0012,0030)', vr: 'LO', sopClass: CT }], '(0012,0030)')).toEqual({ [CT]: 'empty' })
  })
})

describe('a module that is mandatory', () => {
  it('binds whatever is present', () => {
    expect(howIn([{ path: '(0010,0010)', vr: 'PN', sopClass: CT }], '(0010,0010)')[CT]).not.toBe('remove')
  })
})

it('What is inside Items is as its macro says', () => {
  const inside: SmallElement = { path: '(0008,1140)[*](0008,1150)', vr: 'UI' }
  expect(withUnbound(inventoryOf([inside]).elements())[0]).not.toHaveProperty('unbound')
})
