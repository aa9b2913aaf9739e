import { serveTasks } from '../../../src/engine/pool/serve-tasks.ts'
import { createScanHandler, type ScanData, type ScanReply, type ScanTask } from '../../../src/engine/scan/scan-handler.ts'

/** A worker that scans, and dies of files with a certain name. */
serveTasks({
  scan(data: ScanData): (task: ScanTask) => ScanReply | Promise<ScanReply> {
    const handle = createScanHandler(data)
    return (task) => {
      if (task.files.some(({ path }) => path.endsWith('kills'))) process.exit(1)
      return handle(task)
    }
  },
})
