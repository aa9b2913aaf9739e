import type { AcceptKind } from '../../contract/decision-answers.ts'
import type { ApplyResult, ReviewResult } from '../../contract/copy-answers.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { ScanResult } from '../../contract/project-answers.ts'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'

export interface UnattendedRequest {
  readonly project: string
  readonly collection: string
  readonly out: string
  readonly changes: { readonly options?: readonly string[]; readonly preset?: string; readonly set?: Readonly<Record<string, string>> }
  readonly accept: AcceptKind
  readonly by: string
  readonly deleteUnreviewed: boolean
  readonly workers?: number
}

export interface UnattendedResult {
  readonly scan: ScanResult
  readonly openReviews: number
  /** Absent where open Reviews stopped the run. */
  readonly apply?: ApplyResult
  readonly review?: ReviewResult
}

/**
 * Every step from the folder to the final review, with nobody watching: it stops after the proposals while a Review is
 * open, unless it was told to delete what nobody reviewed.
 */
export async function unattended(api: CurationApi, job: Job, request: UnattendedRequest): Promise<Outcome<UnattendedResult>> {
  const { project, collection, out, by } = request
  const workers = request.workers === undefined ? {} : { workers: request.workers }
  const scan = await api.scan({ project, collection, ...workers }, job)
  if (!scan.ok) return scan
  if (Object.keys(request.changes).length > 0) {
    const profile = await api.setProfile({ project, ...request.changes }, job)
    if (!profile.ok) return profile
  }
  const accepted = await api.acceptProposals({ project, which: request.accept, by }, job)
  if (!accepted.ok) return accepted
  const left = request.deleteUnreviewed ? await api.deleteUnreviewed({ project, by }, job) : await api.applyPlan({ project }, job)
  if (!left.ok) return left
  const { openReviews } = left.value
  if (openReviews > 0) return { ok: true, value: { scan: scan.value, openReviews } }
  const apply = await api.apply({ project, out, ...workers }, job)
  if (!apply.ok) return apply
  const review = await api.review({ project }, job)
  if (!review.ok) return review
  return { ok: true, value: { scan: scan.value, openReviews, apply: apply.value, review: review.value } }
}
