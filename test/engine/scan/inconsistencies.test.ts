import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createInventoryStore } from '../../../src/engine/project/inventory-store.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { part10, text } from '../../fixtures/dicom-bytes.ts'
import { folderOf } from '../../fixtures/small-collection.ts'
import { closeProjects, newProject, scan } from './scanning.ts'

afterEach(closeProjects)

interface Few {
  readonly sop: string
  readonly patient?: string
  readonly study?: string
  readonly series?: string
  readonly modality?: string
  readonly name?: string
  readonly birth?: string
  readonly sex?: string
}

function instance({
  sop,
  patient = 'P1',
  study = '1.2',
  series = '1.2.3',
  modality = 'CT',
  name = 'DOE^J',
  birth = '',
  sex = '',
}: Few): Uint8Array {
  return part10([
    text(0x00080018, 'UI', sop),
    text(0x00080060, 'CS', modality),
    text(0x00100010, 'PN', name),
    text(0x00100020, 'LO', patient),
    text(0x00100030, 'DA', birth),
    text(0x00100040, 'CS', sex),
    text(0x0020000d, 'UI', study),
    text(0x0020000e, 'UI', series),
  ])
}

async function found(files: Readonly<Record<string, Uint8Array>>): Promise<readonly (readonly unknown[])[]> {
  const project = newProject()
  expect((await scan(project, folderOf(files))).ok).toBe(true)
  const rows = readCsv(readFileSync(join(project.reports, 'inconsistencies.csv'), 'utf8')) ?? []
  return rows.map(({ kind, count, where }) => [kind, count, where])
}

describe('Inconsistencies of a collection', () => {
  it('are none where everything belongs to one of each', async () => {
    expect(await found({ a: instance({ sop: '1' }), b: instance({ sop: '2', birth: '19500101', sex: 'F' }) })).toEqual([])
  })

  it('are instances that are there more than once, with the same bytes or others', async () => {
    const twice = instance({ sop: '1' })
    expect(await found({ a: twice, b: twice, c: instance({ sop: '2' }), d: instance({ sop: '2', sex: 'M' }) })).toEqual([
      ['same-instance-same-content', '2', '1: a | b'],
      ['same-instance-other-content', '2', '2: c | d'],
    ])
  })

  it('are equal in size and other in content', async () => {
    expect(await found({ a: instance({ sop: '1', sex: 'M' }), b: instance({ sop: '1', sex: 'O' }) })).toContainEqual([
      'same-instance-other-content',
      '2',
      '1: a | b',
    ])
  })

  it('are studies of two patients, and series of two studies or two modalities', async () => {
    const rows = await found({
      a: instance({ sop: '1', patient: 'P1', series: '1.2.1' }),
      b: instance({ sop: '2', patient: 'P2', series: '1.2.2' }),
      c: instance({ sop: '3', study: '1.3', patient: 'P3', series: '1.3.1', modality: 'CT' }),
      d: instance({ sop: '4', study: '1.4', patient: 'P3', series: '1.3.1', modality: 'PT' }),
    })
    expect(rows).toEqual([
      ['study-of-several-patients', '2', '1.2: P1 | P2'],
      ['series-of-several-studies', '2', '1.3.1: 1.3 | 1.4'],
      ['series-of-several-modalities', '2', '1.3.1: CT | PT'],
    ])
  })

  it('are patients of two names, birth dates or sexes, but not where a file does not say', async () => {
    const rows = await found({
      a: instance({ sop: '1', series: '1.2.1', name: 'DOE^J', birth: '19500101', sex: 'F' }),
      b: instance({ sop: '2', series: '1.2.2', name: 'DOE^JANE', birth: '19510101', sex: 'M' }),
      c: instance({ sop: '3', series: '1.2.3', name: 'DOE^J' }),
      d: instance({ sop: '4', patient: 'P2', study: '1.3', series: '1.3.1', birth: '19600101' }),
    })
    expect(rows).toEqual([
      ['patient-of-several-names', '2', 'P1: DOE^J | DOE^JANE'],
      ['patient-of-several-birth-dates', '2', 'P1: 19500101 | 19510101'],
      ['patient-of-several-sexes', '2', 'P1: F | M'],
    ])
  })
})

describe('What is new since the last scan', () => {
  it('is nothing after the first, then the elements and values that no earlier scan saw', async () => {
    const project = newProject()
    const first = { a: instance({ sop: '1' }) }
    const collection = folderOf(first)
    await scan(project, collection)
    const store = createInventoryStore(project)
    expect(store.whatIsNew()).toEqual({ elements: 0, values: 0 })
    await scan(project, collection)
    expect(store.whatIsNew()).toEqual({ elements: 0, values: 0 })
    const grown = part10([text(0x00080018, 'UI', '2'), text(0x00080060, 'CS', 'CT'), text(0x00081030, 'LO', 'Head')])
    writeFileSync(join(collection, 'b'), grown)
    await scan(project, collection)
    // Its description; besides it the UIDs, the file name and the group length of its File Meta Information.
    const news = store.elements().flatMap(({ path }) => store.values(path).filter(({ firstSeen }) => firstSeen === 3))
    expect(news.map(({ value }) => value)).toEqual(expect.arrayContaining(['2', 'Head', 'b']))
    expect(store.whatIsNew()).toEqual({ elements: 1, values: news.length })
  })
})
