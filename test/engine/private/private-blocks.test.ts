import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InventoryRow } from '../../../src/contract/inventory-row.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import type { Outcome } from '../../../src/contract/outcome.ts'
import type { PrivateBlock, PrivateBlocks } from '../../../src/contract/private-answers.ts'
import type { Choice, Proposal } from '../../../src/core/decisions/decision.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { bytes, part10, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { csaHeader } from '../../fixtures/opaque-values.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

const ACME = (element: string): string => `(0019,"ACME 1.1",${element})`
const KNOWN = '(0019,"SIEMENS MR HEADER",0C)'
const by = 'A. Curator'
let engine: Engine
let folder: string

async function good<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

interface Instance {
  readonly patient: string
  readonly name?: string
  readonly series: string
  readonly software: string
  readonly gain?: string
  readonly note?: string
  readonly more?: readonly Built[]
}

let instances = 0

function instance({ patient, name = 'OYELARAN^RUTH', series, software, gain = '1', note = 'coil', more = [] }: Instance): Uint8Array {
  instances += 1
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', `1.9.${instances}`),
    text(0x00080060, 'CS', 'MR'),
    text(0x00080070, 'LO', 'ACME'),
    text(0x00081090, 'LO', 'Ring'),
    text(0x00100010, 'PN', name),
    text(0x00100020, 'LO', patient),
    text(0x00181020, 'LO', software),
    text(0x00190010, 'LO', 'SIEMENS MR HEADER'),
    text(0x00190012, 'LO', 'ACME 1.1'),
    text(0x0019100c, 'IS', gain),
    text(0x00191201, 'DS', gain),
    text(0x00191202, 'LO', note),
    ...more,
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', `1.2.${series}`),
  ])
}

async function scanned(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const project = join(temporaryFolder(), 'project')
  await good(engine.scan({ project, collection: folderOf(files), workers: 1 }, UNWATCHED))
  await good(engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED))
  return project
}

const first = (): Promise<string> =>
  scanned({
    a: instance({ patient: 'P1', series: '1', software: 'VE11C', gain: '1', note: 'Oyelaran' }),
    b: instance({ patient: 'P1', series: '2', software: 'VE11C', gain: '2', note: 'Oyelaran' }),
    c: instance({ patient: 'P2', name: 'TRELAWNEY^SYBILL', series: '3', software: 'VE11C', gain: '1', note: 'Trelawney' }),
    d: instance({ patient: 'P2', name: 'TRELAWNEY^SYBILL', series: '4', software: 'VE11C', gain: '2', note: 'Trelawney' }),
  })

const blocks = (project: string): Promise<PrivateBlocks> => good(engine.privateBlocks({ project }, UNWATCHED))
const block = async (project: string, creator: string): Promise<PrivateBlock> => {
  const found = (await blocks(project)).blocks.find((one) => one.creator === creator)
  if (found === undefined) throw new Error('no such block')
  return found
}
const row = (project: string, path: string): Promise<InventoryRow> => good(engine.element({ project, path }, UNWATCHED))
const proposal = async (project: string, path: string): Promise<Proposal> => (await row(project, path)).proposal
const approve = async (project: string, creator: string, paths: readonly string[], decision: 'retain' | 'delete' = 'retain') =>
  engine.approveBlock(
    {
      project,
      creator,
      paths,
      scopes: (await block(project, creator)).scanners,
      choice: { decision },
      reason: 'gain',
      document: 'CS 4',
      by,
    },
    UNWATCHED,
  )
const approvalsFile = (): string => join(folder, 'state', 'knowledge', 'approvals.json')

