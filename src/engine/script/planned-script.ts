import { basename } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import type { ExpressedElement, Expressibility, ScriptPer, ScriptTarget, ScriptText } from '../../contract/script-answers.ts'
import type { Compiled } from '../../core/script/compile.ts'
import { countExpressed } from '../../core/script/expressibility.ts'
import { ok } from '../../core/result.ts'
import type { TargetOutput } from '../../core/script/script-target.ts'
import type { Session } from '../session/session.ts'
import { crosswalkOf } from './crosswalk.ts'
import { scriptFor, targetInput } from './export-script.ts'
import { projectRegions } from './project-regions.ts'

const made = new WeakMap<Compiled, Map<string, TargetOutput>>()

/** What an export would write now, made once for what the decisions say and what apply has settled. */
export function plannedScript(session: Session, target: ScriptTarget, per?: ScriptPer): Outcome<TargetOutput> {
  const compiled = session.compiled()
  const regions = projectRegions(session.profile.current().settings)
  if (!regions.ok) return regions
  const crosswalk = crosswalkOf(session.project, compiled.settings)
  const key = JSON.stringify([target, per ?? '', crosswalk?.patientIds.size ?? -1, crosswalk?.dayShifts.size ?? -1, regions.value])
  const known = made.get(compiled) ?? new Map<string, TargetOutput>()
  made.set(compiled, known)
  let output = known.get(key)
  if (output === undefined) {
    output = scriptFor(
      target,
      targetInput({
        project: basename(session.project.dir),
        compiled,
        inventory: session.inventory,
        decisions: session.decisions(),
        team: session.team(),
        ...(per === undefined ? {} : { per }),
        ...(crosswalk === undefined ? {} : { crosswalk }),
        regions: regions.value,
      }),
    ).output
    output = { ...output, files: output.files.map((file) => ({ ...file, text: [...file.text] })) }
    known.set(key, output)
  }
  return ok(output)
}

/** Characters of a file that are shown; the whole is in the file. */
const SHOWN = 400_000

/** Whether a file is a table of old identities, which nobody needs to read on a screen. */
function isTableOfPatients(name: string): boolean {
  return name.endsWith('.properties')
}

/** What would be written, as text; of a table of patients only how much it is. */
export function scriptFiles(session: Session, target: ScriptTarget, per?: ScriptPer): Outcome<{ files: readonly ScriptText[] }> {
  const planned = plannedScript(session, target, per)
  if (!planned.ok) return planned
  const files = planned.value.files.map(({ name, secret, text }) => {
    const whole = [...text].join('')
    const lines = whole.split('\n').length - 1
    const shown = isTableOfPatients(name) ? '' : whole.slice(0, SHOWN)
    return { name, secret, lines, text: shown, isWhole: shown.length === whole.length }
  })
  return ok({ files })
}

export interface ExpressibilityRequest {
  readonly target: ScriptTarget
  readonly per?: ScriptPer
  readonly expressed?: readonly ExpressedElement['expressed'][]
  readonly search?: string
  readonly offset?: number
  readonly limit?: number
}

const PAGE = 200
/** What is weaker comes first: it is what somebody must accept by name. */
const ORDER = { no: 0, stricter: 1, yes: 2 } as const

/** A page of what a target can say of each decision. */
export function expressibility(session: Session, request: ExpressibilityRequest): Outcome<Expressibility> {
  const planned = plannedScript(session, request.target, request.per)
  if (!planned.ok) return planned
  const { expressibility: rows, openReviews } = planned.value
  const annotations = session.annotations()
  const nameOf = (path: string): string => annotations.get(path)?.name ?? ''
  const search = (request.search ?? '').trim().toLowerCase()
  const wanted = new Set<string>(request.expressed ?? [])
  const found = rows
    .filter((row) => wanted.size === 0 || wanted.has(row.expressed))
    .filter(
      (row) => search === '' || [row.path, nameOf(row.path), row.why, row.decision].some((text) => text.toLowerCase().includes(search)),
    )
    .sort((a, b) => ORDER[a.expressed] - ORDER[b.expressed])
  const offset = request.offset ?? 0
  return ok({
    counts: countExpressed(rows),
    openReviews: openReviews.length,
    weaker: rows.filter((row) => row.expressed === 'no').map((row) => row.path),
    total: found.length,
    rows: found
      .slice(offset, offset + (request.limit ?? PAGE))
      .map(({ path, decision, expressed, why }) => ({ path, name: nameOf(path), decision, expressed, why })),
  })
}
