import { describe, expect, it } from 'vitest'
import { parsePath } from '../../../src/core/dicom/attribute-path.ts'
import { lossOf, type Loss } from '../../../src/core/knowledge/loss.ts'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
import { searchKnowledge, type FoundElement } from '../../../src/core/knowledge/search.ts'
import { lookupPrivate } from '../../../src/core/dictionary/index.ts'

const paths = (text: string, limit = 100): readonly string[] => searchKnowledge(text, limit).elements.map(({ path }) => path)

describe('searching the knowledge base', () => {
  it.each([
    ['by creator and element', 'siemens mr header 0c', '(0019,"SIEMENS MR HEADER",0C)'],
    ['by a creator with blanks, in quotes', '"siemens mr header" 0c', '(0019,"SIEMENS MR HEADER",0C)'],
    ['by group and element', '(0009,xx30) gems_iden', '(0009,"GEMS_IDEN_01",30)'],
    ['by name', 'suv factor', '(7053,"Philips PET Private Group",00)'],
    ['by its path', '(2001,"Philips Imaging DD 001",03)', '(2001,"Philips Imaging DD 001",03)'],
    ['by disposition', 'gems_iden tcia:d 30', '(0009,"GEMS_IDEN_01",30)'],
    ['by vendor', 'philips "suv factor"', '(7053,"Philips PET Private Group",00)'],
    ['by its tag, in whichever block', '(0019,120C) siemens', '(0019,"SIEMENS MR HEADER",0C)'],
    ['by its tag in eight digits', '0019100c siemens', '(0019,"SIEMENS MR HEADER",0C)'],
    ['by words that are joined otherwise', 'siemens b-value', '(0019,"SIEMENS MR HEADER",0C)'],
    ['by what is lost without it', 'diffusion b-value philips', '(2001,"Philips Imaging DD 001",03)'],
    ['by an archive having found identities in it', 'phi-found', '(0009,"GEMS_IDEN_01",30)'],
    ['by its place in a Sequence', '(0008,1111) "linear modality"', '(0008,1111)[*](2001,"Philips Imaging DD 001",C1)'],
  ])('%s', (_how, text, path) => {
    expect(paths(text).map((one) => one.toUpperCase())).toContain(path.toUpperCase())
  })
  it.each([
    ['creator:"siemens mr header"', ({ creator }: FoundElement) => creator.toUpperCase().includes('SIEMENS MR HEADER')],
    ['vendor:ge', ({ vendor }: FoundElement) => vendor === 'GE'],
    ['vr:ob', ({ vr }: FoundElement) => vr === 'OB'],
    ['name:diffusion', ({ name }: FoundElement) => name.toLowerCase().includes('diffusion')],
    ['group:0019 element:0c', ({ path }: FoundElement) => /\(0019,"[^"]*",0C\)$/.test(path)],
  ])('%s asks one column alone', (text, holds) => {
    const { elements, total } = searchKnowledge(text, 10_000)
    expect(total).toBeGreaterThan(3)
    expect(elements.filter((one) => !holds(one))).toEqual([])
  })
  it('finds what the team approved or imported and nobody has published', () => {
    const approval: Approval = {
      path: '(0019,"ACME 1.1",0C)',
      decision: 'retain',
      treatment: 'keep',
      scope: {},
      by: 'A',
      at: '2026-01-01T00:00:00Z',
      reason: '',
      document: '',
    }
    const statements = [{ path: '(0019,"ACME 1.1",0D)', name: 'Coil gain', vrText: 'DS', vr: undefined, word: 'd' }]
    const team = { approvals: [approval], imported: [{ kind: 'tcia' as const, date: '', statements }] }
    const found = (text: string): readonly string[] => searchKnowledge(text, 10, team).elements.map(({ path }) => path)
    expect(found('acme')).toEqual(['(0019,"ACME 1.1",0C)', '(0019,"ACME 1.1",0D)'])
    expect(found('acme coil')).toEqual(['(0019,"ACME 1.1",0D)'])
    expect(found('team:retain')).toEqual(['(0019,"ACME 1.1",0C)'])
    expect(found('team:delete')).toEqual([])
    expect(searchKnowledge('acme', 10).total).toBe(0)
  })
  it('every word must be found', () => {
    expect(searchKnowledge('gems_iden_01 nosuchword', 10)).toEqual({ total: 0, elements: [] })
  })
  it('those that are asked for first come first, and none is lost', () => {
    const plain = searchKnowledge('"siemens mr header"', 1000)
    const isLast = (path: string): boolean => path === plain.elements.at(-1)?.path
    const ranked = searchKnowledge('"siemens mr header"', 1000, undefined, isLast)
    expect(ranked.elements[0]?.path).toBe(plain.elements.at(-1)?.path)
    expect(ranked.total).toBe(plain.total)
    expect(new Set(ranked.elements.map(({ path }) => path))).toEqual(new Set(plain.elements.map(({ path }) => path)))
  })
  it('counts all and shows the first', () => {
    const { total, elements } = searchKnowledge('siemens', 5)
    expect(elements.length).toBe(5)
    expect(total).toBeGreaterThan(1000)
  })
  it('finds the contradictions: in each of them somebody keeps and somebody deletes', () => {
    const { elements } = searchKnowledge('status:conflict', 1000)
    expect(elements.length).toBeGreaterThan(10)
    for (const { statements } of elements)
      expect([...new Set(statements.flatMap(({ means }) => means ?? []))].sort()).toEqual(['delete', 'retain'])
  })
  it('marks elements in which identities were found', () => {
    expect(searchKnowledge('', 100_000).elements.filter(({ phiFound }) => phiFound).length).toBeGreaterThan(0)
  })
})

describe('what is lost when a private element is deleted', () => {
  const loss = (text: string): Loss | undefined => {
    const path = parsePath(text)
    return path?.kind === 'element' ? lossOf(path) : undefined
  }
  it.each([
    ['(0019,"SIEMENS MR HEADER",0C)', 'diffusion'],
    ['(5200,9230)[*](2005,"Philips MR Imaging DD 001",0E)', 'scale slope'],
    ['(7053,"PHILIPS PET PRIVATE GROUP",00)', 'SUV'],
    ['(0029,"SIEMENS CSA HEADER",10)', 'CSA'],
    ['(00E1,"ELSCINT1",21)', 'dose'],
  ])('%s: %s', (path, what) => {
    expect(loss(path)?.what).toContain(what)
    expect(loss(path)?.source).not.toBe('')
  })
  it('nothing is said of others', () => {
    expect(loss('(0009,"GEMS_IDEN_01",30)')).toBeUndefined()
    expect(loss('(0019,"OTHER",0C)')).toBeUndefined()
    expect(loss('(0010,0010)')).toBeUndefined()
  })
  it('is said of elements that the dictionaries know', () => {
    for (const [creator, group, element] of [
      ['GEMS_PARM_01', 0x43, 0x2c],
      ['GEMS_SERS_01', 0x25, 0x1b],
      ['Image Private Header', 0x65, 0x09],
    ] as const)
      expect(lookupPrivate(creator, group, element)?.name).toBeTruthy()
  })
})
