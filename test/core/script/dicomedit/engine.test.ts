import { describe, expect, it } from 'vitest'
import { runDicomEdit } from '../../../../src/core/script/dicomedit/engine.ts'
import { readDicomEdit } from '../../../../src/core/script/dicomedit/read.ts'
import type { SimDataSet, SimElement } from '../../../../src/core/script/simulate/sim-data-set.ts'

type Given = Readonly<Record<string, string | readonly [vr: string, value: string | readonly SimDataSet[]]>>

function dataSet(given: Given): SimDataSet {
  const elements = Object.entries(given).map(([tag, one]): [number, SimElement] => {
    const [vr, value] = typeof one === 'string' ? ['LO', one] : one
    return [parseInt(tag, 16), typeof value === 'string' ? { vr, value } : { vr, value: '', items: value }]
  })
  return { elements: new Map(elements.sort(([a], [b]) => a - b)) }
}

function tried(lines: string, given: Given, supplied?: ReadonlyMap<string, string>): ReturnType<typeof runDicomEdit> {
  return runDicomEdit(readDicomEdit(`version "6.6"\n${lines}\n`).script, dataSet(given), supplied)
}
function run(lines: string, given: Given, supplied?: ReadonlyMap<string, string>): SimDataSet {
  const result = tried(lines, given, supplied)
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}
const at = (output: SimDataSet, ...tags: readonly string[]): string | undefined => {
  let inside: SimDataSet | undefined = output
  for (const tag of tags.slice(0, -1)) inside = inside?.elements.get(parseInt(tag, 16))?.items?.[0]
  return inside?.elements.get(parseInt(tags.at(-1) ?? '', 16))?.value
}
const faults = (text: string): readonly string[] =>
  readDicomEdit(text)
    .notes.filter(({ severity }) => severity === 'fault')
    .map(({ line, column }) => `${line}:${column}`)
const warnings = (text: string): readonly string[] =>
  readDicomEdit(text)
    .notes.filter(({ severity }) => severity === 'warning')
    .map(({ line, column }) => `${line}:${column}`)

const DEEP: Given = {
  '00100010': 'ROOT',
  '00400275': ['SQ', [dataSet({ '00100010': 'ONE', '00081140': ['SQ', [dataSet({ '00100010': 'TWO' })]] })]],
}
const IN = ['00400275', '00100010'] as const
const DEEPER = ['00400275', '00081140', '00100010'] as const

describe('DicomEdit 2.1: the syntax', () => {
  const good = (line: string): void => expect(faults(`version "6.6"\n${line}\n`), line).toEqual([])
  const bad = (line: string, place: string): void => expect(faults(`version "6.6"\n${line}\n`), line).toEqual([place])
  it('the first line is exactly the version', () => {
    expect(faults('version "6.3"\n')).toEqual([])
    for (const first of [' version "6.3"', 'version "6.3" ', 'version "6.3" // x', '// x']) expect(faults(`${first}\n`)).toContain('1:1')
  })
  it('the file ends with a line break', () => {
    expect(faults('version "6.3"\n- (0010,0010)')).toEqual(['2:14'])
  })
  it('one statement stands on a line, with a comment behind it', () => {
    good('- (0010,0010) // gone')
    bad('- (0010,0010) - (0010,0020)', '2:15')
  })
  it('a private tag needs its creator', () => {
    bad('- (0019,1001)', '2:3')
    good('- (0019,{SIEMENS MR HEADER}0C)')
  })
  it('a creator is a letter, then letters, digits, blanks and - _ . : only', () => {
    for (const creator of ['1GE & CO', 'GE/MPTE', 'A&B', 'A(1)', 'A+B']) bad(`- (0019,{${creator}}01)`, '2:3')
    for (const creator of ['X', 'A  B', 'GEMS_IDEN_01', 'A-b.c:d 1']) good(`- (0019,{${creator}}01)`)
  })
  it('hexadecimal digits have wildcards, and the last digit of the group tells public from private', () => {
    good('- (60X@,XXXX)')
    bad('- (601#,XXXX)', '2:3')
    bad('- (60XX,XXXX)', '2:3')
  })
  it('blanks stand around the comma of a tag, and nowhere else in it', () => {
    good('- (0010 , 0010)')
    for (const tag of ['( 0010,0010)', '(0010,0010 )', '(0019,{A} 01)']) bad(`- ${tag}`, '2:3')
  })
  it('a number needs no quotes', () => {
    good('(0010,0020) := substring[(0010,0020), 0, 4]')
    good('(0008,0020) := shiftDateByIncrement[(0008,0020), -10]')
    bad('(0010,0020) := 007', '2:16')
  })
  it('variables are described, hidden, constant or immutable; echo may say nothing', () => {
    for (const line of ['describe v "V"', 'describe v hidden', 'describe v const', 'describe v immutable', 'echo', 'echo "a"']) good(line)
  })
  it('a character is written in octal with three digits', () => {
    good('(0010,0010) := "\\101"')
    bad('(0010,0010) := "\\10"', '2:16')
  })
  it('a condition is followed by one action, and by no further condition', () => {
    good('(0010,0010) = "A" ? - (0010,0010) : (0010,0010) := "B"')
    bad('(0010,0010) = "A" ? (0010,0020) = "B" ? - (0010,0010)', '2:21')
    bad('(0010,0010) = "A" ? removeAllPrivateTags', '2:21')
  })
  it('blocks, lists and functions as conditions are there from 6.4 on', () => {
    good('if( isPresent[(0010,0010)] ) {\n- (0010,0010)\n} elseif ( (0010,0020) = "A" ) {\n- (0010,0020)\n} else {\n- (0010,0030)\n}')
    expect(faults('version "6.3"\nif( (0010,0010) = "A" ) {\n- (0010,0010)\n}\n')).toEqual(['2:1'])
  })
  it('a quote has no spelling in a string', () => {
    bad('(0010,0010) := "a\\"b"', '2:16')
  })
  it('faults of several lines are told at once', () => {
    expect(faults('version "6.6"\n- (0019,1001)\n- (0010,0010)\n(0010,0010) = \n')).toEqual(['2:3', '4:15'])
  })
  it('an assignment to more than one element fails', () => {
    bad('*/(0010,0010) := "X"', '2:1')
    good('*/(0010,0010) ?= "X"')
  })
  it('an unknown function and an unknown variable are faults; what XNAT supplies is a warning', () => {
    bad('anonymise[(0010,0010)]', '2:1')
    bad('(0010,0010) := nobody', '2:16')
    expect(warnings('version "6.6"\n(0010,0010) := subject\n')).toEqual(['2:16'])
  })
})

