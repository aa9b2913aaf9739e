import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import { fail, ok } from '../../core/result.ts'
import type { FolderListing } from '../../contract/project-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { WINDOW } from './texts.ts'

/** `patient2` before `patient10`. */
const byName = new Intl.Collator(undefined, { numeric: true }).compare

/**
 * The folders in a folder that the user may read, for a chooser; hidden ones are left out.
 * @param endings of files that are listed too, with their dot and in small letters
 */
export function listFolder(path: string | undefined, endings?: readonly string[]): Outcome<FolderListing> {
  const folder = resolve(path ?? homedir())
  let names: readonly string[]
  let files = 0
  let chosen: FolderListing['chosen']
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    files = entries.filter((entry) => entry.isFile()).length
    if (endings !== undefined) {
      const fitting = entries.filter(({ name }) => !name.startsWith('.') && endings.includes(extname(name).toLowerCase()))
      chosen = fitting
        .filter((entry) => entry.isFile())
        .map(({ name }) => ({ name, path: join(folder, name) }))
        .sort((a, b) => byName(a.name, b.name))
    }
    names = entries
      .filter((entry) => !entry.name.startsWith('.') && isFolder(join(folder, entry.name), entry.isDirectory(), entry.isSymbolicLink()))
      .map((entry) => entry.name)
  } catch {
    return fail({ code: 'not-found', message: WINDOW.noFolder })
  }
  const parent = dirname(folder)
  const folders = [...names].sort(byName).map((name) => {
    const child = join(folder, name)
    return { name, path: child, isProject: existsSync(join(child, 'project.sqlite')) }
  })
  return ok({ path: folder, ...(parent === folder ? {} : { parent }), folders, files, ...(chosen === undefined ? {} : { chosen }) })
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
