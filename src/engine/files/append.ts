import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { FILES } from './texts.ts'

/**
 * Adds lines to the end of a file, in one write, and waits until they are on the disk. After a crash the last line may be
 * there in part: without its line end it is none.
 */
export function appendDurably(file: string, lines: string): Outcome<null> {
  try {
    const fd = openSync(file, 'a')
    try {
      const bytes = Buffer.from(lines, 'utf8')
      if (writeSync(fd, bytes) < bytes.length) return fail({ code: 'io', message: FILES.notToItsEnd })
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    return ok(null)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({
      code: 'io',
      message: FILES.notWritten(machineReason(error)),
    })
  }
}

/** Whether a file ends with a line end: what is added stands on lines of its own. */
export function endsWhole(file: string): boolean {
  const fd = openSync(file, 'r')
  try {
    const last = new Uint8Array(1)
    return readSync(fd, last, 0, 1, fstatSync(fd).size - 1) === 1 && last[0] === 0x0a
  } finally {
    closeSync(fd)
  }
}