describe('DicomEdit 2.1: paths', () => {
  it('a plain tag is that of the root', () => {
    const output = run('- (0010,0010)', DEEP)
    expect([at(output, '00100010'), at(output, ...IN)]).toEqual([undefined, 'ONE'])
  })
  it('* is any depth with the root, + any without it, . one level down', () => {
    const left = (line: string): readonly (string | undefined)[] => {
      const output = run(line, DEEP)
      return [at(output, '00100010'), at(output, ...IN), at(output, ...DEEPER)]
    }
    expect(left('- */(0010,0010)')).toEqual([undefined, undefined, undefined])
    expect(left('- +/(0010,0010)')).toEqual(['ROOT', undefined, undefined])
    expect(left('- ./(0010,0010)')).toEqual(['ROOT', undefined, 'TWO'])
  })
  it('[%] is any item, [0] the first', () => {
    expect(at(run('- (0040,0275)[%]/(0010,0010)', DEEP), ...IN)).toBeUndefined()
    expect(at(run('- (0040,0275)[1]/(0010,0010)', DEEP), ...IN)).toBe('ONE')
  })
  it('an item that is deleted is emptied and stays in its place', () => {
    const output = run('- (0040,0275)[0]', DEEP)
    expect(output.elements.get(0x00400275)?.items).toHaveLength(1)
    expect(at(output, ...IN)).toBeUndefined()
  })
  it('deleting a Sequence takes everything in it along; deleting what is absent is no error', () => {
    expect(at(run('- (0040,0275)\n- (0010,0020)', DEEP), '00400275')).toBeUndefined()
  })
})

describe('DicomEdit 2.1: statements', () => {
  it(':= creates what is absent, ?= does not', () => {
    expect(at(run('(0010,0020) := "X"', {}), '00100020')).toBe('X')
    expect(at(run('(0010,0020) ?= "X"', {}), '00100020')).toBeUndefined()
    expect(at(run('*/(0010,0010) ?= ""', DEEP), ...DEEPER)).toBe('')
  })
  it('run one after the other, each on what is left', () => {
    expect(at(run('(0010,0010) := "B"\n(0010,0010) = "A" ? (0010,0010) := "C"', { '00100010': 'A' }), '00100010')).toBe('B')
  })
  it('~ matches the whole value', () => {
    expect(at(run('(0010,0010) ~ "A" ? - (0010,0010)', { '00100010': 'AB' }), '00100010')).toBe('AB')
    expect(at(run('(0010,0010) !~ "A|B" ? - (0010,0010)', { '00100010': 'AB' }), '00100010')).toBeUndefined()
  })
  it('a condition has an alternative', () => {
    expect(at(run('(0010,0010) = "A" ? (0010,0010) := "X" : (0010,0010) := "Y"', { '00100010': 'B' }), '00100010')).toBe('Y')
  })
  it('an unknown variable leaves the instance unwritten; XNAT supplies three', () => {
    expect(tried('(0010,0010) := subject', {}).ok).toBe(false)
    expect(at(run('(0010,0010) := subject', {}, new Map([['subject', 'S1']])), '00100010')).toBe('S1')
  })
})

