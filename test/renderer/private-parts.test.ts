import { describe, expect, it } from 'vitest'
import type { ElementEvidence, PrivateBlock, PrivateElementRow, PrivateState } from '../../src/contract/private-answers.ts'
import { ladderWords, valuesWords, verdictWords } from '../../src/renderer/parts/evidence-words.ts'
import { scannersWords } from '../../src/renderer/steps/private/block-words.ts'
import { inHeldOrder, successor } from '../../src/renderer/steps/private/held-order.ts'
import { linesOf, openInTurn, placed, renewed } from '../../src/renderer/steps/private/lines.ts'
import { levelWords, scopesAt } from '../../src/renderer/steps/private/scope-levels.ts'
import { statementCell } from '../../src/renderer/steps/private/statement-cells.ts'

const scanner = (software: string, model = 'Ring') => ({ manufacturer: 'ACME', model, software })

function row(path: string, state: PrivateState): PrivateElementRow {
  return { row: { element: { path } }, state, expectedVrs: [], statements: [], team: 'silent' } as unknown as PrivateElementRow
}

function block(key: string, creator: string, ...versions: readonly string[]): PrivateBlock {
  return { key, creator, scanners: versions.map((version) => scanner(version)) } as unknown as PrivateBlock
}

const names = (lines: ReturnType<typeof linesOf>): readonly string[] =>
  lines.map((line) => (line.kind === 'group' ? `${line.need} ${line.open}/${line.elements}` : line.row.row.element.path))

describe('the elements of a block', () => {
  const rows = [row('a', 'settled'), row('b', 'unknown'), row('c', 'conflicting'), row('d', 'unknown')]

  it('stand in groups by what they need, the most pressing first', () => {
    expect(names(linesOf(placed(rows), new Set()))).toEqual(['conflicting 1/1', 'c', 'unknown 2/2', 'b', 'd', 'settled 0/1', 'a'])
  })

  it('keep their places when they are decided, and the head of the group says how many are open', () => {
    const now = renewed(placed(rows), [row('a', 'settled'), row('b', 'settled'), row('c', 'conflicting'), row('d', 'unknown')])
    expect(names(linesOf(now, new Set()))).toEqual(['conflicting 1/1', 'c', 'unknown 1/2', 'b', 'd', 'settled 0/1', 'a'])
  })

  it('that come new stand where they belong, and those that are gone leave nothing', () => {
    const now = renewed(placed(rows), [row('b', 'unknown'), row('e', 'conflicting')])
    expect(names(linesOf(now, new Set()))).toEqual(['conflicting 1/1', 'e', 'unknown 1/1', 'b'])
  })

  it('that are open are gone to in turn: further on, then those before that nobody has seen, and never one that was passed over', () => {
    const [above, below] = [
      [row('a', 'unknown'), row('b', 'unknown'), row('c', 'settled')],
      [row('d', 'settled'), row('e', 'review'), row('f', 'unknown')],
    ]
    const seen = new Set<string>()
    expect(openInTurn(above, below, { back: false, seen })).toBe('e')
    expect(openInTurn(above, below.slice(0, 1), { back: false, seen })).toBe('a')
    expect(openInTurn(above, below.slice(0, 1), { back: false, seen: new Set(['a']) })).toBe('b')
    expect(openInTurn(above, below.slice(0, 1), { back: false, seen: new Set(['a', 'b']) })).toBeUndefined()
    expect(openInTurn(above, below, { back: true, seen })).toBe('b')
    expect(openInTurn([], below, { back: true, seen })).toBe('f')
  })

  it('of a group that is folded only the head is seen', () => {
    expect(names(linesOf(placed(rows), new Set(['unknown'])))).toEqual(['conflicting 1/1', 'c', 'unknown 2/2', 'settled 0/1', 'a'])
  })
})

describe('the list of blocks', () => {
  it('keeps its order while decisions change what is most work', () => {
    const before = [block('1', 'A', 'V1'), block('2', 'B', 'V1')]
    expect(inHeldOrder(before, [block('2', 'B', 'V1'), block('1', 'A', 'V1')]).map(({ key }) => key)).toEqual(['1', '2'])
  })

  it('a line that is divided stays in its place with both its parts, and the open one is the part that was decided', () => {
    const before = [block('x', 'A', 'V1', 'V2'), block('2', 'B', 'V1')]
    const now = [block('2', 'B', 'V1'), block('a', 'A', 'V1'), block('b', 'A', 'V2')]
    expect(inHeldOrder(before, now).map(({ key }) => key)).toEqual(['a', 'b', '2'])
    expect(successor(block('x', 'A', 'V1', 'V2'), now)?.key).toBe('a')
  })

  it('a block that is gone has no successor', () => {
    expect(successor(block('x', 'A', 'V1'), [block('y', 'A', 'V9')])).toBeUndefined()
  })
})

