import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { tagbench, type Ran } from './terminal.ts'

let folder: string
let project: string
const place = (name: string): string => join(folder, name)
function put(name: string, text: string): string {
  writeFileSync(place(name), text)
  return place(name)
}
const script = (...args: string[]): Promise<Ran> => tagbench('script', ...args)

beforeAll(async () => {
  folder = temporaryFolder()
  project = place('project')
  const collection = folderOf({
    'a.dcm': instanceBytes({ sop: '1.2.3.1', name: 'DOE^JANE', creator: 'ACME 1.1', privateText: 'coil 7', nested: 'ACC1' }),
    'b.dcm': instanceBytes({ sop: '1.2.3.2', name: 'ROE^RICHARD', patient: 'P2', series: '1.2.4' }),
  })
  await tagbench('scan', collection, '--project', project)
  await tagbench('proposals', '--project', project, '--accept', 'all', '--by', 'A')
  await tagbench('decide', '--project', project, '(0009,"ACME 1.1",01)', 'retain', '--by', 'A')
})

describe('--check', () => {
  it('ends with 0 for a good script, and with 1 for a broken one, each fault with line and column', async () => {
    expect(await script('--check', put('good.das', 'version "6.3"\n- */(0010,0010)\n'), '--target', 'dicomedit')).toMatchObject({ code: 0 })
    const broken = await script('--check', put('bad.das', 'version "6.3"\n- (0019,1001)\n'), '--target', 'dicomedit')
    expect(broken.code).toBe(1)
    expect(broken.out).toMatch(/^2:3: fault: /)
    const xml = await script(
      '--check',
      put('bad.script', '<script>\n<e en="T" t="00100010">@remove()\n</script>'),
      '--target',
      'ctp',
      '--json',
    )
    expect(xml.code).toBe(1)
    expect(JSON.parse(xml.out)).toMatchObject({ faults: 1, notes: [{ line: 3, column: 1, severity: 'fault' }] })
    expect((await script('--check', put('bad.json', '{\n"format": 1 }'), '--target', 'tagbench')).code).toBe(1)
  })

  it('needs no project, and the file', async () => {
    expect(await script('--check', place('nowhere'), '--target', 'ctp')).toMatchObject({ code: 1, out: '' })
    expect((await script('--check', put('x', ''), '--target', 'posda')).code).toBe(2)
  })
})

describe('--simulate', () => {
  it('lists as CSV what the engine would do otherwise, of our script and of one of somebody’s own', async () => {
    const own = put('own.das', 'version "6.3"\n- (0010,0010)\n')
    const ran = await script('--simulate', own, '--project', project, '--target', 'dicomedit', '--out', place('sim.csv'))
    expect(ran.code).toBe(0)
    const rows = readCsv(readFileSync(place('sim.csv'), 'utf8')) ?? []
    expect(rows.find((row) => row['path'] === '(0010,0020)')?.['simulated']).toBe('kept')
    for (const target of ['ctp', 'dicomedit']) {
      const ours = await script('--simulate', '--project', project, '--target', target, '--json')
      expect(JSON.parse(ours.out)).toMatchObject({ weaker: 0, refused: 0 })
    }
  })
})

