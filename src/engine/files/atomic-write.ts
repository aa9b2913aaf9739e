import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { finished, type Steps } from '../../core/in-steps.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { FILES } from './texts.ts'

export type Chunk = string | Uint8Array

/**
 * Writes a file whole or not at all: temporary file beside it, flush, rename. An earlier file of the name is replaced,
 * its folder is made. Chunks are written as they come; nothing is held in memory.
 * `mode` (default 0o666) is what the umask is taken from.
 * @returns failure `io` when the machine cannot; nothing half-written is left behind then
 */
export function writeAtomically(file: string, content: Chunk | Iterable<Chunk>, options: { readonly mode?: number } = {}): Outcome<null> {
  return finished(writeInSteps(file, typeof content === 'string' || content instanceof Uint8Array ? [content] : content, options))
}

/** {@link writeAtomically} chunk by chunk; left off, it leaves nothing behind. */
export function* writeInSteps(file: string, chunks: Iterable<Chunk>, options: { readonly mode?: number } = {}): Steps<Outcome<null>> {
  const folder = dirname(file)
  const temporary = join(folder, `.${basename(file)}.${process.pid}.tmp`)
  try {
    mkdirSync(folder, { recursive: true })
    const fd = openSync(temporary, 'w', options.mode ?? 0o666)
    try {
      for (const chunk of chunks) {
        writeWhole(fd, typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk)
        yield
      }
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(temporary, file)
    return ok(null)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({
      code: 'io',
      message: FILES.notWritten(machineReason(error)),
    })
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** `write` may take less than it is given, on a disk that is nearly full for one. */
function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at, bytes.length - at)
}
