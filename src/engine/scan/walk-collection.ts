import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join, sep } from 'node:path'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { machineReason } from '../project/project.ts'
import { NOT_LOOKED_AT, type FoundFile } from '../project/inventory-store.ts'
import { isInside } from './is-inside.ts'
import { SCAN } from './texts.ts'

export interface WalkOptions {
  /** What the walk needs of the machine: entries of a folder with names in Latin-1, each character one byte. A test gives it one that fails. */
  readonly list?: (path: string) => readonly Dirent[]
  /** Whether size and time of regular files are wanted (default: yes); without, they are {@link NOT_LOOKED_AT}. */
  readonly stats?: boolean
}

const listFolder = (path: string): readonly Dirent[] => readdirSync(path, { withFileTypes: true, encoding: 'latin1' })

/**
 * Every file under a folder, folder by folder, names in the order of their code points. Nothing is opened. Whatever is
 * no regular file, and every folder that cannot be listed (its path ends with `/`), is found with a reason, so that
 * everything is accounted for.
 *
 * Symbolic links to files are files. Links to folders are followed if they lead out of the collection, each folder
 * once; those that lead into it stand for files that are found there anyway, and would make loops.
 */
export function* walkCollection(root: string, { list = listFolder, stats = true }: WalkOptions = {}): Generator<FoundFile> {
  const outside = new Set<string>()
  const open: Folder[] = [{ path: '', isOutside: false }]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { path, isOutside } = folder
    let entries: readonly Dirent[]
    try {
      if (isOutside && !isFirstVisit(outside, join(root, path))) {
        yield unreadable(path, SCAN.files.secondTime)
        continue
      }
      entries = list(join(root, path))
    } catch (error) {
      yield unreadable(path, SCAN.files.notListed(machineReason(error)))
      continue
    }
    const inner: Folder[] = []
    for (const { name, entry } of named(entries).sort((a, b) => byCodePoint(a.name, b.name))) {
      const at = path + name
      if (!isUtf8(entry.name)) yield unreadable(at, SCAN.files.name)
      else if (entry.isDirectory()) inner.push({ path: `${at}/`, isOutside })
      else if (entry.isFile()) yield stats ? regularFile(root, at) : { path: at, ...NOT_LOOKED_AT, reason: '' }
      else if (entry.isSymbolicLink()) {
        const found = followLink(root, at)
        if ('isOutside' in found) inner.push(found)
        else yield found
      } else yield unreadable(at, SCAN.files.notRegular)
    }
    open.push(...inner.toReversed())
  }
}

/** A folder that is to be listed: relative to the collection, empty or with `/` at its end. */
interface Folder {
  readonly path: string
  /** Reached through a link out of the collection. */
  readonly isOutside: boolean
}

function unreadable(path: string, reason: string): FoundFile {
  return { path, size: 0, mtime: 0, reason }
}

function regularFile(root: string, path: string): FoundFile {
  try {
    const { size, mtimeMs } = lstatSync(root + sep + path)
    return { path, size, mtime: mtimeMs, reason: '' }
  } catch (error) {
    return unreadable(path, SCAN.files.notReached(machineReason(error)))
  }
}

function followLink(root: string, path: string): FoundFile | Folder {
  try {
    const target = realpathSync(join(root, path))
    const stats = statSync(target)
    if (stats.isFile()) return { path, size: stats.size, mtime: stats.mtimeMs, reason: '' }
    if (!stats.isDirectory()) return unreadable(path, SCAN.files.notRegular)
    if (isInside(target, root)) return unreadable(path, SCAN.files.linkInside)
    if (isInside(root, target)) return unreadable(path, SCAN.files.linkAround)
    return { path: `${path}/`, isOutside: true }
  } catch (error) {
    return unreadable(path, SCAN.files.linkNowhere(machineReason(error)))
  }
}

function isFirstVisit(visited: Set<string>, folder: string): boolean {
  const real = realpathSync(folder)
  if (visited.has(real)) return false
  visited.add(real)
  return true
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

interface Named {
  readonly name: string
  readonly entry: Dirent
}

/** Each entry of a folder has a name of its own, also where one is called what another looks like when it is escaped. */
function named(entries: readonly Dirent[]): Named[] {
  const found: Named[] = []
  const escaped: Named[] = []
  for (const entry of entries) {
    const name = decodedName(entry.name)
    if (name === undefined) escaped.push({ name: escapedName(entry.name), entry })
    else found.push({ name, entry })
  }
  const taken = escaped.length === 0 ? undefined : new Set(found.map(({ name }) => name))
  for (const { name, entry } of escaped) {
    let free = name
    while (taken?.has(free) === true) free += '\\x'
    taken?.add(free)
    found.push({ name: free, entry })
  }
  return found
}

function isUtf8(latin1: string): boolean {
  return decodedName(latin1) !== undefined
}

function decodedName(latin1: string): string | undefined {
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1
  try {
    return utf8.decode(Buffer.from(latin1, 'latin1'))
  } catch {
    return undefined
  }
}

function escapedName(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}
