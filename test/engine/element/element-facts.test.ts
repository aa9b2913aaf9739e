import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
const factsOf = (path: string) => good(engine.elementFacts({ project, path }, UNWATCHED))

function mrOf(sop: string, maker: string): Uint8Array {
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', sop),
    text(0x00080060, 'CS', 'MR'),
    text(0x00080070, 'LO', maker),
    text(0x00081030, 'LO', 'head of the patient'),
    text(0x00100010, 'PN', 'ROE^RICHARD'),
    text(0x00100020, 'LO', 'P2'),
    text(0x0020000d, 'UI', '1.3'),
    text(0x0020000e, 'UI', '1.3.1'),
  ])
}

beforeAll(async () => {
  const folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  const collection = folderOf({
    'a/1.dcm': instanceBytes({ sop: '1.1', creator: 'GEMS_PARM_01' }),
    'a/2.dcm': instanceBytes({ sop: '1.2' }),
    'b/1.dcm': mrOf('2.1', 'ACME'),
    'b/2.dcm': mrOf('2.2', 'OTHER'),
    'b/not.txt': 'not DICOM',
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, options: ['CleanDescriptors'] }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('what an element is', () => {
  it('is said by PS3.6: keyword, VR, multiplicity, whether it is retired', async () => {
    expect((await factsOf('(0010,0010)')).definition).toEqual({
      keyword: 'PatientName',
      vrs: ['PN'],
      vm: '1',
      retired: false,
      by: ['PS3.6 2025b'],
      vendor: '',
    })
  })

  it('is said of a private element by nobody where no dictionary has it', async () => {
    expect((await factsOf('(0009,"GEMS_PARM_01",01)')).definition.by).toEqual([])
  })

  it('has a code that each Option changes or leaves, chosen or not', async () => {
    const { table } = await factsOf('(0008,1030)')
    expect(table).toMatchObject({ basic: 'X', effective: 'C' })
    expect(table?.options).toEqual([{ option: 'CleanDescriptors', code: 'C', chosen: true }])
    expect((await factsOf('(0008,0060)')).table).toBeNull()
  })

  it('has a Type in the IOD of each SOP Class it was found in, which says how it goes', async () => {
    expect((await factsOf('(0010,0010)')).types.map(({ name, type, deletion }) => ({ name, type, deletion }))).toEqual([
      { name: 'CT Image Storage', type: '2', deletion: 'empty' },
      { name: 'MR Image Storage', type: '2', deletion: 'empty' },
    ])
  })
})

describe('where an element is', () => {
  it('is counted by scanner and by modality', async () => {
    const { where } = await factsOf('(0008,0070)')
    expect(where.equipment.map(({ scanner, ...counts }) => [scanner.manufacturer, counts])).toEqual([
      ['ACME', { files: 3, series: 2, patients: 2 }],
      ['OTHER', { files: 1, series: 1, patients: 1 }],
    ])
    expect(where.modalities.map(({ modality, files }) => [modality, files])).toEqual([
      ['CT', 2],
      ['MR', 2],
    ])
  })

  it('names the first file that has it, by the number that files.csv gives it', async () => {
    expect((await factsOf('(0008,1030)')).where.firstFile).toEqual({ number: 3, path: 'b/1.dcm' })
  })

  it('names no file where nobody knows which of a series has it', async () => {
    expect((await factsOf('(0009,"GEMS_PARM_01",01)')).where.firstFile).toBeNull()
  })

  it('is not said of what is not in the inventory', async () => {
    expect(await engine.elementFacts({ project, path: '(0010,9999)' }, UNWATCHED)).toMatchObject({ ok: false })
    expect(await engine.valueShape({ project, path: '(0010,9999)' }, UNWATCHED)).toMatchObject({ ok: false })
  })
})

describe('how values spread over the files', () => {
  it('is said of several elements at once, in their order, and of one that is not there as none', async () => {
    const paths = ['(0008,1030)', '(0010,9999)', '(0008,0018)']
    const [description, nothing, uid] = await good(engine.spreads({ project, paths }, UNWATCHED))
    expect(description).toMatchObject({ kind: 'shares', overlaps: false })
    expect(nothing).toMatchObject({ kind: 'none', files: 0 })
    expect(uid).toMatchObject({ kind: 'each', parts: [] })
  })
})

describe('what would become of the values', () => {
  it('is counted by fate, over all of them', async () => {
    const ask = (treatment: 'keep' | 'clean' | 'remap-uid') =>
      good(engine.preview({ project, path: '(0008,0018)', choice: { decision: 'retain', treatment }, limit: 1 }, UNWATCHED))
    const kept = (await ask('keep')).elements[0]
    expect(kept?.fates).toMatchObject({ of: 4, kept: 4, changed: 0 })
    expect(kept?.values).toHaveLength(1)
    expect((await ask('remap-uid')).elements[0]?.fates).toMatchObject({ of: 4, kept: 0, changed: 4 })
  })
})

describe('all values of an element', () => {
  const pageOf = (query: { path: string; search?: string; after?: string; limit?: number }) =>
    engine.elementValues({ project, ...query }, UNWATCHED)

  it('come in their order, a page at a time', async () => {
    const first = await good(pageOf({ path: '(0008,0018)', limit: 3 }))
    expect(first.values.map(({ value }) => value)).toEqual(['1.1', '1.2', '2.1'])
    const second = await good(pageOf({ path: '(0008,0018)', limit: 3, ...(first.next === undefined ? {} : { after: first.next }) }))
    expect(second.values.map(({ value }) => value)).toEqual(['2.2'])
    expect([first.total, second.total, second.next]).toEqual([4, 4, undefined])
  })

  it('are those that hold a text, each with what of it an identity shares', async () => {
    const found = await good(pageOf({ path: '(0010,0010)', search: 'richard' }))
    expect(found.total).toBe(1)
    expect(found.values[0]).toMatchObject({ value: 'ROE^RICHARD', files: 2, patients: 1 })
    expect(found.values[0]?.overlaps).not.toBeUndefined()
  })

  it('begin anew behind what is no place in them, and are none of an element that is not there', async () => {
    for (const after of ['', '{}', '[1]', 'no']) expect((await good(pageOf({ path: '(0008,0018)', after }))).values).toHaveLength(4)
    expect(await pageOf({ path: '(0010,9999)' })).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})
