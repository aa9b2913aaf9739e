import { cpSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../../src/contract/job.ts'
import { BASIC_PROFILE } from '../../../src/core/confidentiality/profile-changes.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import type { Scope } from '../../../src/core/decisions/decision.ts'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { createTeamStore } from '../../../src/engine/knowledge/team-store.ts'
import { approveBlock, blockElements, privateBlocks } from '../../../src/engine/private/index.ts'
import { stepApprovals } from '../../../src/engine/private/approved-acts.ts'
import { openProject } from '../../../src/engine/project/project.ts'
import { decide, step } from '../../../src/engine/session/record-decisions.ts'
import { openSession, type Session } from '../../../src/engine/session/session.ts'
import { bytes, part10, sequence, text } from '../../fixtures/dicom-bytes.ts'
import { csaHeader } from '../../fixtures/opaque-values.ts'
import { folderOf, temporaryFolder } from '../../fixtures/small-collection.ts'

const by = 'A. Curator'
const SOFTWARE = ['VE11C', 'XA30']
const SCOPES: readonly Scope[] = [{}, ...SOFTWARE.map((software) => ({ manufacturer: 'ACME', model: 'Ring', software }))]
const PROFILES: readonly Profile[] = [
  BASIC_PROFILE,
  { ...BASIC_PROFILE, options: ['RetainSafePrivate'] },
  { options: ['RetainSafePrivate', 'RetainUIDs'], settings: { ...BASIC_PROFILE.settings, emptiedCreators: 'keep' } },
]
let scanned: string

function instance(number: number): Uint8Array {
  const csa = csaHeader(2, [{ name: 'PatientName', vr: 'LO', values: ['Oyelaran'] }])
  const item = [text(0x00190020, 'LO', 'ACME 1.1'), text(0x00192002, 'LO', 'inside'), text(0x00080104, 'LO', 'meaning')]
  return part10([
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
    text(0x00080018, 'UI', `1.9.${number}`),
    text(0x00080070, 'LO', 'ACME'),
    text(0x00081090, 'LO', 'Ring'),
    text(0x00100010, 'PN', 'OYELARAN^RUTH'),
    text(0x00100020, 'LO', `P${number}`),
    text(0x00181020, 'LO', SOFTWARE[number % 2] ?? ''),
    // The spelling of one creator differs from file to file.
    text(0x00190010, 'LO', number > 2 ? 'Siemens MR Header' : 'SIEMENS MR HEADER'),
    text(0x00190012, 'LO', 'ACME 1.1'),
    text(0x0019100c, 'IS', String(number)),
    text(0x00191201, 'DS', '1.5'),
    ...(number === 1 ? [text(0x00191202, 'LO', 'Oyelaran')] : []),
    sequence(0x00191204, [item]),
    text(0x0020000d, 'UI', '1.2'),
    text(0x0020000e, 'UI', `1.2.${number}`),
    text(0x00290010, 'LO', 'SIEMENS CSA HEADER'),
    bytes(0x00291010, 'OB', csa),
    text(0x00331001, 'LO', 'nobody claims it'),
  ])
}

beforeAll(async () => {
  const folder = temporaryFolder()
  const engine = createEngine({
    workerEntry: join(import.meta.dirname, '../../../src/engine/worker.ts'),
    stateFolder: join(folder, 'state'),
  })
  scanned = join(folder, 'project')
  const collection = folderOf({ a: instance(1), b: instance(2), c: instance(3) })
  const done = await engine.scan({ project: scanned, collection, workers: 1 }, UNWATCHED)
  await engine.shutdown()
  if (!done.ok) throw new Error(done.failure.message)
})

/** All that is ever asked of a session. */
function said(session: Session): unknown {
  const blocks = privateBlocks(session)
  return {
    annotations: [...session.annotations()],
    proposals: [...session.proposals()],
    compiled: session.compiled(),
    rows: session.rows(),
    blocks,
    elements: blocks.blocks.map(({ key }) => blockElements(session, key)),
  }
}

const numbers = fc.array(fc.nat(), { minLength: 40, maxLength: 40 })

describe('approvals, decisions, undo and profiles one after the other', () => {
  it('come to what is said of the project by somebody who opens it then', () => {
    fc.assert(
      fc.property(numbers, (chosen) => {
        let at = 0
        const pick = <T>(from: readonly T[]): T => from[(chosen[at++ % chosen.length] ?? 0) % from.length] as T
        const folder = temporaryFolder()
        cpSync(scanned, join(folder, 'project'), { recursive: true })
        const opened = openProject(join(folder, 'project'))
        if (!opened.ok) throw new Error(opened.failure.message)
        const project = opened.value
        const team = createTeamStore(folder)
        const session = openSession(project, team)
        const approval = (index: number): Approval => ({
          path: pick(privatePaths(session)),
          decision: pick(['retain', 'delete', 'review']),
          treatment: '',
          scope: pick(SCOPES),
          by: 'B. Other',
          at: `2026-11-0${1 + (index % 9)}T12:00:00Z`,
          reason: pick(['', 'gain']),
          document: '',
        })
        for (let index = 0; index < 9; index++) {
          take(index)
          expect(said(session)).toEqual(said(openSession(project, team)))
        }
        project.close()

        function take(index: number): void {
          switch (pick(['approve', 'approve', 'approve', 'elsewhere', 'gone', 'list', 'decide', 'undo', 'redo', 'profile'] as const)) {
            case 'approve': {
              const block = pick(privateBlocks(session).blocks)
              const detail = blockElements(session, block.key)
              const paths = detail.ok ? detail.value.rows.map(({ row }) => row.element.path) : []
              const some = pick([[pick(paths)], paths])
              const choice = pick([{ decision: 'retain' as const }, { decision: 'delete' as const }, undefined])
              const scopes = pick([block.scanners, [pick(SCOPES)]])
              approveBlock(session, team, { creator: block.creator, paths: some, scopes, ...(choice === undefined ? {} : { choice }), by })
              return
            }
            case 'elsewhere':
              team.amend({ gone: [], coming: [approval(index)] })
              return
            case 'gone':
              team.replaceApprovals(team.knowledge().approvals.filter((_one, place) => (place + index) % 2 === 0))
              return
            case 'list':
              team.importList({
                kind: 'tcia',
                date: '2026-01-01',
                statements: [{ path: pick(privatePaths(session)), name: '', vrText: '', vr: undefined, word: pick(['k', 'd']) }],
              })
              return
            case 'decide':
              decide(
                session,
                [
                  {
                    path: pick(session.rows()).element.path,
                    choice: { decision: pick(['retain', 'delete', 'review']) },
                    scope: pick(SCOPES),
                  },
                ],
                by,
                'curator',
              )
              return
            case 'profile':
              session.profile.change(pick(PROFILES), by)
              return
            default: {
              const direction = pick(['undo', 'redo'] as const)
              const stepped = step(session, direction, by)
              if (stepped.ok) stepApprovals(session, team, stepped.value.act, direction)
            }
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('an approval changes what is said of its elements and their creator, and of nothing else', () => {
    const folder = temporaryFolder()
    cpSync(scanned, join(folder, 'project'), { recursive: true })
    const opened = openProject(join(folder, 'project'))
    if (!opened.ok) throw new Error(opened.failure.message)
    const team = createTeamStore(folder)
    const session = openSession(opened.value, team)
    session.profile.change({ ...BASIC_PROFILE, options: ['RetainSafePrivate'] }, by)
    const path = '(0019,"ACME 1.1",02)'
    const before = new Map(session.rows().map((row) => [row.element.path, row]))
    const block = privateBlocks(session).blocks.find(({ creator }) => creator === 'ACME 1.1')
    const approved = approveBlock(session, team, {
      creator: 'ACME 1.1',
      paths: [path],
      scopes: block?.scanners ?? [],
      choice: { decision: 'retain' },
      by,
    })
    expect(approved).toMatchObject({ ok: true })
    const changed = session.rows().filter((row) => row !== before.get(row.element.path))
    expect(changed.map(({ element }) => element.path)).toEqual(['(0019,"ACME 1.1")', path])
    expect(changed[1]?.annotation.knowledge).toBe('retain')
    opened.value.close()
  })
})

const privatePaths = (session: Session): readonly string[] =>
  session
    .rows()
    .map(({ element }) => element.path)
    .filter((path) => /",[0-9A-F]{2}\)$/.test(path))
