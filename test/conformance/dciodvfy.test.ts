import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PROFILE_OPTIONS } from '../../src/core/confidentiality/profile.ts'
import { TAG } from '../../src/core/dicom/tag.ts'
import { newProblems, typeProblems, type ConformanceProblem } from '../../src/core/review/conformance.ts'
import { rootText } from '../../src/core/review/root-text.ts'
import { dciodvfyProblems, findDciodvfy, normalise } from '../../src/engine/review/dciodvfy.ts'
import { writeDemoCollection } from '../../src/engine/demo/index.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { temporaryFolder } from '../fixtures/small-collection.ts'
import { CORPUS, NO_CORPUS } from './corpus.ts'
import { deidentified, type Asked, type WrittenPair } from './presets.ts'

const TOOL = findDciodvfy()
const NO_DCIODVFY = TOOL === undefined ? ' (skipped: no dciodvfy of dicom3tools here)' : ''

const PRESETS = ['Basic', 'TCIA', 'MIDI-B'] as const

/** Two Options are for dates; the one that lets them be is taken. */
const RETAINED = PROFILE_OPTIONS.filter((option) => option.startsWith('Retain') && option !== 'RetainLongitudinalModifiedDates')

const AS_USUAL: readonly (readonly [string, Asked])[] = [
  ...PRESETS.map((preset) => [`under the preset ${preset}`, { preset }] as const),
  ['under all Options that retain', { options: RETAINED }],
]

const REMOVED = { overlays: 'remove', curves: 'remove', private: 'remove' }

/** "Remove everything that is not listed", by itself and together with what changes what is listed, kept or removed. */
const KEEP_LISTED: readonly (readonly [string, Asked])[] = [
  ['by itself', { set: { unlisted: 'delete' } }],
  ['with the preset TCIA', { preset: 'TCIA', set: { unlisted: 'delete' } }],
  ['with the preset MIDI-B', { preset: 'MIDI-B', set: { unlisted: 'delete' } }],
  [
    'with the Options that retain',
    {
      options: ['RetainSafePrivate', 'RetainDeviceIdentity', 'RetainInstitutionIdentity', 'RetainLongitudinalFullDates'],
      set: { unlisted: 'delete' },
    },
  ],
  ['with private elements, curves and overlays removed', { options: ['CleanGraphics'], set: { unlisted: 'delete', ...REMOVED } }],
  ['with a list of one element', { set: { unlisted: 'delete', 'physical-parameters': listOfOne() } }],
]

function listOfOne(): string {
  const file = join(temporaryFolder(), 'list.csv')
  writeFileSync(file, 'tag,kind\n00280010,physical\n')
  return file
}

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

/** Name of a file → the Types that it does not keep to afterwards only, by our own reckoning. */
function typesBroken(pairs: readonly WrittenPair[]): Readonly<Record<string, readonly string[]>> {
  const worse: Record<string, readonly string[]> = {}
  for (const { name, source, output } of pairs) {
    const [before, after] = [typesOf(source), typesOf(output)]
    const fresh = newProblems(before, after).map(({ kind, path }) => `${kind} ${path}`)
    if (fresh.length > 0) worse[basename(name)] = fresh
  }
  return worse
}

function typesOf(name: string): ReadonlyMap<string, ConformanceProblem> {
  const file = read(new Uint8Array(readFileSync(name)))
  if (!file.ok) throw new Error(file.failure.message)
  return typeProblems(file.value, rootText(file.value, TAG.sopClassUid)) ?? new Map<string, ConformanceProblem>()
}

/** The collections that the corpus is made of: each has few SOP Classes, so that other Types hold in it than in all of it. */
function collectionsOfCorpus(): readonly string[] {
  return NO_CORPUS === '' ? readdirSync(CORPUS, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : [])) : []
}

/** Three presets over everything: minutes on a machine that has other things to do. */
const LONG = 600_000

describe.skipIf(TOOL === undefined || NO_CORPUS !== '')(
  `the set of dciodvfy errors of a real file does not grow${NO_DCIODVFY || NO_CORPUS}`,
  () => {
    it.each(AS_USUAL)(
      '%s',
      async (_, asked) => {
        const { pairs } = await deidentified(CORPUS, asked)
        expect(pairs.length).toBeGreaterThan(500)
        expect(await grown(pairs)).toEqual({})
      },
      LONG,
    )
  },
)

describe.skipIf(NO_CORPUS !== '')(`where everything goes that is not listed${NO_CORPUS}`, () => {
  async function holds(pairs: readonly WrittenPair[], of: string): Promise<void> {
    expect([of, typesBroken(pairs)]).toEqual([of, {}])
    if (TOOL !== undefined) expect([of, await grown(pairs)]).toEqual([of, {}])
  }

  describe(`no real file breaks a Type that it kept to, and its set of dciodvfy errors does not grow${NO_DCIODVFY}`, () => {
    it.each(KEEP_LISTED)(
      '%s',
      async (combined, asked) => {
        const { pairs } = await deidentified(CORPUS, asked)
        expect(pairs.length).toBeGreaterThan(500)
        await holds(pairs, combined)
      },
      LONG,
    )

    it(
      'in each of the collections that the corpus is made of',
      async () => {
        for (const name of collectionsOfCorpus()) {
          const { pairs } = await deidentified(join(CORPUS, name), { set: { unlisted: 'delete' } })
          await holds(pairs, name)
        }
      },
      LONG,
    )
  })
})

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
