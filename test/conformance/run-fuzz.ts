import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/**
 * Damages files of the corpus for as long as one likes, in the pieces of the tests: `npm run fuzz -- [files] [seed]`
 * (200,000 files where nothing is said, some ten minutes). Says how many were read and refused, and which took longest. A
 * file that fails is named by seed and number, and comes again with them.
 */
const [files = '200000', seed] = process.argv.slice(2)
if (!/^\d+$/.test(files) || !/^\d*$/.test(seed ?? '')) throw new Error('npm run fuzz -- [files] [seed]')
const tests = ['fuzz', 'alike-files'].map((name) => `test/conformance/${name}.test.ts`)
const { status } = spawnSync(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), 'run', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ: files, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) },
})
process.exitCode = status ?? 1
