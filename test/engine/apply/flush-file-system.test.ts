import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canFlushAtOnce, flushFileSystem } from '../../../src/engine/apply/flush-file-system.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

const onLinux = it.skipIf(process.platform !== 'linux')

describe('a file system', () => {
  onLinux('is flushed at once, which is told, and told where it is not', async () => {
    expect(await flushFileSystem(temporaryFolder())).toBe(true)
    expect(await flushFileSystem(join(temporaryFolder(), 'not-there'))).toBe(false)
  })

  it('is not taken for one of this machine where it is another, or none', async () => {
    expect(await canFlushAtOnce('/proc')).toBe(false)
    expect(await canFlushAtOnce(join(temporaryFolder(), 'not-there'))).toBe(false)
  })
})
