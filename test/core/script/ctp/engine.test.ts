import { describe, expect, it } from 'vitest'
import { readCtpScript, runCtp, safePrivateElements, readProperties } from '../../../../src/core/script/ctp/engine/index.ts'
import type { SimDataSet, SimElement } from '../../../../src/core/script/simulate/sim-data-set.ts'

type Given = Readonly<Record<string, string | readonly [vr: string, value: string | readonly SimDataSet[]]>>

/** A data set by tags in hexadecimal: a value (VR LO), or VR and value, or VR and items. */
function dataSet(given: Given): SimDataSet {
  const elements = Object.entries(given).map(([tag, one]): [number, SimElement] => {
    const [vr, value] = typeof one === 'string' ? ['LO', one] : one
    return [parseInt(tag, 16), typeof value === 'string' ? { vr, value } : { vr, value: '', items: value }]
  })
  return { elements: new Map(elements.sort(([a], [b]) => a - b)) }
}

interface Beside {
  readonly dictionary?: string
  readonly lookup?: string
  readonly transferSyntax?: string
}

function run(rules: string, given: Given, beside: Beside = {}): SimDataSet {
  const { script } = readCtpScript(`<script>${rules}</script>`)
  const result = runCtp(
    script,
    { safe: safePrivateElements(beside.dictionary), table: readProperties(beside.lookup ?? '') },
    { ...dataSet(given), ...(beside.transferSyntax === undefined ? {} : { transferSyntax: beside.transferSyntax }) },
  )
  if (!result.ok) throw new Error(result.failure.status)
  return result.value
}
const value = (output: SimDataSet, tag: string): string | undefined => output.elements.get(parseInt(tag, 16))?.value
const inItem = (output: SimDataSet, sequence: string, tag: string): string | undefined =>
  output.elements.get(parseInt(sequence, 16))?.items?.[0]?.elements.get(parseInt(tag, 16))?.value
const e = (t: string, text: string, en = 'T'): string => `<e en="${en}" t="${t}" n="">${text}</e>`
const K = (creator: string, gp: string, el: string, code = 'K'): string =>
  `<dictionary><elements type="Private"><element code="${code}" cr="${creator}" gp="${gp}" el="${el}" vr="LO" vm="1" key=""/></elements></dictionary>`
const RPG = '<r en="T" t="privategroups" n=""></r>'
const RUE = '<r en="T" t="unspecifiedelements" n=""></r>'
const KSPE = '<k en="T" t="safeprivateelements" n=""></k>'

describe('CTP 1.1: the grammar', () => {
  it('only en="T" enables a rule', () => {
    for (const en of ['F', 'true', 't']) expect(value(run(e('00100010', '@remove()', en), { '00100010': 'A' }), '00100010')).toBe('A')
  })
  it('a tag with a comma is ignored', () => {
    expect(value(run(e('0010,0010', '@remove()'), { '00100010': 'A' }), '00100010')).toBe('A')
  })
  it('a tag may be short of leading zeros of its element, a kept group of its own', () => {
    expect(value(run(e('001010', '@remove()'), { '00100010': 'A' }), '00100010')).toBeUndefined()
    const kept = run(`${RUE}<k en="T" t="18" n=""></k>`, { '00181030': 'A' })
    expect(value(kept, '00181030')).toBe('A')
    const unsafe = run(
      `${RPG}<k en="T" t="Safe" n=""></k>`,
      { '00190010': 'ACME', '00191001': 'A' },
      { dictionary: K('ACME', '0019', '01') },
    )
    expect(value(unsafe, '00191001')).toBeUndefined()
  })
  it('a parameter is referred to by @ and its name', () => {
    expect(value(run(`<p t="X">P</p>${e('00100010', '@param(@X)')}`, { '00100010': 'A' }), '00100010')).toBe('P')
  })
})

