import { describe, expect, it } from 'vitest'
import { gate, type GateFindings } from '../../../src/core/review/gate.ts'

const CLEAN: GateFindings = {
  openReviews: 0,
  failed: 0,
  unfinished: 0,
  missing: 0,
  altered: 0,
  foreign: 0,
  unreadable: 0,
  decisionsChanged: false,
  collectionChanged: 0,
  leaks: { hits: 0, files: 0 },
  preservation: { files: 0, examplePath: '' },
  notCarriedOut: { files: 0, examplePath: '' },
  conformance: { files: 0, example: '' },
  dciodvfy: { files: 0, example: '', looked: 0 },
  pixels: { unseen: 0, unseenAtRisk: 0 },
  values: { unread: 0 },
  leftOut: 0,
  deviations: 0,
}

describe('the gate', () => {
  it('is open where nothing is left to do', () => {
    expect(gate(CLEAN)).toEqual({ gate: 'open', reasons: [], notes: [] })
  })

  it.each<[string, Partial<GateFindings>]>([
    ['references 3', { outsideReferences: 3 }],
    ['unknown-class 2', { unknownClasses: 2 }],
    ['dates-kept 11', { datesKept: 11 }],
  ])('tells of %s, and stays open', (expected, found) => {
    const { gate: state, notes } = gate({ ...CLEAN, ...found })
    expect([state, ...notes.map(({ kind, count }) => `${kind} ${count}`)]).toEqual(['open', expected])
  })

  it.each<[string, Partial<GateFindings>]>([
    ['open-reviews 7', { openReviews: 7 }],
    ['not-applied 2', { failed: 2 }],
    ['not-applied 4', { unfinished: 4 }],
    ['not-applied 3', { missing: 3 }],
    ['not-applied 1', { unreadable: 1 }],
    ['stale 1', { decisionsChanged: true }],
    ['stale 4', { collectionChanged: 4 }],
    ['stale 5', { altered: 5 }],
    ['stale 6', { foreign: 6 }],
    ['leaks 9', { leaks: { hits: 9, files: 2 } }],
    ['preservation 8', { preservation: { files: 8, examplePath: '(0018,0050)' } }],
    ['preservation 1', { notCarriedOut: { files: 1, examplePath: '(0010,0010)' } }],
    ['conformance 118', { conformance: { files: 118, example: '(0018,9074) is Type 1 and empty' } }],
    ['conformance 2', { dciodvfy: { files: 2, example: 'an error', looked: 9 } }],
    ['values 12', { values: { unread: 12 } }],
  ])('is closed by %s, and says so in one sentence', (reason, found) => {
    const result = gate({ ...CLEAN, ...found })
    expect(result.gate).toBe('closed')
    expect(result.reasons.map(({ kind, count }) => `${kind} ${count}`)).toEqual([reason])
  })

  it('names the pixels likely to have text burned in apart from the others', () => {
    const { reasons } = gate({ ...CLEAN, pixels: { unseen: 70, unseenAtRisk: 12 } })
    expect(reasons.map(({ kind, count }) => `${kind} ${count}`)).toEqual(['pixels 12', 'pixels 58'])
  })

  it('stays open for what was left out and for deviations, which it notes', () => {
    expect(gate({ ...CLEAN, treatedBefore: 2 }).notes).toMatchObject([{ kind: 'treated-before', count: 2 }])
    const result = gate({ ...CLEAN, leftOut: 3, deviations: 1 })
    expect(result.gate).toBe('open')
    expect(result.notes.map(({ kind, count }) => `${kind} ${count}`)).toEqual(['deviation 1', 'left-out 3'])
  })
})
