import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'

const SOURCES = join(import.meta.dirname, 'sources')

/** One pinned file of `sources/`, as `sources.json` describes it. */
export interface Source {
  /** Name in `sources/`; `.gz` is packed. */
  readonly file: string
  readonly edition: string
  readonly origin: readonly { readonly repository: string; readonly path: string; readonly commit?: string }[]
  readonly licence: string
  readonly note?: string
  /** Over the content, unpacked where the file is packed. */
  readonly sha256: string
}

export const sources: readonly Source[] = (
  JSON.parse(readFileSync(join(SOURCES, 'sources.json'), 'utf8')) as { readonly sources: readonly Source[] }
).sources

export function sourceOf(file: string): Source {
  const source = sources.find((candidate) => candidate.file === file)
  if (source === undefined) throw new Error(`sources.json does not describe ${file}`)
  return source
}

/** The text of a pinned source; throws where it is not the file that was pinned. */
export function readSource(file: string): string {
  const stored = readFileSync(join(SOURCES, file))
  const content = file.endsWith('.gz') ? gunzipSync(stored) : stored
  const digest = createHash('sha256').update(content).digest('hex')
  if (digest !== sourceOf(file).sha256) throw new Error(`${file} is not the pinned source: its SHA-256 is ${digest}`)
  const text = content.toString('utf8')
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

/** A row of a CSV source. Asking for a column that the file does not have is a mistake in a generator. */
export type Row<Column extends string> = Readonly<Record<Column, string>>

export function readCsv<Column extends string>(file: string, columns: readonly Column[]): readonly Row<Column>[] {
  const parsed = Papa.parse<Row<Column>>(readSource(file), { header: true, skipEmptyLines: true })
  const [error] = parsed.errors
  if (error !== undefined) throw new Error(`${file}: ${error.message}`)
  const missing = columns.filter((column) => parsed.meta.fields?.includes(column) !== true)
  if (missing.length > 0) throw new Error(`${file} has no column ${missing.join(', ')}`)
  return parsed.data
}
