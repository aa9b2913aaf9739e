import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { constants, deflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { DEFLATED_LE, EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { Collector } from '../../../src/core/inventory/collect.ts'
import { FileReader, type OpenFile } from '../../../src/engine/files/file-source.ts'
import { sha256 } from '../../../src/engine/files/sha256.ts'
import { scanFile } from '../../../src/engine/scan/scan-file.ts'
import { bytes, concat, dataSet, fileMeta, latin, part10, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { closeProjects, filesReport, newProject, scan } from './scanning.ts'

afterEach(closeProjects)

const OPEN = latin('\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
const OPEN_IMPLICIT = latin('\x08\x00\x40\x11\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
const CLOSE = latin('\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0')

function repeated(part: Uint8Array, times: number): Uint8Array {
  const whole = new Uint8Array(part.length * times)
  for (let at = 0; at < whole.length; at += part.length) whole.set(part, at)
  return whole
}

function emptyItems(count: number): Uint8Array {
  return repeated(latin('\xfe\xff\x00\xe0\0\0\0\0'), count)
}

function many(count: number, make: (index: number) => Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

function emptyPrivate(index: number): Uint8Array {
  return dataSet([bytes(0x00091000 + index, 'LO', new Uint8Array(0))], EXPLICIT_LE)
}

/** Sequences of defined length in each other, in implicit VR. */
function nestedPrivate(tag: number, depth: number): Uint8Array {
  let inner: Built = bytes(0x00091001, 'UN', latin('junk'))
  for (let level = 1; level < depth; level += 1) inner = sequence(0x00091001, [[inner]])
  return dataSet([{ ...inner, tag }], IMPLICIT_LE)
}

/** Each with the reason that must be told. */
const HOSTILE: Readonly<Record<string, readonly [content: Uint8Array, reason: RegExp]>> = {
  'a length of 3 GB in 1 KB': [
    part10([text(0x00080050, 'SH', 'A'), bytes(0x00420011, 'OB', new Uint8Array(600), { claims: 3_000_000_000 })]),
    /ends before/,
  ],
  'a Sequence of 3 GB in 1 KB': [part10([sequence(0x00081140, [[text(0x00080050, 'SH', 'A')]], { claims: 3_000_000_000 })]), /ends before/],
  'a length of 4 GB in implicit VR': [
    part10([bytes(0x00081030, 'LO', new Uint8Array(600), { claims: 0xfffffffe })], { syntax: IMPLICIT_LE }),
    /ends before/,
  ],
  '100,000 Sequences in each other': [part10([], { after: concat(repeated(OPEN, 100_000), repeated(CLOSE, 100_000)) }), /nested deeper/],
  '100,000 Sequences in each other, implicit': [
    part10([], { syntax: IMPLICIT_LE, after: concat(repeated(OPEN_IMPLICIT, 100_000), repeated(CLOSE, 100_000)) }),
    /nested deeper/,
  ],
  'millions of empty items': [part10([bytes(0x00081140, 'SQ', emptyItems(4_100_000))]), /more elements/],
  'tens of thousands of different elements': [part10([], { after: concat(...many(60_000, emptyPrivate)) }), /more different elements/],
  'a deep element in each of hundreds': [
    part10([], {
      syntax: IMPLICIT_LE,
      after: concat(...many(400, (index) => nestedPrivate(0x00091000 + index, 100))),
    }),
    /more different elements/,
  ],
  'a deflated stream that is cut off': [
    part10(
      [
        bytes(
          0x00420011,
          'OB',
          new Uint8Array(5000).map((_, index) => (index * index) & 0xff),
        ),
      ],
      { syntax: DEFLATED_LE },
    ).subarray(0, 400),
    /cannot be inflated/,
  ],
}

/** What each file of a folder is, and the most memory that it took, in a process of its own. */
function readEach(collection: string): { readonly outcomes: readonly string[]; readonly megabytes: number } {
  const script = join(import.meta.dirname, 'read-each.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=800', script, collection], { encoding: 'utf8' })
  expect([status, stderr.replace(/.*Warning.*\n/g, '')]).toEqual([0, ''])
  const lines = stdout.slice(0, -1).split('\n')
  return { outcomes: lines.slice(0, -1), megabytes: Number.parseInt(lines.at(-1) ?? '', 10) / 1024 }
}

/** A deflated instance of about a thousandth of its pixels, all of them black. */
function deflatedPixels(megabytes: number): Uint8Array {
  const more = { finishFlush: constants.Z_FULL_FLUSH }
  const head = dataSet(
    [text(0x00080018, 'UI', '1.2.3'), bytes(0x7fe00010, 'OB', new Uint8Array(0), { claims: megabytes << 20 })],
    DEFLATED_LE,
  )
  const black = deflateRawSync(new Uint8Array(1 << 20), more)
  const stream = [deflateRawSync(head, more), repeated(black, megabytes), deflateRawSync('')]
  return concat(new Uint8Array(128), latin('DICM'), fileMeta(DEFLATED_LE.uid), ...stream)
}

describe('Hostile files in a collection', () => {
  it('are each reported with the reason, and the others are read', async () => {
    const project = newProject()
    const files = Object.fromEntries(Object.entries(HOSTILE).map(([name, [content]]) => [name, content]))
    const collection = folderOf({ ...files, one: instanceBytes({ sop: '1.1' }) })
    expect(await scan(project, collection)).toMatchObject({ ok: true, value: { instances: 1, files: Object.keys(HOSTILE).length + 1 } })
    for (const { path, kind, reason } of filesReport(project)) {
      if (path === 'one') expect(kind).toBe('instance')
      else {
        expect([path, kind]).toEqual([path, kind === 'not-dicom' ? kind : 'unreadable'])
        expect(reason).toMatch(HOSTILE[path ?? '']?.[1] ?? /^$/)
      }
    }
  })

  it('need no more memory than the largest of honest ones', () => {
    const collection = folderOf(Object.fromEntries(Object.entries(HOSTILE).map(([name, [content]]) => [name, content])))
    // Trees of what they claim, or of all that they hold, would be several gigabytes.
    expect(readEach(collection).outcomes).toHaveLength(Object.keys(HOSTILE).length)
  })

  it('that are deflated and would fill the memory are refused before they do', () => {
    const bomb = deflatedPixels(1200)
    const { outcomes, megabytes } = readEach(folderOf({ one: bomb, two: bomb, three: bomb }))
    expect(outcomes).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^unreadable .*cannot be inflated/) as string))
    expect(megabytes).toBeLessThan(400)
  })

  it('are not taken for what honest ones are: hundreds of megabytes out of one', () => {
    expect(readEach(folderOf({ one: deflatedPixels(300) })).outcomes).toEqual(['instance '])
  })

  it.skipIf(process.platform === 'win32')('sockets and devices among them are reported and not opened', async () => {
    const collection = folderOf({ one: instanceBytes({ sop: '1.1' }) })
    const server = createServer().listen(join(collection, 'socket'))
    await new Promise((resolve) => server.once('listening', resolve))
    const hasDevice = spawnSync('mknod', [join(collection, 'zero'), 'c', '1', '5']).status === 0
    const project = newProject()
    try {
      expect(await scan(project, collection)).toMatchObject({ ok: true, value: { instances: 1, unreadable: hasDevice ? 2 : 1 } })
    } finally {
      server.close()
    }
    for (const { path, reason } of filesReport(project)) if (path !== 'one') expect(reason).toContain('no regular file')
  })
})

describe('A file that changes while it is scanned', () => {
  const LARGE = 900_000
  const small = instanceBytes({ sop: '1.1' })
  const large = part10([text(0x00080018, 'UI', '1.2.3'), bytes(0x00420011, 'OB', new Uint8Array(LARGE).fill(65))])

  interface Scanned {
    readonly outcome: ReturnType<typeof scanFile>
    readonly values: number
  }

  /** Scans a file to which something happens when bytes are asked for: the first, or those of a large value. */
  function scanned(content: Uint8Array, happens: (path: string) => void, when: 'at once' | 'at the large value'): Scanned {
    const path = join(temporaryFolder(), 'file')
    writeFileSync(path, content)
    const real = new FileReader()
    let isDone = false
    const open = (at: string): OpenFile | undefined => {
      const file = real.open(at)
      if (file === undefined) return undefined
      const read = (offset: number, length: number): Uint8Array => {
        if (!isDone && (when === 'at once' || length === LARGE)) {
          isDone = true
          happens(at)
        }
        return file.bytes(offset, length)
      }
      return { ...file, bytes: read }
    }
    const collector = new Collector(sha256)
    const outcome = scanFile(path, { id: 1, path: 'file' }, { open } as unknown as FileReader, collector)
    return { outcome, values: collector.partial().values.path.length }
  }

  const isToBeTriedAgain = (result: Scanned): void => {
    const reason = expect.stringContaining('changed while it was read') as string
    expect(result).toMatchObject({ outcome: { kind: 'unreadable', again: true, reason }, values: 0 })
  }

  it('shrinks: it is unreadable, to be tried again, and nothing of it counts', () => {
    isToBeTriedAgain(scanned(small, (path) => truncateSync(path, 100), 'at once'))
    isToBeTriedAgain(scanned(large, (path) => truncateSync(path, 500_000), 'at the large value'))
  })

  it('grows: it is unreadable, to be tried again', () => {
    isToBeTriedAgain(scanned(small, (path) => appendFileSync(path, 'MORE'), 'at once'))
  })

  it.skipIf(process.platform === 'win32')('vanishes: what was opened is read to its end', () => {
    const { outcome, values } = scanned(large, (path) => rmSync(path), 'at the large value')
    expect(outcome).toMatchObject({ kind: 'instance' })
    expect(values).toBeGreaterThan(5)
  })
})
