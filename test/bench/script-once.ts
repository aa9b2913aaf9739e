import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SCRIPT_TARGETS } from '../../src/contract/script-answers.ts'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'

/**
 * Asks an engine for scripts and previews of a project, each question three times. Run:
 * `node script-once.mjs <project> <state folder>`; prints one line of JSON: by question, milliseconds that passed, and those
 * of the processor.
 */
const [, , project = '', stateFolder = ''] = process.argv
const engine = createEngine({ workerEntry: '', stateFolder })
const times: Record<string, { ms: number; cpu: number }[]> = {}

async function timed(what: string, ask: (time: number) => Promise<{ readonly ok: boolean }>): Promise<void> {
  const each: { ms: number; cpu: number }[] = []
  for (let time = 0; time < 3; time++) {
    const [begun, before] = [performance.now(), process.cpuUsage()]
    if (!(await ask(time)).ok) throw new Error(`${what} failed`)
    const { user, system } = process.cpuUsage(before)
    each.push({ ms: performance.now() - begun, cpu: (user + system) / 1000 })
  }
  times[what] = each
}

await engine.openProject({ project }, UNWATCHED)
await engine.inventory({ project, query: { limit: 100 } }, UNWATCHED)
const out = mkdtempSync(join(tmpdir(), 'tagbench-bench-script-'))
for (const target of SCRIPT_TARGETS)
  await timed(`export for ${target}`, (time) => engine.exportScript({ project, target, out: join(out, `${target}-${time}`) }, UNWATCHED))
await timed('what CTP says of each decision, first page', () => engine.expressibility({ project, target: 'ctp', limit: 100 }, UNWATCHED))
for (const [name, path] of [
  ['SOP Instance UID', '(0008,0018)'],
  ['Study Date', '(0008,0020)'],
  ["Patient's Name", '(0010,0010)'],
  ['Content Time', '(0008,0033)'],
  ['Series Description', '(0008,103E)'],
] as const) {
  await timed(`preview of ${name}`, () => engine.preview({ project, path }, UNWATCHED))
  await timed(`preview of ${name}, as if deleted`, () =>
    engine.preview({ project, path, choice: { decision: 'delete', treatment: 'empty' } }, UNWATCHED),
  )
}
await timed('preview of the whole script, first page', () => engine.preview({ project, from: 0, count: 40 }, UNWATCHED))
await engine.shutdown()
rmSync(out, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(times)}\n`)
