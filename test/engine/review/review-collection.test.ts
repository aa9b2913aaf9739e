import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { ReviewResult } from '../../../src/contract/copy-answers.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import { appliedFiles, applyCollection } from '../../../src/engine/apply/index.ts'
import { openProject } from '../../../src/engine/project/project.ts'
import { readCsv } from '../../../src/engine/reports/read-csv.ts'
import { reviewCollection } from '../../../src/engine/review/index.ts'
import { scanCollection } from '../../../src/engine/scan/index.ts'
import { acceptProposals, decide, deleteUnreviewed } from '../../../src/engine/session/record-decisions.ts'
import { openSession, type Session } from '../../../src/engine/session/session.ts'
import { valuesFinal } from '../../../src/engine/session/value-rows.ts'
import { bytes, latin, part10, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'

const WORKER = new URL('../../../src/engine/worker.ts', import.meta.url)

function instance(number: number, more: readonly Built[] = []): Uint8Array {
  const elements = [
    text(0x00080005, 'CS', 'ISO_IR 100'),
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    text(0x00080018, 'UI', `1.2.3.4.5.${number}`),
    text(0x00080020, 'DA', '20190312'),
    text(0x00080060, 'CS', 'OT'),
    text(0x00080064, 'CS', 'WSD'),
    text(0x00081030, 'LO', '=knee, left'),
    text(0x00100010, 'PN', 'Quillfeather^Marta'),
    text(0x00100020, 'LO', 'QF-4471902'),
    text(0x00100030, 'DA', '19560312'),
    text(0x0020000d, 'UI', '1.2.3.4.1'),
    text(0x0020000e, 'UI', '1.2.3.4.2'),
    bytes(0x00280010, 'US', [1, 0]),
    bytes(0x7fe00010, 'OW', [1, 2, 3, 4]),
    ...more,
  ]
  return part10(elements.sort((a, b) => a.tag - b.tag))
}

interface Bench {
  readonly dir: string
  readonly session: Session
  readonly collection: string
  readonly out: string
  review(options?: { out?: string; workers?: number }): Promise<Outcome<ReviewResult>>
  apply(): Promise<void>
  report(name: string): string
  outputs(): string[]
}

const open: { dir: string; close: () => void }[] = []
afterEach(() => {
  for (const { dir, close } of open.splice(0)) {
    close()
    rmSync(dir, { recursive: true, force: true })
  }
})

async function bench(files: readonly Uint8Array[] = [instance(1), instance(2)]): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'tagbench-review-'))
  const collection = join(dir, 'collection')
  mkdirSync(collection)
  files.forEach((file, index) => writeFileSync(join(collection, `Quillfeather_${index}`), file))
  writeFileSync(join(collection, 'readme.txt'), 'no DICOM')
  const project = openProject(join(dir, 'project'), { create: true })
  if (!project.ok) throw new Error(project.failure.message)
  open.push({ dir, close: () => project.value.close() })
  const session = openSession(project.value)
  const scanned = await scanCollection(project.value, collection, { workers: 0, workerEntry: WORKER }, UNWATCHED)
  if (!scanned.ok) throw new Error(scanned.failure.message)
  acceptProposals(session, 'all', 'somebody')
  deleteUnreviewed(session, 'somebody')
  const out = join(dir, 'out')
  const made: Bench = {
    dir,
    session,
    collection,
    out,
    async apply() {
      const { operations, settings } = session.compiled()
      const applied = await applyCollection(project.value, { out, operations, settings, workers: 0, workerEntry: WORKER }, UNWATCHED)
      if (!applied.ok) throw new Error(applied.failure.message)
    },
    review: ({ out: reports, workers = 0 } = {}) =>
      reviewCollection(
        project.value,
        {
          ...(reports === undefined ? {} : { out: reports }),
          inventory: session.inventory,
          annotations: session.annotations(),
          decisions: session.decisions(),
          compiled: session.compiled(),
          finalValues: (output) => valuesFinal(session, output),
          workers,
          workerEntry: WORKER,
        },
        UNWATCHED,
      ),
    report: (name) => readFileSync(join(project.value.reports, name), 'utf8'),
    outputs: () => [...appliedFiles(project.value)].map(({ outputPath }) => join(out, outputPath)),
  }
  return made
}

