import { annotate } from '../../../../src/core/annotation/annotate.ts'
import type { Profile } from '../../../../src/core/confidentiality/profile.ts'
import { decisionTable } from '../../../../src/core/decisions/decision-table.ts'
import { compile } from '../../../../src/core/script/compile.ts'
import { ctpTarget } from '../../../../src/core/script/ctp/ctp-target.ts'
import type { ExpressibilityRow } from '../../../../src/core/script/expressibility.ts'
import type { Operation } from '../../../../src/core/script/operation.ts'
import type { Crosswalk } from '../../../../src/core/script/script-target.ts'
import { inventoryOf, type SmallElement } from '../../../fixtures/small-inventory.ts'
import { entriesOf, profileWith, type SmallDecision } from '../compiling.ts'
import type { CtpFiles } from './ctp-engine.ts'

export interface Exported extends CtpFiles {
  readonly operations: readonly Operation[]
  readonly rows: readonly ExpressibilityRow[]
  readonly texts: ReadonlyMap<string, string>
}

export interface ExportOptions {
  readonly profile?: Profile
  readonly crosswalk?: Crosswalk
  readonly per?: 'manufacturer' | 'model'
}

/** The CTP script of a small collection. */
export function exported(elements: readonly SmallElement[], decisions: readonly SmallDecision[], options: ExportOptions = {}): Exported {
  const profile = options.profile ?? profileWith()
  const inventory = inventoryOf(elements)
  const table = decisionTable(entriesOf(decisions))
  const { operations, settings, identifyingCreators } = compile({
    inventory,
    annotations: annotate(inventory, profile),
    decisions: table,
    profile,
  })
  const output = ctpTarget.write({
    operations,
    settings,
    identifyingCreators,
    inventory,
    decisions: table,
    madeFrom: { project: 'p', tables: { 'PS3.15': '2026d' }, digest: 'd' },
    ...(options.per === undefined ? {} : { per: options.per }),
    ...(options.crosswalk === undefined ? {} : { crosswalk: options.crosswalk }),
  })
  const texts = new Map(output.files.map((file) => [file.name, [...file.text].join('')]))
  const [dictionary, lookup] = [texts.get('PrivateTagDictionary.xml'), texts.get('ctp-lookup.properties')]
  return {
    operations,
    rows: output.expressibility,
    texts,
    script: texts.get('ctp-anonymizer.script') ?? '',
    ...(dictionary === undefined ? {} : { dictionary }),
    ...(lookup === undefined ? {} : { lookup }),
  }
}
