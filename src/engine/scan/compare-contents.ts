import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import { progressMeter } from '../pool/progress-meter.ts'
import { runPool } from '../pool/worker-pool.ts'
import type { InventoryStore, KnownFile } from '../project/inventory-store.ts'
import { createDigestHandler, type DigestData, type DigestReply, type DigestTask } from './digest-handler.ts'
import type { ReadingOptions } from './read-pending.ts'
import { SCAN } from './texts.ts'

const FILES_A_TASK = 64
const PAGE = 1024

/**
 * Looks whether files that seem unchanged, by size and time, have the bytes that they had. Those that do not, and those of
 * which nobody knows the bytes, count as changed from here on. After the walk, before it is settled.
 */
export async function compareContents(store: InventoryStore, root: string, options: ReadingOptions, job: Job): Promise<Outcome<null>> {
  const meter = progressMeter(job, SCAN.phases.comparing, store.files.unchangedCount())
  const changed: number[] = []
  let compared = 0
  const tasks = function* (): Generator<DigestTask> {
    for (let after = ''; ;) {
      const page = store.files.unchanged(after, PAGE)
      for (let at = 0; at < page.length; at += FILES_A_TASK) yield { files: page.slice(at, at + FILES_A_TASK) }
      const last: KnownFile | undefined = page.at(-1)
      if (last === undefined) return
      after = last.path
    }
  }
  const ended = await runPool<DigestData, DigestTask, DigestReply>({
    entry: options.workerEntry,
    workers: options.workers,
    kind: 'digest',
    data: { root },
    handler: createDigestHandler,
    tasks: tasks(),
    onReply(reply, { files }) {
      changed.push(...reply)
      meter.to((compared += files.length))
    },
    onFailure({ files }) {
      changed.push(...files.map(({ id }) => id))
    },
    job,
  })
  if (!ended.ok) return ended
  store.files.distrust(changed)
  meter.end()
  return ok(null)
}
