import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { makeProject } from './made-project.ts'
import { median } from './measure.ts'
import { timed, type Timed } from './timed-answer.ts'

/**
 * How long the Private room waits for its engine over a large project, each as milliseconds, in the processor's time as
 * well, and as a share of its target: the list of blocks (200 ms), a block, the evidence of its elements, a decision,
 * and a search of the knowledge base with every key that is pressed (50 ms). The project is a store as a scan leaves it.
 * Run: `node test/bench/private.ts [files] [elements]`
 */
const FILES = Number(process.argv[2] ?? 200_000)
const ELEMENTS = Number(process.argv[3] ?? 20_000)
const LIST_MS = 200
const KEY_MS = 50
const TYPED = ['philips diffusion', '"siemens mr header" 0019,0c', 'tcia:k ctp:x', 'status:conflict gems', 'b value']

function print(what: string, all: readonly Timed[], target?: number): void {
  const [wall, cpu] = [median(all.map((one) => one.wall)), median(all.map((one) => one.cpu))]
  const share = target === undefined ? '' : `${Math.round((100 * wall) / target)} % of ${target}`
  const worst = Math.max(...all.map((one) => one.wall))
  process.stdout.write(`| ${what} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${worst.toFixed(1)} | ${share} |\n`)
}

const folder = mkdtempSync(join(tmpdir(), 'tagbench-private-'))
const engine = createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })
try {
  const project = makeProject(folder, { files: FILES, elements: ELEMENTS })
  await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
  const opened = await timed(() => engine.inventory({ project, query: { limit: 100 } }, UNWATCHED))
  const first = await timed(() => engine.privateBlocks({ project }, UNWATCHED))
  const { blocks, elements } = first.value
  process.stdout.write(
    `${FILES.toLocaleString('en')} files, ${elements.toLocaleString('en')} private elements in ${blocks.length} blocks\n\n`,
  )
  process.stdout.write('| what | ms | of them processor | worst ms | share of target |\n|---|---|---|---|---|\n')
  print('the inventory is there (before any room)', [opened])
  print('the list of blocks, first', [first], LIST_MS)

  // As in the window, where nobody types within the first seconds: what is made ready meanwhile is ready.
  await new Promise((done) => setTimeout(done, 4000))
  const again: Timed[] = []
  const opening: Timed[] = []
  const deciding: Timed[] = []
  const by = 'A. Curator'
  for (const block of blocks.slice(0, 7)) {
    opening.push(await timed(() => engine.privateBlock({ project, key: block.key }, UNWATCHED)))
    const rows = await engine.privateBlock({ project, key: block.key }, UNWATCHED)
    const path = rows.ok ? (rows.value.rows[0]?.row.element.path ?? '') : ''
    const { creator, scanners: scopes } = block
    const input = { project, creator, paths: [path], scopes, choice: { decision: 'delete' } as const, by }
    deciding.push(await timed(() => engine.approveBlock(input, UNWATCHED)))
    again.push(await timed(() => engine.privateBlocks({ project }, UNWATCHED)))
  }
  print('the list of blocks, after a decision', again, LIST_MS)
  print('a block', opening)
  print('a decision, with its approval', deciding)

  const largest = blocks.toSorted((a, b) => b.elements - a.elements)[0]
  const rows = await engine.privateBlock({ project, key: largest?.key ?? '' }, UNWATCHED)
  const paths = rows.ok ? rows.value.rows.slice(0, 64).map(({ row }) => row.element.path) : []
  print(`evidence of ${paths.length} elements, first`, [await timed(() => engine.evidence({ project, paths }, UNWATCHED))])
  print('the same again', [await timed(() => engine.evidence({ project, paths }, UNWATCHED))])

  const keys: Timed[] = []
  const firstKey = await timed(() => engine.knowledgeSearch({ text: 'g', limit: 300, project }, UNWATCHED))
  for (const text of TYPED)
    for (let typed = 1; typed <= text.length; typed++)
      keys.push(await timed(() => engine.knowledgeSearch({ text: text.slice(0, typed), limit: 300, project }, UNWATCHED)))
  print('knowledge search, the very first key', [firstKey], KEY_MS)
  print(`knowledge search, each of ${keys.length} keys`, keys, KEY_MS)
} finally {
  await engine.shutdown()
  rmSync(folder, { recursive: true, force: true })
}
