/** Reads every file of a folder, one after the other, and prints what each is, and last the most memory that it took. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../../src/core/inventory/collect.ts'
import { FileReader } from '../../../src/engine/files/file-source.ts'
import { sha256 } from '../../../src/engine/files/sha256.ts'
import { reasonInWords } from '../../../src/engine/project/kept-reason.ts'
import { scanFile } from '../../../src/engine/scan/scan-file.ts'

const folder = process.argv[2] ?? ''
const reader = new FileReader()
readdirSync(folder).forEach((name, id) => {
  const { kind, reason } = scanFile(join(folder, name), { id, path: name }, reader, new Collector(sha256))
  process.stdout.write(`${kind} ${reasonInWords(reason)}\n`)
})
process.stdout.write(`${process.resourceUsage().maxRSS} kB\n`)
