import { annotate } from '../../../src/core/annotation/annotate.ts'
import { DEFAULT_SETTINGS, type Profile, type ProfileOption, type ProfileSettings } from '../../../src/core/confidentiality/profile.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import type { Choice, DecisionEntry, DecisionSource, Scope, Treatment } from '../../../src/core/decisions/decision.ts'
import { compile, type Compiled } from '../../../src/core/script/compile.ts'
import type { Operation } from '../../../src/core/script/operation.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

/** A decision in as few words as a test needs. */
export interface SmallDecision {
  readonly path: string
  readonly is: string
  readonly value?: string
  readonly scope?: Scope
  readonly source?: DecisionSource
}

export function profileWith(options: readonly ProfileOption[] = [], settings: Partial<ProfileSettings> = {}): Profile {
  return { options, settings: { ...DEFAULT_SETTINGS, ...settings } }
}

/** `retain`, `retain:clean`, `retain:replace=NONE`, `delete:empty`, `review`. */
export function choiceOf(text: string): Choice {
  const [decision = '', treatment] = text.split(':')
  const [name, replacement] = treatment?.split('=') ?? []
  return {
    decision: decision as Choice['decision'],
    ...(name === undefined ? {} : { treatment: name as Treatment }),
    ...(replacement === undefined ? {} : { replacement }),
  }
}

export function entriesOf(decisions: readonly SmallDecision[]): readonly DecisionEntry[] {
  return decisions.map((decision, index) => ({
    kind: 'decide',
    id: index + 1,
    by: 'tester',
    at: '2026-01-01T00:00:00Z',
    path: decision.path,
    ...(decision.value === undefined ? {} : { value: decision.value }),
    scope: decision.scope ?? {},
    choice: choiceOf(decision.is),
    source: decision.source ?? 'curator',
    reason: '',
    act: index + 1,
  }))
}

export function compiled(
  elements: readonly SmallElement[],
  decisions: readonly SmallDecision[],
  profile: Profile = profileWith(),
): Compiled {
  const inventory = inventoryOf(elements)
  return compile({ inventory, annotations: annotate(inventory, profile), decisions: decisionTable(entriesOf(decisions)), profile })
}

/** The Operations of one path. */
export function at(path: string, { operations }: Pick<Compiled, 'operations'>): readonly Operation[] {
  return operations.filter((operation) => operation.path === path)
}

/** The kinds of the Operations of one path. */
export function kindsAt(path: string, of: Pick<Compiled, 'operations'>): readonly string[] {
  return at(path, of).map((operation) => operation.do)
}
