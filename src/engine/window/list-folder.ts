import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../core/result.ts'
import type { FolderListing } from '../../contract/curation-api.ts'
import type { Outcome } from '../../contract/outcome.ts'

/** The folders in a folder that the user may read, for a chooser; hidden ones are left out. */
export function listFolder(path: string | undefined): Outcome<FolderListing> {
  const folder = resolve(path ?? homedir())
  let names: readonly string[]
  let files = 0
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    files = entries.filter((entry) => entry.isFile()).length
    names = entries
      .filter((entry) => !entry.name.startsWith('.') && isFolder(join(folder, entry.name), entry.isDirectory(), entry.isSymbolicLink()))
      .map((entry) => entry.name)
  } catch {
    return fail({ code: 'not-found', message: 'This folder is not there, or may not be read.' })
  }
  const parent = dirname(folder)
  const folders = [...names]
    .sort((a, b) => a.localeCompare(b))
    .map((name) => {
      const child = join(folder, name)
      return { name, path: child, isProject: existsSync(join(child, 'project.sqlite')) }
    })
  return ok({ path: folder, ...(parent === folder ? {} : { parent }), folders, files })
}

function isFolder(path: string, directory: boolean, link: boolean): boolean {
  try {
    if (!directory && !(link && statSync(path).isDirectory())) return false
    accessSync(path, constants.R_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