beforeAll(() => {
  folder = temporaryFolder()
  engine = createEngine({ workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'), stateFolder: join(folder, 'state') })
})
afterAll(() => engine.shutdown())

describe('private blocks of a collection', () => {
  it('are found by creator and scanner, most work first, with what is known of their elements', async () => {
    const project = await first()
    const found = await blocks(project)
    expect(found.blocks.map(({ creator, groups, unknown, waiting }) => ({ creator, groups, unknown, waiting }))).toEqual([
      { creator: 'ACME 1.1', groups: [0x19], unknown: 2, waiting: 0 },
      { creator: 'SIEMENS MR HEADER', groups: [0x19], unknown: 0, waiting: 1 },
    ])
    expect(found).toMatchObject({ elements: 3, settled: 0, values: 6 })
    expect(found.blocks[0]?.scanners).toEqual([{ manufacturer: 'ACME', model: 'Ring', software: 'VE11C' }])
  })

  it('scanners on which a block stands alike are one line, and others are not', async () => {
    const project = await scanned({
      a: instance({ patient: 'P1', series: '1', software: 'V1' }),
      b: instance({ patient: 'P1', series: '2', software: 'V2' }),
      c: instance({ patient: 'P1', series: '3', software: 'V3', more: [text(0x00191203, 'DS', '1')] }),
    })
    const found = (await blocks(project)).blocks.filter(({ creator }) => creator === 'ACME 1.1')
    expect(found.map(({ scanners, elements }) => [scanners.map(({ software }) => software), elements])).toEqual([
      [['V3'], 3],
      [['V1', 'V2'], 2],
    ])
  })

  it('a creator that looks like a date is told, and so are elements that nobody claims, blocks in items and at other numbers', async () => {
    const item = [text(0x00190020, 'LO', 'ACME 1.1'), text(0x00192002, 'LO', 'inside')]
    const project = await scanned({
      a: instance({
        patient: 'P1',
        series: '1',
        software: 'V1',
        more: [
          text(0x00210010, 'LO', '20190312'),
          text(0x00211001, 'LO', 'x'),
          text(0x00231001, 'LO', 'orphan'),
          sequence(0x00400275, [item]),
        ],
      }),
    })
    expect(await block(project, '20190312')).toMatchObject({ looksLike: 'date', elements: 1 })
    expect(await block(project, '')).toMatchObject({ groups: [0x23], elements: 1 })
    const acme = await good(engine.privateBlock({ project, key: (await block(project, 'ACME 1.1')).key }, UNWATCHED))
    expect(acme.rows.map((one) => one.row.element.path)).toEqual([ACME('01'), ACME('02'), `(0040,0275)[*]${ACME('02')}`])
  })

  it('a block shows what each source says, and what is lost without it', async () => {
    const project = await first()
    const detail = await good(engine.privateBlock({ project, key: (await block(project, 'SIEMENS MR HEADER')).key }, UNWATCHED))
    expect(detail.rows[0]).toMatchObject({ state: 'waiting', team: 'silent', expectedVrs: expect.arrayContaining(['IS']) })
    expect(detail.rows[0]?.statements.map(({ source }) => source)).toContain('TCIA')
    expect(detail.losses).toMatchObject([{ what: 'diffusion b-values and gradient directions', paths: [KNOWN] }])
  })
})

describe('evidence of an element', () => {
  it('tells what follows the patient from what follows the acquisition', async () => {
    const project = await first()
    const [gain, note] = await good(engine.evidence({ project, paths: [ACME('01'), ACME('02')] }, UNWATCHED))
    expect(gain).toMatchObject({
      follows: 'acquisition',
      fewestPatients: 2,
      patients: 2,
      series: 4,
      kind: 'numeric',
      range: [1, 2],
      overlaps: [],
    })
    expect(note).toMatchObject({ follows: 'patient', fewestPatients: 1, overlaps: [{ kind: 'name', values: 2, patients: 2 }] })
    expect(note?.constantIn).toEqual({ collection: false, scanner: false, patient: true, series: true })
  })
  it('names what is inside opaque values that were opened', async () => {
    const csa = csaHeader(2, [{ name: 'Rows', vr: 'IS', values: ['96'] }])
    const more = [text(0x00290010, 'LO', 'SIEMENS CSA HEADER'), bytes(0x00291010, 'OB', csa)]
    const project = await scanned({ a: instance({ patient: 'P1', series: '1', software: 'V1', more }) })
    const [found] = await good(engine.evidence({ project, paths: ['(0029,"SIEMENS CSA HEADER",10)'] }, UNWATCHED))
    expect(found).toMatchObject({ kind: 'opaque', opened: ['Rows'] })
  })
  it('holds what the files declare in (0008,0300)', async () => {
    const declared = [bytes(0x00080301, 'US', [0x19, 0]), text(0x00080302, 'LO', 'ACME 1.1'), text(0x00080303, 'CS', 'SAFE')]
    const item = part10([
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      text(0x00080018, 'UI', '1.8.1'),
      sequence(0x00080300, [declared]),
      text(0x00190012, 'LO', 'ACME 1.1'),
      text(0x00191201, 'DS', '5'),
      text(0x0020000e, 'UI', '1.2.77'),
    ])
    const project = await scanned({ a: item })
    const [found] = await good(engine.evidence({ project, paths: [ACME('01')] }, UNWATCHED))
    expect(found?.declarations).toEqual([{ word: 'SAFE', series: 1 }])
    expect(found?.sentences.at(-1)).toContain('declare its block safe')
    expect(await proposal(project, ACME('01'))).toMatchObject({ choice: { decision: 'retain', treatment: 'keep' }, source: 'knowledge' })
    expect((await proposal(project, ACME('01'))).reason).toContain('the files, (0008,0300): SAFE')
  })
  it('that only some series declare is no basis to retain', async () => {
    const declared = [bytes(0x00080301, 'US', [0x19, 0]), text(0x00080302, 'LO', 'ACME 1.1'), text(0x00080303, 'CS', 'SAFE')]
    const project = await scanned({
      a: instance({ patient: 'P1', series: '1', software: 'V1' }),
      b: part10([
        text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
        text(0x00080018, 'UI', '1.8.2'),
        sequence(0x00080300, [declared]),
        text(0x00190012, 'LO', 'ACME 1.1'),
        text(0x00191201, 'DS', '5'),
        text(0x0020000e, 'UI', '1.2.78'),
      ]),
    })
    expect((await proposal(project, ACME('01'))).choice.decision).toBe('review')
  })
  it('of an element that is not there is not found', async () => {
    expect(await engine.evidence({ project: await first(), paths: [ACME('77')] }, UNWATCHED)).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    })
  })
})

