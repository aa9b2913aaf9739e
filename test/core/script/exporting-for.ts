import { annotate } from '../../../src/core/annotation/annotate.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import { compile } from '../../../src/core/script/compile.ts'
import type { ExpressibilityRow } from '../../../src/core/script/expressibility.ts'
import type { Operation } from '../../../src/core/script/operation.ts'
import type { Crosswalk, ScriptTarget } from '../../../src/core/script/script-target.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'
import { entriesOf, profileWith, type SmallDecision } from './compiling.ts'

export interface ExportedFiles {
  readonly operations: readonly Operation[]
  readonly rows: readonly ExpressibilityRow[]
  readonly texts: ReadonlyMap<string, string>
}

export interface ExportOptions {
  readonly profile?: Profile
  readonly crosswalk?: Crosswalk
  readonly per?: 'manufacturer' | 'model'
}

/** The script of a small collection for a target. */
export function exportedFor(
  target: ScriptTarget,
  elements: readonly SmallElement[],
  decisions: readonly SmallDecision[],
  options: ExportOptions = {},
): ExportedFiles {
  const profile = options.profile ?? profileWith()
  const inventory = inventoryOf(elements)
  const table = decisionTable(entriesOf(decisions))
  const { operations, settings, identifyingCreators } = compile({
    inventory,
    annotations: annotate(inventory, profile),
    decisions: table,
    profile,
  })
  const output = target.write({
    operations,
    settings,
    identifyingCreators,
    inventory,
    decisions: table,
    madeFrom: { project: 'p', tables: { 'PS3.15': '2026d' }, digest: 'd' },
    ...(options.per === undefined ? {} : { per: options.per }),
    ...(options.crosswalk === undefined ? {} : { crosswalk: options.crosswalk }),
  })
  return { operations, rows: output.expressibility, texts: new Map(output.files.map((file) => [file.name, [...file.text].join('')])) }
}
