import { EVIDENCE_RULES, type Evidence } from '../../core/annotation/value-evidence.ts'
import type { IdentifyingToken } from '../../core/annotation/identifiers.ts'
import type { Flag } from '../../core/annotation/annotation.ts'

type Identity = Pick<IdentifyingToken, 'token' | 'kind'>

interface Kept {
  /** The rules that it follows from. */
  readonly rules: number
  readonly flags: readonly (readonly [path: string, flags: readonly Flag[]])[]
}

/** Values that identify, as they are written into the project. */
export function identitiesText(tokens: readonly Identity[]): string {
  return JSON.stringify({ rules: EVIDENCE_RULES, tokens: tokens.map(({ token, kind }) => [token, kind]) })
}

/** Values that identify; undefined where they were found by other rules than today's. */
export function readIdentities(text: string | undefined): readonly Identity[] | undefined {
  if (text === undefined) return undefined
  const { rules, tokens } = JSON.parse(text) as { rules: number; tokens: readonly (readonly [string, Identity['kind']])[] }
  return rules === EVIDENCE_RULES ? tokens.map(([token, kind]) => ({ token, kind })) : undefined
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