describe('CTP 1.2: the algorithm', () => {
  it('inserts an absent element only for @always() at the very beginning', () => {
    expect(value(run(e('00120062', '@always()YES'), {}), '00120062')).toBe('YES')
    expect(value(run(e('00120062', '@require(00120062,"YES")'), {}), '00120062')).toBeUndefined()
  })
  it('keeps unasked what identifies the instance, and groups 0028 and 7FE0', () => {
    const output = run(RUE, { '00080018': '1.2', '00280010': ['US', '5'], '00100010': 'A' })
    expect([value(output, '00080018'), value(output, '00280010'), value(output, '00100010')]).toEqual(['1.2', '5', undefined])
  })
  it('a rule overrides what is kept unasked', () => {
    expect(value(run(e('00280303', '@remove()'), { '00280303': 'A' }), '00280303')).toBeUndefined()
  })
  it('what is not scripted stays, unless unspecified elements go', () => {
    expect(value(run('', { '00100010': 'A' }), '00100010')).toBe('A')
    expect(value(run(RUE, { '00100010': 'A' }), '00100010')).toBeUndefined()
  })
  it('a rule without a text empties the element', () => {
    expect(value(run(e('00081010', ''), { '00081010': 'A' }), '00081010')).toBe('')
  })
  it('behind Pixel Data it only removes', () => {
    const output = run(e('FFF00010', 'X') + e('FFF00020', '@remove()'), { FFF00010: 'A', FFF00020: 'B' })
    expect([value(output, 'FFF00010'), value(output, 'FFF00020')]).toEqual(['A', undefined])
  })
  it('behind Pixel Data it takes the last creator of a group for that of all its blocks', () => {
    const given: Given = { '7FE10010': 'ACME', '7FE10011': 'OTHER', '7FE11001': 'A', '7FE11101': 'B' }
    const output = run(RPG + KSPE, given, { dictionary: K('OTHER', '7FE1', '01') })
    expect([value(output, '7FE11001'), value(output, '7FE11101')]).toEqual(['A', 'B'])
  })
  it('inserts an empty Sequence for @always()@require()', () => {
    expect(run(e('00081140', '@always()@require()'), {}).elements.get(0x00081140)).toMatchObject({ vr: 'SQ', items: [] })
  })
  it('assumes a character set where there is none', () => {
    expect(value(run('', {}), '00080005')).toBe('ISO_IR 100')
  })
})