describe('--import and --diff', () => {
  it('a script read into another project makes the same script there', async () => {
    await script('--project', project, '--target', 'tagbench', '--out', place('one'))
    const collection = readFileSync(join(project, 'reports', 'files.csv'), 'utf8')
    expect(collection).toContain('a.dcm')
    const before = place('one/tagbench.script.json')
    await tagbench('decide', '--project', project, '(0010,0010)', 'retain', '--treatment', 'keep', '--by', 'A')
    await script('--project', project, '--target', 'tagbench', '--out', place('two'))
    const differ = await script('--diff', before, place('two/tagbench.script.json'), '--project', project)
    expect(differ.out).toMatch(/^\(0010,0010\) Patient's Name: \S+( or \S+)* → keep, 2 values in 2 files\n/)
    const imported = await script('--import', before, '--target', 'tagbench', '--project', project, '--by', 'B')
    expect(imported.code).toBe(0)
    await script('--project', project, '--target', 'tagbench', '--out', place('three'))
    expect((await script('--diff', before, place('three/tagbench.script.json'))).out).toBe('The scripts say the same.\n')
  })

  it('scripts of two languages, and those of DicomEdit, differ in what they decide for a project', async () => {
    const ctp = put(
      'keep.script',
      '<script>\n<e en="T" t="00100010" n="">@keep()</e>\n<e en="T" t="00100020" n="">@remove()</e>\n</script>',
    )
    const dicomEdit = put('empty.das', 'version "6.3"\n*/(0010,0010) ?= ""\n- */(0010,0020)\n')
    const differ = await script('--diff', ctp, dicomEdit, '--project', project)
    expect(differ).toMatchObject({ code: 0, out: "(0010,0010) Patient's Name: keep → empty, 2 values in 2 files\n" })
    expect((await script('--diff', dicomEdit, dicomEdit, '--project', project)).out).toBe('The scripts say the same.\n')
    const alone = await script('--diff', ctp, dicomEdit)
    expect(alone.code).toBe(2)
    expect(alone.err).toContain('name a project')
    const broken = await script('--diff', ctp, put('broken.das', 'version "6.3"\n- (0010\n'), '--project', project)
    expect(broken.err).toContain('The second script cannot be read, line 2')
  })

  it('a script that comes with the program is meant by its name', async () => {
    const differ = await script('--diff', 'TCIA-Basic', 'DICOM-PS3.15-Basic', '--project', project)
    expect(differ).toMatchObject({ code: 0 })
    expect(differ.out).toContain("(0010,0010) Patient's Name: ")
    expect((await script('--check', 'TCIA-Basic', '--target', 'ctp')).code).toBe(0)
    expect((await script('--import', 'TCIA-Basic', '--target', 'ctp', '--project', project)).out).toMatch(/^Recorded \d+ decisions/)
    expect((await script('--check', 'TCIA-Nothing', '--target', 'ctp')).code).toBe(1)
  })

  it('lists what it could not read as a decision', async () => {
    const file = put('hash.script', '<script>\n<e en="T" t="00100020" n="">@hash(this,8)</e>\n</script>')
    const ran = await script('--import', file, '--target', 'ctp', '--project', project)
    expect(ran.out).toContain('line 2: (0010,0020): an unkeyed hash')
  })
})

describe('preview', () => {
  it('says old → new with counts', async () => {
    const ran = await tagbench('preview', '--project', project, '(0008,0018)')
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/<1\.2\.3\.1> → <2\.25\.\d+>  1 file\n/)
    expect((await tagbench('preview', '--project', project, '--json')).out).toMatch(/^\{"exampleDays":/)
  })

  it('is decided by a path whose creator is spelt in another case', async () => {
    expect((await tagbench('decide', '--project', project, '(0009,"acme 1.1",01)', 'delete', '--by', 'A')).code).toBe(0)
    expect((await tagbench('preview', '--project', project, '(0009,"ACME 1.1",01)')).out).toContain(': remove')
  })

  it('shows no Operation that no scanner with the element comes to', async () => {
    const path = '(0009,"ACME 1.1",01)'
    const decide = (...choice: string[]): Promise<Ran> => tagbench('decide', '--project', project, path, ...choice, '--by', 'A')
    await decide('delete')
    await decide('retain', '--treatment', 'replace=X', '--scope', 'manufacturer=ACME')
    const { out } = await tagbench('preview', '--project', project, path)
    expect(out).toBe(
      `${path}: replace (manufacturer=ACME), 1 value in 1 file\n  <coil 7> → <X>  1 file\n  (retain:replace=X, decided by hand)\n`,
    )
  })
})
