import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FACETS, type Facet, type FacetName } from '../../../src/contract/inventory-answers.ts'
import { UNWATCHED } from '../../../src/contract/job.ts'
import { DEFAULT_SETTINGS } from '../../../src/core/confidentiality/profile.ts'
import { NO_TEAM, type TeamKnowledge } from '../../../src/core/knowledge/team.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { openProject } from '../../../src/engine/project/project.ts'
import { decide } from '../../../src/engine/session/record-decisions.ts'
import { openSession, type Session } from '../../../src/engine/session/session.ts'
import type { Filters } from '../../../src/engine/view/facet-counts.ts'
import { createFacetCounter } from '../../../src/engine/view/facets.ts'
import { keepFacets, keptFacets } from '../../../src/engine/view/kept-facets.ts'
import { makeProject } from '../../bench/made-project.ts'
import { fold, SOMEWHERE, textValue } from '../../fixtures/partial-inventories.ts'
import { choosing, picker } from '../../core/script/random-decisions.ts'

const by = 'A. Curator'
let folder: string
let project: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-kept-facets-'))
  project = makeProject(folder, { files: 600, elements: 500 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const engineOf = (): Engine => createEngine({ workerEntry: '', stateFolder: join(folder, 'state') })

/** Does something with the project without what an engine does when it closes it: as if it were killed. */
function withSession<T>(use: (session: Session) => T, team: () => TeamKnowledge = () => NO_TEAM, dir = project): T {
  const opened = openProject(dir, { create: true })
  if (!opened.ok) throw new Error(opened.failure.message)
  try {
    return use(openSession(opened.value, { knowledge: team }))
  } finally {
    opened.value.close()
  }
}

const isKept = (team = NO_TEAM): boolean =>
  withSession(
    (session) => keptFacets(session) !== undefined,
    () => team,
  )

describe('counts of filters that are kept with a project', () => {
  it('are those that are counted anew, under any filters, after any marks and changes of the profile', async () => {
    await fc.assert(
      fc.asyncProperty(choosing, async (numbers) => {
        const pick = picker(numbers)
        const engine = engineOf()
        await engine.standing({ project }, UNWATCHED)
        for (let step = 0; step < pick([0, 1, 3]); step++) await change(engine, pick)
        await engine.shutdown()
        withSession((session) => {
          const kept = keptFacets(session)
          const [rows, counter] = [session.rows(), createFacetCounter()]
          for (let time = 0; time < 4; time++) {
            const filters = filtersOf(counter.count(rows, {}), pick)
            expect(kept?.count(filters)).toEqual(counter.count(rows, filters))
            expect(kept?.passing(filters).map((place) => rows[place])).toEqual(counter.passing(rows, filters))
          }
        })
      }),
      { numRuns: 12 },
    )
  })

  it('answer who opens the project before its rows are made, and so does a page under a filter; both say what they say then', async () => {
    const first = engineOf()
    await first.facets({ project, query: {} }, UNWATCHED)
    await first.shutdown()
    const engine = engineOf()
    const order: string[] = []
    const query = { filters: { vr: ['UI', 'DA'] }, limit: 20 }
    const [counts, page] = [() => engine.facets({ project, query }, UNWATCHED), () => engine.inventory({ project, query }, UNWATCHED)]
    const answers = await Promise.all([
      engine.standing({ project }, UNWATCHED).then(() => order.push('what waits for the rows')),
      counts().finally(() => order.push('counts')),
      page().finally(() => order.push('page')),
    ])
    expect(order.at(-1)).toBe('what waits for the rows')
    expect(answers.slice(1)).toEqual([await counts(), await page()])
    await engine.shutdown()
  })

  it('are not taken once anything has changed that they follow from', () => {
    const keep = (): void => withSession(keepFacets)
    keep()
    expect(isKept()).toBe(true)
    withSession((session) => decide(session, [{ path: '(0010,0010)', choice: { decision: 'delete' } }], by, 'curator'))
    expect(isKept()).toBe(false)
    keep()
    expect(isKept()).toBe(true)
    const at = '2026-11-20T12:00:00Z'
    const approval = { path: '(0009,"GEMS_PARM_01",01)', decision: 'delete' as const, treatment: '' as const, scope: {}, reason: '' }
    expect(isKept({ approvals: [{ ...approval, by, at, document: '' }], imported: [] })).toBe(false)
    expect(isKept({ approvals: [], imported: [{ kind: 'tcia', date: '2026-01-01', statements: [] }] })).toBe(false)
    const listed = join(folder, 'parameters.csv')
    const useList = (content: string): void => writeFileSync(listed, content)
    useList('tag,kind\n00180050,physical\n')
    withSession(({ profile }) => profile.change({ options: [], settings: { ...DEFAULT_SETTINGS, physicalParameters: listed } }, by))
    expect(isKept()).toBe(false)
    keep()
    expect(isKept()).toBe(true)
    useList('tag,kind\n00180060,physical\n')
    expect(isKept()).toBe(false)
    keep()
    withSession(({ inventory }) => inventory.beginScan())
    expect(isKept()).toBe(false)
    keep()
    expect(isKept()).toBe(true)
    withSession(({ inventory: { files } }) => {
      files.note([{ path: 'new.dcm', size: 1, mtime: 1, reason: '' }])
      files.settle()
    })
    expect(isKept()).toBe(false)
  })
})

describe('what is kept while somebody else of the team approves', () => {
  it('is that of the approvals that it is told by', () => {
    const at = '2026-11-20T12:00:00Z'
    const approved = (paths: readonly string[]): TeamKnowledge => ({
      approvals: paths.map((path) => ({ path, decision: 'retain', treatment: 'keep', scope: {}, by, at, reason: '', document: '' })),
      imported: [],
    })
    const dir = join(folder, 'private')
    const path = '(0009,"ACME",01)'
    withSession(
      ({ inventory }) => {
        inventory.beginScan()
        inventory.absorb(fold([{ context: SOMEWHERE, met: [{ path, value: textValue('1.5') }], creators: ['ACME'] }]), [])
        inventory.endScan()
      },
      undefined,
      dir,
    )
    const teams = [approved([]), approved([path])] as const
    const of = (use: (session: Session) => readonly Facet[] | undefined): readonly (readonly Facet[] | undefined)[] =>
      teams.map((team) => withSession(use, () => team, dir))
    const anew = of((session) => createFacetCounter().count(session.rows(), {}))
    expect(anew[0]).not.toEqual(anew[1])
    let kept = 0
    for (let before = 0; before < 20; before++) {
      let times = 0
      withSession(({ inventory }) => inventory.keepFacets(''), undefined, dir)
      withSession(keepFacets, () => teams[times++ < before ? 0 : 1], dir)
      for (const [index, counts] of of((session) => keptFacets(session)?.count({})).entries()) {
        if (counts === undefined) continue
        expect(counts).toEqual(anew[index])
        kept += 1
      }
    }
    expect(kept).toBeGreaterThan(0)
  })
})

type Pick = ReturnType<typeof picker>

async function change(engine: Engine, pick: Pick): Promise<void> {
  const page = await engine.inventory({ project, query: {} }, UNWATCHED)
  const paths = page.ok ? page.value.rows.flatMap((line) => (line.kind === 'element' ? [line.row.element.path] : [])) : []
  const choice = { decision: pick(['retain', 'delete', 'review'] as const) }
  switch (pick(['mark', 'marks', 'undo', 'redo', 'accept', 'profile'] as const)) {
    case 'mark':
      return void (await engine.decide({ project, by, decisions: [{ path: pick(paths), choice }] }, UNWATCHED))
    case 'marks':
      return void (await engine.decideMatching(
        { project, by, matching: { query: { filters: { vr: [pick(['UI', 'LO', 'DA'])] } } }, choice },
        UNWATCHED,
      ))
    case 'undo':
      return void (await engine.undo({ project, by }, UNWATCHED))
    case 'redo':
      return void (await engine.redo({ project, by }, UNWATCHED))
    case 'accept':
      return void (await engine.acceptProposals({ project, which: 'standard', by }, UNWATCHED))
    case 'profile':
      return void (await engine.setProfile({ project, by, preset: pick(['TCIA', 'MIDI-B']) }, UNWATCHED))
  }
}

/** Up to two choices of some facets, and now and then one that nothing has. */
function filtersOf(
  counts: readonly { readonly name: FacetName; readonly choices: readonly { readonly value: string }[] }[],
  pick: Pick,
): Filters {
  const chosen: Partial<Record<FacetName, readonly string[]>> = {}
  for (const name of FACETS) {
    if (pick([true, false, false, false, false]) === false) continue
    const there = [...(counts.find((facet) => facet.name === name)?.choices.map(({ value }) => value) ?? []), 'nothing']
    chosen[name] = [...new Set([pick(there), pick(there)])]
  }
  return chosen
}
