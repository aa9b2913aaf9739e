import { AlikeInstances } from '../../core/deidentification/alike-instances.ts'
import type { Deidentified } from '../../core/deidentification/deidentify.ts'
import { OperationIndex } from '../../core/deidentification/operation-index.ts'
import type { PatientPlan } from '../../core/deidentification/plan-patients.ts'
import { prepareInstance, type Prepared } from '../../core/deidentification/prepare-instance.ts'
import { describeProblems, tellOfEarlierRun } from '../../core/deidentification/problem.ts'
import { uidRemapper } from '../../core/deidentification/remap-uid.ts'
import type { RunContext } from '../../core/deidentification/work.ts'
import { PathNode } from '../../core/dicom/path-node.ts'
import { readPart10 } from '../../core/dicom/read-part10.ts'
import { elementVr } from '../../core/dictionary/element-vr.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Operation, ScriptSettings } from '../../core/script/operation.ts'
import { DEFLATE } from '../files/deflate.ts'
import { FileReader, type OpenFile } from '../files/file-source.ts'
import { machineReason } from '../project/project.ts'
import type { Made } from './flush-outputs.ts'
import { partialName, pruneFolders } from './output-folder.ts'
import { keptIdentity } from './kept-identity.ts'
import { keyedBySecret } from './project-key.ts'
import { digestOf, OutputWriter, type Written } from './write-output.ts'
import { APPLY } from './texts.ts'

/** What is the same for all instances of a run. */
export interface ApplyData {
  /** The collection. */
  readonly root: string
  readonly out: string
  readonly operations: readonly Operation[]
  readonly settings: ScriptSettings
  readonly secret: Uint8Array
  readonly patients: readonly PatientPlan[]
  /** Whether each file is flushed by who writes it; otherwise all of them are together, before they are settled. */
  readonly flushesFiles: boolean
}

/** One instance, as the scan left it. */
export interface ApplyTask {
  readonly id: number
  readonly path: string
  readonly size: number
  readonly mtime: number
  /** Of the original; empty where it says none. */
  readonly series: string
}

/** What became of an instance. No text of it holds anything of the file's content. */
export type ApplyReply =
  | ({ readonly is: 'written'; readonly partial: string } & Omit<Written, 'descriptor'> & WrittenInstance)
  /** Not written, and it will not be unless something changes: the reason. */
  | { readonly is: 'left-out'; readonly reason: string; readonly sourceSha256: string }
  | { readonly is: 'failed'; readonly reason: string }
  /** The place to write to failed: there is no point in going on. */
  | { readonly is: 'stopped'; readonly reason: string }

/** What is remembered of a written instance, beside its bytes. */
export interface WrittenInstance extends Pick<Deidentified, 'patient' | 'path'> {
  /** As `keptIdentity` makes it. */
  readonly identity: string
  /** The new Patient ID. */
  readonly newId: string
  readonly problem: string
  /** Whether it had been de-identified before. */
  readonly treatedBefore: boolean
  /** Old and new; without those that the same worker has told of an instance before. */
  readonly uids: readonly (readonly [string, string])[]
}

/** Tasks after which the tree of paths is begun anew, so that it does not grow with whatever hostile files name. */
const TASKS_A_TREE = 5000

/**
 * De-identifies instances, each into a file beside the place it will have, which is left to be flushed. It is told of an
 * instance whether many of its series follow.
 */
