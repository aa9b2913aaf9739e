import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WORKSTATION } from './texts.ts'

/**
 * The folder of the built window, found from wherever this code runs: from source, or from any depth of the built server.
 * @returns undefined where the window was not built
 */
export function windowPages(from: string = import.meta.dirname): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const pages = join(folder, 'out', 'renderer')
    if (existsSync(join(pages, 'index.html'))) return pages
    if (dirname(folder) === folder) return undefined
  }
}

/** Said where there is no built window to show. */
export const NOT_BUILT = WORKSTATION.notBuilt
