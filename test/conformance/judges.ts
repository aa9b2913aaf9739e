/** Debian's tools that judge our reading and writing. `test/global-setup.ts` installs them where it may. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const PYTHON = '/usr/bin/python3'

export const NO_PYDICOM = existsSync('/usr/lib/python3/dist-packages/pydicom/__init__.py') ? '' : ' (skipped: no python3-pydicom here)'
export const NO_DCMTK = existsSync('/usr/bin/dcmdump') ? '' : ' (skipped: no dcmtk here)'

/** Runs what needs files in a folder of its own, and removes it. */
export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  try {
    return run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An element as pydicom finds it: path `00400275[0]00080050`, VR, declared length, first digits of the value's sha1. */
export type PydicomElement = readonly [path: string, vr: string, length: number | null, digest: string | null]

/** What pydicom says of a file: its elements, or the name of the exception. */
export interface PydicomReading {
  readonly file: string
  readonly elements?: readonly PydicomElement[]
  readonly error?: string
}

/** Reads all files with pydicom in one process. @param paths absolute */
export function readWithPydicom(paths: readonly string[]): ReadonlyMap<string, PydicomReading> {
  return inFolder((folder) => {
    const names = join(folder, 'names')
    const results = join(folder, 'results')
    writeFileSync(names, paths.map((path) => `${path}\n`).join(''))
    const script = resolve(import.meta.dirname, 'pydicom_tree.py')
    const { status, stderr } = spawnSync(PYTHON, [script, names, results], { encoding: 'utf8', maxBuffer: 1 << 26 })
    if (status !== 0) throw new Error(`pydicom: ${stderr.slice(-500)}`)
    const lines = readFileSync(results, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    return new Map(lines.map((line) => JSON.parse(line) as PydicomReading).map((reading) => [reading.file, reading]))
  })
}

/** Which of the files dcmdump cannot read to the end. @param paths absolute */
export function refusedByDcmdump(paths: readonly string[]): readonly string[] {
  const refused: string[] = []
  for (let first = 0; first < paths.length; first += 200) {
    const batch = paths.slice(first, first + 200)
    const { stderr } = spawnSync('/usr/bin/dcmdump', ['-M', '+L', ...batch], { encoding: 'utf8', maxBuffer: 1 << 28 })
    for (const line of stderr.split('\n')) {
      const path = /^E: dcmdump: .*: reading file: (.*)$/.exec(line)?.[1]
      if (path !== undefined) refused.push(path)
    }
  }
  return refused
}
