import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Runs every bench, or one with its arguments: `npm run bench`, `npm run bench -- scan 20000`.
 * What each measures is said in its file.
 */
const BENCHES = ['tables', 'scan', 'open', 'apply', 'apply-memory', 'apply-floor', 'review', 'review-memory', 'private', 'script'] as const
const [wanted, ...args] = process.argv.slice(2)
const chosen = wanted === undefined ? BENCHES : BENCHES.filter((name) => name === wanted)
if (chosen.length === 0) throw new Error(`There is no bench ${wanted}. There are: ${BENCHES.join(', ')}.`)
for (const name of chosen) {
  process.stdout.write(`\n# ${name}\n`)
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...args], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
