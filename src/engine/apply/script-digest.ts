import type { PatientSources } from '../../core/deidentification/plan-patients.ts'
import { IMPLEMENTATION_VERSION_NAME } from '../../core/deidentification/file-meta.ts'
import type { Operation, ScriptSettings } from '../../core/script/operation.ts'
import { sha256 } from '../files/sha256.ts'

/** To be raised when the same script would give other bytes. */
const FORM = 1

/**
 * Of everything that decides the output bytes beside the originals and the project's secret. What is only said for
 * people is no part of it.
 */
export function scriptDigest(operations: readonly Operation[], settings: ScriptSettings, sources: PatientSources): string {
  const said = {
    form: FORM,
    by: IMPLEMENTATION_VERSION_NAME,
    operations: operations.map(({ because: _because, ...operation }) => operation),
    settings,
    ids: [...sources.idFile],
    days: [...sources.dayFile],
    ...(sources.events === undefined ? {} : { events: [...sources.events] }),
  }
  return sha256(new TextEncoder().encode(JSON.stringify(said)))
}
