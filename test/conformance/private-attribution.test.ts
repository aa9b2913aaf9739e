import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { isInPrivateBlock } from '../../src/core/dicom/tag.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { CORPUS, corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { inFolder, NO_PYDICOM } from './judges.ts'
import { ourTree } from './our-tree.ts'

/** Every private element of a block, with the creator that it is attributed to; null for none. */
type Attribution = ReadonlyMap<string, string | null>

interface Judged {
  readonly file: string
  readonly elements?: readonly (readonly [path: string, creator: string | null])[]
}

function judged(files: readonly string[]): ReadonlyMap<string, Attribution> {
  return inFolder((folder) => {
    const [names, results] = [join(folder, 'names'), join(folder, 'results')]
    writeFileSync(names, files.map((name) => `${join(CORPUS, name)}\n`).join(''))
    const script = resolve(import.meta.dirname, 'private_creators.py')
    const { status, stderr } = spawnSync('/usr/bin/python3', [script, names, results], { encoding: 'utf8', maxBuffer: 1 << 26 })
    if (status !== 0) throw new Error(`pydicom: ${stderr.slice(-500)}`)
    const lines = readFileSync(results, 'utf8').split('\n')
    return new Map(
      lines.flatMap((line) => {
        if (line === '') return []
        const { file, elements } = JSON.parse(line) as Judged
        return elements === undefined ? [] : [[file, new Map(elements.map(([path, creator]) => [path, trimmed(creator)]))] as const]
      }),
    )
  })
}

/** Creators are compared without the padding of their values; an empty one is none. */
function trimmed(creator: string | null | undefined): string | null {
  const text = creator?.replace(/^[\s\0]+|[\s\0]+$/g, '') ?? ''
  return text === '' ? null : text
}

function ours(name: string): Attribution | undefined {
  const bytes = corpusBytes(name)
  const result = read(bytes)
  if (!result.ok) return undefined
  const found = new Map<string, string | null>()
  for (const [path, elements] of ourTree(bytes, result.value)) {
    // pydicom keeps the last of those that stand twice in one data set.
    const element = elements.at(-1)?.element
    if (element !== undefined && isInPrivateBlock(element.tag)) found.set(path, trimmed(element.creator))
  }
  return found
}

const NOT_HERE = NO_CORPUS + NO_PYDICOM
const FILES = corpusFiles()

describe.skipIf(NOT_HERE !== '')(`On the corpus private elements belong to the creators that pydicom attributes them to${NOT_HERE}`, () => {
  const both: { readonly name: string; readonly own: Attribution; readonly theirs: Attribution }[] = []

  beforeAll(() => {
    const theirs = judged(FILES)
    for (const name of FILES) {
      const [own, other] = [ours(name), theirs.get(join(CORPUS, name))]
      if (own !== undefined && other !== undefined) both.push({ name, own, theirs: other })
    }
  })

  test('every private element that both find has the same creator, or none for both', () => {
    const unlike = both.flatMap(({ name, own, theirs }) =>
      [...theirs].flatMap(([path, creator]) => (own.has(path) && own.get(path) !== creator ? [[name, path, own.get(path), creator]] : [])),
    )
    expect(unlike).toEqual([])
  })

  test('no private element that pydicom finds is missing', () => {
    const missing = both.flatMap(({ name, own, theirs }) => [...theirs.keys()].flatMap((path) => (own.has(path) ? [] : [[name, path]])))
    expect(missing).toEqual([])
  })

  test('the comparison is about something: shifted blocks, blocks in items, elements that nobody claims', () => {
    const all = both.flatMap(({ theirs }) => [...theirs])
    expect(all.length).toBeGreaterThan(20_000)
    expect(all.filter(([path]) => !/^[0-9a-f]{4}10/.test(path.slice(-8)) && path.length === 8).length).toBeGreaterThan(100)
    expect(all.filter(([path]) => path.includes('[')).length).toBeGreaterThan(1000)
    expect(all.filter(([, creator]) => creator === null).length).toBeGreaterThan(0)
  })
})
