import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import { emptyTally, mergeTallies, type Tally } from '../../core/review/tally.ts'
import { progressMeter, runPool } from '../pool/index.ts'
import { keepYoungMemory, letYoungMemoryGrow } from '../pool/young-memory.ts'
import { createReviewHandler, type ReviewData, type ReviewTask, type WrittenFile } from './review-handler.ts'
import { REVIEW } from './texts.ts'

const FILES_A_TASK = 16
/** By then every thread has what its work needs. */
const FILES_UNTIL_AT_WORK = 2048

export interface ReadingAgain {
  readonly data: ReviewData
  readonly files: Iterable<WrittenFile>
  readonly total: number
  readonly workers: number
  readonly workerEntry: string | URL
}

/**
 * Has every written file reviewed by the workers, into one tally. Files of a task that killed its worker go one by one
 * afterwards; the one that does it again counts as unreadable.
 */
export async function reviewFiles({ data, files, total, workers, workerEntry }: ReadingAgain, job: Job): Promise<Outcome<Tally>> {
  const tally = emptyTally()
  const meter = progressMeter(job, REVIEW.phases.reading, total)
  let done = 0
  let suspects: WrittenFile[] = []
  const run = (tasks: Iterable<ReviewTask>, onFailure: (task: ReviewTask) => void): Promise<Outcome<null>> =>
    runPool<ReviewData, ReviewTask, Tally>({
      entry: workerEntry,
      workers,
      kind: 'review',
      data,
      handler: createReviewHandler,
      tasks,
      onReply(reply, task) {
        mergeTallies(tally, reply)
        meter.to((done += task.files.length))
        if (done > FILES_UNTIL_AT_WORK) keepYoungMemory()
      },
      onFailure,
      job,
    })
  try {
    const first = await run(tasksOf(files), (task) => {
      suspects = suspects.concat(task.files)
    })
    if (!first.ok) return first
    const again = await run(
      suspects.map((file) => ({ files: [file] })),
      (task) => {
        tally.numbers.files += task.files.length
        tally.numbers.unreadable += task.files.length
      },
    )
    meter.end()
    return again.ok ? ok(tally) : again
  } finally {
    letYoungMemoryGrow()
  }
}

function* tasksOf(files: Iterable<WrittenFile>): Generator<ReviewTask> {
  let task: WrittenFile[] = []
  for (const file of files) {
    task.push(file)
    if (task.length < FILES_A_TASK) continue
    yield { files: task }
    task = []
  }
  if (task.length > 0) yield { files: task }
}
