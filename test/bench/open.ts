import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'

/**
 * What a person waits for in a project that the bench `scan` has left: opening it, the first page, other pages, filters,
 * searches, the values of some elements. Every call is made once, then again, as the first one reads what is held then.
 * Run: `npm run bench -- open [project]`
 */
const work = process.env['TAGBENCH_BENCH'] ?? join(tmpdir(), 'tagbench-bench')
const project = process.argv[2] ?? join(work, 'project')
if (!existsSync(project)) {
  process.stdout.write('There is no project yet: the bench `scan` leaves one.\n')
  process.exit()
}
const engine = createEngine({ workerEntry: '', stateFolder: join(work, 'state') })

async function timed(what: string, ask: () => Promise<{ readonly ok: boolean }>): Promise<void> {
  const times: string[] = []
  for (let time = 0; time < 2; time++) {
    const begun = performance.now()
    if (!(await ask()).ok) throw new Error(`${what} failed`)
    times.push((performance.now() - begun).toFixed(0))
  }
  process.stdout.write(`| ${what} | ${times.join(' | ')} |\n`)
}

process.stdout.write('| what | first ms | again ms |\n|---|---|---|\n')
await timed('open the project', () => engine.openProject({ project }, UNWATCHED))
await timed('first page of the inventory', () => engine.inventory({ project, query: { limit: 100 } }, UNWATCHED))
await timed('another page', () => engine.inventory({ project, query: { offset: 1000, limit: 100 } }, UNWATCHED))
await timed('counts of all filters', () => engine.facets({ project, query: {} }, UNWATCHED))
await timed('a filter', () => engine.inventory({ project, query: { filters: { vr: ['UI'] }, limit: 100 } }, UNWATCHED))
await timed('a search in all values', () =>
  engine.inventory({ project, query: { search: 'siemens', inValues: true, limit: 100 } }, UNWATCHED),
)
for (const [name, path] of [
  ['Modality', '(0008,0060)'],
  ["Patient's Name", '(0010,0010)'],
  ['Instance Number', '(0020,0013)'],
  ['Content Time', '(0008,0033)'],
  ['SOP Instance UID', '(0008,0018)'],
] as const)
  await timed(`values of ${name}`, () => engine.values({ project, path, limit: 200 }, UNWATCHED))
await engine.shutdown()