describe('the scope of a block decision', () => {
  const scanners = [scanner('V1'), scanner('V2'), scanner('V1', 'Bore')]

  it('is each scanner as it was found, or wider, each once', () => {
    expect(scopesAt('found', scanners)).toEqual(scanners)
    expect(scopesAt('model', scanners)).toEqual([
      { manufacturer: 'ACME', model: 'Ring' },
      { manufacturer: 'ACME', model: 'Bore' },
    ])
    expect(scopesAt('manufacturer', scanners)).toEqual([{ manufacturer: 'ACME' }])
    expect(scopesAt('collection', scanners)).toEqual([{}])
  })

  it('is said in words', () => {
    expect(levelWords('found', [scanner('V1')])).toBe('ACME · Ring · V1')
    expect(levelWords('model', scanners)).toBe('ACME · Ring, Bore, any version')
    expect(levelWords('manufacturer', scanners)).toBe('ACME, any model')
    expect(scannersWords([{ manufacturer: '', model: '', software: '' }])).toBe('scanner not named')
  })
})

describe('a statement in the grid', () => {
  const said = (source: string, word: string) => ({ source, date: '', word, detail: '', means: undefined, treatment: 'keep' as const })

  it('is the source’s own letter, a dot for silence, a star for what was approved for another scanner', () => {
    const statements = [said('TCIA', 'k'), said('TCIA, imported', 'd'), said('Team', 'retain')]
    expect(statementCell({ statements, team: 'out-of-scope' }, 'tcia')).toMatchObject({ text: 'k d', elsewhere: false })
    expect(statementCell({ statements, team: 'out-of-scope' }, 'team')).toMatchObject({ text: 'R', elsewhere: true })
    expect(statementCell({ statements, team: 'silent' }, 'ctp').text).toBe('')
  })
})

describe('evidence in few words', () => {
  const none = { collection: false, scanner: false, patient: false, series: false }
  const evidence = (over: Partial<ElementEvidence>): ElementEvidence => ({
    path: 'p',
    files: 4,
    series: 2,
    patients: 2,
    constantIn: none,
    fewestPatients: 1,
    followsPatient: 0,
    followsAcquisition: 0,
    follows: 'neither',
    kind: 'text',
    distinctValues: 2,
    examples: ['one', 'two'],
    shapes: {},
    overlaps: [],
    patientsSearched: 2,
    sentences: [],
    opened: [],
    declarations: [],
    ...over,
  })

  it('says what follows the patient, and never that it is physics', () => {
    const found = evidence({ follows: 'patient', constantIn: { ...none, patient: true, series: true }, kind: 'numeric' })
    expect(ladderWords(found)).toBe('follows patient')
    expect(verdictWords(found)).toEqual({ text: 'looks like an identifier', tone: 'bad' })
  })

  it('an overlap with an identifier is said before anything else', () => {
    const found = evidence({ follows: 'acquisition', kind: 'numeric', overlaps: [{ kind: 'name', values: 1, patients: 1 }] })
    expect(verdictWords(found)).toEqual({ text: 'overlaps name', tone: 'bad' })
  })

  it('text that follows the acquisition is not called physics', () => {
    expect(verdictWords(evidence({ follows: 'acquisition' })).text).toBe('')
    expect(verdictWords(evidence({ follows: 'acquisition', kind: 'numeric' })).text).toBe('looks like physics')
  })

  it('shows the span of many numbers, and the commonest of other values', () => {
    expect(valuesWords(evidence({ kind: 'numeric', distinctValues: 9, range: [1, 7], examples: ['1', '7'] }))).toBe('1 – 7')
    expect(valuesWords(evidence({ kind: 'numeric', distinctValues: 9, range: [0, 7], examples: ['0\\7'] }))).toBe('0\\7')
    expect(valuesWords(evidence({}))).toBe('one · two')
    expect(valuesWords(evidence({ distinctValues: 0 }))).toBe('')
  })
})