describe('CTP 1.3: functions', () => {
  const answer = (text: string, given: Given = { '00100010': 'A' }, beside: Beside = {}): string | undefined =>
    value(run(e('00100010', text), given, beside), '00100010')
  it('an unknown function is written out as text', () => {
    expect(answer('@anonymise(this)')).toBe('@anonymise(this)')
  })
  it('@blank gives at most 55 blanks', () => {
    expect(answer('@blank(80)')).toHaveLength(55)
  })
  it('@contents takes a pattern out', () => {
    expect(answer('@contents(this,"[0-9]+","#")', { '00100010': 'a12b3' })).toBe('a#b#')
  })
  it('@truncate cuts, from the end where the number is negative', () => {
    expect(answer('@truncate(this,2)', { '00100010': 'ABCD' })).toBe('AB')
    expect(answer('@truncate(this,-2)', { '00100010': 'ABCD' })).toBe('CD')
  })
  it('@hash of what is absent removes, and is cut to its length', () => {
    expect(answer('@hash(00100020)')).toBeUndefined()
    expect(answer('@hash(this,4)')).toHaveLength(4)
  })
  it('@hashuid makes one UID of several, the same for the same', () => {
    const both = run(`<p t="U">1.2</p>${e('00080058', '@hashuid(@U,this)')}${e('00080018', '@hashuid(@U,this)')}`, {
      '00080058': ['UI', '1.1\\1.2'],
      '00080018': ['UI', '1.1'],
    })
    expect(value(both, '00080058')).not.toContain('\\')
    expect(value(both, '00080018')).toMatch(/^1\.2\.\d+$/)
  })
  it('@incrementdate moves each of several dates, keeps the time behind a day, and empties what is too short', () => {
    expect(answer('@incrementdate(this,10)', { '00100010': '20200101\\20200228123000' })).toBe('20200111\\20200309123000')
    expect(answer('@incrementdate(this,10)', { '00100010': '2020' })).toBe('')
  })
  it('@incrementdate finds the days of a patient in the look-up table', () => {
    const given: Given = { '00080020': ['DA', '20200110'], '00100020': 'P 1' }
    const rule = e('00080020', '@incrementdate(this,root:00100020,dateshift)')
    expect(value(run(rule, given, { lookup: 'dateshift/P\\ 1=-9' }), '00080020')).toBe('20200101')
    expect(value(run(rule, given), '00080020')).toBe('')
  })
  it('@modifydate keeps what has a star', () => {
    expect(answer('@modifydate(this,*,1,1)', { '00100010': '20200615' })).toBe('20200101')
  })
  it('@round rounds an age', () => {
    expect(answer('@round(this,10)', { '00100010': '063Y' })).toBe('060Y')
  })
  it('@lookup without an answer quarantines, unless it says what to do', () => {
    expect(() => answer('@lookup(this,k)')).toThrow('quarantine')
    expect(answer('@lookup(this,k,remove)')).toBeUndefined()
    expect(answer('@lookup(this,k,default,"N")')).toBe('N')
    expect(answer('@lookup(this,k)', { '00100010': 'A B' }, { lookup: 'k/A\\ B=C' })).toBe('C')
  })
  it('a name is spelled exactly; other spellings come out as text, but for what is no function to CTP at all', () => {
    expect(answer('@Hash(this)')).toBe('@Hash(this)')
    expect(answer('@ remove ( )')).toBeUndefined()
  })
  it('a name is everything up to the next parenthesis; behind an @ without one nothing is left of a rule', () => {
    expect(answer('B @ 2(x) C')).toBe('B @2(x) C')
    expect(answer('B @ C')).toBe('B')
  })
  it('an argument loses one backslash, so that a pattern wants two', () => {
    expect(answer('@if(this,matches,"\\d+"){X}{Y}', { '00100010': '12' })).toBe('Y')
    expect(answer('@if(this,matches,"\\\\d+"){X}{Y}', { '00100010': '12' })).toBe('X')
  })
  it('a clause ends where its braces are even, escaped or not', () => {
    expect(answer('@if(this,isblank){A}{B \\{C\\} D}')).toBe('B {C} D')
  })
  it('@value has its default for an empty value too', () => {
    expect(answer('@value(this,"N")', { '00100010': '' })).toBe('N')
  })
  it('@truncate without a number leaves the value', () => {
    expect(answer('@truncate(this,x)')).toBe('A')
  })
  it('@hash takes its length from a parameter', () => {
    expect(value(run(`<p t="L">4</p>${e('00100010', '@hash(this,@L)')}`, { '00100010': 'A' }), '00100010')).toHaveLength(4)
  })
  it('@modifydate keeps the time behind a day, and changes each of several', () => {
    expect(answer('@modifydate(this,*,1,1)', { '00100010': '20200615120000\\20210715' })).toBe('20200101120000\\20210101')
    expect(answer('@modifydate(this,*,1,1)', { '00100010': '2020' })).toBe('')
  })
  it('@round fills up to even lengths, empties what is absent, and writes its arguments out where there is no number', () => {
    expect(answer('@round(this,10)', { '00100010': '12M' })).toBe('010M')
    expect(answer('@round(this,10)', { '00100010': '097Y' })).toBe('100Y')
    expect(answer('@round(00101010,10)')).toBe('')
    expect(answer('@round(this,10)', { '00100010': 'old' })).toBe('(this,10)')
  })
  it('@pathelement without such an element gives the whole', () => {
    expect(answer('@pathelement(this,1)', { '00100010': 'a/b' })).toBe('b')
    expect(answer('@pathelement(this,7)', { '00100010': 'a/b' })).toBe('a/b')
  })
  it('@hashdate of a short date empties it, and of an absent key removes it', () => {
    expect(answer('@hashdate(this,00100020)', { '00100010': '2020', '00100020': 'P' })).toBe('')
    expect(answer('@hashdate(this,00100020)', { '00100010': '20200101' })).toBeUndefined()
  })
  it('@lookup joins elements, takes capitals, follows a line to another, and ignores by the value without backslashes', () => {
    const two: Given = { '00100010': 'a', '00100020': 'P' }
    expect(answer('@lookup(this|00100020,k)', two, { lookup: 'k/a|P=C' })).toBe('C')
    expect(answer('@lookup(this,k,UC)', two, { lookup: 'k/A=C' })).toBe('C')
    expect(answer('@lookup(this,k)', two, { lookup: 'k/a=@k/b\nk/b=D' })).toBe('D')
    expect(answer('@lookup(this,k,ignore,"[a-z]+")', { '00100010': 'a\\b' })).toBe('ab')
  })
  it('@dateinterval counts the days since the day of the table, and adds them to an origin', () => {
    const given: Given = { '00080020': ['DA', '20200111'], '00100020': 'P' }
    const lookup = 'base/P=1/1/2020'
    expect(value(run(e('00080020', '@dateinterval(this,base,00100020)'), given, { lookup }), '00080020')).toBe('10')
    expect(value(run(e('00080020', '@dateinterval(this,base,00100020,20000101)'), given, { lookup }), '00080020')).toBe('20000111')
    expect(() => run(e('00080020', '@dateinterval(this,base,00100020)'), given)).toThrow('quarantine')
  })
  it('@if compares the whole text, blanks included; a point of a pattern is no line break; exists asks for plain tags only', () => {
    expect(answer('@if(this,equals," a"){X}{Y}')).toBe('Y')
    expect(answer('@if(this,matches,".*"){X}{Y}', { '00100010': 'A\nB' })).toBe('Y')
    expect(answer('@if(root:00100010,exists){X}{Y}')).toBe('Y')
    expect(value(run(`<p t="P">a</p>${e('00100010', '@if(this,equals,@P){X}{Y}')}`, { '00100010': 'A' }), '00100010')).toBe('X')
  })
  it('(0002,0010) is the Transfer Syntax of the file', () => {
    const rule = e('00100010', '@if(00020010,matches,"1[.]2[.]840[.]10008[.]1[.]2[.].*"){X}{@remove()}')
    const inFile = (transferSyntax: string): string | undefined => value(run(rule, { '00100010': 'A' }, { transferSyntax }), '00100010')
    expect([inFile('1.2.840.10008.1.2.1'), inFile('1.2.840.10008.1.2')]).toEqual(['X', undefined])
  })
  it('@if reads the original value; its patterns match the whole', () => {
    expect(answer('@if(this,matches,"A.*"){@remove()}{@keep()}', { '00100010': 'AB' })).toBeUndefined()
    expect(answer('@if(this,matches,"A"){@remove()}{@keep()}', { '00100010': 'AB' })).toBe('AB')
    expect(answer('@if(this,contains,"b"){X}{Y}', { '00100010': 'AB' })).toBe('X')
  })
  it('@append adds a value', () => {
    expect(answer('@append(){B}')).toBe('A\\B')
  })
  it('@quarantine and @skip leave the instance unwritten', () => {
    expect(() => answer('@quarantine()')).toThrow('quarantine')
    expect(() => answer('@skip()')).toThrow('skip')
  })
  it('`SQ::element` looks into the first item', () => {
    const given: Given = { '00400275': ['SQ', [dataSet({ '00100010': 'IN' })]], '00100010': 'A' }
    expect(answer('@contents([0040,0275]::[0010,0010])', given)).toBe('IN')
  })
  it('(0012,0064) is made of codes between slashes', () => {
    const output = run(e('00120064', '113100/113105'), {})
    expect(output.elements.get(0x00120064)?.items).toHaveLength(2)
  })
  it('a backslash makes the next character a plain one', () => {
    expect(answer('a &amp; b \\@x \\\\ 50%')).toBe('a & b @x \\ 50%')
  })
})

