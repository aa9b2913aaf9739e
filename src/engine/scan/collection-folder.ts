import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { isInside } from './is-inside.ts'

/**
 * Looks whether a folder can be scanned into a project, before anything is made or written. The project's folder need
 * not exist yet.
 * @returns the collection's real path, or one clear line
 */
export function checkCollectionFolder(collection: string, projectDir: string): Outcome<string> {
  const refused = (message: string, code: Failure['code'] = 'refused'): Outcome<string> => fail({ code, message })
  let real: string
  try {
    if (!existsSync(collection)) return refused('The collection does not exist. Name the folder that holds it.', 'not-found')
    real = realpathSync(resolve(collection))
    if (!statSync(real).isDirectory()) return refused('The collection is a file, not a folder. Name the folder that holds it.')
    if (readdirSync(real).length === 0) return refused('The collection is an empty folder. There is nothing to scan.')
  } catch (error) {
    return refused(`The collection cannot be read (${machineReason(error)}). Check the permissions of its folder.`, 'io')
  }
  const project = realPathToBe(resolve(projectDir))
  if (real === project) return refused('The project folder is the collection itself. Name another folder for the project.')
  if (isInside(project, real))
    return refused('The project folder lies inside the collection, where nothing is written. Name a folder outside it.')
  if (isInside(real, project)) return refused('The collection lies inside the project folder. Name a project folder outside it.')
  return ok(real)
}

/** The real path of something that need not exist: that of the folders which do, and the rest as it is. */
function realPathToBe(path: string): string {
  const parent = dirname(path)
  if (existsSync(path)) return realpathSync(path)
  return parent === path ? path : join(realPathToBe(parent), basename(path))
}
