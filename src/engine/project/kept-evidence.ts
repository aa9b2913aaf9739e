import { EVIDENCE_RULES, type Evidence } from '../../core/annotation/value-evidence.ts'
import type { Flag } from '../../core/annotation/annotation.ts'

interface Kept {
  /** The rules that it follows from. */
  readonly rules: number
  readonly flags: readonly (readonly [path: string, flags: readonly Flag[]])[]
}

/** Evidence as it is written into the project. */
export function evidenceText(evidence: Evidence): string {
  const kept: Kept = { rules: EVIDENCE_RULES, flags: [...evidence] }
  return JSON.stringify(kept)
}

/** Evidence as it was written; undefined where it was found by other rules than today's. */
export function readEvidence(text: string | undefined): Evidence | undefined {
  if (text === undefined) return undefined
  const { rules, flags } = JSON.parse(text) as Kept
  return rules === EVIDENCE_RULES ? new Map(flags) : undefined
}