describe('CTP 1.4: private data', () => {
  it('a rule for a creator is resolved at the root, in its first block only, spelled exactly', () => {
    const given: Given = { '00190010': 'ACME', '00190011': 'ACME', '00191001': 'A', '00191101': 'B' }
    const output = run(e('0019[ACME]01', '@remove()'), given)
    expect([value(output, '00191001'), value(output, '00191101')]).toEqual([undefined, 'B'])
    expect(value(run(e('0019[acme]01', '@remove()'), given), '00191001')).toBe('A')
  })
  it('a kept private element loses its creator where private groups go', () => {
    const output = run(RPG + e('0019[ACME]01', '@keep()'), { '00190010': 'ACME', '00191001': 'A' })
    expect([value(output, '00190010'), value(output, '00191001')]).toEqual([undefined, 'A'])
  })
  it('safe private elements stay at any block number and in items, with all creators', () => {
    const given: Given = {
      '00190012': 'ACME',
      '00191201': 'A',
      '00191202': 'B',
      '00190013': 'OTHER',
      '00081140': ['SQ', [dataSet({ '00190010': 'ACME', '00191001': 'C' })]],
    }
    const output = run(RPG + KSPE + e('00081140', '@process()'), given, { dictionary: K('ACME', '0019', '01') })
    expect(['00191201', '00191202', '00190012', '00190013'].map((tag) => value(output, tag))).toEqual(['A', undefined, 'ACME', 'OTHER'])
    expect(inItem(output, '00081140', '00191001')).toBe('C')
  })
  it('a rule for a creator hits another creator of the same block in items', () => {
    const given: Given = {
      '00190010': 'ACME',
      '00191001': 'A',
      '00081140': ['SQ', [dataSet({ '00190010': 'EVIL', '00191001': 'SECRET' })]],
    }
    const output = run(RPG + e('0019[ACME]01', '@keep()') + e('00081140', '@process()'), given)
    expect(inItem(output, '00081140', '00191001')).toBe('SECRET')
  })
  it('a replaced private value becomes LO', () => {
    const output = run(e('0019[ACME]01', 'X'), { '00190010': 'ACME', '00191001': ['DS', '1'] })
    expect(output.elements.get(0x00191001)).toEqual({ vr: 'LO', value: 'X' })
  })
  it('a kept private Sequence stays with everything in it', () => {
    const given: Given = { '00190010': 'ACME', '00191003': ['SQ', [dataSet({ '00100010': 'PSQ^NAME' })]] }
    expect(
      inItem(run(RPG + KSPE + e('00100010', '@remove()'), given, { dictionary: K('ACME', '0019', '03') }), '00191003', '00100010'),
    ).toBe('PSQ^NAME')
  })
})

