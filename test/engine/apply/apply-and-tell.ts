/** A process of its own that applies, tells when it has begun to write, and then waits in the midst of it: to be killed. */
import { writeSync } from 'node:fs'
import { openProject } from '../../../src/engine/project/project.ts'
import { apply } from './applying.ts'

const [dir = '', out = ''] = process.argv.slice(2)
const project = openProject(dir)
if (!project.ok) throw new Error(project.failure.message)
await apply(project.value, {
  out,
  job: {
    cancelled: false,
    onCancel: () => () => undefined,
    progress({ done }) {
      if (done === 0) return
      writeSync(1, 'begun\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    },
  },
})
