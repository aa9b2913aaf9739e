import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { READ } from '../../fixtures/dicom-bytes.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'
import { tagbench } from './terminal.ts'

interface Demo {
  readonly project: string
  readonly collection: string
  readonly output: string
  readonly gate: 'open' | 'closed'
  readonly reasons: readonly { readonly kind: string; readonly count: number; readonly message: string }[]
}

/** Every file below a folder, by its relative path. */
function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    names.map((entry) => [join(entry.parentPath, entry.name).slice(folder.length), readFileSync(join(entry.parentPath, entry.name))]),
  )
}

/** The bytes as they lie there, and what a deflated data set holds. */
function readable(bytes: Buffer): readonly Buffer[] {
  const file = readPart10(bytesSource(new Uint8Array(bytes)), READ)
  if (!file.ok || !file.value.transferSyntax.deflated) return [bytes]
  const { dataSet } = file.value
  return [bytes, Buffer.from(dataSet.bytes(0, dataSet.size))]
}

describe('the demonstration, every step without a window', () => {
  const dir = join(temporaryFolder(), 'demo')
  let demo: Demo
  let code: number
  beforeAll(async () => {
    const ran = await tagbench('demo', '--dir', dir, '--headless', '--json')
    code = ran.code
    demo = JSON.parse(ran.out) as Demo
  })

  it('ends well and says where everything lies', () => {
    expect(code).toBe(0)
    expect(demo).toMatchObject({ project: join(dir, 'project'), collection: join(dir, 'collection'), output: join(dir, 'output') })
  })

  it('has an open gate, or says what keeps it closed', () => {
    expect(
      demo.gate === 'open' ? demo.reasons.length === 0 : demo.reasons.every(({ count, message }) => count > 0 && message.length > 10),
    ).toBe(true)
    expect(demo.reasons.map(({ kind }) => kind)).not.toContain('leaks')
    expect(demo.reasons.map(({ kind }) => kind)).not.toContain('preservation')
    expect(demo.reasons.map(({ kind }) => kind)).not.toContain('conformance')
  })

  it('knows that nobody has looked at the pixels', () => {
    expect(demo.reasons.map(({ kind }) => kind)).toContain('pixels')
  })

  it('accounts for every file of the collection, once', () => {
    const listed = readCsv(readFileSync(join(demo.project, 'reports', 'files.csv'), 'utf8')) ?? []
    expect(listed.map((row) => `/${row['path']}`).sort()).toEqual([...filesBelow(demo.collection).keys()].sort())
  })

  it('leaves no planted text in any output byte or name', () => {
    const planted = (readCsv(readFileSync(join(dir, 'planted.csv'), 'utf8')) ?? []).filter((row) => row['kind'] !== 'burned-in')
    const patterns = new Map(
      planted
        .map(
          (row) =>
            [row['bytes'] === '' ? Buffer.from(row['text'] ?? '', 'utf8') : Buffer.from(row['bytes'] ?? '', 'hex'), row['kind']] as const,
        )
        .map(([bytes, kind]) => [bytes.toString('latin1'), { bytes, kind }]),
    )
    expect(patterns.size).toBeGreaterThan(200)
    const left: string[] = []
    for (const [name, bytes] of filesBelow(demo.output))
      for (const { bytes: pattern, kind } of patterns.values())
        if (name.includes(pattern.toString('utf8')) || readable(bytes).some((part) => part.includes(pattern)))
          left.push(`${kind} in ${name}`)
    expect(left).toEqual([])
  })

  it('would find what is planted: the originals are full of it', () => {
    const originals = [...filesBelow(demo.collection).values()]
    const planted = readCsv(readFileSync(join(dir, 'planted.csv'), 'utf8')) ?? []
    const name = planted.find((row) => row['kind'] === 'name' && row['bytes'] === '')?.['text'] ?? 'none'
    expect(originals.some((bytes) => bytes.includes(name))).toBe(true)
  })
})
