import { describe, expect, it, vi } from 'vitest'
import { lookupPrivate } from '../../../src/core/dictionary/private-dictionary.ts'
import { isRegisteredUid } from '../../../src/core/dictionary/uid-registry.ts'
import { blockOf, elementOf, groupOf, isInPrivateBlock, isPrivate, isPrivateCreator } from '../../../src/core/dicom/tag.ts'
import { demoCollection, demoInstances } from '../../../src/engine/demo/collection.ts'
import { loadDcmjs } from '../../../src/engine/demo/dcmjs.ts'
import { DEFAULT_SEED } from '../../../src/engine/demo/index.ts'
import { resolvePlan, type PlannedElement } from '../../../src/engine/demo/resolve-plan.ts'
import { demo, read, textAt, values, type Found } from './demo-files.ts'

interface Read {
  readonly file: string
  readonly found: readonly Found[]
}

async function instances(): Promise<readonly Read[]> {
  return (await demo()).files.map(({ file, bytes }) => ({ file, found: values(bytes) })).filter(({ found }) => found.length > 0)
}

const MODALITY = '(0008,0060)'

describe('the demonstration collection', () => {
  it('is the same, byte by byte, for the same seed', async () => {
    const [once, again] = [await demo(), await demoCollection(DEFAULT_SEED)]
    expect(again.planted).toEqual(once.planted)
    expect(again.files.map(({ file }) => file)).toEqual(once.files.map(({ file }) => file))
    expect(again.files.filter(({ bytes }, index) => !Buffer.from(bytes).equals(once.files[index]?.bytes ?? Buffer.alloc(0)))).toEqual([])
  })

  it('has other UIDs and other noise for another seed, and the same files but for the UIDs in their names', async () => {
    const other = await demoCollection(DEFAULT_SEED + 1)
    const uids = (rows: typeof other.planted): ReadonlySet<string> =>
      new Set(rows.filter(({ kind }) => kind === 'uid').map(({ text }) => text))
    const mine = uids((await demo()).planted)
    expect([...uids(other.planted)].filter((uid) => mine.has(uid))).toEqual([])
    expect(other.files.length).toBe((await demo()).files.length)
  })

  it('says nothing on the terminal while it is built', async () => {
    const writes = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
    const prints = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) => vi.spyOn(console, name).mockReturnValue(undefined))
    try {
      await demoCollection(1)
      expect([...writes, ...prints].flatMap((spy) => spy.mock.calls)).toEqual([])
    } finally {
      for (const spy of [...writes, ...prints]) spy.mockRestore()
    }
  })

  it('has at least sixty readable instances, as many as it says, and files that are none', async () => {
    const all = await instances()
    expect(all.length).toBe((await demo()).instances)
    expect(all.length).toBeGreaterThanOrEqual(60)
    expect((await demo()).files.length - all.length).toBe(7)
  })

  it('has every modality, vendor and transfer syntax', async () => {
    const all = await instances()
    const each = (path: string): ReadonlySet<string> => new Set(all.map(({ found }) => textAt(found, path)))
    expect([...each(MODALITY)].sort()).toEqual(['', 'CR', 'CT', 'MR', 'PT', 'RTSTRUCT', 'SR', 'US'])
    expect([...each('(0008,0070)')].join()).toMatch(/GE MEDICAL SYSTEMS.*SIEMENS.*Philips.*TOSHIBA.*CANON/)
    const syntaxes = new Set((await demo()).files.map(({ bytes }) => read(bytes)?.transferSyntax.uid))
    for (const uid of ['', '.1', '.1.99', '.2', '.4.50', '.5']) expect(syntaxes).toContain(`1.2.840.10008.1.2${uid}`)
  })

  it('has at least six patients, one of them over 89 and one with studies months apart', async () => {
    const all = await instances()
    const patients = new Set(all.map(({ found }) => `${textAt(found, '(0010,0020)')}/${textAt(found, '(0010,0021)')}`))
    expect(patients.size).toBeGreaterThanOrEqual(6)
    expect(all.some(({ found }) => textAt(found, '(0010,1010)') === '093Y')).toBe(true)
    const dates = all
      .filter(({ found }) => textAt(found, '(0010,0021)') === 'HARROWGATE-MPI')
      .map(({ found }) => textAt(found, '(0008,0020)'))
    expect([...new Set(dates)].sort()).toEqual(['20190304', '20191021'])
  })

  it('gives one Patient ID to two people of different issuers', async () => {
    const all = await instances()
    const issuers = all
      .filter(({ found }) => textAt(found, '(0010,0020)') === 'QF-4471902')
      .map(({ found }) => textAt(found, '(0010,0021)'))
    expect(new Set(issuers)).toEqual(new Set(['HARROWGATE-MPI', 'WENDREDA-RIS']))
  })

  it('refers only to instances that it has, by their class', async () => {
    const all = await instances()
    const classes = new Map(all.map(({ found }) => [textAt(found, '(0008,0018)'), textAt(found, '(0008,0016)')]))
    const imagesOf = (found: readonly Found[], leaf: string): readonly string[] =>
      found
        .filter(({ path }) => path.endsWith(leaf) && /\((3006,0016|0008,1199)\)\[\*\]/.test(path))
        .map(({ bytes }) => bytes.toString('latin1').replace(/\0$/, ''))
    const referring = all.filter(({ found }) => ['RTSTRUCT', 'SR'].includes(textAt(found, MODALITY)))
    expect(referring.length).toBe(3)
    for (const { found } of referring) {
      const instancesNamed = imagesOf(found, '(0008,1155)')
      expect(instancesNamed.length).toBeGreaterThanOrEqual(8)
      expect(instancesNamed.map((uid) => classes.get(uid))).toEqual(imagesOf(found, '(0008,1150)'))
    }
  })

  it('shares the Frame of Reference of the structure set with the images that it contours', async () => {
    const all = await instances()
    const structures = all.find(({ found }) => textAt(found, MODALITY) === 'RTSTRUCT')?.found ?? []
    const contoured = new Set(
      structures
        .filter(({ path }) => path.endsWith('(3006,0016)[*](0008,1155)'))
        .map(({ bytes }) => bytes.toString('latin1').replace(/\0$/, '')),
    )
    const images = all.filter(({ found }) => contoured.has(textAt(found, '(0008,0018)')))
    expect(new Set(images.map(({ found }) => textAt(found, '(0020,0052)')))).toEqual(
      new Set([textAt(structures, '(3006,0010)[*](0020,0052)')]),
    )
  })

  it('names only SOP Classes of the standard, and one of Siemens', async () => {
    const all = await instances()
    const foreign = new Set(all.map(({ found }) => textAt(found, '(0008,0016)')).filter((uid) => uid !== '' && !isRegisteredUid(uid)))
    expect([...foreign]).toEqual(['1.3.12.2.1107.5.9.1'])
  })
})

