import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/contract/standing-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

const folder = temporaryFolder()
const project = join(folder, 'project')
const by = 'A. Curator'
const engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
const collection = folderOf({
  'a.dcm': part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.66'),
    text(0x00080018, 'UI', '1.2.3.1'),
    text(0x0008103e, 'LO', 'AX T1'),
    text(0x00100010, 'PN', 'OYELARAN^RUTH'),
    text(0x00100020, 'LO', 'MRN77120'),
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', '1.2.3'),
  ]),
  'notes.txt': 'a text',
})

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
const now = async (): Promise<readonly Problem[]> => good(engine.problems({ project }, UNWATCHED))
const closing = async (): Promise<readonly string[]> => (await now()).filter(({ closes }) => closes).map(({ kind }) => kind)

afterAll(() => engine.shutdown())

/** What keeps the gate closed is known from the first day on, and each thing that is done takes its line away. */
describe('what keeps the gate closed', () => {
  it('of a project without a collection is that it was not read', async () => {
    await good(engine.openProject({ project, create: true }, UNWATCHED))
    expect(await closing()).toEqual(['not-scanned'])
  })

  it('before anything is decided is every element that is to be reviewed, by name, and that there is no copy', async () => {
    await good(engine.scan({ project, collection }, UNWATCHED))
    expect(await closing()).toEqual(['open-reviews', 'not-applied'])
    const [open] = await now()
    expect(open?.elements).toContain('(0010,0010)')
    expect((await now()).find(({ kind }) => kind === 'left-out')).toMatchObject({ count: 1, closes: false })
  })

  it('names decisions that are weaker than the profile, which close nothing', async () => {
    const decisions = [{ path: '(0010,0010)', choice: { decision: 'retain', treatment: 'keep' } as const }]
    await good(engine.decide({ project, by, decisions }, UNWATCHED))
    expect((await now()).find(({ kind }) => kind === 'deviation')).toMatchObject({ count: 1, closes: false, elements: ['(0010,0010)'] })
    await good(engine.undo({ project, by }, UNWATCHED))
    expect((await now()).find(({ kind }) => kind === 'deviation')).toBeUndefined()
  })

  it('after applying is that nobody has read the copy, and after that what the review found', async () => {
    await good(engine.acceptProposals({ project, which: 'all', by }, UNWATCHED))
    await good(engine.deleteUnreviewed({ project, by }, UNWATCHED))
    expect(await closing()).toEqual(['not-applied'])
    await good(engine.apply({ project, out: join(folder, 'copy') }, UNWATCHED))
    expect(await closing()).toEqual(['not-reviewed'])
    const review = await good(engine.review({ project }, UNWATCHED))
    expect(await closing()).toEqual(review.reasons.map(({ kind }) => kind))
  })

  it('says once that the copy is of other decisions', async () => {
    await good(
      engine.decide({ project, by, decisions: [{ path: '(0008,103E)', choice: { decision: 'delete', treatment: 'empty' } }] }, UNWATCHED),
    )
    expect((await closing()).filter((kind) => kind === 'stale')).toHaveLength(1)
  })

  it('and that the originals have moved', async () => {
    renameSync(collection, `${collection}-moved`)
    expect((await closing())[0]).toBe('moved')
    renameSync(`${collection}-moved`, collection)
  })
})
