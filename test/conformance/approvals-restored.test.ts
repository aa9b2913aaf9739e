import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { changeProfile, BASIC_PROFILE } from '../../src/core/confidentiality/profile-changes.ts'
import { formatInFull } from '../../src/core/decisions/choice-text.ts'
import type { Choice, Scope } from '../../src/core/decisions/decision.ts'
import type { Equipment } from '../../src/core/inventory/inventory.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { createTeamStore, exportKnowledge, importKnowledge, type TeamStore } from '../../src/engine/knowledge/index.ts'
import { approveBlock, blockElements, privateBlocks } from '../../src/engine/private/index.ts'
import { openProject, type Project } from '../../src/engine/project/project.ts'
import { acceptProposals } from '../../src/engine/session/record-decisions.ts'
import { openSession, type Session } from '../../src/engine/session/session.ts'
import { temporaryFolder } from '../fixtures/small-collection.ts'
import { CORPUS, NO_CORPUS } from './corpus.ts'

const by = 'A. Curator'
const NOBODY: Equipment = { manufacturer: '', model: '', software: '' }
const CHOICES: readonly (Choice | undefined)[] = [
  undefined,
  { decision: 'retain', treatment: 'keep' },
  { decision: 'retain', treatment: 'keep' },
  { decision: 'retain' },
  { decision: 'retain', treatment: 'shift-date' },
  { decision: 'retain', treatment: 'clean' },
  { decision: 'delete' },
  { decision: 'delete', treatment: 'empty' },
  { decision: 'review' },
]

function good<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

describe.skipIf(NO_CORPUS !== '')(
  `On the corpus the file of approvals, removed and imported again, restores every decision${NO_CORPUS}`,
  () => {
    let scanned: string
    const opened: Project[] = []

    beforeAll(async () => {
      const folder = temporaryFolder()
      scanned = join(folder, 'project')
      const engine = createEngine({
        workerEntry: join(import.meta.dirname, '../../src/engine/worker.ts'),
        stateFolder: join(folder, 'state'),
      })
      good(await engine.scan({ project: scanned, collection: CORPUS, workers: 1 }, UNWATCHED))
      await engine.shutdown()
    }, 120_000)
    afterAll(() => {
      for (const project of opened) project.close()
    })

    function fresh(team: TeamStore): Session {
      const folder = join(temporaryFolder(), 'project')
      cpSync(scanned, folder, { recursive: true })
      const project = good(openProject(folder))
      opened.push(project)
      const session = openSession(project, team)
      const profile = changeProfile(BASIC_PROFILE, { preset: 'TCIA' })
      if (!profile.ok) throw new Error(profile.failure)
      session.profile.change(profile.value, by)
      return session
    }

    /** What holds for each private element that a creator names, on each of its scanners; a Review is nothing settled. */
    function settled(session: Session): ReadonlyMap<string, string> {
      const found = new Map<string, string>()
      for (const { element } of session.rows())
        for (const scanner of element.equipment.length === 0 ? [NOBODY] : element.equipment) {
          const choice = session.decisions().lookup(element.path, scanner)?.choice
          if (choice !== undefined && choice.decision !== 'review')
            found.set(`${element.path} on ${JSON.stringify(scanner)}`, formatInFull(choice))
        }
      return found
    }

    /** Decides something for some elements of every block, as a curator would, and remembers it. */
    function decideSome(session: Session, team: TeamStore, pick: <T>(from: readonly T[]) => T): void {
      const blocks = privateBlocks(session).blocks.filter(({ creator }) => creator !== '')
      const elements = blocks.map(({ key }) => good(blockElements(session, key)).rows.map(({ row }) => row.element.path))
      for (const [index, { creator, scanners }] of blocks.entries()) {
        const paths = (elements[index] ?? []).filter(() => pick([true, true, false]))
        const choice = pick(CHOICES)
        const maker = { manufacturer: scanners[0]?.manufacturer ?? '' }
        const scopes = pick<readonly Scope[]>([scanners, scanners, scanners.slice(0, 1), [maker], [{}]])
        // What cannot be done with a block is refused, and decides nothing.
        if (paths.length > 0)
          approveBlock(session, team, { creator, paths, scopes, ...(choice === undefined ? {} : { choice }), remember: true, by })
      }
    }

    test('whatever was decided, for bytes too, and on which scanners', () => {
      let opaque = 0
      let all = 0
      fc.assert(
        fc.property(fc.array(fc.nat(), { minLength: 300, maxLength: 300 }), fc.constantFrom('json', 'csv'), (numbers, ending) => {
          let at = 0
          const pick = <T>(from: readonly T[]): T => from[(numbers[at++ % numbers.length] ?? 0) % from.length] as T
          const state = temporaryFolder()
          const team = createTeamStore(state)
          const before = fresh(team)
          decideSome(before, team, pick)
          const file = join(state, `written.${ending}`)
          good(exportKnowledge(team, file, undefined))
          rmSync(join(state, 'knowledge', 'approvals.json'))

          const anew = createTeamStore(state)
          const again = fresh(anew)
          expect(settled(again).size).toBe(0)
          good(importKnowledge(anew, { file }))
          good(acceptProposals(again, 'knowledge', by))
          const [was, is] = [settled(before), settled(again)]
          const lost = [...was].flatMap(([what, choice]) =>
            is.get(what) === choice || goesWithSequence(again, what)
              ? []
              : [[what, choice, is.get(what), again.proposals().get(what.split(' on ')[0] ?? '')?.reason]],
          )
          expect(lost).toEqual([])
          all += was.size
          opaque += before
            .rows()
            .filter(({ element, decision }) => element.vrs.includes('OB') && decision?.choice.decision === 'retain').length
        }),
        { numRuns: 3, endOnFailure: true },
      )
      expect(all).toBeGreaterThan(1000)
      expect(opaque).toBeGreaterThan(10)
    }, 300_000)

    /** What is inside a Sequence that is deleted goes with it, whatever is decided of it. */
    function goesWithSequence(session: Session, what: string): boolean {
      return (
        session
          .proposals()
          .get(what.split(' on ')[0] ?? '')
          ?.reason.includes('which goes with all that is in it') === true
      )
    }
  },
)
