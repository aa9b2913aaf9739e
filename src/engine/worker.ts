import { createBatchHandler } from './apply/apply-batch.ts'
import { serveTasks } from './pool/serve-tasks.ts'
import { createReviewHandler } from './review/review-handler.ts'
import { createDigestHandler } from './scan/digest-handler.ts'
import { createScanHandler } from './scan/scan-handler.ts'

/** Entry of a worker thread: which kinds of work there are. The work itself is in the rooms that it comes from. */
serveTasks({
  apply: createBatchHandler,
  digest: createDigestHandler,
  review: createReviewHandler,
  scan: createScanHandler,
})
