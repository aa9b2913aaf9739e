import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { makeProject } from './made-project.ts'
import { median } from './measure.ts'
import { timed, type Timed } from './timed-answer.ts'

/**
 * How long the Collection, Values and Profile rooms wait for their engine over a large project, each as milliseconds, in
 * the processor's time as well, and as a share of its target (100 ms for what answers a filter, a page or a key). The
 * first answers of a room are told apart, as they make ready what the later ones use. The project is a store as a scan
 * leaves it.
 * Run: `node test/bench/rooms.ts [files] [elements]`
 */
const FILES = Number(process.argv[2] ?? 200_000)
const ELEMENTS = Number(process.argv[3] ?? 20_000)
const TARGET_MS = 100
const TIMES = 7

async function row<T>(what: string, ask: (time: number) => Promise<Outcome<T>>, times = TIMES): Promise<T> {
  const all: Timed[] = []
  let last: T | undefined
  for (let time = 0; time < times; time++) {
    const { value, ...measured } = await timed(() => ask(time))
    all.push(measured)
    last = value
  }
  const [wall, cpu] = [median(all.map((one) => one.wall)), median(all.map((one) => one.cpu))]
  const share = times === 1 ? '' : `${Math.round((100 * wall) / TARGET_MS)} %`
  process.stdout.write(`| ${what} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${share} |\n`)
  return last as T
}

const folder = mkdtempSync(join(tmpdir(), 'tagbench-rooms-'))
const engine = createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })
const by = 'A. Curator'
try {
  const project = makeProject(folder, { files: FILES, elements: ELEMENTS })
  await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
  process.stdout.write('| what | ms | of them processor | share of 100 ms |\n|---|---|---|---|\n')
  await row('the inventory is there (before any room)', () => engine.inventory({ project, query: { limit: 100 } }, UNWATCHED), 1)
  await row('collection: charts, first', () => engine.collection({ project }, UNWATCHED), 1)
  await row('collection: charts under a filter', () => engine.collection({ project, query: { filters: { modality: ['MR'] } } }, UNWATCHED))
  const tree = await row('collection: a page of the tree', () => engine.collectionTree({ project, query: { limit: 100 } }, UNWATCHED))
  const turned = tree.rows.map(({ key }) => key)
  await row('collection: the tree, searched', () =>
    engine.collectionTree({ project, query: { search: '1.', turned, limit: 100 } }, UNWATCHED),
  )
  await row('collection: problems', () => engine.collectionProblems({ project }, UNWATCHED))
  const { standing } = await row(
    'values: by element, first',
    () => engine.work({ project, query: { by: 'element', limit: 100 } }, UNWATCHED),
    1,
  )
  process.stdout.write(`| ${standing.values.toLocaleString('en')} values to review, ${standing.texts.toLocaleString('en')} texts | | | |\n`)
  await row('values: by element, a page', () => engine.work({ project, query: { by: 'element', limit: 100 } }, UNWATCHED))
  const page = await row('values: by value, a page', () => engine.work({ project, query: { by: 'value', limit: 100 } }, UNWATCHED))
  const far = Math.max(0, page.total - 200)
  await row('values: by value, the last page', () => engine.work({ project, query: { by: 'value', offset: far, limit: 100 } }, UNWATCHED))
  await row('values: by value, searched', () => engine.work({ project, query: { by: 'value', search: 'an', limit: 100 } }, UNWATCHED))
  await row('values: by word, first', () => engine.work({ project, query: { by: 'token', limit: 100 } }, UNWATCHED), 1)
  await row('values: by word, a page', () => engine.work({ project, query: { by: 'token', limit: 100 } }, UNWATCHED))
  const texts = page.rows.flatMap((line) => (line.kind === 'value' ? [line.text] : []))
  const keys = (time: number): readonly string[] => texts.slice(time, time + 1)
  await row('values: one decided', (time) =>
    engine.decideValues({ project, targets: { by: 'value', keys: keys(time) }, choice: { decision: 'delete' }, by }, UNWATCHED),
  )
  await row('values: the page after it', () => engine.work({ project, query: { by: 'value', limit: 100, since: standing.seq } }, UNWATCHED))
  await row('values: the next that is left', () =>
    engine.work({ project, query: { by: 'value', limit: 0, findNext: { from: 0 } } }, UNWATCHED),
  )
  await row(
    'values: all that match decided',
    () => engine.decideValues({ project, targets: { query: { by: 'value' } }, choice: { decision: 'delete' }, by }, UNWATCHED),
    1,
  )
  await row('values: the page after that', () => engine.work({ project, query: { by: 'value', limit: 100 } }, UNWATCHED), 1)
  await row('profile: what the Options change', () => engine.optionEffects({ project }, UNWATCHED))
  await row('profile: examples of the settings', () => engine.settingExamples({ project }, UNWATCHED))
} finally {
  await engine.shutdown()
  rmSync(folder, { recursive: true, force: true })
}
