import type { Declaration } from '../core/annotation/declared.ts'
import type { ValueEvidence } from '../core/annotation/found-evidence.ts'
import type { Choice, Scope } from '../core/decisions/decision.ts'
import type { VR } from '../core/dicom/vr.ts'
import type { Equipment } from '../core/inventory/inventory.ts'
import type { Loss } from '../core/knowledge/loss.ts'
import type { Statement } from '../core/knowledge/statement.ts'
import type { InventoryRow } from './inventory-row.ts'

/**
 * Where a private element stands on a scanner: decided; the sources agree and nobody has accepted it; they contradict
 * each other; none says what may be done; to be looked at, as bytes or by a decision.
 */
export type PrivateState = 'settled' | 'waiting' | 'conflicting' | 'unknown' | 'review'

export interface PrivateCounts {
  readonly elements: number
  /** Distinct values of these elements, over the whole collection. */
  readonly values: number
  readonly settled: number
  readonly settledValues: number
  readonly waiting: number
  readonly conflicting: number
  readonly unknown: number
  readonly review: number
}

/** A Private Creator block as it was found on scanners of one manufacturer. */
export interface PrivateBlock extends PrivateCounts {
  /** By which it is asked for, as long as no decision changes how the scanners are grouped. */
  readonly key: string
  /** Empty for elements that no creator claims. */
  readonly creator: string
  readonly groups: readonly number[]
  /** The scanners on which it was found with just these elements; scopes of an approval. */
  readonly scanners: readonly Equipment[]
  readonly files: number
  /** What a creator that nobody has published looks like; empty for the others. */
  readonly looksLike: '' | 'identity' | 'name' | 'date'
}

/** All blocks, most work first; the counts are over distinct elements. */
export interface PrivateBlocks extends PrivateCounts {
  readonly blocks: readonly PrivateBlock[]
}

export interface PrivateElementRow {
  readonly row: InventoryRow
  readonly state: PrivateState
  /** What holds on these scanners; absent where nothing is decided, or not the same on all of them. */
  readonly choice?: Choice
  /** VRs that the dictionaries give, the most trusted first. */
  readonly expectedVrs: readonly VR[]
  readonly statements: readonly Statement[]
  /** Whether the team approved it for these scanners, or only for others. */
  readonly team: 'silent' | 'in-scope' | 'out-of-scope'
  readonly loss?: Loss
}

export interface PrivateBlockDetail {
  readonly block: PrivateBlock
  readonly rows: readonly PrivateElementRow[]
  /** What is lost when these elements are deleted. */
  readonly losses: readonly (Loss & { readonly paths: readonly string[] })[]
}

/** One choice for listed elements of a block. */
export interface BlockApproval {
  readonly creator: string
  /** Absent: of any group. */
  readonly group?: number
  /** The listed elements; no other is decided. */
  readonly paths: readonly string[]
  /** `{}` for this collection. */
  readonly scopes: readonly Scope[]
  /** Absent: what is proposed for each of them; of those to review nothing is decided. */
  readonly choice?: Choice
  readonly reason?: string
  /** Where it can be read. */
  readonly document?: string
  readonly by: string
  /** Whether it is remembered for other collections (default: where a scope names a scanner; true: for any scanner too). */
  readonly remember?: boolean
}

export interface BlockApproved {
  readonly entries: number
  readonly act: number
  /** Elements that it cannot be decided for. */
  readonly leftOut: number
  /** Approvals that were remembered. */
  readonly approvals: number
}

export interface ElementEvidence extends ValueEvidence {
  readonly path: string
  /** Keys of what was found inside its opaque values; rows of the inventory, as `path#key`. */
  readonly opened: readonly string[]
  /** What the files themselves say of it, in (0008,0300). */
  readonly declarations: readonly Declaration[]
}
