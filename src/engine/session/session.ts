import { readFileSync } from 'node:fs'
import { annotator } from '../../core/annotation/annotate.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import type { IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { decisionFollower, type DecisionTable } from '../../core/decisions/decision-table.ts'
import type { Proposal } from '../../core/decisions/decision.ts'
import { specificity } from '../../core/decisions/scope.ts'
import { proposer } from '../../core/decisions/proposals.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { compiler, type Compiled } from '../../core/script/compile.ts'
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
import { rowMaker } from './inventory-rows.ts'
import { readParameterList } from './parameter-list.ts'

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
  /** Where the row of each path is among {@link rows}: for whoever wants many of them. */
  places(): ReadonlyMap<PathText, number>
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
  const listed = kept(
    (): [unknown] => [profile.current()],
    () => readParameterList(profile.current().settings.physicalParameters, (file) => readFileSync(file, 'utf8')),
  )
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
  const annotateNext = annotator()
  const annotations = kept(
    () => [elements(), profile.current(), knowledge()],
    () =>
      annotateNext({
        inventory,
        profile: profile.current(),
        team: knowledge(),
        options: () => ({ evidence: inventory.evidence(), isNew: (path) => inventory.isNew(path) }),
      }),
  )
  const proposing = kept(
    () => [elements(), profile.current(), listed()],
    () => proposer(inventory.plain, annotations(), profile.current(), { listed: listed(), team: knowledge(), found }),
  )
  const proposals = kept(
    () => [proposing(), annotations(), decisions()],
    () => {
      const table = decisions()
      return proposing()(
        (_path, key) => {
          // Of several scopes the widest comes first.
          const widest = table.atKey(key).elements[0]
          return widest !== undefined && specificity(widest.scope) === 0 ? widest.choice : undefined
        },
        { annotations: annotations(), team: knowledge() },
      )
    },
  )
  const compileAnew = compiler()
  const compiled = kept(
    () => [annotations(), decisions(), profile.current()],
    () => compileAnew({ inventory, annotations: annotations(), decisions: decisions(), profile: profile.current() }),
  )
  const makeRows = rowMaker()
  const rows = kept(
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
    overlap: () => inventory.overlap(),
    team: knowledge,
  }
}

/** Computes a thing anew only when one of what it follows from is no longer the same. */
function kept<T>(sources: () => readonly unknown[], compute: () => T): () => T {
  let before: readonly unknown[] | undefined
  let value: { readonly of: T } | undefined
  return () => {
    const now = sources()
    if (value === undefined || before === undefined || now.some((source, index) => source !== before?.[index])) {
      value = { of: compute() }
      before = sources()
    }
    return value.of
  }
}
