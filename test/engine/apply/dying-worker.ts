/** A worker that dies of the instance with `2` in its name, as one dies of a file that asks for too much memory. */
import { createApplyHandler, type ApplyData, type ApplyTask } from '../../../src/engine/apply/apply-task.ts'
import { serveTasks } from '../../../src/engine/pool/serve-tasks.ts'

serveTasks({
  apply: (data: ApplyData) => {
    const handle = createApplyHandler(data)
    return (task: ApplyTask) => {
      if (task.path === '2.dcm') process.exit(9)
      return handle(task)
    }
  },
})
