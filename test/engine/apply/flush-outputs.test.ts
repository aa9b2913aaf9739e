import { closeSync, existsSync, fstatSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closeOnly, flushNow, flushTogether, type Made } from '../../../src/engine/apply/flush-outputs.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'
import { writtenReply } from './made-up-reply.ts'

/** A file of an output folder that was written and is open. */
function written(out: string, partial: string): Made & { readonly descriptor: number } {
  mkdirSync(join(out, 'series'), { recursive: true })
  writeFileSync(join(out, partial), 'a copy')
  const reply = writtenReply({ partial, path: 'series/1.dcm', size: 6 })
  return { reply, descriptor: openSync(join(out, partial), 'r+') }
}

/** The same, open as what cannot be flushed. */
function onNoDisk({ reply, descriptor }: ReturnType<typeof written>): ReturnType<typeof written> {
  closeSync(descriptor)
  return { reply, descriptor: openSync(devNull, 'r+') }
}

const isOpen = (descriptor: number): boolean => {
  try {
    fstatSync(descriptor)
    return true
  } catch {
    return false
  }
}

describe('files that were written', () => {
  it('are closed when they are on the disk, and answered in their order', async () => {
    const out = temporaryFolder()
    const [one, other] = [written(out, 'series/1.part'), written(out, 'series/2.part')]
    const leftOut: Made = { reply: { is: 'left-out', reason: 'no SOP Class UID', sourceSha256: '' }, descriptor: undefined }
    expect(await flushTogether([one, leftOut, other], out)).toEqual([one.reply, leftOut.reply, other.reply])
    expect([one, other].some(({ descriptor }) => isOpen(descriptor))).toBe(false)
    const alone = written(out, 'series/3.part')
    expect(flushNow(alone, out)).toEqual(alone.reply)
    expect(isOpen(alone.descriptor)).toBe(false)
    const others = written(out, 'series/4.part')
    expect([closeOnly(others, out), closeOnly(leftOut, out)]).toEqual([others.reply, leftOut.reply])
    expect(isOpen(others.descriptor)).toBe(false)
  })

  it('end the run where the disk does not take them, and are gone', async () => {
    const out = temporaryFolder()
    const lost = onNoDisk(written(out, 'series/1.part'))
    const alone = onNoDisk(written(out, 'series/2.part'))
    expect(await flushTogether([lost], out)).toMatchObject([{ is: 'stopped' }])
    expect(existsSync(join(out, 'series/1.part'))).toBe(false)
    expect(flushNow(alone, out)).toMatchObject({ is: 'stopped' })
    expect(existsSync(join(out, 'series'))).toBe(false)
    expect([lost, alone].some(({ descriptor }) => isOpen(descriptor))).toBe(false)
  })
})
