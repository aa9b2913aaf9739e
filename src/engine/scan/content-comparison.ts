import { join } from 'node:path'
import { fileDigest } from '../files/file-digest.ts'
import type { ContentComparison } from './inconsistencies.ts'

/** Bytes that are read at most to compare files: a collection that is there twice is not read twice. */
const MOST_READ = 2 ** 30

/** Compares files of a collection by size and, as long as that is not too much to read, by all their bytes. */
export function contentComparison(root: string): ContentComparison {
  let read = 0
  return (files) => {
    if (new Set(files.map(({ size }) => size)).size > 1) return false
    const size = files.reduce((sum, file) => sum + file.size, 0)
    if (read + size > MOST_READ) return undefined
    read += size
    try {
      return new Set(files.map(({ path }) => fileDigest(join(root, path)))).size === 1
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      return undefined
    }
  }
}
