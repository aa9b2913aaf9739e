import { spawn } from 'node:child_process'
import { closeSync, openSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dciodvfyProblems, findDciodvfy, normalise } from '../../src/engine/review/dciodvfy.ts'
import { writeDemoCollection } from '../../src/engine/demo/index.ts'
import { temporaryFolder } from '../fixtures/small-collection.ts'
import { CORPUS, NO_CORPUS } from './corpus.ts'
import { deidentified, type WrittenPair } from './presets.ts'

const TOOL = findDciodvfy()
const NO_DCIODVFY = TOOL === undefined ? ' (skipped: no dciodvfy of dicom3tools here)' : ''

const PRESETS = ['Basic', 'TCIA', 'MIDI-B'] as const

const DEFLATED = '1.2.840.10008.1.2.1.99'

/** Errors of a file, of each class once; what is in it is left out by `normalise`. Deflated data sets are inflated first. */
type Errors = ReadonlySet<string>
const known = new Map<string, Errors>()

async function errorsOf(files: readonly string[]): Promise<ReadonlyMap<string, Errors>> {
  const found = new Map<string, Errors>()
  const plain = files.filter((file) => !isDeflated(file))
  const half = Math.ceil(plain.length / 2)
  for (const part of await Promise.all([inOneShell(plain.slice(0, half)), inOneShell(plain.slice(half))]))
    for (const [file, errors] of part) found.set(file, errors)
  for (const file of files) {
    const errors = found.get(file)
    // Elements out of order end dciodvfy's reading, here of an original only: it is to say what is wrong behind them too.
    if (errors !== undefined && ![...errors].some((error) => error.includes('Tags out of order'))) continue
    const problems = await dciodvfyProblems(TOOL ?? '', file)
    found.set(file, new Set(problems === undefined ? ['dciodvfy did not end'] : problems.keys()))
  }
  return found
}

function isDeflated(file: string): boolean {
  const start = Buffer.alloc(1024)
  const open = openSync(file, 'r')
  readSync(open, start, 0, start.length, 0)
  closeSync(open)
  return start.includes(DEFLATED)
}

const NEXT = 'next file'
/** A process for each file from here costs more than dciodvfy itself. */
const LOOP = `while IFS= read -r file; do "$0" < "$file" 2>&1; echo; echo "${NEXT}"; done`

async function inOneShell(files: readonly string[]): Promise<readonly (readonly [string, Errors])[]> {
  const shell = spawn('/bin/sh', ['-c', LOOP, TOOL ?? ''], { stdio: ['pipe', 'pipe', 'ignore'] })
  shell.stdin.end(files.map((file) => `${file}\n`).join(''))
  const chunks: Buffer[] = []
  for await (const chunk of shell.stdout) chunks.push(chunk as Buffer)
  const said = Buffer.concat(chunks).toString('latin1').split(`\n${NEXT}\n`)
  return files.map((file, index) => {
    const problems = (said[index] ?? '').split('\n').map(normalise)
    return [file, new Set(problems.flatMap((one) => (one === undefined ? [] : [`${one.kind}\t${one.path}\t${one.detail}`])))] as const
  })
}

/** Name of a file → the errors that it has only afterwards. */
async function grown(pairs: readonly WrittenPair[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const unknown = pairs.map(({ source }) => source).filter((source) => !known.has(source))
  for (const [file, errors] of await errorsOf(unknown)) known.set(file, errors)
  const after = await errorsOf(pairs.map(({ output }) => output))
  const worse: Record<string, readonly string[]> = {}
  for (const { name, source, output } of pairs) {
    const fresh = [...(after.get(output) ?? [])].filter((error) => known.get(source)?.has(error) !== true)
    if (fresh.length > 0) worse[basename(name)] = fresh
  }
  return worse
}

/** Three presets over everything: minutes on a machine that has other things to do. */
const LONG = 600_000

describe.skipIf(TOOL === undefined || NO_CORPUS !== '')(
  `the set of dciodvfy errors of a real file does not grow${NO_DCIODVFY || NO_CORPUS}`,
  () => {
    it.each(PRESETS)(
      'under the preset %s',
      async (preset) => {
        const { pairs } = await deidentified(CORPUS, { preset })
        expect(pairs.length).toBeGreaterThan(500)
        expect(await grown(pairs)).toEqual({})
      },
      LONG,
    )
  },
)

describe.skipIf(TOOL === undefined)(`the set of dciodvfy errors of the demonstration does not grow${NO_DCIODVFY}`, () => {
  let collection = ''
  beforeAll(async () => {
    const written = await writeDemoCollection(join(temporaryFolder(), 'demo'))
    if (!written.ok) throw new Error(written.failure.message)
    collection = written.value.collection
  })

  it.each(PRESETS)(
    'under the preset %s',
    async (preset) => {
      const { pairs } = await deidentified(collection, { preset })
      expect(pairs.length).toBeGreaterThan(10)
      expect(await grown(pairs)).toEqual({})
    },
    LONG,
  )
})
