import type { PathText } from '../../dicom/attribute-path.ts'
import type { ScriptSettings } from '../../script/operation.ts'
import type { Gate } from '../gate.ts'
import type { NotSearched } from '../leak-search.ts'
import type { OriginalKind } from '../spellings.ts'
import type { Tally } from '../tally.ts'

/** Everything that the reports of a final review say. */
export interface ReviewReport {
  /** ISO 8601, UTC. */
  readonly reviewedAt: string
  readonly gate: Gate
  readonly tally: Tally
  /** Over the names and digests of all written files: it stands for exactly these bytes. */
  readonly fingerprint: string
  readonly files: { readonly written: number; readonly failed: number; readonly leftOut: number }
  /** Why files were left out or failed, the commonest reason first. */
  readonly notWritten: readonly { readonly reason: string; readonly files: number; readonly failed: boolean }[]
  readonly values: { readonly distinct: number; readonly unread: number }
  readonly deviations: readonly { readonly path: PathText; readonly decision: string; readonly code: string; readonly reason: string }[]
  /** How many originals were looked for, by kind. */
  readonly searched: Readonly<Record<OriginalKind, number>>
  readonly notSearched: readonly NotSearched[]
  readonly settings: ScriptSettings
  /** Number of files shown to dciodvfy; undefined where it is not installed. */
  readonly dciodvfy: number | undefined
  /** Programs and tables with their editions. */
  readonly madeWith: readonly string[]
  /** The attribute's name; empty where nobody names it. */
  nameOf(path: PathText): string
}