describe('CTP 1.5: Sequences', () => {
  const given: Given = { '00081140': ['SQ', [dataSet({ '00100010': 'IN' })]], '00100010': 'OUT' }
  it('only @process() goes into items', () => {
    expect(inItem(run(e('00100010', '@remove()'), given), '00081140', '00100010')).toBe('IN')
    expect(inItem(run(e('00081140', '@keep()') + e('00100010', '@remove()'), given), '00081140', '00100010')).toBe('IN')
    expect(inItem(run(e('00081140', '@process()') + e('00100010', '@remove()'), given), '00081140', '00100010')).toBeUndefined()
  })
  it('@select tells the root from items', () => {
    const output = run(e('00081140', '@process()') + e('00100010', '@select(){@keep()}{@remove()}'), given)
    expect([value(output, '00100010'), inItem(output, '00081140', '00100010')]).toEqual(['OUT', undefined])
  })
  it('@empty() and a literal leave a Sequence untouched', () => {
    for (const text of ['@empty()', 'X']) expect(inItem(run(e('00081140', text), given), '00081140', '00100010')).toBe('IN')
  })
})

describe('CTP 1.6: traps', () => {
  it('removing curves alone does nothing; overlays go even when scripted', () => {
    expect(value(run('<r en="T" t="curves" n=""></r>', { '50000010': 'A' }), '50000010')).toBe('A')
    expect(value(run(`<r en="T" t="overlays" n=""></r>${e('60003000', '@keep()')}`, { '60003000': 'A' }), '60003000')).toBeUndefined()
  })
  it('the character set goes with unspecified elements', () => {
    expect(value(run(RUE, { '00080005': 'ISO_IR 192' }), '00080005')).toBeUndefined()
  })
  it('a text in a number leaves the old number', () => {
    expect(value(run(e('00280010', 'abc'), { '00280010': ['US', '128'] }), '00280010')).toBe('128')
    expect(value(run(e('00280010', 'abc'), { '00280010': ['DS', '1.5'] }), '00280010')).toBe('abc')
  })
  it('bytes take no text, whole numbers no fraction', () => {
    expect(value(run(e('00420011', '12'), { '00420011': ['OB', 'pdf'] }), '00420011')).toBe('pdf')
    expect(value(run(e('00280010', '1.5'), { '00280010': ['US', '128'] }), '00280010')).toBe('128')
    expect(value(run(e('00280010', '7'), { '00280010': ['US', '128'] }), '00280010')).toBe('7')
  })
  it('what its dictionary does not know is UN in Implicit VR: a value stays, and a Sequence with everything in it', () => {
    // (0008,0017) Acquisition UID and (0008,0400) came after CTP's toolkit, (0008,1140) did not.
    const given: Given = {
      '00080017': ['UI', '1.2.3'],
      '00080400': ['SQ', [dataSet({ '00100010': 'PHI' })]],
      '00081140': ['SQ', [dataSet({ '00100010': 'PHI' })]],
    }
    const rules = e('00080017', 'X') + e('00080400', '@process()') + e('00081140', '@process()') + e('00100010', '@remove()')
    const implicit = run(rules, given, { transferSyntax: '1.2.840.10008.1.2' })
    expect([value(implicit, '00080017'), inItem(implicit, '00080400', '00100010'), inItem(implicit, '00081140', '00100010')]).toEqual([
      '1.2.3',
      'PHI',
      undefined,
    ])
    const explicit = run(rules, given, { transferSyntax: '1.2.840.10008.1.2.1' })
    expect([value(explicit, '00080017'), inItem(explicit, '00080400', '00100010')]).toEqual(['X', undefined])
  })
  it('a value that a file writes as UN stays whatever a rule says but removal (2.7)', () => {
    expect(value(run(e('00080018', 'X'), { '00080018': ['UN', '1.2'] }), '00080018')).toBe('1.2')
    expect(value(run(e('00080018', '@remove()'), { '00080018': ['UN', '1.2'] }), '00080018')).toBeUndefined()
    const told = '@if(this,matches,"[0-9][0-9.]* *"){X}{@remove()}'
    expect(value(run(e('00080018', told), { '00080018': ['UN', '1.2'] }), '00080018')).toBeUndefined()
    expect(value(run(e('00080018', told), { '00080018': ['UI', '1.2'] }), '00080018')).toBe('X')
  })
})

