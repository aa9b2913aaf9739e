import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bytesSource, type ByteSource } from '../../../src/core/dicom/byte-source.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { formatPath, type PathStep } from '../../../src/core/dicom/attribute-path.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import { blockOf, elementOf, groupOf, isInPrivateBlock, isPrivate, isPrivateCreator, type Tag } from '../../../src/core/dicom/tag.ts'
import { valueBytes } from '../../../src/core/dicom/value-bytes.ts'
import { elementVr } from '../../../src/core/dictionary/element-vr.ts'
import { demoCollection, type DemoCollection } from '../../../src/engine/demo/collection.ts'
import { DEFAULT_SEED } from '../../../src/engine/demo/index.ts'
import { DEFLATE } from '../../../src/engine/files/deflate.ts'

/** The collection of the default seed, built once for a test file. */
let built: Promise<DemoCollection> | undefined
export function demo(): Promise<DemoCollection> {
  built ??= demoCollection(DEFAULT_SEED)
  return built
}

/** A value as a reader that knows nothing of the generator finds it. */
export interface Found {
  readonly path: string
  readonly tag: Tag
  readonly bytes: Buffer
  readonly element: DataElement
}

export function read(bytes: Uint8Array): Part10File | undefined {
  const result = readPart10(bytesSource(bytes), { deflate: DEFLATE, vrOf: elementVr })
  return result.ok ? result.value : undefined
}

/** Every element that is no Sequence, File Meta Information included. */
export function values(bytes: Uint8Array): readonly Found[] {
  const file = read(bytes)
  if (file === undefined) return []
  return [...leaves(file.fileMeta, bytesSource(bytes), []), ...leaves(file.elements, file.dataSet, [])]
}

function leaves(elements: readonly DataElement[], source: ByteSource, above: readonly PathStep[]): readonly Found[] {
  const creators = new Map<number, string>()
  return elements.flatMap((element): readonly Found[] => {
    const { tag } = element
    if (isPrivateCreator(tag)) {
      creators.set((groupOf(tag) << 8) | elementOf(tag), Buffer.from(valueBytes(source, element)).toString('latin1').trim())
    }
    const step = stepOf(tag, creators)
    if (element.items !== undefined)
      return element.items.flatMap((item) => leaves(item.elements, source, [...above, { ...step, item: '*' }]))
    const path = formatPath({ kind: 'element', steps: [...above, step] })
    return [{ path, tag, bytes: Buffer.from(valueBytes(source, element)), element }]
  })
}

function stepOf(tag: Tag, creators: ReadonlyMap<number, string>): PathStep {
  const group = groupOf(tag)
  if (isPrivateCreator(tag)) return { kind: 'creator', group, creator: creators.get((group << 8) | elementOf(tag)) ?? '' }
  const creator = isPrivate(tag) && isInPrivateBlock(tag) ? creators.get((group << 8) | blockOf(tag)) : undefined
  return creator === undefined ? { kind: 'public', tag } : { kind: 'private', group, creator, element: elementOf(tag) & 0xff }
}

/** The text of the first element with this path, without its padding. */
export function textAt(found: readonly Found[], path: string): string {
  const value = found.find((each) => each.path === path)
  return value === undefined ? '' : value.bytes.toString('latin1').replace(/[\0 ]+$/, '')
}

/** The collection on disk, for the judges of others. */
export async function demoOnDisk(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'tagbench-demo-'))
  for (const { file, bytes } of (await demo()).files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), bytes)
  }
  return root
}

/** Runs a program of the machine; what it says, on both of its outputs. */
export function say(program: string, args: readonly string[], input = ''): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', input, maxBuffer: 1 << 26, timeout: 300_000 })
  return `${stdout}${stderr}`
}