describe('approving a block', () => {
  it('decides the listed elements only, as one act that is undone as one', async () => {
    const project = await first()
    const approved = await good(approve(project, 'ACME 1.1', [ACME('01'), ACME('02')], 'delete'))
    expect(approved).toMatchObject({ entries: 2, leftOut: 0, approvals: 2 })
    expect(await block(project, 'ACME 1.1')).toMatchObject({ settled: 2, unknown: 0 })
    expect((await row(project, ACME('01'))).operations).not.toContain('blocked')
    const file = join(folder, 'remembered.json')
    const remembered = async (): Promise<string> => {
      await good(engine.knowledgeExport({ file }, UNWATCHED))
      return readFileSync(file, 'utf8')
    }
    const before = await remembered()
    expect(before).toContain('ACME')
    await good(engine.undo({ project, by }, UNWATCHED))
    expect(await block(project, 'ACME 1.1')).toMatchObject({ settled: 0, unknown: 2 })
    expect(await remembered()).not.toContain('ACME')
    await good(engine.redo({ project, by }, UNWATCHED))
    expect(await remembered()).toBe(before)
    await good(engine.undo({ project, by }, UNWATCHED))
  })

  it('accepts what is proposed for each element, for these scanners, and leaves alone what is to be reviewed', async () => {
    rmSync(approvalsFile(), { force: true })
    const project = await first()
    const siemens = await block(project, 'SIEMENS MR HEADER')
    const input = { project, scopes: siemens.scanners, by }
    const accepted = await good(engine.approveBlock({ ...input, creator: 'SIEMENS MR HEADER', paths: [KNOWN] }, UNWATCHED))
    expect(accepted).toMatchObject({ entries: 1, approvals: 1 })
    expect((await row(project, KNOWN)).decision).toMatchObject({ choice: { decision: 'retain' }, scope: { software: 'VE11C' } })
    expect((await row(project, KNOWN)).decision?.reason).toContain('TCIA')
    const paths = [ACME('01'), ACME('02')]
    expect(await engine.approveBlock({ ...input, creator: 'ACME 1.1', paths }, UNWATCHED)).toMatchObject({ ok: false })
    expect(await block(project, 'ACME 1.1')).toMatchObject({ settled: 0 })
    rmSync(approvalsFile(), { force: true })
  })

  it('an element is settled when it is so on every scanner', async () => {
    const project = await scanned({
      a: instance({ patient: 'P1', series: '1', software: 'V1' }),
      b: instance({ patient: 'P1', series: '2', software: 'V2' }),
    })
    const choice = { decision: 'delete' } as const
    const scopes = [{ manufacturer: 'ACME', model: 'Ring', software: 'V1' }]
    await good(engine.approveBlock({ project, creator: 'ACME 1.1', paths: [ACME('01')], scopes, choice, remember: false, by }, UNWATCHED))
    const found = await blocks(project)
    expect(found.settled).toBe(0)
    expect(found.blocks.filter(({ settled }) => settled === 1).map(({ scanners }) => scanners)).toEqual([scopes])
  })

  it('refuses elements of another block, and decides nothing then', async () => {
    const project = await first()
    expect(await approve(project, 'ACME 1.1', [ACME('01'), KNOWN])).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    expect(await block(project, 'ACME 1.1')).toMatchObject({ settled: 0 })
  })

  it('is carried over to the next collection as a proposal with its provenance, and to no other version and element', async () => {
    rmSync(approvalsFile(), { force: true })
    await good(approve(await first(), 'ACME 1.1', [ACME('01')]))
    const next = await scanned({
      a: instance({ patient: 'P7', series: '1', software: 'VE11C', more: [text(0x00191203, 'DS', '1')] }),
    })
    expect(await proposal(next, ACME('01'))).toMatchObject({
      choice: { decision: 'retain' },
      source: 'knowledge',
      scope: { manufacturer: 'ACME', model: 'Ring', software: 'VE11C' },
    })
    expect((await proposal(next, ACME('01'))).reason).toMatch(
      /^approved for ACME Ring VE11C by A\. Curator, \d{4}-\d\d-\d\d \(gain; CS 4\)$/,
    )
    expect((await proposal(next, ACME('03'))).choice.decision).toBe('review')
    expect((await row(next, ACME('01'))).annotation.knowledgeSources.join()).toContain('Team')
    const newer = await scanned({ a: instance({ patient: 'P8', series: '1', software: 'XA30' }) })
    expect(await proposal(newer, ACME('01'))).toMatchObject({ choice: { decision: 'review' }, reason: 'approved for VE11C, found in XA30' })
    const detail = await good(engine.privateBlock({ project: newer, key: (await block(newer, 'ACME 1.1')).key }, UNWATCHED))
    expect(detail.rows.map(({ team }) => team)).toEqual(['out-of-scope', 'silent'])
  })

  it('bytes that were looked at are put forward again where they are the same, and others are a Review that says so', async () => {
    rmSync(approvalsFile(), { force: true })
    const holding = (patient: string, byte: number): Uint8Array =>
      instance({ patient, series: patient, software: 'VE11C', more: [bytes(0x00191204, 'OB', [1, 2, 3, byte])] })
    const path = ACME('04')
    await good(approve(await scanned({ a: holding('P1', 1), b: holding('P2', 2) }), 'ACME 1.1', [path]))
    const same = await scanned({ a: holding('P3', 2) })
    expect(await proposal(same, path)).toMatchObject({ choice: { decision: 'retain' }, scope: { software: 'VE11C' } })
    expect(await block(same, 'ACME 1.1')).toMatchObject({ waiting: 1, unknown: 2 })
    const other = await scanned({ a: holding('P3', 2), b: holding('P4', 4) })
    expect((await proposal(other, path)).choice.decision).toBe('review')
    expect((await proposal(other, path)).reason).toMatch(/^approved for .+; bytes \(OB\): 1 of its 2 values was not looked at before$/)
    expect(await block(other, 'ACME 1.1')).toMatchObject({ waiting: 0, review: 1 })
    // Looked at there too, it is known of both.
    await good(approve(other, 'ACME 1.1', [path]))
    for (const byte of [1, 2, 4]) expect((await proposal(await scanned({ a: holding('P5', byte) }), path)).choice.decision).toBe('retain')
    const file = join(folder, 'PrivateTagDictionary.xml')
    expect(await good(engine.knowledgeExport({ file }, UNWATCHED))).toEqual({ rows: 0, leftOut: 1 })
  })

  it('a value of which something else is decided was not looked at for its element', async () => {
    rmSync(approvalsFile(), { force: true })
    const holding = (byte: string): Uint8Array =>
      instance({ patient: byte, series: byte, software: 'VE11C', note: 'x', more: [text(0x00191204, 'UN', byte)] })
    const files = { a: holding('gain 1'), b: holding('RUTH') }
    const project = await scanned(files)
    const path = ACME('04')
    await good(engine.decide({ project, decisions: [{ path, value: 'RUTH', choice: { decision: 'delete' } }], by }, UNWATCHED))
    await good(approve(project, 'ACME 1.1', [path]))
    const again = await scanned(files)
    expect(await proposal(again, path)).toMatchObject({ choice: { decision: 'review' } })
    expect((await proposal(again, path)).reason).toContain('1 of its 2 values was not looked at before')
  })

  it('on another version too, it is put forward for the one that it was approved for', async () => {
    rmSync(approvalsFile(), { force: true })
    await good(approve(await first(), 'ACME 1.1', [ACME('01')]))
    const both = await scanned({
      a: instance({ patient: 'P1', series: '1', software: 'VE11C' }),
      b: instance({ patient: 'P2', series: '2', software: 'XA30' }),
    })
    expect(await proposal(both, ACME('01'))).toMatchObject({ choice: { decision: 'review' }, reason: 'approved for VE11C, found in XA30' })
    const found = (await blocks(both)).blocks.filter(({ creator }) => creator === 'ACME 1.1')
    expect(found.map(({ scanners, waiting }) => [scanners[0]?.software, waiting])).toEqual([
      ['XA30', 0],
      ['VE11C', 1],
    ])
    const detail = await good(engine.privateBlock({ project: both, key: found[1]?.key ?? '' }, UNWATCHED))
    expect(detail.rows[0]).toMatchObject({
      state: 'waiting',
      row: { proposal: { choice: { decision: 'retain' }, scope: { software: 'VE11C' } } },
    })
    const scopes = found[1]?.scanners ?? []
    await good(engine.approveBlock({ project: both, creator: 'ACME 1.1', paths: [ACME('01')], scopes, by }, UNWATCHED))
    expect((await row(both, ACME('01'))).decision).toMatchObject({ choice: { decision: 'retain' }, scope: { software: 'VE11C' } })
    expect((await blocks(both)).settled).toBe(0)
  })

  it('accepted as proposed, it is decided for its scanner, and settled', async () => {
    rmSync(approvalsFile(), { force: true })
    await good(approve(await first(), 'ACME 1.1', [ACME('01')]))
    const next = await scanned({ a: instance({ patient: 'P7', series: '1', software: 'VE11C' }) })
    await good(engine.acceptProposals({ project: next, which: 'knowledge', by, paths: [ACME('01')] }, UNWATCHED))
    expect((await row(next, ACME('01'))).decision).toMatchObject({ scope: { software: 'VE11C' }, choice: { decision: 'retain' } })
    const open = await good(engine.proposals({ project: next }, UNWATCHED))
    expect(open.map(({ element }) => element.path)).not.toContain(ACME('01'))
  })

  it('for this collection only is remembered nowhere', async () => {
    rmSync(approvalsFile(), { force: true })
    const project = await first()
    const choice = { decision: 'delete' } as const
    const approved = await good(
      engine.approveBlock({ project, creator: 'ACME 1.1', paths: [ACME('01')], scopes: [{}], choice, by }, UNWATCHED),
    )
    expect(approved.approvals).toBe(0)
    expect(existsSync(approvalsFile())).toBe(false)
    expect(await block(project, 'ACME 1.1')).toMatchObject({ settled: 1 })
  })

  it('is remembered for any scanner only where that is asked for', async () => {
    rmSync(approvalsFile(), { force: true })
    const choice = { decision: 'delete' } as const
    const input = { project: await first(), creator: 'ACME 1.1', paths: [ACME('01')], scopes: [{}], choice, remember: true, by }
    expect((await good(engine.approveBlock(input, UNWATCHED))).approvals).toBe(1)
    const other = await scanned({ a: instance({ patient: 'P8', series: '1', software: 'XA30' }) })
    expect(await proposal(other, ACME('01'))).toMatchObject({ choice: { decision: 'delete' }, scope: {} })
    rmSync(approvalsFile())
  })
})

