import { setImmediate as whenOthersWereAnswered } from 'node:timers/promises'
import type { Steps } from '../../core/in-steps.ts'
import type { Project } from '../project/project.ts'

/**
 * Does work on a project step by step, and between two steps whatever else is asked; to its end, or until the project is
 * closed.
 */
export async function inBackground(project: Project, steps: Steps<void>): Promise<void> {
  do await whenOthersWereAnswered()
  while (project.isOpen() && steps.next().done !== true)
}
