import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allTables } from './all-tables.ts'

/**
 * `npm run tables`: writes the reference tables into `src/core`.
 *
 * A new edition: put the file into `sources/`, its edition, origin, licence and SHA-256 into `sources/sources.json`, run
 * this, read the difference row by row, and name the edition in the accessor and in `resources/NOTICES.md`.
 */
const root = join(import.meta.dirname, '..', '..')
for (const module of allTables()) {
  const path = join(root, module.path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, module.text)
  process.stdout.write(`${module.path}: ${(module.text.length / 1024).toFixed(0)} KiB\n`)
}
