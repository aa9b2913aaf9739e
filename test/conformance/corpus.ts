/** The real files that conformance is tested on: `../shared/corpus` beside the repository, or where TAGBENCH_CORPUS says. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const CORPUS = process.env['TAGBENCH_CORPUS'] ?? resolve(import.meta.dirname, '../../../shared/corpus')

/** For the title of a suite that is skipped; empty where there is a corpus. */
export const NO_CORPUS = existsSync(CORPUS) ? '' : ' (skipped: there is no corpus of files here)'

/** What lies in the corpus beside its files and is none of them. */
const ABOUT = new Set(['README.md', 'MANIFEST.sha256'])

/** Paths relative to the corpus, in order. */
export function corpusFiles(): readonly string[] {
  if (NO_CORPUS !== '') return []
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => !ABOUT.has(name) && statSync(join(CORPUS, name)).isFile())
    .toSorted()
}

export function corpusBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(CORPUS, name)))
}
