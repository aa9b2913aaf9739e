import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { PER_TARGETS, type ScriptResult, type ScriptPer, type ScriptTarget as TargetName } from '../../contract/script-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import { pathKey } from '../../core/dicom/attribute-path.ts'
import type { Inventory, PlainInventory } from '../../core/inventory/inventory.ts'
import type { TeamKnowledge } from '../../core/knowledge/team.ts'
import { fail, ok } from '../../core/result.ts'
import type { Compiled } from '../../core/script/compile.ts'
import { ctpTarget } from '../../core/script/ctp/ctp-target.ts'
import { dicomEditTarget } from '../../core/script/dicomedit/dicomedit-target.ts'
import { deidTarget, kitwareTarget, posdaTarget } from '../../core/script/others/index.ts'
import { countExpressed, EXPRESSIBILITY_COLUMNS, withEmptiedBlocks } from '../../core/script/expressibility.ts'
import { writeNative } from '../../core/script/native-script.ts'
import { nativeScript, nativeTarget } from '../../core/script/native-target.ts'
import type { RedactionRegion } from '../../core/script/redaction-regions.ts'
import { writeWithRegions } from '../../core/script/unsaid-regions.ts'
import { readNative } from '../../core/script/read-native.ts'
import { sayableAdditions } from '../../core/script/sayable-additions.ts'
import type { Crosswalk, ScriptTarget, TargetInput, TargetOutput } from '../../core/script/script-target.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { writeCsv } from '../reports/csv.ts'
import { madeFrom } from './made-from.ts'
import { checkScriptFolder, clearScriptFolder, type ScriptPlaces } from './script-folder.ts'
import { SCRIPT } from './texts.ts'

export interface ExportRequest {
  /** The project's name, for the head of the script. */
  readonly project: string
  readonly compiled: Compiled
  readonly inventory: Inventory & { readonly plain?: PlainInventory }
  readonly decisions: DecisionTable
  /** What is known beside the published lists, for the head of the script. */
  readonly team?: TeamKnowledge
  readonly target: TargetName
  /** The folder to write into. */
  readonly out: string
  readonly per?: ScriptPer
  /** Paths for which somebody accepts by name that the target is weaker than the decision. */
  readonly acceptWeaker?: readonly string[]
  readonly crosswalk?: Crosswalk
  readonly regions?: readonly RedactionRegion[]
  readonly places?: ScriptPlaces
}

const WRITERS: Readonly<Record<TargetName, ScriptTarget>> = {
  tagbench: nativeTarget,
  ctp: ctpTarget,
  dicomedit: dicomEditTarget,
  posda: posdaTarget,
  deid: deidTarget,
  kitware: kitwareTarget,
}
/** Readable by the owner only. */
const SECRET_MODE = 0o600

/**
 * Writes the decisions as a script for an engine, with its companions and `expressibility.csv`. Open Reviews are
 * written as deletion; the result says how many there are, and what is weaker than decided and was not accepted.
 */
export function exportScript(request: ExportRequest): Outcome<ScriptResult> {
  if (request.per !== undefined && !PER_TARGETS.includes(request.target))
    return fail({ code: 'usage', message: SCRIPT.perTargets(PER_TARGETS) })
  const folder = checkScriptFolder(request.out, request.places)
  if (!folder.ok) return folder
  const { input, output } = scriptFor(request.target, targetInput(request))
  if (request.target === 'tagbench' && !readsBack(input, output)) return fail({ code: 'bug', message: SCRIPT.notAsMeant })
  const written = writeFiles(folder.value, output)
  if (!written.ok) return written
  const accepted = new Set(request.acceptWeaker?.map(pathKey))
  return ok({
    files: written.value,
    openReviews: output.openReviews.length,
    weaker: output.expressibility.filter((row) => row.expressed === 'no' && !accepted.has(pathKey(row.path))).map((row) => row.path),
    expressed: countExpressed(output.expressibility),
  })
}

/** The script for an engine, with everything that it cannot say; `input` is what of it was said. */
export function scriptFor(target: TargetName, all: TargetInput): { readonly input: TargetInput; readonly output: TargetOutput } {
  const { operations, unsaid } = sayableAdditions(target, all.operations)
  const input = { ...all, operations }
  const script = writeWithRegions(WRITERS[target], input)
  return { input, output: { ...script, expressibility: [...withEmptiedBlocks(script.expressibility, input), ...unsaid] } }
}

/** What a writer for an engine is given. */
export function targetInput({
  project,
  compiled,
  inventory,
  decisions,
  team,
  per,
  crosswalk,
  regions,
}: Pick<ExportRequest, 'project' | 'compiled' | 'inventory' | 'decisions' | 'team' | 'per' | 'crosswalk' | 'regions'>): TargetInput {
  return {
    operations: compiled.operations,
    settings: compiled.settings,
    inventory,
    ...(inventory.plain === undefined ? {} : { plain: inventory.plain }),
    decisions,
    identifyingCreators: compiled.identifyingCreators,
    madeFrom: madeFrom(project, compiled, team),
    ...(per === undefined ? {} : { per }),
    ...(crosswalk === undefined ? {} : { crosswalk }),
    ...(regions === undefined ? {} : { regions }),
  }
}

/** A script that says something else than what was compiled must never leave this program. */
function readsBack(input: TargetInput, output: TargetOutput): boolean {
  const script = nativeScript(input, output.openReviews.length)
  const read = readNative([...writeNative(script)].join(''))
  return read.ok && isDeepStrictEqual(read.value, script)
}

function writeFiles(folder: string, output: TargetOutput): Outcome<readonly string[]> {
  const cleared = clearScriptFolder(
    folder,
    output.files.map((file) => file.name),
  )
  if (!cleared.ok) return cleared
  const written: string[] = []
  const rows = output.expressibility.map((row) => EXPRESSIBILITY_COLUMNS.map((column) => row[column]))
  const pathOf = (name: string): string => join(folder, name)
  const writes = [
    { path: pathOf('expressibility.csv'), write: (path: string) => writeCsv(path, EXPRESSIBILITY_COLUMNS, rows) },
    // The script comes last: without its companions it would say less than was decided.
    ...output.files.toReversed().map(({ name, text, secret }) => ({
      path: pathOf(name),
      write: (path: string) => writeAtomically(path, text, secret ? { mode: SECRET_MODE } : {}),
    })),
  ]
  for (const { path, write } of writes) {
    const result = write(path)
    if (!result.ok) {
      for (const one of written) rmSync(one, { force: true })
      return result
    }
    written.push(path)
  }
  return ok(written.toReversed())
}
