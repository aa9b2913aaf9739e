import { readFileSync } from 'node:fs'
import { annotator, type AnnotateOptions } from '../../core/annotation/annotate.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import type { IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { decisionFollower, type DecisionTable } from '../../core/decisions/decision-table.ts'
import type { Proposal } from '../../core/decisions/decision.ts'
import { specificity } from '../../core/decisions/scope.ts'
import { proposer, type Decided } from '../../core/decisions/proposals.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { compiler, type Compiled } from '../../core/script/compile.ts'
import type { Steps } from '../../core/in-steps.ts'
import type { FoundValues } from '../../core/knowledge/looked-at.ts'
import type { TeamKnowledge } from '../../core/knowledge/team.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { createDecisionStore, type DecisionStore } from '../project/decision-store.ts'
import { createInventoryStore, type InventoryStore } from '../project/inventory-store.ts'
import { createProfileStore, type ProfileStore } from '../project/profile-store.ts'
import type { Project } from '../project/project.ts'
import { declaredStatements } from '../private/declared-series.ts'
import { foundValues } from '../private/found-values.ts'
import { NO_TEAM_STORE, type TeamStore } from '../knowledge/team-store.ts'
import { fingerprint } from './fingerprint.ts'
import { rowsAt } from './some-rows.ts'
import { rowMaker } from './inventory-rows.ts'
import { kept, keptInSteps } from './kept.ts'
import { readParameterList, type ParameterList } from './parameter-list.ts'

/**
 * An open project and everything that follows from what is in it, computed when it is asked for and kept until
 * something that it follows from has changed.
 */
export interface Session {
  readonly project: Project
  readonly inventory: InventoryStore
  readonly profile: ProfileStore
  readonly log: DecisionStore
  decisions(): DecisionTable
  annotations(): ReadonlyMap<PathText, Annotation>
  proposals(): ReadonlyMap<PathText, Proposal>
  compiled(): Compiled
  rows(): readonly InventoryRow[]
  row(path: PathText): InventoryRow | undefined
  /** An element as it was found, whatever follows from it. */
  element(path: PathText): InventoryElement | undefined
  /** Some of {@link rows}, by their places in ascending order, before all are made; undefined where all have to be. */
  rowsAt(places: readonly number[]): readonly InventoryRow[] | undefined
  /** Where the row of each path is among {@link rows}: for whoever wants many of them. */
  places(): ReadonlyMap<PathText, number>
  /** What all of it follows from: as long as each of these is the same, so is all of it. */
  ground(): readonly unknown[]
  /** The same for another process, or another day: see `fingerprint`. */
  fingerprint(): string | undefined
  /**
   * Makes all of it ready, in steps. Whoever asks for something before does the rest at once; what changes in between is
   * found out by who asks next.
   */
  prepare(): Steps<void>
  /** {@link prepare} of what is done to a copy, and of nothing that only a window shows. */
  prepareOperations(): Steps<void>
  /** What a value shares with an identity of this collection. */
  overlap(): IdentityOverlap
  /** What the team knows of private elements. */
  team(): TeamKnowledge
}

/** @param team where what the team knows of private elements is found */
export function openSession(project: Project, team: Pick<TeamStore, 'knowledge'> = NO_TEAM_STORE): Session {
  const inventory = createInventoryStore(project)
  const profile = createProfileStore(project)
  const log = createDecisionStore(project)

  /** The list of elements is a new one after every change of the inventory, so it stands for the inventory's version. */
  const elements = (): readonly InventoryElement[] => inventory.elements()
  const parameters = kept(
    (): [unknown] => [profile.current()],
    () => {
      let text = ''
      const read = (file: string): string => (text = readFileSync(file, 'utf8'))
      return { list: readParameterList(profile.current().settings.physicalParameters, read), text }
    },
  )
  const listed = (): ParameterList | undefined => parameters().list
  const found = (path: PathText): FoundValues => foundValues(inventory, path)
  const follow = decisionFollower()
  const decisions = kept(
    (): [unknown] => [log.entries().length],
    () => follow(log.entries()),
  )
  const declared = kept(
    (): [unknown] => [elements()],
    () => declaredStatements(project, elements()),
  )
  const knowledge = kept(
    () => [team.knowledge(), declared()],
    (): TeamKnowledge => ({ ...team.knowledge(), declared: declared() }),
  )
  const annotateOptions = (): Pick<AnnotateOptions, 'isNew' | 'evidence'> => ({
    evidence: inventory.evidence(),
    isNew: (path) => inventory.isNew(path),
  })
  const annotateNext = annotator()
  const annotations = keptInSteps(
    () => [elements(), profile.current(), knowledge()],
    () =>
      annotateNext({
        inventory,
        profile: profile.current(),
        team: knowledge(),
        options: annotateOptions,
      }),
  )
  const proposing = kept(
    () => [elements(), profile.current(), listed()],
    () => proposer(inventory.plain, annotations(), profile.current(), { listed: listed(), team: knowledge(), found }),
  )
  const proposals = keptInSteps(
    () => [proposing(), annotations(), decisions()],
    () => proposing()(decidedIn(decisions()), { annotations: annotations(), team: knowledge() }),
  )
  const compileAnew = compiler()
  const compiled = keptInSteps(
    () => [annotations(), decisions(), profile.current()],
    () => compileAnew({ inventory, annotations: annotations(), decisions: decisions(), profile: profile.current() }),
  )
  const makeRows = rowMaker()
  const rows = keptInSteps(
    () => [compiled(), proposals()],
    () =>
      makeRows({
        elements: elements(),
        annotations: annotations(),
        proposals: proposals(),
        decisions: decisions(),
        compiled: compiled(),
      }),
  )
  const places = kept(
    (): [unknown] => [elements()],
    () => new Map(elements().map(({ path }, index) => [path, index])),
  )

  return {
    project,
    inventory,
    profile,
    log,
    decisions,
    annotations,
    proposals,
    compiled,
    rows,
    places,
    row: (path) => rows()[places().get(path) ?? -1],
    element: (path) => elements()[places().get(path) ?? -1],
    ground: () => [elements(), profile.current(), listed(), knowledge(), log.entries().length],
    fingerprint: () =>
      fingerprint({
        elements: elements(),
        scans: inventory.scanCount,
        profile: profile.current(),
        parameters: parameters().text,
        team: team.knowledge(),
        log: log.entries(),
      }),
    rowsAt: (at) =>
      rowsAt(
        {
          inventory,
          plain: inventory.plain,
          profile: profile.current(),
          listed: listed(),
          team: knowledge(),
          decisions: decisions(),
          decided: decidedIn(decisions()),
          found,
          options: annotateOptions(),
        },
        at,
      ),
    *prepare() {
      yield* annotations.steps()
      yield* proposals.steps()
      yield* compiled.steps()
      yield* rows.steps()
    },
    *prepareOperations() {
      // Nothing is done by a profile that names a list which is gone.
      listed()
      yield* annotations.steps()
      yield* compiled.steps()
    },
    overlap: () => inventory.overlap(),
    team: knowledge,
  }
}

/** What is decided for any scanner. */
function decidedIn(table: DecisionTable): Decided {
  return (_path, key) => {
    // Of several scopes the widest comes first.
    const widest = table.atKey(key).elements[0]
    return widest !== undefined && specificity(widest.scope) === 0 ? widest.choice : undefined
  }
}
