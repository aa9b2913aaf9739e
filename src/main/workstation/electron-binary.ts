import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Machine } from './machine.ts'

/** The npm package of Electron, which is there without its binary until that is fetched. */
export interface ElectronPackage {
  readonly folder: string
  readonly version: string
}

/** Found by its description only: importing the package itself would start a download. */
export function findElectronPackage(from: string = import.meta.url): ElectronPackage | undefined {
  try {
    const description = createRequire(from).resolve('electron/package.json')
    const { version } = JSON.parse(readFileSync(description, 'utf8')) as { readonly version?: unknown }
    return typeof version === 'string' ? { folder: dirname(description), version } : undefined
  } catch {
    return undefined
  }
}

/** Electron's binary as its package has it (or as `ELECTRON_OVERRIDE_DIST_PATH` says); undefined where it is not there whole. */
export function electronBinary(electron: ElectronPackage, machine: Pick<Machine, 'environment'>): string | undefined {
  const read = (name: string): string | undefined => {
    const path = join(electron.folder, name)
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
  }
  const name = read('path.txt')
  const other = machine.environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (other !== undefined && other !== '') {
    const binary = join(other, name ?? 'electron')
    return existsSync(binary) ? binary : undefined
  }
  if (name === undefined || read(join('dist', 'version'))?.replace(/^v/, '') !== electron.version) return undefined
  const binary = join(electron.folder, 'dist', name)
  return existsSync(binary) ? binary : undefined
}
