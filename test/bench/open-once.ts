import { setTimeout } from 'node:timers/promises'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'

/**
 * Asks an engine that has only just started what a window asks, each question three times: the first answer reads what is
 * held from then on. What a window asks by itself is asked at once; before anything that a person asks for half a second
 * passes, in which the engine does what it does by itself. Run: `node open-once.mjs <project> <state folder>`; prints one
 * line of JSON: by question, milliseconds that passed, and those of the processor.
 */
const [, , project = '', stateFolder = ''] = process.argv
const engine = createEngine({ workerEntry: '', stateFolder })
const times: Record<string, { ms: number; cpu: number }[]> = {}

async function timed(what: string, ask: () => Promise<{ readonly ok: boolean }>, asksItself = false): Promise<void> {
  if (!asksItself) await setTimeout(500)
  const each: { ms: number; cpu: number }[] = []
  for (let time = 0; time < 3; time++) {
    const [begun, before] = [performance.now(), process.cpuUsage()]
    if (!(await ask()).ok) throw new Error(`${what} failed`)
    const { user, system } = process.cpuUsage(before)
    each.push({ ms: performance.now() - begun, cpu: (user + system) / 1000 })
  }
  times[what] = each
}

const search = (text: string) => () => engine.inventory({ project, query: { search: text, inValues: true, limit: 100 } }, UNWATCHED)

await timed('open the project', () => engine.openProject({ project }, UNWATCHED), true)
await timed('first page of the inventory', () => engine.inventory({ project, query: { limit: 100 } }, UNWATCHED), true)
await timed('counts of all filters', () => engine.facets({ project, query: {} }, UNWATCHED), true)
const filter = (limit: number) => () => engine.inventory({ project, query: { filters: { vr: ['UI'] }, limit } }, UNWATCHED)
await timed('a filter, in the address that was opened', filter(100), true)
const facets = (vr: string) => () => engine.facets({ project, query: { filters: { vr: [vr] } } }, UNWATCHED)
await timed('counts under that filter', facets('UI'), true)
await timed('another page', () => engine.inventory({ project, query: { offset: 1000, limit: 100 } }, UNWATCHED))
await timed('a filter', () => engine.inventory({ project, query: { filters: { vr: ['LO'] }, limit: 100 } }, UNWATCHED))
await timed('counts under a filter', facets('LO'))
await timed('a search', () => engine.inventory({ project, query: { search: 'name', limit: 100 } }, UNWATCHED))
await timed('an order', () => engine.inventory({ project, query: { sort: { by: 'files', descending: true }, limit: 100 } }, UNWATCHED))
await timed('groups', () => engine.inventory({ project, query: { groupBy: 'creator', limit: 100 } }, UNWATCHED))
await timed('a word in all values, there', search('siemens'))
await timed('a word in all values, not there', search('zzqqxy'))
await timed('a number in all values, there', search('1.2.840'))
await timed('a number in all values, not there', search('98765432199'))
for (const [name, path] of [
  ['Modality', '(0008,0060)'],
  ["Patient's Name", '(0010,0010)'],
  ['Instance Number', '(0020,0013)'],
  ['Content Time', '(0008,0033)'],
  ['SOP Instance UID', '(0008,0018)'],
] as const)
  await timed(`values of ${name}`, () => engine.values({ project, path, limit: 200 }, UNWATCHED))
const uids = (more: { search?: string; after?: string }) => () =>
  engine.elementValues({ project, path: '(0008,0018)', limit: 200, ...more }, UNWATCHED)
await timed('all SOP Instance UIDs, a page from the middle', uids({ after: JSON.stringify(['1.3', 0, '']) }))
await timed('a number in all SOP Instance UIDs, there', uids({ search: '.1234' }))
await timed('a number in all SOP Instance UIDs, not there', uids({ search: '98765432199' }))
await engine.shutdown()
process.stdout.write(`${JSON.stringify(times)}\n`)
