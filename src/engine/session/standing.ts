import { existsSync } from 'node:fs'
import type { GateReason, Standing } from '../../contract/standing-answers.ts'
import type { ReviewResult } from '../../contract/copy-answers.ts'
import type { Compiled } from '../../core/script/compile.ts'
import { latestRun, patientNumbers } from '../apply/apply-store.ts'
import { readPatientSources } from '../apply/patient-sources.ts'
import { scriptDigest } from '../apply/script-digest.ts'
import { COLLECTION } from '../scan/index.ts'
import { privateBlocks } from '../private/private-blocks.ts'
import { isWork } from '../values/work-list.ts'
import { nextAct } from './element-history.ts'
import type { Session } from './session.ts'
import { SESSION } from './texts.ts'

const LAST_REVIEW = 'last-review'
const LAST_SCRIPT = 'last-script'

/** Where the work stands: what was done with the decisions as they are now, and what was done with others. */
export function standing(session: Session): Standing {
  const { project } = session
  const log = session.log.entries()
  const run = latestRun(project)
  const script = project.meta(LAST_SCRIPT)
  const review = lastReview(session)
  const collection = project.meta(COLLECTION)
  const privates = privateBlocks(session)
  return {
    decidedAt: log.at(-1)?.at ?? '',
    undo: nextAct(log, 'undo'),
    redo: nextAct(log, 'redo'),
    script: script === undefined ? 'none' : script === currentDigest(session) ? 'done' : 'stale',
    apply: run === undefined ? 'none' : !run.complete ? 'unfinished' : run.digest === currentDigest(session) ? 'done' : 'stale',
    output: run?.out ?? '',
    review: review === null ? null : { gate: review.gate, reasons: review.reasons.length },
    privateOpen: privates.elements - privates.settled,
    valuesOpen: session.rows().reduce((open, row) => open + Number(isWork(row)), 0),
    collectionThere: collection === undefined || existsSync(collection),
  }
}

/** Remembers that the script was written with the decisions as they are. */
export function scriptWritten(session: Session): void {
  session.project.setMeta(LAST_SCRIPT, currentDigest(session) ?? '')
}

/** Remembers a review, and of which copy it was. */
export function reviewed(session: Session, result: ReviewResult): void {
  const of = latestRun(session.project)?.id
  session.project.setMeta(LAST_REVIEW, JSON.stringify({ of, result }))
}

const CHANGED: GateReason = {
  kind: 'stale',
  count: 1,
  message: SESSION.copyStale,
}

/** The last review, as long as there is no newer copy; of a copy that was made with other decisions the gate is closed. */
export function lastReview(session: Session): ReviewResult | null {
  const kept = session.project.meta(LAST_REVIEW)
  const run = latestRun(session.project)
  if (kept === undefined || run === undefined) return null
  const { of, result } = JSON.parse(kept) as { readonly of: unknown; readonly result: ReviewResult }
  if (of !== run.id) return null
  if (run.digest === currentDigest(session) || result.reasons.some(({ kind }) => kind === 'stale')) return result
  return { ...result, gate: 'closed', reasons: [CHANGED, ...result.reasons] }
}

const digests = new WeakMap<Compiled, string | undefined>()

/** Of what apply would run now; undefined where a file that the settings name cannot be read. */
function currentDigest(session: Session): string | undefined {
  const compiled = session.compiled()
  if (!digests.has(compiled)) {
    const numbers = latestRun(session.project) === undefined ? new Map<string, number>() : patientNumbers(session.project)
    const sources = readPatientSources(session.project, compiled.settings, numbers)
    digests.set(compiled, sources.ok ? scriptDigest(compiled.operations, compiled.settings, sources.value) : undefined)
  }
  return digests.get(compiled)
}
