import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { CALLS } from '../../../src/engine/calls/texts.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
let folder: string
const by = 'A. Curator'

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

const set = (changes: Readonly<Record<string, string>>, options?: readonly string[]) =>
  good(engine.setProfile({ project, set: changes, ...(options === undefined ? {} : { options }) }, UNWATCHED))
const examples = async () => {
  const { examples: found } = await good(engine.settingExamples({ project }, UNWATCHED))
  return Object.fromEntries(found.map((one) => [one.setting, one]))
}
const effects = async () =>
  Object.fromEntries((await good(engine.optionEffects({ project }, UNWATCHED))).map((effect) => [effect.option, effect]))

const started = (): Engine =>
  createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })

beforeAll(async () => {
  folder = temporaryFolder()
  project = join(folder, 'project')
  engine = started()
  const collection = folderOf({
    'a/one': part10([
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      text(0x00080018, 'UI', '1.2.3.4'),
      text(0x00080020, 'DA', '20190312'),
      text(0x00080060, 'CS', 'MR'),
      text(0x0008103e, 'LO', 'knee'),
      text(0x00100010, 'PN', 'DOE^JANE'),
      text(0x00100020, 'LO', 'P1'),
      text(0x00101010, 'AS', '093Y'),
      text(0x0020000d, 'UI', '1.2.3'),
      text(0x0020000e, 'UI', '1.2.3.1'),
    ]),
  })
  await good(engine.scan({ project, collection, workers: 1 }, UNWATCHED))
})
afterAll(() => engine.shutdown())

describe('what an Option changes', () => {
  it('is counted, and named by what is in most files', async () => {
    const { CleanDescriptors, RetainPatientCharacteristics, CleanGraphics } = await effects()
    expect(CleanDescriptors).toMatchObject({ chosen: false, elements: 1, files: 1, names: ['Series Description'] })
    expect(RetainPatientCharacteristics?.names).toEqual(["Patient's Age"])
    expect(CleanGraphics).toMatchObject({ elements: 0, files: 0, names: [] })
  })

  it('excludes the other of the two for dates', async () => {
    await set({}, ['RetainLongitudinalFullDates'])
    expect((await effects())['RetainLongitudinalModifiedDates']?.excludedBy).toBe('RetainLongitudinalFullDates')
    expect((await examples())['date-shift']).toMatchObject({ old: '20190312', new: '20190312' })
    await set({}, [])
  })
})

describe('what the settings make of the data', () => {
  it('is deleted, or mapped by a pattern', async () => {
    expect((await examples())['patient-id']).toMatchObject({ old: 'P1', new: '' })
    await set({ 'patient-id': 'SUBJ-{n:4}' })
    expect((await examples())['patient-id']).toMatchObject({ old: 'P1', new: 'SUBJ-0001', note: '' })
  })

  it('is what apply then writes', async () => {
    await set({ 'patient-id': 'SUBJ-{n:4}', 'date-shift': '100..200', 'uid-root': '2.25' }, ['RetainLongitudinalModifiedDates'])
    const shown = await examples()
    await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    await good(engine.apply({ project, out: join(folder, 'copy') }, UNWATCHED))
    const { file } = await good(engine.instanceWith({ project, path: '(0008,0020)' }, UNWATCHED))
    const { rows, about } = await good(engine.header({ project, file }, UNWATCHED))
    const after = (path: string) => rows.find((row) => row.path === path)?.after
    expect(shown['date-shift']?.new).toBe(after('(0008,0020)'))
    expect(shown['uid-root']?.new).toBe(after('(0020,000D)'))
    expect(shown['patient-id']?.new).toBe(after('(0010,0020)'))
    expect(shown['output-path']?.new).toBe(about.applied?.path)
  })

  it('caps an age that tells a person from the rest', async () => {
    expect((await examples())['age-cap']).toMatchObject({ old: '093Y', new: '090Y' })
    await set({ 'age-cap': 'off' })
    expect((await examples())['age-cap']).toMatchObject({ old: '093Y', new: '093Y' })
  })
})

describe('a list of physical parameters of somebody else', () => {
  const list = (): string => join(folder, 'list.csv')

  it('is refused where it is not there, or names no tag', async () => {
    expect(await engine.setProfile({ project, set: { 'physical-parameters': list() } }, UNWATCHED)).toMatchObject({ ok: false })
    writeFileSync(list(), 'name\nRows\n')
    const named = await engine.setProfile({ project, set: { 'physical-parameters': list() } }, UNWATCHED)
    expect(named).toMatchObject({ ok: false, failure: { code: 'usage', message: CALLS.settings.noParameters } })
  })

  it('that is gone is said to be, and the profile can name another one', async () => {
    writeFileSync(list(), 'tag,kind\n00280010,physical\n')
    await set({ 'physical-parameters': list() })
    rmSync(list())
    // Who has the project open goes on with what was read.
    await engine.shutdown()
    engine = started()
    const before = await engine.optionEffects({ project }, UNWATCHED)
    expect(before).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    const copied = await engine.apply({ project, out: join(folder, 'copy') }, UNWATCHED)
    expect(copied).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    await set({ 'physical-parameters': '' })
    expect(await engine.optionEffects({ project }, UNWATCHED)).toMatchObject({ ok: true })
  })
})
