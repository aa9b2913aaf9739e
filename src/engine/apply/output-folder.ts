import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** How an output file is called while it is written; never a name that a pattern makes. */
const PARTIAL = /^\.tagbench-\d+\.part$/

export function partialName(fileId: number): string {
  return `.tagbench-${fileId}.part`
}

/** What file systems and desktops put into folders by themselves. */
const HARMLESS: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/**
 * Whether a folder holds anything that this project has not written: other files, and links of any kind, which might
 * lead into the originals. What an interrupted run left half-written is removed on the way, in a folder that is ours.
 * @param isOurs whether a path relative to the folder, with `/`, is a file that this project wrote; undefined where it
 * never wrote there
 */
export function holdsForeignFiles(folder: string, isOurs: ((path: string) => boolean) | undefined): boolean {
  const pending = ['']
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    const here = join(folder, relative)
    for (const entry of readdirSync(here, { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      // The root of a disk of its own.
      if (relative === '' && entry.name === 'lost+found' && entry.isDirectory()) continue
      if (entry.isDirectory()) pending.push(path)
      else if (!entry.isFile()) return true
      else if (isOurs !== undefined && PARTIAL.test(entry.name)) rmSync(join(folder, path))
      else if (!HARMLESS.has(entry.name) && isOurs?.(path) !== true) return true
    }
  }
  return false
}

/** Removes what is half-written when nobody writes any more. */
export function removePartials(folder: string): void {
  holdsForeignFiles(folder, () => true)
}

/** Removes a file that this project wrote, and the folders that are empty without it. */
export function removeOutput(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true })
  pruneFolders(folder, path)
}

/** Removes the folders above a path, up to but without the output folder, as far as they are empty. */
export function pruneFolders(folder: string, path: string): void {
  const segments = path.split('/')
  for (let depth = segments.length - 1; depth > 0; depth -= 1) {
    try {
      rmdirSync(join(folder, ...segments.slice(0, depth)))
    } catch {
      return
    }
  }
}

/** Size and time of a file that is there and is a file; undefined otherwise. */
export function statOutput(folder: string, path: string): { readonly size: number; readonly mtime: number } | undefined {
  const stats = lstatSync(join(folder, path), { throwIfNoEntry: false })
  return stats?.isFile() === true ? { size: stats.size, mtime: stats.mtimeMs } : undefined
}
