#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Entry of the terminal. SQLite comes with Node from 22.13 on; an older one hands over to the Node that npm installed here. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 13)) {
  const { main } = await import('./command-line/main.ts')
  const here = fileURLToPath(import.meta.url)
  const workerEntry = here.endsWith('.ts') ? fileURLToPath(new URL('../engine/worker.ts', import.meta.url)) : join(here, '..', 'worker.js')
  process.exitCode = await main(process.argv.slice(2), { workerEntry })
} else {
  const newer = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
  if (existsSync(newer) && process.env['TAGBENCH_NODE'] === undefined) {
    const env = { ...process.env, TAGBENCH_NODE: '1' }
    process.exitCode = spawnSync(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit', env }).status ?? 1
  } else {
    process.stderr.write(`tagbench needs Node 22.13 or newer; this is ${process.versions.node}.\n`)
    process.exitCode = 1
  }
}
