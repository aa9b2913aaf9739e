import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeFixturePages } from './fixture-pages.ts'
import { BUILT } from './launch-shell.ts'
import type { RemovedShellGuard } from './shell-guards.ts'

/** A copy of the built shell over the small pages of the tests. */
export interface ShellRoot {
  readonly folder: string
  remove(): void
}

/** @param removed the guard that is taken out of the bundle, which must have it exactly once */
export function shellRoot(removed?: RemovedShellGuard): ShellRoot {
  const pages = writeFixturePages()
  const folder = mkdtempSync(join(tmpdir(), 'tagbench-shell-'))
  for (const part of ['main/index.js', 'preload/index.cjs']) {
    let bundle = readFileSync(join(BUILT, part), 'utf8').replace(/^\/\/# sourceMappingURL.*$/m, '')
    if (removed?.file === part) {
      const count = bundle.split(removed.from).length - 1
      if (count !== 1) throw new Error(`the guard "${removed.guard}" stands ${count} times in out/${part}`)
      bundle = bundle.replace(removed.from, () => removed.to)
    }
    mkdirSync(dirname(join(folder, part)), { recursive: true })
    writeFileSync(join(folder, part), bundle)
  }
  symlinkSync(join(BUILT, 'main/chunks'), join(folder, 'main/chunks'))
  symlinkSync(pages.pages, join(folder, 'renderer'))
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true, force: true })
      pages.remove()
    },
  }
}