describe('DicomEdit 2.2: functions', () => {
  it('hashUIDList replaces each UID in place, nested ones too, the same by the same', () => {
    const given: Given = { '00080018': ['UI', '1.1'], '00081140': ['SQ', [dataSet({ '00081155': ['UI', '1.1\\1.2'] })]] }
    const output = run('hashUIDList[(0008,0018), */(0008,1155)]', given)
    expect(at(output, '00081140', '00081155')?.split('\\')[0]).toBe(at(output, '00080018'))
    expect(at(output, '00081140', '00081155')?.split('\\')).toHaveLength(2)
  })
  it('shiftDateTimeByIncrement takes DA and DT only, in days where it is told so', () => {
    const line = '(0008,0020) := shiftDateTimeByIncrement[(0008,0020), "-10", "days"]'
    expect(at(run(line, { '00080020': ['DA', '20200111'] }), '00080020')).toBe('20200101')
    expect(tried(line, { '00080020': ['LO', '20200111'] }).ok).toBe(false)
    expect(at(run('(0008,0020) := shiftDateTimeByIncrement[(0008,0020), "-10"]', { '00080020': ['DA', '20200111'] }), '00080020')).toBe(
      '20200111',
    )
  })
  it('blankValues empties what is one of the values as a whole, at all depths', () => {
    const output = run('blankValues["TWO", "ROO"]', DEEP)
    expect([at(output, '00100010'), at(output, ...DEEPER)]).toEqual(['ROOT', ''])
  })
  const PRIVATE: Given = {
    '00190010': 'ACME',
    '00190011': 'OTHER',
    '00191001': 'A',
    '00191002': 'B',
    '00191103': 'C',
    '00081140': ['SQ', [dataSet({ '00190010': 'ACME', '00191001': 'D' })]],
  }
  it('removeAllPrivateTags takes creators along', () => {
    const output = run('removeAllPrivateTags', PRIVATE)
    expect([...output.elements.keys()]).toEqual([0x00081140])
    expect(at(output, '00081140', '00191001')).toBeUndefined()
  })
  it('retainPrivateTags keeps what it names and its creators, at the root where the path is of the root', () => {
    const output = run('retainPrivateTags[(0019,{ACME}01)]', PRIVATE)
    expect(['00190010', '00191001', '00191002', '00190011', '00191103'].map((tag) => at(output, tag))).toEqual([
      'ACME',
      'A',
      undefined,
      undefined,
      undefined,
    ])
    expect(at(output, '00081140', '00191001')).toBeUndefined()
    expect(at(run('retainPrivateTags[*/(0019,{ACME}01)]', PRIVATE), '00081140', '00191001')).toBe('D')
  })
  it('a second retainPrivateTags deletes what the first kept, of which the check warns', () => {
    const lines = 'retainPrivateTags[(0019,{ACME}01)]\nretainPrivateTags[(0019,{ACME}02)]'
    expect(at(run(lines, PRIVATE), '00191001')).toBeUndefined()
    expect(warnings(`version "6.6"\n${lines}\n`)).toEqual(['3:1'])
  })
  it('retainPrivateTags of a Sequence keeps what is inside it', () => {
    const given: Given = { '00190010': 'ACME', '00191005': ['SQ', [dataSet({ '00100010': 'IN' })]] }
    expect(at(run('retainPrivateTags[(0019,{ACME}05)]', given), '00191005', '00100010')).toBe('IN')
  })
  it('retainPrivateTags of a public tag fails', () => {
    expect(tried('retainPrivateTags[(0010,0010)]', PRIVATE).ok).toBe(false)
  })
  it('removeTags deletes by paths and by lists', () => {
    const output = run('removeTags[(0010,0010), {*/(0008,1140)}]', DEEP)
    expect([at(output, '00100010'), at(output, ...DEEPER)]).toEqual([undefined, undefined])
  })
})
