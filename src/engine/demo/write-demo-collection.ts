import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { demoCollection, type DemoCollection } from './collection.ts'
import { plantedCsv } from './planted.ts'
import { DEMONSTRATION } from './texts.ts'

export interface DemoWritten {
  /** The folder to scan. */
  readonly collection: string
  /** The list of what was planted, outside the collection: `text,kind,where,path,file,bytes`. */
  readonly planted: string
  readonly instances: number
}

const COLLECTION = 'collection'
const PLANTED = 'planted.csv'
/** Says that a folder was written by us, and which files: nothing else is ever removed. */
const MARKER = 'tagbench-demo.json'
export const DEFAULT_SEED = 20_261_120
/** To be raised when the demonstration would be written otherwise: one of an earlier edition is not found again. */
const EDITION = 1

/**
 * Writes the demonstration collection to `dir/collection` and the list of its identities to `dir/planted.csv`.
 * The folder must be new, empty, or hold an earlier demonstration, whose files are replaced.
 */
export async function writeDemoCollection(dir: string, options: { readonly seed?: number } = {}): Promise<Outcome<DemoWritten>> {
  const root = resolve(dir)
  try {
    const earlier = earlierFiles(root)
    if (!earlier.ok) return earlier
    return ok(write(root, earlier.value, await demoCollection(options.seed ?? DEFAULT_SEED)))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({ code: 'io', message: DEMONSTRATION.notWritten(machineReason(error)) })
  }
}

function write(root: string, earlier: readonly string[], demo: DemoCollection): DemoWritten {
  const collection = join(root, COLLECTION)
  const planted = join(root, PLANTED)
  mkdirSync(root, { recursive: true })
  const files = demo.files.map(({ file }) => file)
  // the marker first, naming old and new: a run that is interrupted can be repeated
  writeFileSync(join(root, MARKER), JSON.stringify({ tagbenchDemo: 1, files: [...new Set([...earlier, ...files])] }, null, 1))
  for (const file of earlier) rmSync(join(collection, file), { force: true })
  for (const { file, bytes } of demo.files) {
    const target = join(collection, file)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
  }
  writeFileSync(planted, plantedCsv(demo.planted))
  writeFileSync(
    join(root, MARKER),
    JSON.stringify({ tagbenchDemo: 1, files, whole: { edition: EDITION, instances: demo.instances } }, null, 1),
  )
  return { collection, planted, instances: demo.instances }
}

/**
 * A demonstration of this edition that lies whole in a folder, as it was answered when it was written.
 * @returns undefined where there is none, or a file of it is gone
 */
export function findDemoCollection(dir: string): DemoWritten | undefined {
  const root = resolve(dir)
  const marker = readMarker(join(root, MARKER))
  const planted = join(root, PLANTED)
  if (marker?.instances === undefined || !existsSync(planted)) return undefined
  const collection = join(root, COLLECTION)
  return marker.files.every((file) => existsSync(join(collection, file))) ? { collection, planted, instances: marker.instances } : undefined
}

const FOREIGN: Failure = { code: 'refused', message: DEMONSTRATION.otherFiles }

/** The files that an earlier demonstration left in this folder; a failure where anything else would be touched. */
function earlierFiles(root: string): Outcome<readonly string[]> {
  if (!existsSync(root)) return ok([])
  if (!lstatSync(root).isDirectory()) return fail({ code: 'refused', message: DEMONSTRATION.noFolder })
  if (readdirSync(root).length === 0) return ok([])
  const marker = readMarker(join(root, MARKER))
  if (marker === undefined) return fail(FOREIGN)
  const collection = join(root, COLLECTION)
  if (!existsSync(collection)) return ok([])
  if (!lstatSync(collection).isDirectory()) return fail(FOREIGN)
  const known = new Set(marker.files)
  const found = readdirSync(collection, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(collection.length + 1)
        .split(sep)
        .join('/'),
    )
  return found.every((file) => known.has(file)) ? ok(found) : fail(FOREIGN)
}

interface Marker {
  readonly files: readonly string[]
  /** Of a demonstration of this edition that was written to its end. */
  readonly instances: number | undefined
}

function readMarker(path: string): Marker | undefined {
  if (!existsSync(path)) return undefined
  try {
    const marker: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof marker !== 'object' || marker === null || !('tagbenchDemo' in marker) || !('files' in marker)) return undefined
    if (!Array.isArray(marker.files)) return undefined
    return { files: marker.files.map(String), instances: 'whole' in marker ? instancesOf(marker.whole) : undefined }
  } catch {
    return undefined
  }
}

function instancesOf(whole: unknown): number | undefined {
  if (typeof whole !== 'object' || whole === null || !('edition' in whole) || whole.edition !== EDITION) return undefined
  return 'instances' in whole && typeof whole.instances === 'number' ? whole.instances : undefined
}