export function createApplyHandler(data: ApplyData): (task: ApplyTask, manyFollow?: boolean) => Made {
  const reader = new FileReader()
  const writer = new OutputWriter()
  const keyed = keyedBySecret(data.secret)
  const run: RunContext = {
    operations: new OperationIndex(data.operations),
    settings: data.settings,
    keyed,
    uids: uidRemapper(keyed, data.settings.uidRoot),
    patients: new Map(data.patients.map((plan) => [plan.key, plan])),
  }
  const alike = new AlikeInstances(run)
  const told = new Set<string>()
  let tree = PathNode.root()
  let tasks = 0
  let last = ''
  return (task, manyFollow = false) => {
    // One that is given out again after later ones: what those told is not settled before it.
    if (task.path < last) told.clear()
    last = task.path
    if ((tasks += 1) % TASKS_A_TREE === 0) tree = PathNode.root()
    let source: OpenFile | undefined
    try {
      // No `join`: what the scan found is such a path already.
      source = reader.open(`${data.root}/${task.path}`)
      if (source === undefined || source.size !== task.size || source.mtime !== task.mtime)
        return nothing({ is: 'left-out', reason: APPLY.files.changedSinceScan, sourceSha256: '' })
      return write(prepare(source, tree, run, alike, manyFollow), source, task, data.out, writer, told)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      return error.code === 'ENOENT'
        ? nothing({ is: 'left-out', reason: APPLY.files.gone, sourceSha256: '' })
        : failed(machineReason(error))
    } finally {
      source?.close()
    }
  }
}

/** Of that nothing is to be flushed. */
function nothing(reply: ApplyReply): Made {
  return { reply, descriptor: undefined }
}

function failed(reason: string): Made {
  return nothing({ is: 'failed', reason: APPLY.files.unreadable(reason) })
}

/** As the files before it were, where it is alike to them; else by itself. */
function prepare(
  source: OpenFile,
  tree: PathNode,
  run: RunContext,
  alike: AlikeInstances,
  manyFollow: boolean,
): Result<Prepared, { readonly message: string }> {
  const known = alike.prepare(source)
  if (known !== undefined) return ok(known)
  const read = readPart10(source, { deflate: DEFLATE, vrOf: elementVr })
  if (!read.ok) return read
  const plain = prepareInstance(read.value, source, tree, run, { deflate: DEFLATE })
  if (plain.ok) alike.learn(read.value, source, tree, plain.value, manyFollow)
  return plain
}

function write(
  prepared: Result<Prepared, { readonly message: string }>,
  source: OpenFile,
  task: ApplyTask,
  out: string,
  writer: OutputWriter,
  told: Set<string>,
): Made {
  if (!prepared.ok) return nothing({ is: 'left-out', reason: prepared.failure.message, sourceSha256: digestOf(source) ?? '' })
  const { parts, identity, patient, path, problems, uids } = prepared.value
  const slash = path.lastIndexOf('/')
  const partial = `${path.slice(0, slash + 1)}${partialName(task.id)}`
  const written = writer.write(`${out}/${partial}`, parts, source)
  if (!written.ok) {
    pruneFolders(out, partial)
    return written.failure.side === 'output' ? nothing({ is: 'stopped', reason: written.failure.reason }) : failed(written.failure.reason)
  }
  const { descriptor, size, mtime, sourceSha256, outputSha256 } = written.value
  const reply: ApplyReply = {
    is: 'written',
    partial,
    size,
    mtime,
    sourceSha256,
    outputSha256,
    identity: keptIdentity(identity),
    newId: identity.patientNew,
    patient,
    path,
    problem: problems.length === 0 ? '' : describeProblems(problems),
    treatedBefore: tellOfEarlierRun(problems),
    uids: notTold(uids, told),
  }
  return { reply, descriptor }
}

/** UIDs told once need not be told again; forgotten beyond this number, so that memory does not grow. */
const MOST_TOLD = 50_000

/** Most UIDs of an instance are those of its series. Whoever is told them settles the instances in the order of the tasks. */
function notTold(uids: Prepared['uids'], told: Set<string>): readonly (readonly [string, string])[] {
  if (told.size > MOST_TOLD) told.clear()
  const news: (readonly [string, string])[] = []
  for (const uid of uids) {
    if (told.has(uid[0])) continue
    told.add(uid[0])
    news.push(uid)
  }
  return news
}
