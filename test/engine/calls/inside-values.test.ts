import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InventoryQuery } from '../../../src/contract/inventory-answers.ts'
import type { InventoryRow } from '../../../src/contract/inventory-row.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { bytes, part10, text } from '../../fixtures/dicom-bytes.ts'
import { csaHeader, geBlock } from '../../fixtures/opaque-values.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

const CSA = '(0029,"SIEMENS CSA HEADER",10)'
const GE = '(0025,"GEMS_SERS_01",1B)'
const OPERATOR = `${CSA}#Operator`
const by = 'A. Curator'
let engine: Engine
let project: string
let folder: string

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
const rows = async (query: InventoryQuery = {}): Promise<readonly InventoryRow[]> =>
  (await good(engine.inventory({ project, query }, UNWATCHED))).rows.flatMap((line) => (line.kind === 'element' ? [line.row] : []))
const row = async (path: string): Promise<InventoryRow> => good(engine.element({ project, path }, UNWATCHED))
const decide = (path: string, decision: 'retain' | 'delete') =>
  engine.decide({ project, decisions: [{ path, choice: { decision } }], by }, UNWATCHED)

function instance(sop: string, operator: string): Uint8Array {
  const header = csaHeader(2, [
    { name: 'Rows', vr: 'IS', values: ['96'] },
    { name: 'Operator', vr: 'LO', values: [operator] },
  ])
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', sop),
    text(0x00080060, 'CS', 'MR'),
    text(0x00080070, 'LO', 'SIEMENS'),
    text(0x00100010, 'PN', 'OYELARAN^RUTH'),
    text(0x00100020, 'LO', 'MRN77120'),
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', '1.2.3'),
    text(0x00250010, 'LO', 'GEMS_SERS_01'),
    bytes(
      0x0025101b,
      'OB',
      geBlock(['set SEDESC "Ax T2"', ...Array.from({ length: 30 }, (_, index) => `set K${index} "${index * 7919}"`)]),
    ),
    text(0x00290010, 'LO', 'SIEMENS CSA HEADER'),
    bytes(0x00291010, 'OB', header),
  ])
}

beforeAll(async () => {
  folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  const collection = folderOf({
    'a.dcm': instance('1.1', 'Trelawney'),
    'b.dcm': instance('1.2', 'Oyelaran himself'),
    'c.dcm': instance('1.3', 'Trelawney'),
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('What is inside opaque values', () => {
  it('is in the inventory under its element, counted as elements are, and is found by its key and its values', async () => {
    const inside = (await rows()).filter(({ element }) => element.path.startsWith(`${CSA}#`))
    expect(
      inside.map(({ element, annotation }) => [annotation.name, element.vrs.join('|'), element.files, element.distinctValues]),
    ).toEqual([
      ['Operator', 'UT', 3, 2],
      ['Rows', 'IS', 3, 1],
    ])
    const found = async (search: string, inValues: boolean) => (await rows({ search, inValues })).map(({ element }) => element.path)
    expect(await found('sedesc', false)).toEqual([`${GE}#SEDESC`])
    expect(await found('trelawney', true)).toContain(OPERATOR)
    const values = await good(engine.values({ project, path: OPERATOR }, UNWATCHED))
    expect(values.map(({ value, files }) => [value, files])).toEqual([
      ['Oyelaran himself', 1],
      ['Trelawney', 2],
    ])
  })

  it('waits with its element, is no open Review of its own, and its element says why', async () => {
    const [element, operator] = [await row(CSA), await row(OPERATOR)]
    expect(element.flags).toContain('identity-overlap')
    expect(operator.flags).toContain('identity-overlap')
    expect(element.proposal.reason).toContain('opened: 2 entries, 1 of them names somebody')
    expect([operator.proposal.choice, operator.operations]).toEqual([element.proposal.choice, ['blocked']])
    const open = (await rows({ filters: { state: ['open'] } })).map(({ element: { path } }) => path)
    expect(open).toContain(CSA)
    expect(open.filter((path) => path.includes('#'))).toEqual([])
    const plan = await good(engine.applyPlan({ project }, UNWATCHED))
    expect(plan.operations.find(({ operation }) => operation === 'blocked')?.elements).toBe(plan.openReviews)
    expect((await good(engine.proposals({ project }, UNWATCHED))).filter(({ element: { path } }) => path.includes('#'))).toEqual([])
  })

  it('cannot be decided by itself, one by one or from a file', async () => {
    expect(await decide(OPERATOR, 'delete')).toMatchObject({
      ok: false,
      failure: { code: 'usage', message: `What is inside an opaque value stays or goes with its element: decide ${CSA} instead.` },
    })
    const matching = (search: string) =>
      engine.decideMatching({ project, matching: { query: { search }, except: [] }, choice: { decision: 'delete' }, by }, UNWATCHED)
    expect(await matching('#Operator')).toMatchObject({ ok: false, failure: { code: 'refused' } })
    // Of a selection the rest is decided.
    expect(await good(matching('SIEMENS CSA HEADER",10'))).toMatchObject({ entries: 1, leftOut: 2 })
    await good(engine.undo({ project, by }, UNWATCHED))
    const file = join(folder, 'decisions.csv')
    writeFileSync(file, `path,decision\n"${OPERATOR.replaceAll('"', '""')}",retain\n`)
    expect(await engine.importDecisions({ project, file, by }, UNWATCHED)).toMatchObject({ ok: false, failure: { code: 'usage' } })
  })

  it('follows what is decided of its element, and stands in the values of the copy', async () => {
    await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    await good(decide(CSA, 'retain'))
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    expect((await row(OPERATOR)).decision?.choice.decision).toBe('retain')
    expect((await row(OPERATOR)).operations).toEqual(['keep'])
    expect((await row(`${GE}#SEDESC`)).operations).toEqual(['remove'])
    const file = join(folder, 'exported.csv')
    await good(engine.exportDecisions({ project, file }, UNWATCHED))
    expect(readFileSync(file, 'utf8')).toContain('SIEMENS CSA HEADER')
    expect(readFileSync(file, 'utf8')).not.toContain('#')

    await good(engine.apply({ project, out: join(folder, 'out'), workers: 1 }, UNWATCHED))
    await good(engine.review({ project }, UNWATCHED))
    const final = await good(engine.values({ project, mode: 'final' }, UNWATCHED))
    const inside = final.filter(({ path }) => path.includes('#'))
    expect(inside.map(({ path, value, operation }) => [path, value, operation])).toEqual([
      [OPERATOR, 'Oyelaran himself', 'keep'],
      [OPERATOR, 'Trelawney', 'keep'],
      [`${CSA}#Rows`, '96', 'keep'],
    ])
    expect(inside[0]?.flags).toContain('identity-overlap')
  })
})
