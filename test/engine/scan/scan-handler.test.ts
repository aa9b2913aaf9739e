import { describe, expect, it } from 'vitest'
import { createScanHandler } from '../../../src/engine/scan/scan-handler.ts'
import { unpackPart } from '../../../src/engine/scan/packed-part.ts'
import { part10, sequence, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf, instanceBytes } from '../../fixtures/small-collection.ts'

describe('A scan task', () => {
  it('ends before its last file where the first hold very many values, so that memory is bounded', async () => {
    const items = Array.from({ length: 100_001 }, (_, index) => [text(0x00080050, 'SH', `A${index}`)])
    const root = folderOf({ huge: part10([sequence(0x00400275, items)]), small: instanceBytes({ sop: '1.1' }) })
    const handle = createScanHandler({ root, digests: false })
    const reply = await handle({ files: ['huge', 'small'].map((path, id) => ({ id, path })) })
    expect(unpackPart(reply).files).toMatchObject([{ id: 0, kind: 'instance' }])
    expect(unpackPart(await handle({ files: [{ id: 1, path: 'small' }] })).files).toMatchObject([{ id: 1, kind: 'instance' }])
  })

  it('tells where the machine failed, so that the next scan tries again, and where the file did', async () => {
    const handle = createScanHandler({
      digests: false,
      root: folderOf({ cut: instanceBytes({ sop: '1.1' }).subarray(0, 300), folder: '' }),
    })
    const reply = await handle({ files: ['gone', 'cut'].map((path, id) => ({ id, path })) })
    expect(unpackPart(reply).files).toMatchObject([
      { kind: 'unreadable', again: true },
      { kind: 'unreadable', again: false },
    ])
  })
})
