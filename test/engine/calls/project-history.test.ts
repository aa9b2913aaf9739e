import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HistoryLine, ProfileChange, DecisionAct } from '../../../src/contract/history-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import type { Choice } from '../../../src/core/decisions/decision.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

let engine: Engine
let project: string
const folder = temporaryFolder()
const [NAME, STUDY, SERIES] = ['(0010,0010)', '(0008,1030)', '(0008,103E)']

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
const open = (): Engine =>
  createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
const decide = (by: string, reason: string, choice: Choice, ...paths: readonly string[]) =>
  good(engine.decide({ project, by, decisions: paths.map((path) => ({ path, choice, reason })) }, UNWATCHED))
const history = async (search?: string): Promise<readonly HistoryLine[]> =>
  (await good(engine.projectHistory({ project, ...(search === undefined ? {} : { search }) }, UNWATCHED))).rows
const acts = async (search?: string): Promise<readonly DecisionAct[]> => (await history(search)).filter((line) => line.kind === 'decisions')
const profileChanges = async (): Promise<readonly ProfileChange[]> => (await history()).filter((line) => line.kind === 'profile')
const decided = async (path: string): Promise<string | undefined> =>
  (await good(engine.element({ project, path }, UNWATCHED))).decision?.choice.decision

beforeAll(async () => {
  const collection = folderOf({
    'a.dcm': part10([
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      text(0x00080018, 'UI', '1.2.3.1'),
      text(0x00081030, 'LO', 'HEAD'),
      text(0x0008103e, 'LO', 'AX T1'),
      text(0x00100010, 'PN', 'OYELARAN^RUTH'),
      text(0x00100020, 'LO', 'MRN77120'),
      text(0x0020000d, 'UI', '1.2'),
      text(0x0020000e, 'UI', '1.2.3'),
    ]),
  })
  project = join(folder, 'project')
  engine = open()
  await good(engine.scan({ project, collection }, UNWATCHED))
  await decide('A. Curator', 'a name', { decision: 'delete' }, NAME)
  await decide('B. Second', 'both were read', { decision: 'retain', treatment: 'keep' }, STUDY, SERIES)
  await good(engine.setProfile({ project, options: ['CleanDescriptors'], set: { 'patient-id': 'S-{n:3}' }, by: 'B. Second' }, UNWATCHED))
  await decide('A. Curator', 'on second thoughts', { decision: 'delete' }, STUDY)
})
afterAll(() => engine.shutdown())

describe('the history of a project', () => {
  it('has every act and every change of the profile, the latest first, with who, when and why', async () => {
    const lines = await history()
    expect(lines.map((line) => (line.kind === 'profile' ? 'profile' : `${line.by}: ${line.decisions} ${line.first.reason}`))).toEqual([
      'A. Curator: 1 on second thoughts',
      'profile',
      'B. Second: 2 both were read',
      'A. Curator: 1 a name',
    ])
    expect(lines.every((line) => !Number.isNaN(Date.parse(line.at)))).toBe(true)
    expect(await profileChanges()).toMatchObject([
      {
        by: 'B. Second',
        changes: [
          { name: 'option', before: '', after: 'CleanDescriptors' },
          { name: 'patientId', before: '', after: 'S-{n:3}' },
        ],
      },
    ])
  })

  it('is found by element, name, author, reason and choice', async () => {
    expect((await acts("patient's name")).map((act) => act.first.path)).toEqual([NAME])
    expect((await acts('second retain')).map((act) => act.found)).toEqual([2])
    expect((await acts('(0008,103e)')).map((act) => [act.decisions, act.found, act.first.path])).toEqual([[2, 1, SERIES]])
    expect(await history('nobody wrote this')).toEqual([])
    expect((await history('cleandescriptors')).map((line) => line.kind)).toEqual(['profile'])
  })

  it('comes in pages', async () => {
    const page = await good(engine.projectHistory({ project, offset: 1, limit: 2 }, UNWATCHED))
    expect(page.total).toBe(4)
    expect(page.rows).toHaveLength(2)
  })

  it('an earlier act is taken back without what came after, and put back again', async () => {
    const [, both] = await acts()
    const act = both?.act ?? 0
    await good(engine.takeBack({ project, act, by: 'C. Third' }, UNWATCHED))
    expect([await decided(STUDY), await decided(SERIES), await decided(NAME)]).toEqual(['delete', undefined, 'delete'])
    expect((await acts()).find((one) => one.act === act)?.takenBack).toMatchObject({ by: 'C. Third' })
    await good(engine.putBack({ project, act, by: 'C. Third' }, UNWATCHED))
    expect([await decided(STUDY), await decided(SERIES)]).toEqual(['delete', 'retain'])
    expect((await acts()).find((one) => one.act === act)?.takenBack).toBeNull()
  })

  it('one decision of many is taken back by itself', async () => {
    const [, both] = await acts()
    const act = both?.act ?? 0
    const made = await good(engine.actDecisions({ project, act }, UNWATCHED))
    expect(made.rows.map(({ path, name }) => [path, name])).toEqual([
      [STUDY, 'Study Description'],
      [SERIES, 'Series Description'],
    ])
    const entry = made.rows[1]?.id ?? 0
    await good(engine.takeBack({ project, act, entry, by: 'C. Third' }, UNWATCHED))
    expect(await decided(SERIES)).toBeUndefined()
    expect((await good(engine.history({ project, path: SERIES }, UNWATCHED)))[0]?.takenBack).toBe(true)
    expect((await acts()).find((one) => one.act === act)).toMatchObject({ singlyBack: 1, takenBack: null })
    expect(await engine.takeBack({ project, act, entry, by: 'C. Third' }, UNWATCHED)).toMatchObject({ ok: false })
  })

  it('survives the end of the program', async () => {
    const before = await history()
    await engine.shutdown()
    engine = open()
    expect(await history()).toEqual(before)
    expect(await decided(SERIES)).toBeUndefined()
  })

  it('a change of the profile is taken back as far as it still stands', async () => {
    const [change] = await profileChanges()
    await good(engine.setProfile({ project, set: { 'patient-id': 'T-{n:3}' }, by: 'A. Curator' }, UNWATCHED))
    const profile = await good(engine.takeProfileBack({ project, id: change?.id ?? 0, by: 'A. Curator' }, UNWATCHED))
    expect(profile.options).toEqual([])
    expect(profile.settings.patientId).toBe('T-{n:3}')
    expect(await engine.takeProfileBack({ project, id: change?.id ?? 0, by: 'A. Curator' }, UNWATCHED)).toMatchObject({
      failure: { code: 'refused' },
    })
  })

  it('is only read where the project is held elsewhere', async () => {
    await good(engine.openProject({ project, lookOnly: true }, UNWATCHED))
    const [last] = await acts()
    expect(await engine.takeBack({ project, act: last?.act ?? 0, by: 'D' }, UNWATCHED)).toMatchObject({ failure: { code: 'refused' } })
    expect((await history()).length).toBeGreaterThan(4)
    await good(engine.openProject({ project, lookOnly: false }, UNWATCHED))
  })
})
