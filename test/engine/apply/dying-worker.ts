/** A worker that dies of the instance with `2` in its name, as one dies of a file that asks for too much memory. */
import { createBatchHandler, type ApplyBatch } from '../../../src/engine/apply/apply-batch.ts'
import type { ApplyData } from '../../../src/engine/apply/apply-task.ts'
import { serveTasks } from '../../../src/engine/pool/serve-tasks.ts'

serveTasks({
  apply: (data: ApplyData) => {
    const handle = createBatchHandler(data)
    return (batch: ApplyBatch) => {
      if (batch.tasks.some(({ path }) => path === '2.dcm')) process.exit(9)
      return handle(batch)
    }
  },
})
