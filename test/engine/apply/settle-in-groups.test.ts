import { describe, expect, it } from 'vitest'
import { InGroups } from '../../../src/engine/apply/settle-in-groups.ts'
import type { Settling } from '../../../src/engine/apply/settle-instances.ts'
import { writtenReply } from './made-up-reply.ts'

const written = (id: number, size = 1): Settling => ({
  task: { id, path: `${id}.dcm`, size, mtime: 0, series: '' },
  ...writtenReply({ partial: `${id}.part`, path: `${id}.dcm`, size }),
})
const leftOut = (id: number): Settling => ({
  task: { id, path: `${id}.dcm`, size: 1, mtime: 0, series: '' },
  is: 'left-out',
  reason: '',
  sourceSha256: '',
})

/** Groups whose settling and flushing is noted; flushing ends when it is told whether the disk took it. */
function watched() {
  const did: string[] = []
  const asked: ((isThere: boolean) => void)[] = []
  const groups = new InGroups(
    (group) => did.push(`settled ${group.map(({ task }) => task.id).join(' ')}`),
    () => {
      did.push('flush')
      return new Promise((resolve) => asked.push(resolve))
    },
  )
  const flushed = async (isThere = true): Promise<void> => {
    while (asked.length === 0) await Promise.resolve()
    asked.shift()?.(isThere)
  }
  return { did, groups, flushed }
}

describe('results', () => {
  it('are settled when what was written is on the disk, and not before; what comes meanwhile waits for the next flush', async () => {
    const { did, groups, flushed } = watched()
    groups.take(written(1))
    const [first, second] = [groups.settle(true), groups.settle(true)]
    while (did.length === 0) await Promise.resolve()
    groups.take(written(2))
    expect(did).toEqual(['flush'])
    await flushed()
    expect(await first).toBe(true)
    await flushed()
    expect(await second).toBe(true)
    expect(did).toEqual(['flush', 'settled 1', 'flush', 'settled 2'])
    expect(groups.leftOver()).toEqual([])
  })

  it('wait for others, until they are many or large', async () => {
    const { did, groups, flushed } = watched()
    groups.take(written(1))
    expect(await groups.settle()).toBe(true)
    expect(did).toEqual([])
    groups.take(written(2, 1 << 27))
    expect(groups.isDue).toBe(true)
    const settled = groups.settle()
    await flushed()
    expect(await settled).toBe(true)
    expect(groups.isDue).toBe(false)
    for (let id = 3; id < 3 + 1024; id += 1) groups.take(leftOut(id))
    expect(groups.isDue).toBe(true)
    expect(await groups.settle()).toBe(true)
    // Nothing was written that had to be flushed.
    expect(did.filter((what) => what === 'flush').length).toBe(1)
  })

  it('are settled no more where the disk did not take what was written', async () => {
    const { did, groups, flushed } = watched()
    groups.take(written(1))
    const settled = groups.settle(true)
    await flushed(false)
    expect(await settled).toBe(false)
    groups.take(leftOut(2))
    expect(await groups.settle(true)).toBe(false)
    expect(did).toEqual(['flush'])
    expect(groups.leftOver().map(({ task }) => task.id)).toEqual([1, 2])
  })
})
