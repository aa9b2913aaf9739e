import { describe, expect, it } from 'vitest'
import { privateKnowledge } from '../../../src/core/knowledge/private-knowledge.ts'
import { safePrivate } from '../../../src/core/confidentiality/safe-private.ts'
import { searchPrivate, type PrivateEntryWithKey } from '../../../src/core/dictionary/index.ts'
import { formatStep } from '../../../src/core/dicom/attribute-path.ts'
import { BULK, type VR } from '../../../src/core/dicom/vr.ts'

const known = searchPrivate('', 100_000).filter((entry) => entry.creator !== '' && entry.group !== undefined && entry.block === undefined)
const pathOf = ({ creator, group, element }: PrivateEntryWithKey): string =>
  formatStep({ kind: 'private', creator, group: group ?? 0, element })
const firstVr = (entry: PrivateEntryWithKey): VR => (Object.keys(entry.tciaByVr)[0] as VR | undefined) ?? entry.vr ?? 'LO'

describe('what is published of a private element', () => {
  it('names every source with its own word', () => {
    expect(privateKnowledge('(0009,"GEMS_IDEN_01",30)', ['LO'])).toMatchObject({
      status: 'delete',
      sources: ['TCIA 2024-02-01: d', 'CTP/WUSTL 2015: X'],
    })
    expect(privateKnowledge('(2001,"Philips Imaging DD 001",03)', ['FL'])).toMatchObject({
      status: 'retain',
      treatment: 'keep',
      sources: ['TCIA 2024-02-01: k', 'PS3.15 E.3.10-1: safe'],
    })
  })

  it('does not regard the case of a creator', () => {
    expect(privateKnowledge('(2001,"PHILIPS imaging dd 001",03)', ['FL'])).toEqual(
      privateKnowledge('(2001,"Philips Imaging DD 001",03)', ['FL']),
    )
  })

  it('is a conflict where one source keeps and another deletes: ten elements of E.3.10-1 are deleted by TCIA', () => {
    const contradicted = known.filter(
      (entry) => entry.tcia === 'd' && safePrivate(entry.creator, entry.group ?? 0, entry.element) !== undefined,
    )
    expect(contradicted.length).toBe(10)
    for (const entry of contradicted) {
      const knowledge = privateKnowledge(pathOf(entry), ['UN'])
      expect(knowledge?.status).toBe('conflict')
      expect(knowledge?.sources.join()).toContain('d')
      expect(knowledge?.sources.join()).toContain('safe')
    }
  })

  it('asks for UIDs to be replaced and dates to be shifted where TCIA does so', () => {
    const hashed = known.filter((entry) => entry.tcia === 'h' && entry.wustl === '' && firstVr(entry) === 'UI')
    const offset = known.filter((entry) => entry.tcia === 'o' && entry.wustl === '' && firstVr(entry) === 'DA')
    expect(hashed.length).toBeGreaterThan(0)
    expect(offset.length).toBeGreaterThan(0)
    for (const entry of hashed) expect(privateKnowledge(pathOf(entry), ['UI'])).toMatchObject({ status: 'retain', treatment: 'remap-uid' })
    for (const entry of offset) expect(privateKnowledge(pathOf(entry), ['DA'])).toMatchObject({ status: 'retain', treatment: 'shift-date' })
  })

  it('is never Retain for bytes that nobody has decoded', () => {
    for (const entry of known) {
      for (const vr of ['OB', 'OW', 'UN'] as const)
        expect(['review', 'conflict', 'unregistered']).toContain(privateKnowledge(pathOf(entry), [vr])?.status)
    }
  })

  it('is Retain only where a source says so and none says the contrary', () => {
    for (const entry of known) {
      const vr = firstVr(entry)
      if (BULK.has(vr)) continue
      const { status, sources } = privateKnowledge(pathOf(entry), [vr]) ?? { status: '', sources: [] }
      if (status !== 'retain') continue
      expect(sources.some((source) => /: (k|h|o|oi|K|safe)$/.test(source))).toBe(true)
      expect(sources.some((source) => /: (d|X|Z)$/.test(source))).toBe(false)
    }
  })

  it('takes the most restrictive word of several VRs', () => {
    const says = (entry: PrivateEntryWithKey, word: string): boolean =>
      Object.entries(entry.tciaByVr).some(([vr, said]) => vr !== 'UN' && said === word)
    const mixed = known.find((entry) => says(entry, 'd') && says(entry, 'k') && entry.wustl === '')
    expect(mixed).toBeDefined()
    if (mixed === undefined) return
    const keeping = Object.entries(mixed.tciaByVr).find(([vr, word]) => vr !== 'UN' && word === 'k')?.[0] as VR
    const deleting = Object.entries(mixed.tciaByVr).find(([vr, word]) => vr !== 'UN' && word === 'd')?.[0] as VR
    expect(privateKnowledge(pathOf(mixed), [keeping])?.sources[0]).toBe('TCIA 2024-02-01: k')
    expect(privateKnowledge(pathOf(mixed), [keeping, deleting])?.sources[0]).toBe('TCIA 2024-02-01: d')
    expect(privateKnowledge(pathOf(mixed), ['UN'])?.sources[0]).toBe('TCIA 2024-02-01: d')
  })

  it('shows the codes of CTP whose meaning is not published, and settles nothing by them', () => {
    const restricted = known.find((entry) => entry.wustl === 'R' && entry.tcia === '' && !entry.safeInE3101)
    expect(restricted).toBeDefined()
    if (restricted === undefined) return
    expect(privateKnowledge(pathOf(restricted), ['LO'])).toMatchObject({ status: 'review', sources: ['CTP/WUSTL 2015: R'] })
  })

  it('holds for the path where TCIA has met it there, else for the root, said so', () => {
    expect(privateKnowledge('(0008,1115)[*](0008,1140)[*](0009,"GEIIS_RA1000",01)', ['LO'])?.sources).toEqual(['TCIA 2024-02-01: k'])
    expect(privateKnowledge('(0040,0275)[*](0009,"GEMS_IDEN_01",30)', ['LO'])?.sources[0]).toBe('TCIA 2024-02-01, at the root: d')
  })

  it('is unregistered where no dictionary has the element', () => {
    expect(privateKnowledge('(0009,"NOBODY KNOWS THIS",01)', ['LO'])).toMatchObject({ status: 'unregistered', sources: [] })
  })

  it('is Review where dictionaries have it and no source decides', () => {
    const silent = known.find((entry) => entry.tcia === '' && entry.wustl === '' && !entry.safeInE3101 && entry.vr === 'LO')
    expect(silent).toBeDefined()
    if (silent !== undefined) expect(privateKnowledge(pathOf(silent), ['LO'])?.status).toBe('review')
  })

  it.each(['(0010,0010)', '(0040,0275)[*](0008,0050)', '(0009,"GEMS_IDEN_01")', 'file-name'])('does not exist for %s', (path) => {
    expect(privateKnowledge(path, ['LO'])).toBeUndefined()
  })
})