async function reasons(made: Bench): Promise<string[]> {
  const result = await made.review()
  if (!result.ok) throw new Error(result.failure.message)
  return result.value.reasons.map(({ kind, count }) => `${kind} ${count}`)
}

/** Text written over the end of the Pixel Data, or appended where there is none. */
function plant(file: string, value: Uint8Array): void {
  chmodSync(file, 0o644)
  appendFileSync(file, value)
}

describe('the final review', () => {
  it('finds a faithful copy in order, but for what a person has to look at', async () => {
    const made = await bench()
    await made.apply()
    const found = await reasons(made)
    expect(found.filter((reason) => !/^(?:pixels|values|conformance) /u.test(reason))).toEqual([])
    expect(found).toContain('pixels 2')
  })

  it('lists the instances that the copy refers to and the collection does not have', async () => {
    const referring = sequence(0x0018990c, [
      [text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.7'), text(0x00081155, 'UI', '1.2.3.4.5.1')],
      [text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.7'), text(0x00081155, 'UI', '1.2.3.4.5.99')],
    ])
    const made = await bench([instance(1), instance(2, [referring])])
    await made.apply()
    const result = await made.review()
    expect(result.ok).toBe(true)
    expect(readCsv(made.report('outside-references.csv'))).toEqual([{ path: '(0018,990C)[*](0008,1155)', uid: '1.2.3.4.5.99', files: '1' }])
    expect(JSON.parse(made.report('gate.json'))).toMatchObject({ notes: [{ kind: 'references', count: 1 }, { kind: 'left-out' }] })
  })

  it('counts instances of SOP Classes whose IOD is not known', async () => {
    const unusual = instance(3, []).slice()
    const made = await bench([
      instance(1),
      Buffer.from(Buffer.from(unusual).toString('latin1').replaceAll('5.1.4.1.1.7\0', '5.1.4.1.1.40'), 'latin1'),
    ])
    await made.apply()
    await made.review()
    expect(JSON.parse(made.report('gate.json'))).toMatchObject({ notes: [{ kind: 'unknown-class', count: 1 }, { kind: 'left-out' }] })
  })

  it('finds a name that stands in the copy, and says where', async () => {
    const made = await bench()
    await made.apply()
    plant(made.outputs()[0] ?? '', latin('for Dr. Marta Quillfeather.'))
    expect(await reasons(made)).toEqual(expect.arrayContaining(['stale 1', 'leaks 1']))
    const rows = readCsv(made.report('leaks.csv')) ?? []
    expect(rows.map((row) => [row['state'], row['kind'], row['original'], row['path'], row['original_of']])).toEqual(
      expect.arrayContaining([['open', 'name', 'Quillfeather^Marta', 'after-data-set', '(0010,0010)']]),
    )
  })

  it('notices a copy that was changed, lost a file, or got one', async () => {
    const made = await bench([instance(1), instance(2), instance(3)])
    await made.apply()
    const [first = '', second = ''] = made.outputs()
    const whole = readFileSync(first)
    whole[whole.length - 1] = 77
    writeFileSync(first, whole)
    rmSync(second)
    writeFileSync(join(made.out, 'notes.txt'), 'x')
    const found = await reasons(made)
    expect(found).toEqual(expect.arrayContaining(['stale 1', 'stale 1', 'not-applied 1', 'preservation 1']))
    expect(found.filter((reason) => reason === 'stale 1')).toHaveLength(2)
  })

  it('notices that the decisions or the collection are others than those the copy was made with', async () => {
    const made = await bench()
    await made.apply()
    const changed = decide(made.session, [{ path: '(0008,0064)', choice: { decision: 'delete' } }], 'somebody', 'curator')
    expect(changed.ok).toBe(true)
    expect(await reasons(made)).toContain('stale 1')
    await made.apply()
    expect((await reasons(made)).filter((reason) => reason.startsWith('stale'))).toEqual([])
    writeFileSync(join(made.collection, 'another'), instance(9))
    await scanCollection(made.session.project, made.collection, { workers: 0, workerEntry: WORKER }, UNWATCHED)
    expect((await reasons(made)).filter((reason) => reason.startsWith('stale'))).toEqual(['stale 1'])
  })

  it('lists every change with one example and the number of its files', async () => {
    const made = await bench([instance(1), instance(2, [text(0x00104000, 'LT', 'lives at Mill Lane')])])
    await made.apply()
    await reasons(made)
    const rows = readCsv(made.report('changes.csv')) ?? []
    const row = (path: string): unknown => rows.find((one) => one['path'] === path)
    expect(row('(0010,4000)')).toEqual({
      path: '(0010,4000)',
      operation: 'remove',
      files: '1',
      before_example: 'lives at Mill Lane',
      after_example: '',
    })
    expect(row('(0008,0018)')).toMatchObject({ operation: 'remap-uid', files: '2', before_example: '1.2.3.4.5.1' })
    expect(row('(0012,0062)')).toMatchObject({ operation: 'add', files: '2', after_example: 'YES' })
    expect(row('file-name')).toMatchObject({ files: '2', before_example: 'Quillfeather_0' })
    // A cell that a spreadsheet would take for a formula is made harmless.
    expect(made.report('changes.csv')).toContain(`"'=knee, left"`)
    expect(rows.some((one) => one['path'] === '(7FE0,0010)')).toBe(false)
  })

  it('names private elements as the inventory does, whatever the case of their creator in a file', async () => {
    const block = (creator: string): Built[] => [text(0x00190010, 'LO', creator), text(0x00191001, 'LO', 'x')]
    const made = await bench([instance(1, block('acme 1.1')), instance(2, block('ACME 1.1'))])
    await made.apply()
    await reasons(made)
    const rows = (readCsv(made.report('changes.csv')) ?? []).filter((row) => row['path']?.startsWith('(0019,'))
    expect(rows.map((row) => [row['path'], row['files']])).toEqual([
      ['(0019,"ACME 1.1")', '2'],
      ['(0019,"ACME 1.1",01)', '2'],
    ])
  })

  it('says the same with any number of workers', async () => {
    const made = await bench(Array.from({ length: 40 }, (_, index) => instance(index, [text(0x00181030, 'LO', `protocol ${index % 7}`)])))
    await made.apply()
    const lists = async (workers: number): Promise<string[]> => {
      const result = await made.review({ workers })
      expect(result.ok).toBe(true)
      return ['changes.csv', 'leaks.csv', 'conformance.csv', 'final-values.csv'].map(made.report)
    }
    expect(await lists(2)).toEqual(await lists(0))
  })
})

describe('its reports', () => {
  it('are for the owner of the project only, and lie neither in the copy nor in the collection', async () => {
    const made = await bench()
    await made.apply()
    const result = await made.review()
    if (!result.ok) throw new Error(result.failure.message)
    for (const file of result.value.reports) expect(statSync(file).mode & 0o777, file).toBe(0o600)
    expect(result.value.reports.map((file) => file.slice(file.lastIndexOf('/') + 1)).sort()).toEqual([
      'changes.csv',
      'conformance-description.txt',
      'conformance.csv',
      'final-values.csv',
      'gate.json',
      'leaks.csv',
      'outside-references.csv',
      'review.html',
    ])
    for (const out of [made.out, join(made.out, 'reports'), join(made.collection, 'reports')]) {
      const refused = await made.review({ out })
      expect(refused.ok ? '' : refused.failure.code).toBe('refused')
    }
    const elsewhere = await made.review({ out: join(made.dir, 'reports') })
    expect(elsewhere.ok).toBe(true)
  })

  it('tell the terminal nothing of the originals', async () => {
    const made = await bench()
    await made.apply()
    plant(made.outputs()[0] ?? '', latin('Quillfeather'))
    const result = await made.review()
    expect(JSON.stringify(result)).not.toMatch(/quillfeather|4471902|1956/iu)
    expect(made.report('gate.json')).not.toMatch(/quillfeather|4471902|1956/iu)
  })

  it('are refused where nothing was applied', async () => {
    const made = await bench()
    const result = await made.review()
    expect(result.ok ? '' : result.failure.code).toBe('refused')
  })
})
