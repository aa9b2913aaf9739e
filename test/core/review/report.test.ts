import { describe, expect, it } from 'vitest'
import { gate } from '../../../src/core/review/gate.ts'
import { changesRows, leaksRows, sortedNotSearched } from '../../../src/core/review/report/csv-rows.ts'
import { reviewPage } from '../../../src/core/review/report/page.ts'
import type { ReviewReport } from '../../../src/core/review/report/review-report.ts'
import { emptyTally, mergeTallies, type Tally } from '../../../src/core/review/tally.ts'
import { DEFAULT_SETTINGS } from '../../../src/core/confidentiality/profile.ts'

const HOSTILE = `<script>alert(1)</script>"'&\u202e<img src=x onerror=y>`

function report(): ReviewReport {
  const tally = emptyTally()
  tally.changes.set('b', {
    path: '(0010,0010)',
    operation: 'remove',
    files: 1200,
    before: HOSTILE,
    after: '',
    unexplained: 0,
    because: HOSTILE,
    first: 0,
  })
  tally.changes.set('a', {
    path: '(0008,0018)',
    operation: 'remap-uid',
    files: 3,
    before: '1.2',
    after: '2.25.1',
    unexplained: 1,
    because: '',
    first: 0,
  })
  const leak = {
    kind: 'name',
    found: HOSTILE,
    originals: [HOSTILE],
    path: HOSTILE,
    storedAs: 'plain',
    files: 1,
    hits: 2,
    output: HOSTILE,
    offset: 9,
    first: 0,
  } as const
  tally.leaks.set('x', { ...leak, originals: [...leak.originals], state: 'accepted', explanation: HOSTILE })
  tally.leaks.set('y', { ...leak, originals: [...leak.originals], state: 'open', explanation: '' })
  const nothing = { files: 0, examplePath: '' }
  const state = gate({
    openReviews: 0,
    failed: 0,
    unfinished: 0,
    missing: 0,
    altered: 0,
    foreign: 0,
    unreadable: 0,
    decisionsChanged: false,
    collectionChanged: 0,
    leaks: { hits: 2, files: 1 },
    preservation: nothing,
    notCarriedOut: nothing,
    conformance: { files: 0, example: '' },
    dciodvfy: { files: 0, example: '', looked: 0 },
    pixels: { unseen: 0, unseenAtRisk: 0 },
    values: { unread: 0 },
    leftOut: 0,
    deviations: 0,
  })
  return {
    reviewedAt: '2026-01-02T03:04:05.000Z',
    gate: state,
    tally,
    fingerprint: 'f'.repeat(64),
    files: { written: 1200, failed: 0, leftOut: 1 },
    notWritten: [{ reason: HOSTILE, files: 1, failed: false }],
    values: { distinct: 1234567, unread: 2 },
    deviations: [{ path: HOSTILE, decision: HOSTILE, code: 'X', reason: HOSTILE }],
    searched: { name: 1, id: 2, date: 0, uid: 3, text: 4 },
    notSearched: [{ kind: 'name', text: HOSTILE, paths: [HOSTILE], why: 'too short' }],
    settings: { ...DEFAULT_SETTINGS, options: [HOSTILE], methodCodes: [], methodTexts: [HOSTILE], longitudinal: 'REMOVED' },
    dciodvfy: undefined,
    madeWith: [HOSTILE],
    nameOf: () => HOSTILE,
  }
}

describe('the page of the final review', () => {
  const page = reviewPage(report())
  it('is one page that fetches nothing, runs nothing, and takes nothing of a value for markup', () => {
    expect(page).not.toMatch(/<script|<img|<link|<iframe|<object|https?:|url\(|@import|javascript:/iu)
    expect(page).not.toMatch(/\son\w+=(?!y&)/u)
    expect(page).not.toContain('\u202e')
    expect(page).toContain('&#60;script&#62;alert(1)')
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })
  it('leads with the gate and what keeps it closed', () => {
    const text = page
      .slice(page.indexOf('<main>'))
      .replaceAll(/<[^>]+>/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
    expect(text.trim().startsWith('Gate closed: 1 reason Nothing of this copy may leave')).toBe(true)
    expect(text.indexOf('leak hits have no explanation')).toBeLessThan(text.indexOf('Preserved'))
  })
  it('has every section, in light and dark, and for paper', () => {
    const headings = [...page.matchAll(/<h2>([^<]*)/gu)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'Preserved',
      'Changes',
      'Leaks',
      'Conformance',
      'Pixels',
      'Values',
      'Files',
      'What was claimed, and set',
      'How this was made',
    ])
    expect(page).toMatch(/prefers-color-scheme: dark/u)
    expect(page).toMatch(/@media print/u)
    expect(page).toContain('1,234,567')
  })
})

describe('the lists', () => {
  it('of changes goes by path, that of leaks has the open ones first', () => {
    const { tally } = report()
    expect([...changesRows(tally)].map(([path, operation, files]) => [path, operation, files])).toEqual([
      ['(0008,0018)', 'remap-uid', 3],
      ['(0010,0010)', 'remove', 1200],
    ])
    expect([...leaksRows(tally)].map(([state]) => state)).toEqual(['open', 'accepted'])
  })
})

it('lists what is not looked for in the same order, whichever worker says it first', () => {
  const tallyOf = (text: string): Tally => {
    const tally = emptyTally()
    tally.notSearched.set(`id\t${text}`, { kind: 'id', text, paths: ['(0010,0020)'], why: 'repeated characters' })
    return tally
  }
  const [one, other] = [tallyOf('99000'), tallyOf('11111')]
  const both = emptyTally()
  for (const tally of [one, other]) mergeTallies(both, tally)
  expect(sortedNotSearched(both).map(({ text }) => text)).toEqual(['11111', '99000'])
})
