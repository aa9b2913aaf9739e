import { serveTasks } from '../../../src/engine/pool/serve-tasks.ts'
import { createTestHandler } from './pool-test-handler.ts'

/** A worker entry for the pool's own tests. */
serveTasks({ test: createTestHandler })
