import { describe, expect, it } from 'vitest'
import { deletionFor } from '../../../src/core/confidentiality/deletion.ts'
import { iodType, publicTags } from '../../../src/core/confidentiality/iod-type.ts'
import { resolveByType, resolveCode, type Action } from '../../../src/core/confidentiality/resolve-action.ts'
import { ACTION_CODES, tableE11Rows, type ActionCode } from '../../../src/core/confidentiality/table-e11.ts'
import { attributeTypes } from '../../../src/core/dictionary/index.ts'
import { BASIC_TEXT_SR, CT, MR, PET, US } from '../../fixtures/small-inventory.ts'

const ENHANCED_MR = '1.2.840.10008.5.1.4.1.1.4.1'
const GSPS = '1.2.840.10008.5.1.4.1.1.11.1'
const UNKNOWN_CLASS = '1.2.3.4.5'
const RETIRED_US = '1.2.840.10008.5.1.4.1.1.6'

describe('an Action Code and the Type', () => {
  const expected: Record<ActionCode, Record<'1' | '2' | '3' | '-' | '?', Action>> = {
    D: { '1': 'D', '2': 'D', '3': 'D', '-': 'X', '?': 'D' },
    Z: { '1': 'D', '2': 'Z', '3': 'Z', '-': 'X', '?': 'Z' },
    X: { '1': 'D', '2': 'Z', '3': 'X', '-': 'X', '?': 'X' },
    K: { '1': 'K', '2': 'K', '3': 'K', '-': 'K', '?': 'K' },
    C: { '1': 'C', '2': 'C', '3': 'C', '-': 'C', '?': 'C' },
    U: { '1': 'U', '2': 'U', '3': 'U', '-': 'U', '?': 'U' },
    'Z/D': { '1': 'D', '2': 'Z', '3': 'Z', '-': 'X', '?': 'D' },
    'X/Z': { '1': 'D', '2': 'Z', '3': 'X', '-': 'X', '?': 'Z' },
    'X/D': { '1': 'D', '2': 'D', '3': 'X', '-': 'X', '?': 'D' },
    'X/Z/D': { '1': 'D', '2': 'Z', '3': 'X', '-': 'X', '?': 'D' },
    'X/Z/U*': { '1': 'U', '2': 'Z', '3': 'X', '-': 'X', '?': 'U' },
  }

  it.each(ACTION_CODES)('%s comes to what each Type needs, and no more', (code) => {
    for (const type of ['1', '2', '3', '-', '?'] as const)
      expect([type, resolveByType(code, type, 'CT Image').action]).toEqual([type, expected[code][type]])
  })

  it('conditional Types count as unconditional, since the attribute is there', () => {
    for (const code of ACTION_CODES) {
      expect(resolveByType(code, '1C', '').action).toBe(resolveByType(code, '1', '').action)
      expect(resolveByType(code, '2C', '').action).toBe(resolveByType(code, '2', '').action)
    }
  })

  it('never leaves a Type 1 attribute without a value, or removes a Type 2', () => {
    for (const { basic } of tableE11Rows()) {
      expect(['X', 'Z']).not.toContain(resolveByType(basic, '1', '').action)
      expect(resolveByType(basic, '2', '').action).not.toBe('X')
    }
  })

  it('says which Type in which IOD decided', () => {
    expect(resolveCode('Z/D', [0x00100020], CT).reason).toBe('Z/D, Type 2 in the CT Image IOD: Z')
  })
})

describe('the Type in the IOD', () => {
  it('is that of the path, not of the leaf', () => {
    expect(iodType([0x00080021], PET).type).toBe('1')
    expect(iodType([0x00081140, 0x00080021], PET).type).toBe('-')
  })

  it('counts functional groups', () => {
    expect(iodType([0x52009230, 0x00209111, 0x00189074], ENHANCED_MR).type).toMatch(/^1C?$/)
  })

  it('counts Content Items at any depth', () => {
    expect(iodType([0x0040a730, 0x0040a730, 0x0040a730, 0x0040a040], BASIC_TEXT_SR).type).toBe('1C')
  })

  it('treats retired classes as those of today', () => {
    expect(iodType([0x00080021], RETIRED_US)).toEqual(iodType([0x00080021], US))
  })

  it('is unknown for a class that nobody covers, and the code then comes to the most compatible action, said so', () => {
    expect(iodType([0x00080021], UNKNOWN_CLASS).type).toBe('?')
    const { action, reason } = resolveCode('X/Z/D', [0x00081111], UNKNOWN_CLASS)
    expect(action).toBe('D')
    expect(reason).toContain('most compatible')
    expect(reason).not.toContain(UNKNOWN_CLASS)
  })

  it('is outside the IOD below a private Sequence', () => {
    expect(publicTags('(0029,"SIEMENS CSA HEADER",10)[*](0008,0021)')).toBeUndefined()
    expect(iodType(undefined, CT).type).toBe('-')
  })

  it('binds by a user-optional module only while that module is present', () => {
    // Clinical Trial Subject, usage U: Clinical Trial Site ID is its Type 2, Clinical Trial Sponsor Name its Type 1.
    const siteId = [0x00120030]
    expect(attributeTypes(CT, siteId)?.map((use) => [use.usage, use.type])).toEqual([['U', '2']])
    expect(iodType(siteId, CT, (path) => path[0] === 0x00120010).type).toBe('2')
    expect(iodType(siteId, CT, () => false).type).toBe('3')
    expect(iodType(siteId, CT).type).toBe('2')
  })
})

