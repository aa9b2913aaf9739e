import { closeSync, fdatasync, fdatasyncSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { machineReason } from '../project/project.ts'
import type { ApplyReply } from './apply-task.ts'
import { pruneFolders } from './output-folder.ts'

/** What was made of an instance. A file that was written is still open, and not yet safe on the disk. */
export interface Made {
  readonly reply: ApplyReply
  readonly descriptor: number | undefined
}

/**
 * Brings written files to the disk, all at once, and closes them: no file gets its name before its bytes are safe. One
 * flush of the disk then serves many of them, and flushing one after the other takes ten times as long. They are flushed
 * by the descriptors that they were written with, which no error of the disk can pass unnoticed.
 */
export function flushTogether(made: readonly Made[], out: string): Promise<readonly ApplyReply[]> {
  const replies = made.map(({ reply }) => reply)
  return new Promise((resolve) => {
    let open = 1
    const settle = (): void => {
      open -= 1
      if (open === 0) resolve(replies)
    }
    for (const [index, one] of made.entries()) {
      const { descriptor } = one
      if (descriptor === undefined) continue
      open += 1
      fdatasync(descriptor, (error) => {
        replies[index] = flushed(one.reply, out, descriptor, error ?? undefined)
        settle()
      })
    }
    settle()
  })
}

/** As {@link flushTogether}, for one file, waiting for it. */
export function flushNow({ reply, descriptor }: Made, out: string): ApplyReply {
  if (descriptor === undefined) return reply
  try {
    fdatasyncSync(descriptor)
  } catch (error) {
    return flushed(reply, out, descriptor, error)
  }
  return flushed(reply, out, descriptor, undefined)
}

/** Closes a file that is flushed by others. */
export function closeOnly({ reply, descriptor }: Made, out: string): ApplyReply {
  return descriptor === undefined ? reply : flushed(reply, out, descriptor, undefined)
}

function flushed(reply: ApplyReply, out: string, descriptor: number, error: unknown): ApplyReply {
  try {
    closeSync(descriptor)
    if (error === undefined) return reply
  } catch (notClosed) {
    error ??= notClosed
  }
  if (reply.is === 'written') {
    rmSync(join(out, reply.partial), { force: true })
    pruneFolders(out, reply.partial)
  }
  return { is: 'stopped', reason: machineReason(error) }
}
