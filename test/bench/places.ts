import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The files from which collections are made. */
export const CORPUS = process.env['TAGBENCH_CORPUS'] ?? resolve(import.meta.dirname, '../../../shared/corpus')

/** Where collections and built benches are kept from one run to the next. */
export const KEPT = process.env['TAGBENCH_BENCH'] ?? join(tmpdir(), 'tagbench-bench')