describe('the check of a CTP script', () => {
  const notes = (text: string): readonly string[] =>
    readCtpScript(text).notes.map(({ line, column, severity }) => `${line}:${column} ${severity}`)
  it('finds nothing in a good one', () => {
    expect(notes(`<script>\n${e('00080005', '@keep()')}\n${RPG}\n</script>`)).toEqual([])
  })
  it('points at line and column', () => {
    expect(notes('<script>\n<e en="T" t="00100010" n="">@remove()<e>\n</script>')).toEqual(['3:1 fault'])
    expect(notes(`<script>\n ${e('0010,0010', '@remove()')}\n</script>`)).toEqual(['2:2 fault'])
    expect(notes(`<script>\n${e('00100010', '@anonymise(this)')}\n</script>`)).toEqual(['2:29 fault'])
    expect(notes(`<script>\n${e('00100010', '@if(this,isblank){@keep()}')}\n</script>`)).toEqual(['2:29 fault'])
    expect(notes(`<script>\n${e('00100010', '@Remove()')}\n</script>`)).toEqual(['2:29 fault'])
    expect(notes(`<script>\n${e('00100010', 'me @ home')}\n</script>`)).toEqual(['2:32 fault'])
  })
  it('warns of what does something else than it looks', () => {
    expect(notes(`<script>\n${RUE}\n</script>`)).toEqual(['1:1 warning'])
    expect(notes(`<script>\n<e en="t" t="00100010" n="">@remove()</e>\n</script>`)).toEqual(['2:1 warning'])
    expect(notes(`<script>\n${e('00100010', '@hashptid(@S,this)')}\n</script>`)).toEqual(['2:29 warning'])
    expect(notes(`<script>\n${e('001010', '@remove()')}\n</script>`)).toEqual(['2:1 warning'])
  })
  it('warns of what a Sequence, a number and bytes do not take, and CTP does not say', () => {
    const said = (t: string, text: string): readonly string[] =>
      readCtpScript(`<script>${e(t, text)}</script>`).notes.map((one) => one.message)
    for (const text of ['@empty()', 'X', '@blank(3)', '@hash(this)', '@if(this,isblank){@remove()}{X}'])
      expect(said('00081110', text), text).toEqual([expect.stringContaining('leaves a Sequence as it is')])
    expect(said('00081110', '@select(){@keep()}{@remove()}')).toEqual([expect.stringContaining('keeps a Sequence with everything in it')])
    for (const text of ['@process()', '@remove()', '@select(){@process()}{@remove()}', '@always()@require()'])
      expect(said('00081110', text), text).toEqual([])
    expect(said('00120064', '113100/113105')).toEqual([])
    expect(said('00280010', 'abc')).toEqual([expect.stringContaining('keeps the old value')])
    for (const text of ['128', '@remove()', '@empty()', '@keep()']) expect(said('00280010', text), text).toEqual([])
    expect(said('00420011', '@hash(this)')).toEqual([expect.stringContaining('keeps the old value')])
    expect(said('00100010', '@process()')).toEqual([expect.stringContaining('no Sequence')])
    expect(said('0009[ACME]01', '@remove()')).toEqual([expect.stringContaining('once, at the root of each file')])
  })
  it('reads the older form too', () => {
    const { script, notes: found } = readCtpScript('set.[0010,0010]PatientName=@remove()\nparam.X=1\nremove.privategroups=T\n')
    expect(found).toEqual([])
    expect(script.rules).toMatchObject([{ tag: { kind: 'public', tag: 0x00100010 }, script: '@remove()' }])
    expect(script.removes.has('privategroups')).toBe(true)
  })
})
