// Opens every file that is named in a list and reads its first 64 KB. Run: node floor.mjs <list>
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const buffer = new Uint8Array(65536)
for (const file of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const fd = openSync(file)
  readSync(fd, buffer, 0, buffer.length, 0)
  closeSync(fd)
}
