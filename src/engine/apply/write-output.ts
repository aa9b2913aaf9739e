import { createHash, type Hash } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OutputPart } from '../../core/dicom/edits.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { OpenFile } from '../files/file-source.ts'
import { sha256 } from '../files/sha256.ts'
import { machineReason } from '../project/project.ts'
import { APPLY } from './texts.ts'

/** A file that is written whole, and still open: it is to be flushed and closed. */
export interface Written {
  readonly descriptor: number
  readonly size: number
  /** Milliseconds since 1970. */
  readonly mtime: number
  readonly sourceSha256: string
  readonly outputSha256: string
}

/** Why a file was not written; nothing of it is left then. */
export interface WriteOutputFailure {
  /** `output`: the place it was to be written to failed, and will for the next file too. `source`: the original did. */
  readonly side: 'output' | 'source'
  readonly reason: string
}

/** How much is written at once. */
const STRETCH = 1 << 20
/** How much of the original is read at once. */
const READ = 1 << 16
/** Up to this size a file is written and hashed in one go, original and copy: most files are no larger. */
const AT_ONCE = 1 << 19

/** Writes files from ranges of an original and new bytes, one after the other, with one buffer. */
export class OutputWriter {
  readonly #buffer = Buffer.allocUnsafeSlow(STRETCH)

  /**
   * Writes a file that must not be there yet; its folders are made. It is left open, for many are flushed together. Both
   * digests are made on the way: the original is gone through once, in order, also where nothing of it is taken.
   */
  write(file: string, parts: readonly OutputPart[], source: OpenFile): Result<Written, WriteOutputFailure> {
    let fd: number
    try {
      fd = create(file)
    } catch (error) {
      return fail({ side: 'output', reason: machineReason(error) })
    }
    let done = false
    if (source.size <= AT_ONCE && lengthOf(parts) <= AT_ONCE) return this.#writeAtOnce(file, fd, parts, source)
    const sink = new Sink(fd, this.#buffer)
    const original = new Original(source)
    try {
      for (const part of parts) {
        if (part.from === 'bytes') sink.take(part.bytes)
        else original.range(part.offset, part.length, (bytes) => sink.take(bytes))
      }
      const sourceSha256 = original.digest()
      const outputSha256 = sink.digest()
      const { size, mtimeMs } = fstatSync(fd)
      done = true
      return ok({ descriptor: fd, size, mtime: mtimeMs, sourceSha256, outputSha256 })
    } catch (error) {
      if (error instanceof SourceEnded) return fail({ side: 'source', reason: APPLY.files.changedWhileRead })
      if (!(error instanceof Error && 'code' in error)) throw error
      return fail({ side: original.reading ? 'source' : 'output', reason: machineReason(error) })
    } finally {
      if (!done) drop(fd, file)
    }
  }

  /** {@link write} for a file that fits into the buffers: one read of what was not read yet, one write, two digests. */
  #writeAtOnce(file: string, fd: number, parts: readonly OutputPart[], source: OpenFile): Result<Written, WriteOutputFailure> {
    let side: WriteOutputFailure['side'] | undefined = 'source'
    try {
      const original = source.bytes(0, source.size)
      if (original.length < source.size) return fail({ side, reason: APPLY.files.changedWhileRead })
      let length = 0
      for (const part of parts) {
        const bytes = part.from === 'bytes' ? part.bytes : original.subarray(part.offset, part.offset + part.length)
        this.#buffer.set(bytes, length)
        length += bytes.length
      }
      const copy = this.#buffer.subarray(0, length)
      side = 'output'
      writeWhole(fd, copy)
      const { size, mtimeMs } = fstatSync(fd)
      side = undefined
      return ok({ descriptor: fd, size, mtime: mtimeMs, sourceSha256: sha256(original), outputSha256: sha256(copy) })
    } catch (error) {
      if (side === undefined || !(error instanceof Error && 'code' in error)) throw error
      return fail({ side, reason: machineReason(error) })
    } finally {
      if (side !== undefined) drop(fd, file)
    }
  }
}

function drop(fd: number, file: string): void {
  closeSync(fd)
  rmSync(file, { force: true })
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at, bytes.length - at)
}

function lengthOf(parts: readonly OutputPart[]): number {
  let length = 0
  for (const part of parts) length += part.from === 'bytes' ? part.bytes.length : part.length
  return length
}

/** SHA-256 of a whole original. Undefined where it cannot be read to its end. */
export function digestOf(source: OpenFile): string | undefined {
  try {
    return new Original(source).digest()
  } catch (error) {
    if (error instanceof SourceEnded || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}

/**
 * Opens a new file. Its folder is made only where it is missing, for most are there; a file of an interrupted run that
 * has the name goes.
 */
function create(file: string): number {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return openSync(file, 'wx')
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (attempt >= 3 || (code !== 'ENOENT' && code !== 'EEXIST')) throw error
      if (code === 'ENOENT') mkdirSync(dirname(file), { recursive: true })
      else rmSync(file)
    }
  }
}

class SourceEnded extends Error {}

/** The original, hashed in order while ranges of it are taken. */
class Original {
  readonly #source: OpenFile
  readonly #hash: Hash = createHash('sha256')
  /** Up to where the original has been hashed. */
  #hashed = 0
  /** Whether the machine is at the original, should it fail now. */
  reading = false

  constructor(source: OpenFile) {
    this.#source = source
  }

  range(offset: number, length: number, use: (bytes: Uint8Array) => void): void {
    if (offset > this.#hashed) this.range(this.#hashed, offset - this.#hashed, () => undefined)
    for (let at = offset; at < offset + length;) {
      const want = Math.min(READ, offset + length - at)
      this.reading = true
      const bytes = this.#source.bytes(at, want)
      this.reading = false
      if (bytes.length < want) throw new SourceEnded()
      if (at + bytes.length > this.#hashed) {
        this.#hash.update(at < this.#hashed ? bytes.subarray(this.#hashed - at) : bytes)
        this.#hashed = at + bytes.length
      }
      use(bytes)
      at += bytes.length
    }
  }

  digest(): string {
    this.range(this.#hashed, this.#source.size - this.#hashed, () => undefined)
    return this.#hash.digest('hex')
  }
}

/** Collects small pieces into large writes. */
class Sink {
  readonly #fd: number
  readonly #buffer: Buffer
  readonly #hash: Hash = createHash('sha256')
  #filled = 0

  constructor(fd: number, buffer: Buffer) {
    this.#fd = fd
    this.#buffer = buffer
  }

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const room = Math.min(this.#buffer.length - this.#filled, bytes.length - at)
      this.#buffer.set(bytes.subarray(at, at + room), this.#filled)
      this.#filled += room
      at += room
      if (this.#filled === this.#buffer.length) this.#flush()
    }
  }

  digest(): string {
    this.#flush()
    return this.#hash.digest('hex')
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#filled)
    this.#hash.update(bytes)
    writeWhole(this.#fd, bytes)
    this.#filled = 0
  }
}
