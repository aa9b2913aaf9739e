import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { makeProject } from './made-project.ts'
import { median } from './measure.ts'

/**
 * What marks cost the engine over a large project, by the clock and of a processor: one mark for everything, one of a
 * single element while what follows from that is still found out, all that follows, and a mark on a quiet project. The
 * engine runs in this process; what the window does is not counted (see `window.ts`).
 * Run: `node test/bench/marks.ts [elements]`
 */
const ELEMENTS = Number(process.argv[2] ?? 100_000)
const query = { held: 'bench.1', groupBy: 'none' } as const
const path = '(0010,0010)'
const by = 'A. Curator'

const taken = new Map<string, { readonly ms: number[]; readonly cpu: number[] }>()

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  const there = taken.get(name) ?? { ms: [], cpu: [] }
  taken.set(name, there)
  there.ms.push(performance.now() - begun)
  there.cpu.push((user + system) / 1000)
}

const folder = mkdtempSync(join(tmpdir(), 'tagbench-marks-'))
const project = makeProject(folder, { files: ELEMENTS / 2, elements: ELEMENTS })
const engine = createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })
const counts = () => engine.facets({ project, query }, UNWATCHED)
const mark = (decision: 'delete' | 'retain') => engine.decide({ project, decisions: [{ path, choice: { decision } }], by }, UNWATCHED)
try {
  await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
  await engine.inventory({ project, query }, UNWATCHED)
  await counts()
  for (const decision of ['delete', 'retain', 'delete', 'review'] as const) {
    await timed('everything at once', () => engine.decideMatching({ project, matching: { query }, choice: { decision }, by }, UNWATCHED))
    const all = timed('all that follows from it, with the counts', counts)
    await timed('one element meanwhile', () => mark('delete'))
    await all
  }
  for (let round = 0; round < 6; round++) {
    await timed('one element', () => mark(round % 2 === 0 ? 'retain' : 'delete'))
    await timed('what follows from it, with the counts', counts)
  }
  process.stdout.write(`${ELEMENTS.toLocaleString('en')} elements, load ${loadavg()[0]?.toFixed(1)}\n`)
  for (const [name, { ms, cpu }] of taken)
    process.stdout.write(
      `${name.padEnd(44)} ${median(ms).toFixed(0).padStart(6)} ms   worst ${Math.max(...ms)
        .toFixed(0)
        .padStart(6)} ms   processor ${median(cpu).toFixed(0)} ms\n`,
    )
} finally {
  await engine.shutdown()
  rmSync(folder, { recursive: true, force: true })
}
