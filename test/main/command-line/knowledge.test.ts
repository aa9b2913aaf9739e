import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { lines, tagbench } from './terminal.ts'

const MALFORMED = resolve(import.meta.dirname, '../../fixtures/private-lists/malformed-tcia.csv')

async function scanned(): Promise<string> {
  const project = join(temporaryFolder(), 'project')
  const collection = folderOf({
    'a.dcm': instanceBytes({ sop: '1.2.3.1', name: 'DOE^JANE', creator: 'ACME 1.1', privateText: 'coil 7', nested: 'ACC1' }),
  })
  expect((await tagbench('scan', collection, '--project', project)).code).toBe(0)
  return project
}

describe('knowledge search', () => {
  it('shows elements with the word of each source', async () => {
    const { code, out } = await tagbench('knowledge', 'search', 'gems_iden_01', 'tcia:d', '(0009,xx30)')
    expect(code).toBe(0)
    expect(lines(out)[0]).toBe(
      '(0009,"GEMS_IDEN_01",30) SH Service Id [GE] delete: TCIA 2024-02-01: d; CTP/WUSTL 2015: X; identities were found in it',
    )
    expect(lines(out)).toHaveLength(2)
  })
  it('as one JSON object', async () => {
    const found = JSON.parse((await tagbench('knowledge', 'search', 'suv factor', '--json')).out) as { total: number }
    expect(found.total).toBeGreaterThan(0)
  })
})

describe('knowledge lint', () => {
  it('says line by line what is wrong, and writes a clean list', async () => {
    const clean = join(temporaryFolder(), 'clean.csv')
    const { code, out } = await tagbench('knowledge', 'lint', MALFORMED, '--out', clean)
    expect(code).toBe(0)
    expect(out).toContain('line 3: lost-quote: the quote before the creator is lost (repaired)')
    expect(lines(out).at(-1)).toBe('15 rows: 2 used as they are, 6 repaired, 7 rejected.')
    expect(lines((await tagbench('knowledge', 'lint', clean)).out)).toEqual(['7 rows: 7 used as they are, 0 repaired, 0 rejected.'])
  })
  it('never writes over what it reads', async () => {
    expect((await tagbench('knowledge', 'lint', MALFORMED, '--out', MALFORMED)).code).toBe(1)
  })
})

describe('knowledge import and export', () => {
  it('a list is imported with all its rows accounted for', async () => {
    expect(JSON.parse((await tagbench('knowledge', 'import', MALFORMED, '--json')).out)).toMatchObject({
      kind: 'tcia',
      rows: 15,
      used: 2,
      repaired: 6,
      rejected: 7,
    })
  })
  it('approvals go from file to file, and conflicts are listed', async () => {
    const folder = temporaryFolder()
    const [ours, theirs, out] = ['ours.json', 'theirs.csv', 'out.csv'].map((name) => join(folder, name))
    if (ours === undefined || theirs === undefined || out === undefined) throw new Error('three names')
    const header = 'path,decision,treatment,scope,reason,document,by,at\r\n'
    const row = (element: string, decision: string): string =>
      `"(0019,""ACME 1.1"",${element})",${decision},,software=V1,,,A,2026-01-01\r\n`
    writeFileSync(theirs, header + row('01', 'retain') + row('02', 'delete'))
    expect((await tagbench('knowledge', 'import', theirs, '--file', ours)).out).toContain('added (0019,"ACME 1.1",01)')
    writeFileSync(theirs, header + row('01', 'delete') + row('02', 'delete'))
    const compared = await tagbench('knowledge', 'import', theirs, '--file', ours, '--compare')
    expect(lines(compared.out)).toEqual([
      'conflict (0019,"ACME 1.1",01) for V1: ours retain by A 2026-01-01, theirs delete by A 2026-01-01',
      'Compared 2 approvals; 1 differ from ours.',
    ])
    expect((await tagbench('knowledge', 'import', theirs, '--file', ours, '--conflicts', 'theirs')).code).toBe(0)
    expect((await tagbench('knowledge', 'export', out, '--file', ours)).out).toBe('Exported 2 approvals.\n')
    expect(readCsv(readFileSync(out, 'utf8'))?.map((one) => one['decision'])).toEqual(['delete', 'delete'])
  })
})

describe('knowledge, asked wrongly', () => {
  it.each([
    ['no verb', []],
    ['an unknown verb', ['forget']],
    ['nothing to search for', ['search']],
    ['two files', ['lint', MALFORMED, MALFORMED]],
    ['a limit that is no number', ['search', 'x', '--limit', 'many']],
    ['an unknown way out of conflicts', ['import', MALFORMED, '--conflicts', 'both']],
    ['another ending', ['export', 'approvals.txt']],
  ])('%s is wrong usage', async (_what, args) => void expect((await tagbench('knowledge', ...args)).code).toBe(2))
  it('a file that is not there fails', async () => {
    expect((await tagbench('knowledge', 'import', join(temporaryFolder(), 'none.csv'))).code).toBe(1)
  })
})

describe('profile --import', () => {
  it('a Confidentiality Profile becomes decisions, at every depth, each with its source', async () => {
    const project = await scanned()
    const file = join(temporaryFolder(), 'profile.csv')
    writeFileSync(
      file,
      'tag,name,code\r\n"(0010,0010)",Patient Name,Z\r\n"(0008,0050)",Accession Number,X\r\n"(0010,21B0)",History,K\r\n"(0028,0010)",Rows,\r\n',
    )
    const ran = await tagbench('profile', '--project', project, '--import', file, '--by', 'A. Curator')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('Confidentiality Profile: imported 3 decisions')
    expect(ran.out).toContain('1 row is for elements that this inventory does not have.')
    const rows = new Map(readCsv((await tagbench('inventory', '--project', project)).out)?.map((row) => [row['path'], row]))
    expect(rows.get('(0010,0010)')).toMatchObject({ decision: 'delete', treatment: 'empty', decided_by: 'A. Curator' })
    expect(rows.get('(0010,0010)')?.['reason']).toContain('Confidentiality Profile, imported: Z')
    expect(rows.get('(0040,0275)[*](0008,0050)')).toMatchObject({ decision: 'delete', treatment: 'remove' })
  })
  it('a Modality Software Profile names private elements with their creator', async () => {
    const project = await scanned()
    const file = join(temporaryFolder(), 'ring-v1.csv')
    writeFileSync(file, '"(0009,""ACME 1.1"",01)",coil,Retain\r\nPatientID,,Review\r\n')
    const { out } = await tagbench('profile', '--project', project, '--import', file, '--json')
    expect(JSON.parse(out)).toMatchObject({ kind: 'modality-software-profile', entries: 2, notFound: 0 })
  })
  it('rows that contradict each other are imported neither', async () => {
    const project = await scanned()
    const file = join(temporaryFolder(), 'profile.csv')
    writeFileSync(file, 'tag,code\r\nPatientName,Z\r\n"(0010,0010)",K\r\n')
    const { code, err } = await tagbench('profile', '--project', project, '--import', file)
    expect(code).toBe(2)
    expect(err).toContain('rows 2 and 3 say different things')
  })
})
