import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Folders of sources that answers follow from, seen from this file. */
const SOURCES = ['../../core', '../../contract', '..']
const CODE = /\.[cm]?[jt]s$/

let known: { readonly digest: string | undefined } | undefined

/**
 * SHA-256 of this program's own code, names of files and all their bytes: what was computed by the rules of one program
 * and kept is not taken for the answer of another. Read once.
 * @returns undefined where the code cannot be read, or was changed since this program began: then nobody knows by what
 * rules an answer was made
 */
export function programDigest(): string | undefined {
  known ??= { digest: codeDigest(ownFolders(), performance.timeOrigin) }
  return known.digest
}

/** Built, all code lies in the folder that this is built into. */
function ownFolders(): readonly string[] {
  const { filename } = import.meta
  return filename.endsWith('.ts') ? SOURCES.map((folder) => resolve(dirname(filename), folder)) : [dirname(filename)]
}

/**
 * SHA-256 of all code in some folders.
 * @param begun milliseconds since 1970
 * @returns undefined where some of it cannot be read, or is younger than that
 */
export function codeDigest(folders: readonly string[], begun: number): string | undefined {
  const hash = createHash('sha256')
  try {
    for (const file of folders.flatMap(codeIn)) {
      if (statSync(file).ctimeMs > begun) return undefined
      hash.update(`${file}\n`).update(readFileSync(file))
    }
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
