import { ctpTarget } from '../../../../src/core/script/ctp/ctp-target.ts'
import type { SmallElement } from '../../../fixtures/small-inventory.ts'
import type { SmallDecision } from '../compiling.ts'
import { exportedFor, type ExportedFiles, type ExportOptions } from '../exporting-for.ts'
import type { CtpFiles } from './ctp-engine.ts'

export interface Exported extends CtpFiles, ExportedFiles {}

/** The CTP script of a small collection. */
export function exported(elements: readonly SmallElement[], decisions: readonly SmallDecision[], options: ExportOptions = {}): Exported {
  const files = exportedFor(ctpTarget, elements, decisions, options)
  const { texts } = files
  const [dictionary, lookup] = [texts.get('PrivateTagDictionary.xml'), texts.get('ctp-lookup.properties')]
  return {
    ...files,
    script: texts.get('ctp-anonymizer.script') ?? '',
    ...(dictionary === undefined ? {} : { dictionary }),
    ...(lookup === undefined ? {} : { lookup }),
  }
}
