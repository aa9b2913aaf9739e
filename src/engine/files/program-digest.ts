import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Folders of sources that answers follow from, seen from this file. */
const SOURCES = ['../../core', '../../contract', '..']
const CODE = /\.[cm]?[jt]s$/

let known: { readonly digest: string | undefined } | undefined

/**
 * SHA-256 of this program's own code, names of files and all their bytes: what was computed by the rules of one program
 * and kept is not taken for the answer of another. Read once.
 * @returns undefined where the code cannot be read: then nobody knows by what rules an answer was made
 */
export function programDigest(): string | undefined {
  known ??= { digest: read() }
  return known.digest
}

/** Built, all code lies in the folder that this is built into. */
function read(): string | undefined {
  const { filename } = import.meta
  const folders = filename.endsWith('.ts') ? SOURCES.map((folder) => resolve(dirname(filename), folder)) : [dirname(filename)]
  const hash = createHash('sha256')
  try {
    for (const file of folders.flatMap(codeIn)) hash.update(`${file}\n`).update(readFileSync(file))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return undefined
  }
  return hash.digest('hex')
}

function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return codeIn(path)
      return CODE.test(entry.name) ? [path] : []
    })
}
