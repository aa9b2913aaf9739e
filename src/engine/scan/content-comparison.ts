import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentComparison } from './inconsistencies.ts'

/** Bytes that are read at most to compare files: a collection that is there twice is not read twice. */
const MOST_READ = 2 ** 30
const STRETCH = 1 << 20

/** Compares files of a collection by size and, as long as that is not too much to read, by all their bytes. */
export function contentComparison(root: string): ContentComparison {
  let read = 0
  const buffer = new Uint8Array(STRETCH)
  const digest = (path: string): string => {
    const hash = createHash('sha256')
    const fd = openSync(path, 'r')
    try {
      for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) hash.update(buffer.subarray(0, count))
    } finally {
      closeSync(fd)
    }
    return hash.digest('hex')
  }
  return (files) => {
    if (new Set(files.map(({ size }) => size)).size > 1) return false
    const size = files.reduce((sum, file) => sum + file.size, 0)
    if (read + size > MOST_READ) return undefined
    read += size
    try {
      return new Set(files.map(({ path }) => digest(join(root, path)))).size === 1
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      return undefined
    }
  }
}