describe('private elements of the demonstration', () => {
  /** Every private element as planned, with its creator: implicit VR has none of this to be read. */
  async function planned(): Promise<readonly { element: PlannedElement; creator: string }[]> {
    const dcmjs = await loadDcmjs()
    const walk = (elements: readonly PlannedElement[]): readonly { element: PlannedElement; creator: string }[] => {
      const creators = new Map<number, string>()
      return elements.flatMap((element) => {
        const { tag, value } = element
        if (isPrivateCreator(tag) && value.kind === 'text') creators.set((groupOf(tag) << 8) | elementOf(tag), value.text)
        const below = value.kind === 'items' ? value.items.flatMap(walk) : []
        if (!isPrivate(tag) || !isInPrivateBlock(tag)) return below
        return [{ element, creator: creators.get((groupOf(tag) << 8) | blockOf(tag)) ?? '' }, ...below]
      })
    }
    return (await demoInstances(DEFAULT_SEED, dcmjs)).flatMap(({ dataSet }) => walk(resolvePlan(dataSet, dcmjs)))
  }

  it('are in the dictionaries under their creators, with the VR that these give them', async () => {
    const wrong = (await planned())
      .filter(({ creator }) => creator !== '')
      .filter(({ creator, element: { tag, vr } }) => lookupPrivate(creator, groupOf(tag), elementOf(tag) & 0xff, blockOf(tag))?.vr !== vr)
      .map(({ creator, element: { tag, vr } }) => `${creator} ${tag.toString(16)} ${vr}`)
    expect([...new Set(wrong)]).toEqual([])
  })

  it('come from GE, Siemens, Philips and Canon, at several block numbers', async () => {
    const all = await planned()
    const vendors = new Set(all.map(({ creator, element: { tag } }) => lookupPrivate(creator, groupOf(tag), elementOf(tag) & 0xff)?.vendor))
    for (const vendor of ['GE', 'SIEMENS', 'PHILIPS', 'CANON/TOSHIBA']) expect(vendors).toContain(vendor)
    const blocks = new Set(all.filter(({ creator }) => creator === 'GEMS_IDEN_01').map(({ element }) => blockOf(element.tag)))
    expect(blocks).toEqual(new Set([0x10, 0x11, 0x12, 0x13]))
  })

  it('include one that no creator claims', async () => {
    expect((await planned()).filter(({ creator }) => creator === '').map(({ element }) => element.tag)).toEqual([0x001920d9])
  })

  it('include a Sequence in implicit VR, one inside UN, and creators that an item numbers anew', async () => {
    const all = await instances()
    const nested = (creator: string): readonly Read[] =>
      all.filter(({ found }) => found.some(({ path }) => path.includes(`"${creator}",`) && path.includes('[*](')))
    const implicit = nested('Philips MR Imaging DD 005').filter(({ found }) => textAt(found, '(0002,0010)') === '1.2.840.10008.1.2')
    expect(implicit.length).toBe(7)
    const file = (await demo()).files.find((each) => each.file === 'falkenrehde/from archive/1.dcm')
    const unknown = file === undefined ? undefined : read(file.bytes)?.elements.find(({ tag }) => tag === 0x00291240)
    expect(unknown?.writtenVr).toBe('UN')
    expect(unknown?.items?.[0]?.elements.map(({ tag }) => tag)).toContain(0x00291041)
  })
})
