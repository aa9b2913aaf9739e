import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import type { ByteSource } from '../../core/dicom/byte-source.ts'

/** The head of a file is kept as it is read on, up to here: headers lie there, and are gone through twice. */
const MOST_HEAD = 1 << 19
/** How much is read at once. */
const STRETCH = 1 << 16
/** A jump farther than this past what was read is a jump over pixels: what it passes over is not read. */
const FAR = 1 << 17

/**
 * An open file as the core reads it. The bytes it gives are valid until the next call, or until the next file is opened.
 * `bytes` throws the machine's error, and one with the code `SHRUNK` where the file has become shorter than it was.
 */
export interface OpenFile extends ByteSource {
  /** Milliseconds since 1970, as it was opened. */
  readonly mtime: number
  /** Whether the file was changed since it was opened. */
  hasChanged(): boolean
  close(): void
}

/** Opens one file after the other with the same two buffers; not `Buffer`s, whose `slice` is no copy. Reads synchronously: in a worker that is far cheaper. */
export class FileReader {
  readonly #head = new Uint8Array(MOST_HEAD)
  readonly #window = new Uint8Array(STRETCH)

  /**
   * @returns undefined where the name no longer stands for a regular file
   * @throws the machine's error (`ENOENT`, `EACCES` …)
   */
  open(path: string): OpenFile | undefined {
    // Without blocking, because the name may have become that of a pipe since the folder was listed.
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stats = fstatSync(fd)
      if (stats.isFile()) return openFile(fd, stats, this.#head, this.#window)
    } catch (error) {
      closeSync(fd)
      throw error
    }
    closeSync(fd)
    return undefined
  }
}

function openFile(fd: number, stats: Stats, head: Uint8Array, window: Uint8Array): OpenFile {
  const { size, mtimeMs } = stats
  let headEnd = 0
  let windowStart = 0
  let windowEnd = 0

  const bytes = (offset: number, length: number): Uint8Array => {
    const end = Math.min(size, offset + length)
    if (end <= offset) return head.subarray(0, 0)
    if (end > headEnd && end <= MOST_HEAD && offset <= headEnd + FAR) {
      headEnd += read(fd, head, headEnd, Math.min(MOST_HEAD, size, Math.max(end, headEnd + STRETCH)) - headEnd, headEnd)
    }
    if (end <= headEnd) return head.subarray(offset, end)
    if (offset >= windowStart && end <= windowEnd) return window.subarray(offset - windowStart, end - windowStart)
    if (end - offset > STRETCH) {
      const direct = new Uint8Array(end - offset)
      return direct.subarray(0, read(fd, direct, 0, direct.length, offset))
    }
    windowStart = offset
    windowEnd = offset
    windowEnd += read(fd, window, 0, Math.min(STRETCH, size - offset), offset)
    return window.subarray(0, Math.min(end, windowEnd) - offset)
  }

  return {
    size,
    mtime: mtimeMs,
    bytes,
    hasChanged() {
      const now = fstatSync(fd)
      return now.size !== size || now.mtimeMs !== mtimeMs
    },
    close: () => closeSync(fd),
  }
}

/** Reads all of it; what is missing was there when the file was opened. */
function read(fd: number, into: Uint8Array, at: number, length: number, position: number): number {
  let done = 0
  while (done < length) {
    const count = readSync(fd, into, at + done, length - done, position + done)
    if (count === 0) throw Object.assign(new Error('The file has become shorter while it was read.'), { code: 'SHRUNK' })
    done += count
  }
  return done
}
