import { describe, expect, it } from 'vitest'
import { groupOf, isPrivate } from '../../../src/core/dicom/tag.ts'
import { tableE11 } from '../../../src/core/confidentiality/table-e11.ts'
import { lookupTag } from '../../../src/core/dictionary/index.ts'
import { phiFound } from '../../../src/core/knowledge/phi-found.ts'
import { physicalParameter, physicalParameters } from '../../../src/core/knowledge/physical-parameters.ts'

describe('the list of physical parameters', () => {
  it('has 987 elements: 703 that measure, 280 that are coded, 4 of structure', () => {
    const kinds = Map.groupBy(physicalParameters().values(), (parameter) => parameter.kind)
    expect(Object.fromEntries([...kinds].map(([kind, same]) => [kind, same.length]))).toEqual({ physical: 703, coded: 280, structure: 4 })
  })

  it('has Slice Thickness and Modality, and says who keeps them', () => {
    expect(physicalParameter(0x00180050)).toEqual({ kind: 'physical', keptBy: ['rsna-anonymizer', 'grand-challenge-ct'] })
    expect(physicalParameter(0x00080060)?.kind).toBe('coded')
    expect(physicalParameter(0x00100020)).toBeUndefined()
  })

  it('has nothing that Table E.1-1 acts on, nothing of the patient, nothing in which identities were found', () => {
    for (const tag of physicalParameters().keys()) {
      expect(isPrivate(tag)).toBe(false)
      expect(tableE11(tag), lookupTag(tag)?.name).toBeUndefined()
      expect([0x0010, 0x0012, 0x0032, 0x0038, 0x4008]).not.toContain(groupOf(tag))
      expect(phiFound({ kind: 'public', tag })).toBeUndefined()
      expect(lookupTag(tag)).toBeDefined()
    }
  })
})
