// Parses every file that is named in a list, and keeps nothing. Run: node dicom-parser.mjs <list> <folder with the package>
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [, , list, from] = process.argv
const { parseDicom } = createRequire(`${from}/`)('dicom-parser')
let failed = 0
for (const file of readFileSync(list, 'utf8').trim().split('\n')) {
  try {
    parseDicom(readFileSync(file))
  } catch {
    failed += 1
  }
}
process.stderr.write(`${failed} failed\n`)