describe('the approvals file', () => {
  it('removed and imported again restores every proposal', async () => {
    rmSync(approvalsFile(), { force: true })
    await good(approve(await first(), 'ACME 1.1', [ACME('01'), ACME('02')]))
    const files = ['json', 'csv'].map((ending) => join(folder, `team.${ending}`))
    for (const file of files) expect(await good(engine.knowledgeExport({ file }, UNWATCHED))).toEqual({ rows: 2, leftOut: 0 })
    const before = readFileSync(approvalsFile(), 'utf8')
    for (const file of files) {
      rmSync(approvalsFile())
      const imported = await good(engine.knowledgeImport({ file }, UNWATCHED))
      expect(imported.changes.map(({ kind }) => kind)).toEqual(['added', 'added'])
      expect(readFileSync(approvalsFile(), 'utf8')).toBe(before)
    }
  })

  it('removed, and taken up again, restores every decision of a collection that is read anew', async () => {
    rmSync(approvalsFile(), { force: true })
    const files = {
      a: instance({ patient: 'P1', series: '1', software: 'VE11C', more: [text(0x00191203, 'DA', '20200101')] }),
      b: instance({ patient: 'P2', series: '2', software: 'XA30', more: [text(0x00191203, 'DA', '20210101')] }),
    }
    const decide = async (project: string, path: string, choice: Choice): Promise<void> => {
      const creator = path === KNOWN ? 'SIEMENS MR HEADER' : 'ACME 1.1'
      const scopes = (await blocks(project)).blocks.filter((one) => one.creator === creator).flatMap(({ scanners }) => scanners)
      await good(engine.approveBlock({ project, creator, paths: [path], scopes, choice, by }, UNWATCHED))
    }
    const before = await scanned(files)
    await decide(before, KNOWN, { decision: 'delete' })
    await decide(before, ACME('01'), { decision: 'retain', treatment: 'keep' })
    await decide(before, ACME('02'), { decision: 'delete', treatment: 'empty' })
    await decide(before, ACME('03'), { decision: 'retain', treatment: 'shift-date' })
    const paths = [KNOWN, ACME('01'), ACME('02'), ACME('03')]
    const decided = async (project: string): Promise<readonly unknown[]> =>
      Promise.all(
        paths.map(async (path) => {
          const { decision, scoped } = await row(project, path)
          return [decision, ...scoped].map((one) => [one?.choice, one?.scope])
        }),
      )
    const file = join(folder, 'everything.json')
    await good(engine.knowledgeExport({ file }, UNWATCHED))
    rmSync(approvalsFile())
    const again = await scanned(files)
    expect((await proposal(again, ACME('01'))).choice.decision).toBe('review')
    await good(engine.knowledgeImport({ file }, UNWATCHED))
    await good(engine.acceptProposals({ project: again, which: 'knowledge', by }, UNWATCHED))
    expect(await decided(again)).toEqual(await decided(before))
    expect(await blocks(again)).toMatchObject({ elements: 4, settled: 4 })
    rmSync(approvalsFile())
    await good(engine.knowledgeImport({ file: join(folder, 'team.json') }, UNWATCHED))
  })

  it('goes to CTP as a dictionary in which scoped approvals are no K', async () => {
    const file = join(folder, 'PrivateTagDictionary.xml')
    expect(await good(engine.knowledgeExport({ file }, UNWATCHED))).toEqual({ rows: 0, leftOut: 2 })
    expect(readFileSync(file, 'utf8')).toContain('code="X" cr="ACME 1.1" gp="0019" el="01"')
  })

  it('that is damaged approves nothing, and is not written over', async () => {
    writeFileSync(approvalsFile(), '{"format":')
    const project = await first()
    expect(await approve(project, 'ACME 1.1', [ACME('01')])).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(readFileSync(approvalsFile(), 'utf8')).toBe('{"format":')
    rmSync(approvalsFile())
  })
})

describe('an imported list', () => {
  it('stands beside the published sources, and changes what is proposed', async () => {
    const project = await first()
    const file = join(folder, 'TCIAPrivateTagKB-03-01-2026.csv')
    writeFileSync(file, 'element_sig_pattern,tag_name,vr,private_disposition\n"(0019,ACME 1.1"",01)",Gain,DS,k\n"(0019,,02)",,LO,d\n')
    expect(await good(engine.knowledgeImport({ file }, UNWATCHED))).toMatchObject({ kind: 'tcia', rows: 2, repaired: 1, rejected: 1 })
    expect((await row(project, ACME('01'))).annotation).toMatchObject({
      knowledge: 'retain',
      knowledgeSources: ['TCIA, imported 2026-03-01: k'],
    })
  })
})
