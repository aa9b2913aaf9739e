import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

const STRETCH = 1 << 20

/**
 * SHA-256 in lower-case hex of all bytes of a file, read stretch by stretch.
 * @returns undefined where the name stands for no regular file
 * @throws the machine's error (`ENOENT`, `EACCES` …)
 */
export function fileDigest(path: string, buffer: Uint8Array = new Uint8Array(STRETCH)): string | undefined {
  const hash = createHash('sha256')
  // Without blocking, because the name may have become that of a pipe since the folder was listed.
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    if (!fstatSync(fd).isFile()) return undefined
    for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) hash.update(buffer.subarray(0, count))
  } finally {
    closeSync(fd)
  }
  return hash.digest('hex')
}
