import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { isInside } from './is-inside.ts'
import { SCAN } from './texts.ts'

/**
 * Looks whether a folder can be scanned into a project, before anything is made or written. The project's folder need
 * not exist yet.
 * @returns the collection's real path, or one clear line
 */
export function checkCollectionFolder(collection: string, projectDir: string): Outcome<string> {
  const refused = (message: string, code: Failure['code'] = 'refused'): Outcome<string> => fail({ code, message })
  let real: string
  try {
    if (!existsSync(collection)) return refused(SCAN.collection.missing, 'not-found')
    real = realpathSync(resolve(collection))
    if (!statSync(real).isDirectory()) return refused(SCAN.collection.file)
    if (readdirSync(real).length === 0) return refused(SCAN.collection.empty)
  } catch (error) {
    return refused(SCAN.collection.unreadable(machineReason(error)), 'io')
  }
  const project = realPathToBe(resolve(projectDir))
  if (real === project) return refused(SCAN.collection.isProject)
  if (isInside(project, real)) return refused(SCAN.collection.holdsProject)
  if (isInside(real, project)) return refused(SCAN.collection.inProject)
  return ok(real)
}

/** The real path of something that need not exist: that of the folders which do, and the rest as it is. */
function realPathToBe(path: string): string {
  const parent = dirname(path)
  if (existsSync(path)) return realpathSync(path)
  return parent === path ? path : join(realPathToBe(parent), basename(path))
}
