import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HeaderQuery } from '../../../src/contract/header-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, sequence, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
let folder: string
let file: number
const by = 'A. Curator'

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

const LONG = 'a long comment '.repeat(40).trim()

const preamble = new Uint8Array(128)
preamble.set(new TextEncoder().encode('made by Jane Doe'))

const instance = (sop: string, more: boolean): Uint8Array =>
  part10(
    [
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      text(0x00080018, 'UI', sop),
      text(0x00080060, 'CS', 'MR'),
      text(0x0008103e, 'LO', 'knee of Jane'),
      ...(more ? [text(0x00090010, 'LO', 'ACME 1'), text(0x00091001, 'LO', 'private')] : []),
      text(0x00100010, 'PN', 'DOE^JANE'),
      text(0x00100020, 'LO', 'P1'),
      text(0x0020000d, 'UI', '1.1'),
      text(0x0020000e, 'UI', '1.1.1'),
      text(0x00204000, 'LT', LONG),
      sequence(0x00400275, [[text(0x00080050, 'SH', 'first')], [text(0x00080050, 'SH', 'second')]]),
    ],
    { preamble },
  )

const page = (query: HeaderQuery = {}) => good(engine.header({ project, file, query }, UNWATCHED))
const paths = async (query: HeaderQuery) => (await page(query)).rows.map(({ path }) => path)
const lineOf = async (path: string) => (await page()).rows.find((row) => row.path === path)

beforeAll(async () => {
  folder = temporaryFolder()
  project = join(folder, 'project')
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
  await good(engine.scan({ project, collection: folderOf({ a: instance('1', false), b: instance('2', true) }), workers: 1 }, UNWATCHED))
  file = (await good(engine.instanceWith({ project, path: '(0009,"ACME 1",01)' }, UNWATCHED))).file
})
afterAll(() => engine.shutdown())

describe('the header of an instance', () => {
  it('is that of a file that holds the element which was asked for', async () => {
    expect((await page()).about).toMatchObject({ path: 'b', sopClass: 'MR Image', transferSyntax: 'Explicit VR LE', applied: null })
    expect(await lineOf('(0009,"ACME 1",01)')).toMatchObject({ vr: 'LO', value: 'private', length: 8 })
  })

  it('has every element with its items, in the order of the file', async () => {
    expect((await paths({})).slice(-5)).toEqual([
      '(0040,0275)',
      '(0040,0275)[0]',
      '(0040,0275)[0](0008,0050)',
      '(0040,0275)[1]',
      '(0040,0275)[1](0008,0050)',
    ])
    expect(await lineOf('(0040,0275)[1](0008,0050)')).toMatchObject({
      depth: 2,
      pattern: '(0040,0275)[*](0008,0050)',
      name: 'Accession Number',
      value: 'second',
    })
  })

  it('says beside each element its code and what is decided', async () => {
    expect(await lineOf('(0010,0010)')).toMatchObject({ code: 'Z', proposal: 'delete' })
    expect((await lineOf('(0010,0010)'))?.decision).toBeUndefined()
    await good(engine.decide({ project, decisions: [{ path: '(0010,0010)', choice: { decision: 'delete' } }], by }, UNWATCHED))
    expect(await lineOf('(0010,0010)')).toMatchObject({ decision: 'delete' })
    const choice = { decision: 'retain', treatment: 'keep' } as const
    await good(engine.decide({ project, decisions: [{ path: '(0008,103E)', value: 'knee of Jane', choice }], by }, UNWATCHED))
    expect(await lineOf('(0008,103E)')).toMatchObject({ decision: 'retain', treatment: 'keep' })
  })

  it('is searched in paths, names and values, and shows what is above a find', async () => {
    expect(await paths({ search: 'accession' })).toEqual([
      '(0040,0275)',
      '(0040,0275)[0]',
      '(0040,0275)[0](0008,0050)',
      '(0040,0275)[1]',
      '(0040,0275)[1](0008,0050)',
    ])
    expect(await paths({ search: 'second' })).toEqual(['(0040,0275)', '(0040,0275)[1]', '(0040,0275)[1](0008,0050)'])
    expect(await paths({ search: '(0010,' })).toEqual(['(0010,0010)', '(0010,0020)'])
  })

  it('closes a Sequence, and an Item', async () => {
    expect((await paths({ folded: ['(0040,0275)'] })).slice(-2)).toEqual(['(0020,4000)', '(0040,0275)'])
    expect((await paths({ folded: ['(0040,0275)[0]'] })).slice(-3)).toEqual([
      '(0040,0275)[0]',
      '(0040,0275)[1]',
      '(0040,0275)[1](0008,0050)',
    ])
  })

  it('cuts a long value in the list, and has it in full', async () => {
    const line = await lineOf('(0020,4000)')
    expect([line?.isCut, LONG.startsWith(line?.value ?? 'x')]).toEqual([true, true])
    const value = await good(engine.headerValue({ project, file, path: '(0020,4000)' }, UNWATCHED))
    expect(value).toEqual({ text: LONG, form: 'text', length: LONG.length + (LONG.length % 2), isCut: false })
    expect((await good(engine.headerValue({ project, file, path: '(0040,0275)[0](0008,0050)' }, UNWATCHED))).text).toBe('first')
  })

  it('knows the instances beside it', async () => {
    const { about } = await page()
    expect(about.next).toBeUndefined()
    const before = await good(engine.header({ project, file: about.previous ?? 0 }, UNWATCHED))
    expect(before.about).toMatchObject({ path: 'a', next: file })
  })

  it('says what of the file is no Data Element: its names, its preamble, bytes after the data set', async () => {
    const { about } = await page()
    expect(about.outside).toEqual([
      { place: 'file-name', before: about.path, length: about.path.length },
      { place: 'preamble', before: 'made by Jane Doe', length: 128 },
    ])
  })

  it('is refused for a number that no instance has', async () => {
    const outcome = await engine.header({ project, file: 999 }, UNWATCHED)
    expect(outcome.ok ? '' : outcome.failure.code).toBe('not-found')
  })
})

describe('the header of an instance that was applied', () => {
  it('shows what became of each element', async () => {
    await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    await good(engine.apply({ project, out: join(folder, 'copy') }, UNWATCHED))
    const { about } = await page()
    expect(about.applied).toMatchObject({ status: 'written' })
    const [name] = about.outside
    expect(name).toMatchObject({ place: 'file-name', after: about.applied?.path.split('/').at(-1) })
    expect(about.outside.find(({ place }) => place === 'preamble')).toMatchObject({
      before: 'made by Jane Doe',
      after: '',
      lengthAfter: 128,
    })
    expect(await lineOf('(0010,0010)')).toMatchObject({ fate: 'emptied', value: 'DOE^JANE', after: '' })
    expect(await lineOf('(0008,0060)')).toMatchObject({ fate: 'kept', value: 'MR' })
    expect(await lineOf('(0008,0018)')).toMatchObject({ fate: 'changed' })
    expect(await lineOf('(0009,"ACME 1",01)')).toMatchObject({ fate: 'removed', value: 'private' })
    expect(await lineOf('(0012,0062)')).toMatchObject({ fate: 'added', value: 'YES' })
    const changed = await page({ only: 'changed' })
    expect(changed.rows.some(({ fate, items }) => fate === 'kept' && items === undefined)).toBe(false)
    const after = await good(engine.headerValue({ project, file, path: '(0012,0062)', after: true }, UNWATCHED))
    expect(after.text).toBe('YES')
  })
})
