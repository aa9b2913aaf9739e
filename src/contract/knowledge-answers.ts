import type { ApprovalChange } from '../core/knowledge/compare-approvals.ts'
import type { ReadRow, Remark } from '../core/knowledge/list-row.ts'
import type { SearchResult } from '../core/knowledge/search.ts'
import type { ListKind } from '../core/knowledge/statement.ts'

export interface KnowledgeFound extends SearchResult {
  /** Those of the elements that the collection of the project has. */
  readonly here: readonly string[]
}

/** How many rows a file has, and what became of them. */
interface RowCounts {
  readonly rows: number
  readonly used: number
  readonly repaired: number
  readonly rejected: number
}

export interface KnowledgeImported extends RowCounts {
  readonly kind: ListKind | 'approvals'
  /** Of approvals: what differs from ours; conflicts are left as they are, unless it was asked to take theirs. */
  readonly changes: readonly ApprovalChange[]
}

export interface KnowledgeExported {
  readonly rows: number
  /** For CTP: elements whose approval it cannot express, written as removed. */
  readonly leftOut: number
}

export interface KnowledgeLint extends RowCounts {
  readonly kind: ListKind
  readonly problems: readonly LintProblem[]
}

export interface LintProblem extends Remark {
  /** As in an editor: the first line is 1. */
  readonly line: number
  readonly fate: ReadRow['fate']
}
