import type { GateFindings } from '../../core/review/gate.ts'
import { sortedChanges, sortedProblems, sortedUntouched } from '../../core/review/report/csv-rows.ts'
import type { Tally } from '../../core/review/tally.ts'
import type { Compiled } from '../../core/script/compile.ts'
import type { AppliedRun } from '../apply/applied-files.ts'
import { patientNumbers } from '../apply/apply-store.ts'
import { readPatientSources } from '../apply/patient-sources.ts'
import { scriptDigest } from '../apply/script-digest.ts'
import type { Project } from '../project/project.ts'
import type { FileAccount } from './account-for-files.ts'
import type { ShownToDciodvfy } from './show-to-dciodvfy.ts'

export interface Found {
  readonly project: Project
  readonly run: AppliedRun
  readonly compiled: Compiled
  readonly tally: Tally
  readonly files: FileAccount
  readonly foreign: number
  readonly deviations: number
  readonly unreadValues: number
  readonly outsideReferences: number
  readonly shown: ShownToDciodvfy
}

/** Everything that was found out, as the gate asks for it. */
export function gateFindings(found: Found): GateFindings {
  const { project, run, compiled, tally, files, foreign, deviations, unreadValues, outsideReferences, shown } = found
  const { numbers } = tally
  const atRisk = [...tally.pixels.values()].reduce((sum, row) => sum + (row.atRisk ? row.instances : 0), 0)
  return {
    openReviews: compiled.openReviews.length,
    failed: files.failed,
    unfinished: files.unfinished,
    missing: numbers.missing,
    altered: numbers.altered,
    foreign,
    // What could not be read counts as without an original too: one file, one reason.
    unreadable: Math.max(numbers.unreadable, numbers.sourceGone),
    decisionsChanged: isOtherScript(project, run, compiled),
    collectionChanged: files.changed,
    leaks: { hits: numbers.leakHits, files: numbers.leakFiles },
    preservation: { files: numbers.unexplainedFiles, examplePath: sortedChanges(tally).find((row) => row.unexplained > 0)?.path ?? '' },
    notCarriedOut: { files: numbers.untouchedFiles, examplePath: sortedUntouched(tally)[0]?.path ?? '' },
    conformance: { files: numbers.worseFiles, example: worstOf(tally, 'tagbench') },
    dciodvfy: { files: shown.worse, example: worstOf(tally, 'dciodvfy'), looked: shown.looked ?? 0 },
    // Looking at pixels is a person's work, and nothing in a project says yet that somebody did it.
    pixels: { unseen: numbers.withPixels, unseenAtRisk: atRisk },
    values: { unread: unreadValues },
    leftOut: files.leftOut,
    treatedBefore: files.treatedBefore,
    unknownClasses: files.unknownClasses,
    outsideReferences,
    datesKept: compiled.claims.contradicting.length,
    deviations,
  }
}

/** The commonest: `(0018,9074) Type 1 present but empty`. */
function worstOf(tally: Tally, checker: string): string {
  const [worst] = sortedProblems(tally)
    .filter((row) => row.checker === checker && row.worse > 0)
    .sort((a, b) => b.worse - a.worse)
  return worst === undefined ? '' : `${worst.path} ${worst.kind}`.trim()
}

/** Whether apply would write other bytes today than it wrote then. */
function isOtherScript(project: Project, run: AppliedRun, compiled: Compiled): boolean {
  const sources = readPatientSources(project, compiled.settings, patientNumbers(project))
  return !sources.ok || scriptDigest(compiled.operations, compiled.settings, sources.value) !== run.digest
}
