import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { tagbench } from './terminal.ts'

const collection = (): string =>
  folderOf({
    'a.dcm': instanceBytes({ sop: '1.2.3.1', name: 'DOE^JANE', creator: 'ACME 1.1', privateText: 'coil 7', nested: 'ACC1' }),
    'b/b': instanceBytes({ sop: '1.2.3.2', name: 'ROE^RICHARD', patient: 'P2', series: '1.2.4', implicit: true }),
    'c/notes.txt': 'no image',
  })

async function scanned(): Promise<string> {
  const project = join(temporaryFolder(), 'project')
  const ran = await tagbench('scan', collection(), '--project', project, '--json')
  expect(ran.code).toBe(0)
  return project
}

const cells = (csv: string): readonly Readonly<Record<string, string>>[] => readCsv(csv) ?? []

describe('the path, step by step', () => {
  it('scan answers with its counts as one JSON object', async () => {
    const project = join(temporaryFolder(), 'project')
    const ran = await tagbench('scan', collection(), '--project', project, '--json')
    expect(JSON.parse(ran.out)).toMatchObject({ files: 3, instances: 2, notDicom: 1, unreadable: 0 })
    expect(cells(readFileSync(join(project, 'reports', 'files.csv'), 'utf8')).map((row) => [row['path'], row['kind']])).toEqual([
      ['a.dcm', 'instance'],
      ['b/b', 'instance'],
      ['c/notes.txt', 'not-dicom'],
    ])
  })

  it('scan says what is new since the last one, what contradicts itself, and compares bytes on request', async () => {
    const project = join(temporaryFolder(), 'project')
    const folder = collection()
    const scan = (...more: readonly string[]): ReturnType<typeof tagbench> => tagbench('scan', folder, '--project', project, ...more)
    expect((await scan()).out).not.toContain('Since the last scan')
    cpSync(join(folder, 'a.dcm'), join(folder, 'again.dcm'))
    const grown = (await scan()).out
    expect(grown).toContain('Since the last scan: 1 file new, 0 changed, 0 gone; 0 elements and 1 value new.')
    expect(grown).toContain('2 contradictions')
    const told = JSON.parse((await scan('--digest', '--json')).out) as unknown
    expect(told).toMatchObject({ files: 4, inconsistencies: 2, news: { files: 0, goneFiles: 0, elements: 0, values: 0 } })
  })

  it('inventory has the settled columns, and a row for each element', async () => {
    const csv = (await tagbench('inventory', '--project', await scanned())).out
    expect(csv.split('\r\n')[0]).toBe(
      'path,name,vr,source,private_creator,iod_type,table_e,table_e_with_options,knowledge,knowledge_sources,proposal,decision,treatment,scope,operation,decided_by,decided_at,reason,files,series,patients,distinct_values,manufacturers,modalities,flags',
    )
    const rows = new Map(cells(csv).map((row) => [row['path'], row]))
    expect(rows.get('(0010,0010)')).toMatchObject({
      name: "Patient's Name",
      vr: 'PN',
      table_e: 'Z',
      files: '2',
      patients: '2',
      distinct_values: '2',
      operation: 'blocked',
    })
    expect(rows.get('(0009,"ACME 1.1",01)')).toMatchObject({ source: 'private', private_creator: 'ACME 1.1', files: '1' })
    expect(rows.get('(0040,0275)[*](0008,0050)')).toMatchObject({ files: '1', distinct_values: '1' })
    expect(rows.get('file-name')).toMatchObject({ source: 'outside', files: '2' })
  })

  it('the bare list of elements holds no value', async () => {
    const ran = await tagbench('inventory', '--project', await scanned(), '--format', 'txt')
    expect(ran.out).toContain("(0010,0010) PN Patient's Name")
    expect(ran.out).not.toContain('DOE')
  })

  it('a decision stands in the inventory with author, reason and operation', async () => {
    const project = await scanned()
    const decided = await tagbench(
      'decide',
      '--project',
      project,
      '(0008,0060)',
      'retain',
      '--by',
      'A. Curator',
      '--reason',
      'says nothing of anybody',
    )
    expect(decided.code).toBe(0)
    const row = cells((await tagbench('inventory', '--project', project)).out).find(({ path }) => path === '(0008,0060)')
    expect(row).toMatchObject({ decision: 'retain', operation: 'keep', decided_by: 'A. Curator', reason: 'says nothing of anybody' })
  })

  it('the decisions of one project can be imported into another', async () => {
    const [from, to] = [await scanned(), await scanned()]
    await tagbench('proposals', '--project', from, '--accept', 'all', '--by', 'A. Curator')
    const file = join(temporaryFolder(), 'decisions.csv')
    expect((await tagbench('decide', '--project', from, '--export', file)).code).toBe(0)
    expect((await tagbench('decide', '--project', to, '--import', file, '--by', 'B. Curator')).code).toBe(0)
    const decisions = async (project: string): Promise<unknown> =>
      cells((await tagbench('inventory', '--project', project)).out).map(({ path, decision, treatment, scope, operation }) => ({
        path,
        decision,
        treatment,
        scope,
        operation,
      }))
    expect(await decisions(to)).toEqual(await decisions(from))
  })

  it('values to review stand in meta quotes when a spreadsheet is to leave them alone', async () => {
    const project = await scanned()
    const ran = await tagbench('values', '--project', project, '--mode', 'before', '--meta-quotes')
    expect(ran.out.split('\r\n')[0]).toBe('path,name,vr,value,decision,operation,files,series,patients,flags')
    expect(cells(ran.out).every((row) => /^<.*>$/s.test(row['value'] ?? '') && /^<.*>$/.test(row['path'] ?? ''))).toBe(true)
  })

  it('run stops with 3 and applies nothing while a Review is open', async () => {
    const folder = collection()
    const [project, out] = [join(temporaryFolder(), 'project'), join(temporaryFolder(), 'out')]
    const ran = await tagbench('run', folder, '--project', project, '--out', out, '--options', 'RetainSafePrivate', '--json')
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ gate: 'closed' })
  })

  it('run goes on to the review when it was told to delete what nobody reviewed', async () => {
    const folder = collection()
    const [project, out] = [join(temporaryFolder(), 'project'), join(temporaryFolder(), 'out')]
    const ran = await tagbench('run', folder, '--project', project, '--out', out, '--unreviewed', 'delete', '--json')
    expect([0, 3]).toContain(ran.code)
    const result = JSON.parse(ran.out) as { gate: string; apply: { written: number; leftOut: number }; review: { reasons: unknown[] } }
    expect(result.apply).toMatchObject({ written: 2, leftOut: 0 })
    expect(ran.code).toBe(result.gate === 'open' ? 0 : 3)
  })

  it('run and apply say that they redact no pixels where regions are set', async () => {
    const project = join(temporaryFolder(), 'project')
    const regions = join(
      folderOf({ 'regions.csv': 'manufacturer,model,modality,rows,columns,x,y,width,height\nACME,,US,480,640,0,0,640,40\n' }),
      'regions.csv',
    )
    const set = ['--set', `redaction-regions=${regions}`, '--unreviewed', 'delete']
    const ran = await tagbench('run', collection(), '--project', project, '--out', join(temporaryFolder(), 'a'), ...set)
    const applied = await tagbench('apply', '--project', project, '--out', join(temporaryFolder(), 'b'))
    for (const { err } of [ran, applied]) expect(err).toContain('apply redacts no pixels; they are in the pixel script for CTP')
  })

  it('the native script is read back to the Operations it was written from', async () => {
    const project = await scanned()
    await tagbench('proposals', '--project', project, '--accept', 'all')
    await tagbench('decide', '--project', project, '(0008,0070)', 'retain', '--reason', 'a maker, no person')
    const out = join(temporaryFolder(), 'script')
    const ran = await tagbench('script', '--project', project, '--target', 'tagbench', '--out', out, '--json')
    expect(ran.code).toBe(0)
    const { files } = JSON.parse(ran.out) as { files: string[] }
    expect(files.some((file) => file.endsWith('expressibility.csv'))).toBe(true)
  })
})