describe('how a Delete goes', () => {
  it('empties Type 2, gives Type 1 a dummy, and removes what the IOD does not need', () => {
    expect(deletionFor('(0008,0050)', 'SH', [CT]).get(CT)?.do).toBe('empty')
    expect(deletionFor('(0008,0023)', 'DA', [BASIC_TEXT_SR]).get(BASIC_TEXT_SR)?.do).toBe('dummy')
    expect(deletionFor('(0008,1030)', 'LO', [CT]).get(CT)?.do).toBe('remove')
  })

  it('gives Presentation Creation Date a dummy although its code is X, and says so', () => {
    const deletion = deletionFor('(0070,0082)', 'DA', [GSPS]).get(GSPS)
    expect(deletion?.do).toBe('dummy')
    expect(deletion?.reason).toContain('would leave the instance invalid')
  })

  it('goes by the Type alone outside Table E.1-1', () => {
    expect(deletionFor('(0018,0050)', 'DS', [CT]).get(CT)?.do).toBe('empty')
    expect(deletionFor('(0008,0060)', 'CS', [CT]).get(CT)?.do).toBe('dummy')
    expect(deletionFor('(0018,0015)', 'CS', [BASIC_TEXT_SR]).get(BASIC_TEXT_SR)?.do).toBe('remove')
  })

  it('removes Encrypted Attributes, of which the condition is that somebody is to decrypt them', () => {
    expect(deletionFor('(0400,0500)', 'SQ', [CT]).get(CT)?.do).toBe('remove')
    expect(deletionFor('(4FFE,0001)', 'SQ', [CT]).get(CT)?.do).toBe('remove')
  })

  it('says which attribute may be asked for when Body Part Examined is gone', () => {
    expect(deletionFor('(0018,0015)', 'CS', [CT]).get(CT)?.reason).toContain('(0020,0060)')
  })

  it('says which attribute must not be there when the one that its condition names is gone', () => {
    const rtImage = '1.2.840.10008.5.1.4.1.1.481.1'
    expect(deletionFor('(300A,012C)', 'DS', [rtImage]).get(rtImage)?.reason).toContain('may then not have (0018,5100)')
  })

  it('removes Anatomic Region Sequence where only Digital X-Ray asks for it', () => {
    const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1'
    const of = deletionFor('(0008,2218)', 'SQ', [CT, digitalXRay])
    expect([of.get(CT)?.do, of.get(digitalXRay)?.do]).toEqual(['remove', 'empty'])
  })

  it('never empties a Sequence in which another module wants an Item', () => {
    const endoscopy = '1.2.840.10008.5.1.4.1.1.77.1.1'
    const purpose = deletionFor('(0008,1140)[*](0040,A170)', 'SQ', [endoscopy]).get(endoscopy)
    expect([purpose?.do, purpose?.reason.includes('wants an Item in it')]).toEqual(['dummy', true])
    const photography = '1.2.840.10008.5.1.4.1.1.77.1.5.1'
    expect(deletionFor('(0008,2112)', 'SQ', [photography]).get(photography)?.do).toBe('process')
  })

  it('never empties a Sequence that has one Item, although its Type would let it', () => {
    const lensCalculations = '1.2.840.10008.5.1.4.1.1.78.8'
    const legacyConverted = '1.2.840.10008.5.1.4.1.1.2.2'
    for (const [path, sopClass] of [
      ['(0022,1300)[*](0022,1096)', lensCalculations],
      ['(5200,9230)[*](0020,9171)', legacyConverted],
    ] as const) {
      expect(iodType(publicTags(path), sopClass).type).toMatch(/^2C?$/)
      const deletion = deletionFor(path, 'SQ', [sopClass]).get(sopClass)
      expect([deletion?.do, deletion?.reason.includes('wants an Item in it')]).toEqual(['dummy', true])
    }
  })

  it('gives the ROIs of an RT Structure Set a dummy, which it may lack but not have empty', () => {
    const structureSet = '1.2.840.10008.5.1.4.1.1.481.3'
    for (const path of ['(3006,0020)', '(3006,0039)', '(3006,0080)'])
      expect(deletionFor(path, 'SQ', [structureSet]).get(structureSet)?.do).toBe('dummy')
  })

  it('removes an attribute outside the IOD: Verifying Observer Sequence in an image', () => {
    expect(deletionFor('(0040,A073)', 'SQ', [CT]).get(CT)?.do).toBe('remove')
  })

  it('references stay, remapped, where the IOD lists what is referred to', () => {
    const segmentation = '1.2.840.10008.5.1.4.1.1.66.4'
    const derivation = '(5200,9230)[*](0008,9124)[*](0008,2112)'
    expect(deletionFor(derivation, 'SQ', [segmentation]).get(segmentation)?.do).toBe('process')
    expect(deletionFor('(0008,2112)', 'SQ', [segmentation]).get(segmentation)?.reason).toContain('(0008,1115)')
    expect(deletionFor('(0008,2112)', 'SQ', [CT]).get(CT)?.do).toBe('remove')
  })

  it('leaves a required Sequence of references in place, for its UIDs to be replaced', () => {
    const kos = '1.2.840.10008.5.1.4.1.1.11.1'
    const type = iodType([0x00081115, 0x00081140], kos).type
    expect(type).toMatch(/^1C?$/)
    expect(deletionFor('(0008,1115)[*](0008,1140)', 'SQ', [kos]).get(kos)?.do).toBe('process')
  })

  it('is one and the same for all classes where the attribute is of patient, study or series', () => {
    // Series Date: Type 1 in PET, Type 3 in CT.
    const deletions = deletionFor('(0008,0021)', 'DA', [CT, PET])
    expect(iodType([0x00080021], CT).type).toBe('3')
    expect([...deletions.values()].map((deletion) => deletion.do)).toEqual(['dummy', 'dummy'])
    expect(deletionFor('(0008,0021)', 'DA', [CT]).get(CT)?.do).toBe('remove')
  })

  it('goes by the own Type where the classes share no such entity, and says whose Type it is where they do', () => {
    const apart = { Patient: [0, 0], Study: [0, 0], Series: [0, 1] }
    const own = deletionFor('(0008,0021)', 'DA', [CT, PET], { together: apart })
    expect([own.get(CT)?.do, own.get(PET)?.do]).toEqual(['remove', 'dummy'])
    const shared = deletionFor('(0008,0021)', 'DA', [CT, PET], { together: { ...apart, Series: [0, 0] } })
    expect(shared.get(CT)).toEqual({ do: 'dummy', reason: 'X/D, Type 1 in the Positron Emission Tomography Image IOD: D' })
  })

  it('is not that of a Sequence which is empty elsewhere: a Type 3 has an Item if it is there', () => {
    // Referenced Performed Procedure Step Sequence: Type 2 in SR, Type 3 in MR.
    const deletions = deletionFor('(0008,1111)', 'SQ', [MR, BASIC_TEXT_SR])
    expect([deletions.get(MR)?.do, deletions.get(BASIC_TEXT_SR)?.do]).toEqual(['remove', 'empty'])
  })

  it('differs by class where the attribute is of the instance', () => {
    // Content Date: Type 1 in SR, Type 2C in CT.
    const deletions = deletionFor('(0008,0023)', 'DA', [CT, BASIC_TEXT_SR])
    expect(deletions.get(CT)?.do).not.toBe(deletions.get(BASIC_TEXT_SR)?.do)
  })

  it.each([
    ['a private element', '(0009,"GEMS_IDEN_01",30)'],
    ['a public element inside a private Sequence', '(0029,"SIEMENS CSA HEADER",10)[*](0008,0060)'],
    ['a group length', '(0008,0000)'],
    ['overlay data, whose group goes with it', '(6000,3000)'],
    ['an overlay element that its module would need', '(6002,0010)'],
    ['a curve element', '(5000,0005)'],
    ['a file name', 'file-name'],
  ])('removes %s in every class', (_what, path) => {
    for (const deletion of deletionFor(path, 'LO', [CT, MR, UNKNOWN_CLASS]).values()) expect(deletion.do).toBe('remove')
  })

  it('answers for every class that was asked', () => {
    expect([...deletionFor('(0010,0010)', 'PN', [CT, MR, '']).keys()]).toEqual([CT, MR, ''])
  })
})
